"""App configuration of discharge."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.db import connection
from django.db.models.signals import post_delete, post_migrate, post_save
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DischargeConfig(AppConfig):
    """The rules of the discharge and what they said about each journey."""

    name = "discharge"
    verbose_name = _("Udskrivelse")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the projector, the timer and the effects with the apps below."""
        from discharge.channel import projection as channel
        from discharge.close_out import projection as close_out
        from discharge.discharge_letter import projection as letters
        from discharge.extended_responsibility import projection as windows
        from discharge.handlers import tell_window_changed
        from discharge.home_coming import projection as home_coming
        from discharge.knowledge import projection as knowledge
        from discharge.meetings import projection as meetings
        from discharge.models import (
            CitizenResponsibility,
            CloseOutCondition,
            DischargeLetter,
            ExtendedResponsibility,
            HomeComing,
            ReadyPeriod,
        )
        from discharge.payment import projection as ledger
        from discharge.payment.selectors.day_payers import marks_for_a_payer
        from discharge.readiness import projection as readiness
        from discharge.responsibility import projection as responsibility
        from discharge.settings import actions as settings
        from discharge.settings.selectors import stored_leave_rule
        from journeys.actions.projection.citizen import register_leave_rule, register_projector
        from journeys.actions.projection.stored import register_stored
        from journeys.actions.rebuild import register_snapshot
        from notifications.actions.outbox import register_handler
        from organisations.domain.permissions import Permission
        from organisations.selectors.permissions import register_limit

        register_limit(marks_for_a_payer, of=frozenset({Permission.AGREE_PAYABLE_DAY}))
        register_leave_rule(stored_leave_rule)
        register_stored(
            CitizenResponsibility, ExtendedResponsibility, ReadyPeriod, HomeComing, DischargeLetter, CloseOutCondition
        )
        register_projector("discharge.windows", responsibility.project_windows)
        register_projector("discharge.reports", channel.project_reports)
        register_projector("discharge.contacts", channel.project_contacts)
        register_projector("discharge.meetings", meetings.project_meetings)
        register_projector("discharge.knowledge", knowledge.project_knowledge)
        register_projector("discharge.ready", readiness.project_ready)
        register_projector("discharge.home_coming", home_coming.project_home_comings)
        register_projector("discharge.after", close_out.project_after)
        register_projector("discharge.ledger", ledger.project_ledgers)
        register_snapshot("window", windows.window_rows)
        register_snapshot("ready_period", readiness.ready_rows)
        register_snapshot("home_coming", home_coming.home_coming_rows)
        register_snapshot("ledger", ledger.ledger_rows)
        register_snapshot("responsibility", responsibility.responsibility_rows)
        register_snapshot("discharge_letter", letters.letter_rows)
        register_snapshot("close_out", close_out.close_out_rows)
        register_handler(windows.TOPIC_WINDOW, tell_window_changed)
        register_handler(settings.TOPIC_SETTINGS, settings.derive_again)
        _register_timers()
        _register_words()
        _register_event_words()
        _connect_signals(self)


def _connect_signals(app: AppConfig) -> None:
    """What follows an upgrade; and the limits of a cooperation area are those of its members."""
    from discharge.handlers import area_changed
    from organisations.models import CooperationAreaMember

    for signal in (post_save, post_delete):
        signal.connect(area_changed, sender=CooperationAreaMember, dispatch_uid="discharge.area_changed")
    post_migrate.connect(_load_tariffs, sender=app)
    post_migrate.connect(_derive_again, sender=app)


def _register_timers() -> None:
    """What is told when a time is up, and what no step of an escalation needs to tell again."""
    from discharge.discharge_letter import projection as letters
    from discharge.discharge_letter.rules.tasks import LetterTask
    from discharge.extended_responsibility import projection as windows
    from discharge.handlers import tell_letter_overdue, tell_window_ended
    from journeys.actions.deadlines import register_deadline_kind
    from journeys.selectors.overdue import register_told

    register_deadline_kind(letters.DEADLINE_KIND, tell_letter_overdue)
    register_deadline_kind(windows.DEADLINE_KIND, tell_window_ended)
    register_told(LetterTask.LETTER.value)


