"""App configuration of organisations."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    """Who: organisations, cooperation areas, users, memberships and permissions."""

    name = "organisations"
    verbose_name = _("Organisationer")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A database that was restored or copied is set again by `migrate`."""
        post_migrate.connect(_compile_nothing, sender=self)


def _compile_nothing(*, using: str, **_more: Any) -> None:
    from organisations.actions.database import turn_off_compiling

    turn_off_compiling(using)
