"""Who came in, who tried, and who changed whose rights: append-only (RULES 4; OWASP ASVS 16.3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SecurityEvent(models.Model):
    """One event at the doors. No foreign keys, so that nothing else can change or lose it."""

    at = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=40)
    # Empty for a name that nobody has: what was typed may have been a password or a CPR number.
    user_uuid = models.UUIDField(null=True)
    by_uuid = models.UUIDField(null=True)
    address = models.CharField(max_length=45, blank=True)
    device = models.CharField(max_length=200, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("sikkerhedshændelse")
        verbose_name_plural = _("sikkerhedshændelser")
        ordering = ("-at", "-id")
        # Has this person come in from this address lately?
        indexes = (models.Index(fields=("user_uuid", "kind", "address"), name="security_known_address"),)

    def __str__(self) -> str:
        """When and what."""
        return f"{self.at.isoformat()} {self.kind}"
