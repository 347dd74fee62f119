"""Gateways: the systems that deliver messages to us."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from medcom.querysets import GatewayQuerySet


class Gateway(models.Model):
    """One sender of messages; only the hash of its token is kept."""

    name = models.CharField(_("navn"), max_length=80, unique=True)
    token_hash = models.CharField(max_length=64, unique=True)
    # Null: silence says nothing about this gateway (the demo's).
    silent_after_minutes = models.PositiveIntegerField(_("tavs efter minutter"), null=True, blank=True, default=60)
    created_at = models.DateTimeField()
    last_message_at = models.DateTimeField(null=True)
    # Whose messages it brings: the houses named here, or (a national hub) everybody's.
    sender_roots = models.ManyToManyField(
        "organisations.Organisation", blank=True, related_name="+", verbose_name=_("leverer for")
    )
    all_senders = models.BooleanField(_("leverer for alle afsendere"), default=False)
    active = models.BooleanField(_("aktiv"), default=True)
    # Its token is printed: opens nothing where there is no demo.
    demo = models.BooleanField(_("demonstration"), default=False, editable=False)

    objects = GatewayQuerySet.as_manager()

    class Meta:
        verbose_name = _("gateway")
        verbose_name_plural = _("gateways")
        ordering = ("name",)

    def __str__(self) -> str:
        """The name."""
        return self.name
