"""How citizens and their relatives come to the citizen's page (RULES 001-13; DESIGN §6)."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from journeys.models.citizen import Citizen


class CitizenLogin(models.Model):
    """Whose page a log-in of the role citizen opens: set by an administrator, never by whoever logs in."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="citizen_login", verbose_name=_("login")
    )
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="logins", verbose_name=_("borger"))
    tied_at = models.DateTimeField()
    tied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("borgers login")
        verbose_name_plural = _("borgeres login")

    def __str__(self) -> str:
        """The user's name; no citizen's number."""
        return str(self.user)


class RelativeCode(models.Model):
    """What opens a citizen's page to one relative, and for how long; the code itself is kept as a hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="relative_codes")
    name = models.CharField(_("navn"), max_length=120)
    # The first letters of the code: they find the row, and open nothing.
    handle = models.CharField(max_length=4, unique=True)
    secret_hash = models.CharField(max_length=200)
    # On what ground (consent, guardian, parent), and which parts beside those that every relative reads.
    ground = models.CharField(max_length=20)
    opens = models.JSONField(default=list)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    valid_until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("kode til pårørende")
        verbose_name_plural = _("koder til pårørende")
        ordering = ("-given_at",)

    def __str__(self) -> str:
        """When it was given."""
        return self.given_at.isoformat()
