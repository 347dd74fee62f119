"""Keyed digests: the same text gives the same digest, and nobody without the key can try all numbers out."""

from django.conf import settings
from django.utils.crypto import salted_hmac

_LENGTH = 32


def keyed_digest(purpose: str, text: str) -> str:
    """32 hexadecimal figures of a keyed SHA-256; one text has different digests for different purposes."""
    secret = settings.LOG_DIGEST_KEY or settings.SECRET_KEY
    return salted_hmac(f"digest.{purpose}", text, secret=secret, algorithm="sha256").hexdigest()[:_LENGTH]
