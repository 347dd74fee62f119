"""How people come in: nobody signs up, second factors are encrypted, and every try is in the security log."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from config.origin import origin_of
from organisations.actions.security import SecurityKind, known_address, record_security
from organisations.domain.secrets import decrypt, encrypt
from organisations.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by administrators: an open form would also tell which user names exist (D9)."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """As everywhere in this house: what our own outermost proxy saw (D6)."""
        return origin_of(request).address or "unknown"

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *rest: Any, **more: Any
    ) -> None:
        """Signing in needs no congratulation above the list that one came for (screens u10)."""
        if message_template != "account/messages/logged_in.txt":
            super().add_message(request, level, message_template, *rest, **more)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Asks the limits; being refused by one is an event of its own (D12)."""
        user = _user_of(credentials)
        try:
            super().pre_authenticate(request, **credentials)
            self._limit_the_account(request, user, str(credentials.get("username") or ""))
        except ValidationError:
            record_security(SecurityKind.LOCKED_OUT, now=timezone.now(), user=user)
            raise

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """The library hands on whoever knows the password; a demo's people stay out where there is no demo (D14)."""
        user = super().authenticate(request, **credentials)
        if user is not None and user.fictitious and not settings.DEMO:
            self.authentication_failed(request, **credentials)
            return None
        return user

    def _limit_the_account(self, request: HttpRequest, user: User | None, name: str) -> None:
        """Guesses from many addresses; the addresses that the person really uses are never shut by a stranger (D6)."""
        if user is not None and known_address(user.uuid, self.get_client_ip(request), now=timezone.now()):
            return
        # Names that nobody has are counted like others: the answer must not tell who exists.
        key = str(user.uuid) if user else f"name:{name.lower()}"
        if not ratelimit.consume(request, action="login_account", key=key):
            raise self.validation_error("too_many_login_attempts")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Tries are counted per account and address: ten wrong ones elsewhere lock nobody out here (D6)."""
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{self.get_client_ip(request)}"

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """A wrong password, or a name that nobody has."""
        user = _user_of(credentials)
        record_security(SecurityKind.SIGN_IN_FAILED, now=timezone.now(), user=user, known=user is not None)


def _user_of(credentials: dict[str, Any]) -> User | None:
    return User.objects.filter(username__iexact=str(credentials.get("username") or "")).first()


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors lie encrypted in the database (D4)."""

    def encrypt(self, text: str) -> str:
        """Before it is stored."""
        return encrypt(text, key=settings.MFA_ENCRYPTION_KEY)

    def decrypt(self, encrypted_text: str) -> str:
        """When it is asked."""
        return decrypt(encrypted_text, key=settings.MFA_ENCRYPTION_KEY)
