"""OutboxMessage: an effect that is published with the facts and carried out after commit (DESIGN §4)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notifications.domain.outbox import OutboxState
from notifications.querysets import OutboxQuerySet
from notifications.sentences import state_choices


class OutboxMessage(models.Model):
    """One effect with one key; the payload holds identifiers, never a person's data."""

    id = models.BigAutoField(primary_key=True)
    topic = models.CharField(_("emne"), max_length=60)
    key = models.CharField(_("nøgle"), max_length=200, unique=True)
    payload = models.JSONField(_("indhold"), default=dict)
    state = models.CharField(_("tilstand"), max_length=10, choices=state_choices, default=OutboxState.PENDING.value)
    created_at = models.DateTimeField(_("oprettet"))
    release_at = models.DateTimeField(_("frigives"))
    next_attempt_at = models.DateTimeField(_("næste forsøg"))
    attempts = models.PositiveSmallIntegerField(_("mislykkede forsøg"), default=0)
    settled_at = models.DateTimeField(_("afsluttet"), null=True, blank=True)
    last_error = models.CharField(_("seneste fejl"), max_length=300, blank=True, default="")

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("udgående handling")
        verbose_name_plural = _("udgående handlinger")
        ordering = ("id",)
        indexes = (
            # OutboxQuerySet.due: the relay claims the oldest pending rows; done rows pile up and must not be read.
            models.Index(
                fields=("next_attempt_at", "id"), condition=Q(state=OutboxState.PENDING.value), name="outbox_pending"
            ),
            # OutboxQuerySet.dead: the list of rows that wait for a person.
            models.Index(fields=("settled_at",), condition=Q(state=OutboxState.DEAD.value), name="outbox_dead"),
        )

    def __str__(self) -> str:
        """Topic and key."""
        return f"{self.topic} · {self.key}"
