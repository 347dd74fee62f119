"""Tariffs, closing days and decided open points for administrators, with history (RULES 2c, §7)."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from simple_history.admin import SimpleHistoryAdmin

from discharge.models import ClosingDay, OpenPointChoice, Tariff
from discharge.payment.actions.tariffs import save_tariff
from organisations.models import User


@admin.register(Tariff)
class TariffAdmin(SimpleHistoryAdmin):  # type: ignore[misc]
    """A row that no longer holds is ended, not deleted: earlier calculations rest on it."""

    list_display = (
        "speciality",
        "payee",
        "day_from",
        "day_to",
        "amount_dkk",
        "valid_from",
        "valid_to",
        "verified",
        "official",
        "fictitious",
    )
    list_filter = ("speciality", "payee", "verified", "official", "fictitious")

    def has_delete_permission(self, request: HttpRequest, obj: Tariff | None = None) -> bool:
        """Nobody."""
        return False

    def save_model(self, request: HttpRequest, obj: Tariff, form: Any, change: bool) -> None:
        """Write through the action."""
        assert isinstance(request.user, User)
        save_tariff(obj, by=request.user, now=timezone.now())


class _ReadOnly(admin.ModelAdmin[Any]):
    """Written on the page of settings, where everything that depends on it is derived again."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Not here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not here."""
        return False


@admin.register(OpenPointChoice)
class OpenPointChoiceAdmin(_ReadOnly):
    """The decisions, newest first."""

    list_display = ("point", "value", "valid_from", "decided_at", "decided_by", "reason")
    list_filter = ("point",)
    list_select_related = ("decided_by",)
    ordering = ("-id",)


@admin.register(ClosingDay)
class ClosingDayAdmin(_ReadOnly):
    """The extra closing days."""

    list_display = ("day", "reason")
