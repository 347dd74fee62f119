"""App configuration of organisations."""

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    """Who: organisations, cooperation areas, users, memberships and permissions."""

    name = "organisations"
    verbose_name = _("Organisationer")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A database that was restored or copied is set again by `migrate`; connections keep what they planned."""
        from organisations.selectors.planned import plan_once

        post_migrate.connect(_set_own_role, sender=self)
        if settings.PLANS_KEPT:
            connection_created.connect(plan_once)


def _set_own_role(*, using: str, **_more: Any) -> None:
    from organisations.actions.database import set_own_role

    set_own_role(using)
