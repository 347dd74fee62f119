"""How citizens come to their own page (RULES 001-13; DESIGN §6)."""

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
