"""Outbox rows for the administrator: read them, and revive what was given up."""

from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from notifications.actions.outbox import revive
from notifications.models import OutboxMessage

# Generic for mypy only: Django's class takes no type argument when it runs.
if TYPE_CHECKING:
    OutboxAdminBase = admin.ModelAdmin[OutboxMessage]
else:
    OutboxAdminBase = admin.ModelAdmin


@admin.register(OutboxMessage)
class OutboxMessageAdmin(OutboxAdminBase):
    """Nothing is written here but the revival; actions are the only writers."""

    list_display = ("topic", "key", "state", "created_at", "next_attempt_at", "attempts", "last_error")
    list_filter = ("state", "topic")
    search_fields = ("key",)
    actions = ("revive_rows",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Rows are published with the facts they follow from."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: OutboxMessage | None = None) -> bool:
        """A row may be read and revived, not rewritten."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: OutboxMessage | None = None) -> bool:
        """An effect that was promised is never lost."""
        return False

    @admin.action(description=_("Forsøg igen"), permissions=["view"])
    def revive_rows(self, request: HttpRequest, rows: QuerySet[OutboxMessage]) -> None:
        """Give the chosen dead rows a new set of attempts."""
        count = sum(revive(row, now=timezone.now()) for row in rows)
        sentence = ngettext("%(count)d handling forsøges igen.", "%(count)d handlinger forsøges igen.", count)
        self.message_user(request, sentence % {"count": count}, messages.SUCCESS)