def _register_words() -> None:
    """What each room says: its verdicts and refusals."""
    from discharge.acute_function.texts import ACUTE_FUNCTION_ACTS
    from discharge.agreement.texts import AGREEMENT
    from discharge.calls.texts import CALL_ACTS, CALLERS
    from discharge.channel.texts import CHANNEL
    from discharge.close_out.texts import CLOSE_OUT_ACTS
    from discharge.discharge_letter.texts import LETTER, LETTER_ACTS
    from discharge.extended_responsibility.texts import WINDOW, WINDOW_ACTS
    from discharge.knowledge.texts import KNOWLEDGE
    from discharge.meetings.texts import MEETINGS
    from discharge.payment.texts import PAYMENT, PAYMENT_DAYS
    from discharge.readiness.texts import COINCIDENCE, READINESS, READY_ACTS
    from discharge.responsibility.texts import MEDICATION, RESPONSIBILITY
    from discharge.wording.texts import register_texts

    register_texts(
        ACUTE_FUNCTION_ACTS,
        AGREEMENT,
        CALLERS,
        CALL_ACTS,
        CHANNEL,
        CLOSE_OUT_ACTS,
        KNOWLEDGE,
        LETTER,
        LETTER_ACTS,
        MEETINGS,
        WINDOW,
        WINDOW_ACTS,
        PAYMENT,
        PAYMENT_DAYS,
        COINCIDENCE,
        READINESS,
        READY_ACTS,
        MEDICATION,
        RESPONSIBILITY,
    )


def _register_event_words() -> None:
    """What each room says of its events on the timeline."""
    from discharge.acute_function.sentences import ACUTE_FUNCTION_EVENT_WORDS
    from discharge.agreement.sentences import AGREEMENT_EVENT_WORDS
    from discharge.calls.sentences import CALLS_EVENT_WORDS
    from discharge.close_out.sentences import CLOSE_OUT_EVENT_WORDS
    from discharge.discharge_letter.sentences import DISCHARGE_LETTER_EVENT_WORDS
    from discharge.extended_responsibility.sentences import EXTENDED_RESPONSIBILITY_EVENT_WORDS
    from discharge.knowledge.sentences import KNOWLEDGE_EVENT_WORDS
    from discharge.meetings.sentences import MEETING_EVENT_WORDS
    from discharge.payment.sentences import PAYMENT_EVENT_WORDS
    from discharge.readiness.sentences import READINESS_EVENT_WORDS
    from discharge.responsibility.sentences import RESPONSIBILITY_EVENT_WORDS
    from journeys.sentences import register_event_words

    for table in (
        ACUTE_FUNCTION_EVENT_WORDS,
        AGREEMENT_EVENT_WORDS,
        CALLS_EVENT_WORDS,
        CLOSE_OUT_EVENT_WORDS,
        DISCHARGE_LETTER_EVENT_WORDS,
        EXTENDED_RESPONSIBILITY_EVENT_WORDS,
        KNOWLEDGE_EVENT_WORDS,
        MEETING_EVENT_WORDS,
        PAYMENT_EVENT_WORDS,
        READINESS_EVENT_WORDS,
        RESPONSIBILITY_EVENT_WORDS,
    ):
        register_event_words(table)


def _load_tariffs(using: str, **_: Any) -> None:
    """The rows of the acts are there from the first day; what an administrator entered stays (RULES 2c)."""
    from discharge.models import Tariff
    from discharge.payment.actions.tariffs import load_tariffs

    if using == "default" and Tariff._meta.db_table in connection.introspection.table_names():
        load_tariffs()


# Whose rows are derived from the events.
_PROJECTED = ("journeys", "discharge", "documents", "principles")


def _derive_again(using: str, plan: Sequence[tuple[Any, bool]] = (), **_: Any) -> None:
    """A migration may add rows or columns that only the events can fill: the outbox does it, a few citizens a step."""
    from discharge.settings.actions import derive_after
    from notifications.models import OutboxMessage

    applied = {step.app_label: step.name for step, back in plan if not back and step.app_label in _PROJECTED}
    if using == "default" and applied and OutboxMessage._meta.db_table in connection.introspection.table_names():
        derive_after("+".join(f"{app}.{name}" for app, name in sorted(applied.items())), now=timezone.now())
