"""App configuration of discharge."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.db import connection
from django.db.models.signals import post_migrate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DischargeConfig(AppConfig):
    """The rules of the discharge and what they said about each journey."""

    name = "discharge"
    verbose_name = _("Udskrivelse")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the projector, the timer and the effects with the apps below."""
        from discharge.actions import (
            close_out_rows,
            home_coming_rows,
            ledger,
            letter_rows,
            ready_rows,
            report_rows,
            responsibility,
            settings,
            windows,
        )
        from discharge.event_sentences import AFTER_EVENT_SENTENCES
        from discharge.handlers import tell_letter_overdue, tell_window_changed, tell_window_ended
        from discharge.selectors.day_payers import marks_for_a_payer
        from discharge.selectors.settings import leave_rule
        from discharge.sentences import EVENT_SENTENCES
        from journeys.actions.deadlines import register_deadline_kind
        from journeys.actions.projection import register_leave_rule, register_projector
        from journeys.actions.rebuild import register_snapshot
        from journeys.sentences import register_event_sentences
        from notifications.actions.outbox import register_handler
        from organisations.selectors.permissions import register_limit

        register_limit(marks_for_a_payer)
        register_leave_rule(leave_rule)
        register_projector("discharge.windows", windows.project_windows)
        register_projector("discharge.reports", report_rows.project_reports)
        register_projector("discharge.ready", ready_rows.project_ready)
        register_projector("discharge.home_coming", home_coming_rows.project_home_comings)
        register_projector("discharge.after", close_out_rows.project_after)
        register_projector("discharge.ledger", ledger.project_ledgers)
        register_snapshot("window", windows.window_rows)
        register_snapshot("ready_period", ready_rows.ready_rows)
        register_snapshot("home_coming", home_coming_rows.home_coming_rows)
        register_snapshot("ledger", ledger.ledger_rows)
        register_snapshot("responsibility", responsibility.responsibility_rows)
        register_snapshot("discharge_letter", letter_rows.letter_rows)
        register_snapshot("close_out", close_out_rows.close_out_rows)
        register_deadline_kind(letter_rows.DEADLINE_KIND, tell_letter_overdue)
        register_deadline_kind(windows.DEADLINE_KIND, tell_window_ended)
        register_handler(windows.TOPIC_WINDOW, tell_window_changed)
        register_handler(settings.TOPIC_SETTINGS, settings.derive_again)
        register_event_sentences({**EVENT_SENTENCES, **AFTER_EVENT_SENTENCES})
        post_migrate.connect(_load_tariffs, sender=self)
        post_migrate.connect(_derive_again, sender=self)


def _load_tariffs(using: str, **_: Any) -> None:
    """The rows of the acts are there from the first day; what an administrator entered stays (RULES 2c)."""
    from discharge.actions.tariffs import load_tariffs
    from discharge.models import Tariff

    if using == "default" and Tariff._meta.db_table in connection.introspection.table_names():
        load_tariffs()


# Whose rows are derived from the events.
_PROJECTED = ("journeys", "discharge")


def _derive_again(using: str, plan: Sequence[tuple[Any, bool]] = (), **_: Any) -> None:
    """A migration may add rows or columns that only the events can fill: the outbox does it, a few citizens a step."""
    from discharge.actions.settings import derive_after
    from notifications.models import OutboxMessage

    applied = {step.app_label: step.name for step, back in plan if not back and step.app_label in _PROJECTED}
    if using == "default" and applied and OutboxMessage._meta.db_table in connection.introspection.table_names():
        derive_after("+".join(f"{app}.{name}" for app, name in sorted(applied.items())), now=timezone.now())
