"""Secrets at rest: encrypted with a key of the installation, readable when they are not encrypted yet."""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

# Marks what is encrypted, so that a secret stored before is still read.
PREFIX = "fernet:"


def encrypt(text: str, *, key: str) -> str:
    """The text under the key; what is encrypted already stays as it is."""
    if text.startswith(PREFIX):
        return text
    return PREFIX + _fernet(key).encrypt(text.encode()).decode()


def decrypt(text: str, *, key: str) -> str:
    """The text again. Raises ValueError when another key encrypted it."""
    if not text.startswith(PREFIX):
        return text
    try:
        return _fernet(key).decrypt(text.removeprefix(PREFIX)).decode()
    except InvalidToken as error:
        raise ValueError("the secret was encrypted with another key") from error


def _fernet(key: str) -> Fernet:
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"second factor").derive(key.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
