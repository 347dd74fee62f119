"""A role that one administrator asks for and another must give (two people, DESIGN 6)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organisations.models.organisation import Organisation
from organisations.querysets import RoleRequestQuerySet
from organisations.sentences import role_choices


class RoleRequest(models.Model):
    """Waits until somebody else than who asked and who gets it has said yes or no; then it stays as it was decided."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="role_requests", verbose_name=_("bruger")
    )
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("enhed"))
    role = models.CharField(_("rolle"), max_length=30, choices=role_choices)
    valid_from = models.DateField(_("gælder fra"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("foreslået af")
    )
    asked_at = models.DateTimeField(_("foreslået"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("besluttet af")
    )
    decided_at = models.DateTimeField(_("besluttet"), null=True)
    granted = models.BooleanField(_("givet"), null=True)

    objects = RoleRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("foreslået rolle")
        verbose_name_plural = _("foreslåede roller")
        ordering = ("-asked_at",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(decided_by=F("asked_by")) & ~Q(decided_by=F("user")),
                name="role_request_decided_by_someone_else",
            ),
            models.CheckConstraint(condition=~Q(asked_by=F("user")), name="role_request_not_for_oneself"),
        )

    def __str__(self) -> str:
        """Who is to be what, and where."""
        return f"{self.user}: {self.get_role_display()}, {self.unit}"
