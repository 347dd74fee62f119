"""User: a person who signs in; what they may do comes from the active membership (DESIGN 6)."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from organisations.domain.roles import Role
from organisations.querysets import UserManager

if TYPE_CHECKING:
    from organisations.models.membership import Membership
    from organisations.models.organisation import Organisation


class User(AbstractUser):
    """A person with one name, any number of memberships and one of them active."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("navn"), max_length=200)
    authorisation_id = models.CharField(_("autorisations-id"), max_length=5, null=True, blank=True)
    # Made by the demo, with a password that is printed: opens nothing where there is no demo.
    fictitious = models.BooleanField(_("opdigtet"), default=False, editable=False)
    active_membership = models.ForeignKey(
        "organisations.Membership",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("aktiv enhed"),
    )

    # Which membership this request acts in, when its page or session says so (desk.views.frame); never stored.
    acting: Membership | None = None

    objects = UserManager()  # type: ignore[misc]
    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("bruger")
        verbose_name_plural = _("brugere")

    def __str__(self) -> str:
        """The person's name."""
        return self.name or self.username

    def get_full_name(self) -> str:
        """The person's name."""
        return self.name

    def get_short_name(self) -> str:
        """The person's name."""
        return self.name

    @property
    def membership(self) -> Membership | None:
        """The membership one acts in if it holds today; an ended one gives no rights."""
        active = self.acting or self.active_membership
        return active if active is not None and active.is_valid_on(timezone.localdate()) else None

    @property
    def unit(self) -> Organisation | None:
        """The unit the person acts for now."""
        active = self.membership
        return active.unit if active else None

    @property
    def role(self) -> Role | None:
        """The role the person acts in now."""
        active = self.membership
        return Role(active.role) if active else None
