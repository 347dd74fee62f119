"""App configuration of journeys."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JourneysConfig(AppConfig):
    """Citizens and their journeys; events are the truth, rows are projections."""

    name = "journeys"
    verbose_name = _("Forløb")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the outbox topic with its handler, and the timeline with its words."""
        from journeys.actions.events import TOPIC_EVENT
        from journeys.actions.projection.tasks import move_tasks
        from journeys.event_sentences import DEPARTURE_EVENT_WORDS, FACT_EVENT_WORDS, STAY_EVENT_WORDS, STAY_REFUSALS
        from journeys.handlers import tell_parties
        from journeys.message_sentences import MESSAGE_EVENT_WORDS
        from journeys.selectors.overdue import overdue_tasks
        from journeys.selectors.sight import (
            answers_another,
            calls_for_a_side,
            named_by_others,
            of_themself,
            reads_only,
        )
        from journeys.sentences import register_event_words, register_refusals
        from notifications.actions.escalation import register_overdue
        from notifications.actions.outbox import register_handler
        from organisations.actions.closing import on_closing
        from organisations.domain.permissions import NEEDS_NO_PARTY, Permission, permissions_of
        from organisations.domain.roles import Role
        from organisations.selectors.permissions import register_limit

        register_limit(reads_only)
        register_limit(calls_for_a_side, of=frozenset({Permission.LOG_CALL}))
        register_limit(answers_another, of=frozenset({Permission.CONFIRM_STAY}))
        register_limit(named_by_others, of=frozenset(Permission) - NEEDS_NO_PARTY)
        register_limit(of_themself, of=permissions_of(Role.CITIZEN))
        register_handler(TOPIC_EVENT, tell_parties)
        register_overdue("journeys.tasks", overdue_tasks)
        for table in (STAY_EVENT_WORDS, DEPARTURE_EVENT_WORDS, FACT_EVENT_WORDS, MESSAGE_EVENT_WORDS):
            register_event_words(table)
        register_refusals(STAY_REFUSALS)
        on_closing(move_tasks)
