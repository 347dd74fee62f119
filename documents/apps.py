"""App configuration of documents."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """What the sectors write to each other during a journey."""

    name = "documents"
    verbose_name = _("Breve og planer")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the projectors, what follows a document that came, and what is said of sending and answering."""
        from discharge.wording.texts import register_texts
        from documents.actions.projection import (
            delivery_rows,
            project_deliveries,
            project_error_tasks,
            project_outdated_plans,
            project_realism,
            project_sorted_tasks,
            realism_rows,
        )
        from documents.actions.sorting import TOPIC_RECEIVED
        from documents.domain.texts import DOCUMENT_ACTS
        from documents.handlers import sort_what_came
        from documents.selectors.overdue import overdue_answers
        from documents.sentences import DOCUMENT_EVENT_WORDS
        from journeys.actions.projection.citizen import register_projector
        from journeys.actions.rebuild import register_snapshot
        from journeys.sentences import register_event_words
        from notifications.actions.escalation import register_overdue
        from notifications.actions.outbox import register_handler

        register_projector("documents.deliveries", project_deliveries)
        register_projector("documents.errors", project_error_tasks)
        register_projector("documents.sorting", project_sorted_tasks)
        register_projector("documents.outdated", project_outdated_plans)
        register_handler(TOPIC_RECEIVED, sort_what_came)
        register_projector("documents.realism", project_realism)
        register_snapshot("delivery", delivery_rows)
        register_snapshot("plan_realism", realism_rows)
        register_overdue("documents.answers", overdue_answers)
        register_texts(DOCUMENT_ACTS)
        register_event_words(DOCUMENT_EVENT_WORDS)
