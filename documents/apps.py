"""App configuration of documents."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """What the sectors write to each other during a journey."""

    name = "documents"
    verbose_name = _("Breve og planer")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what is said of sending and answering."""
        from discharge.wording.texts import register_texts
        from documents.domain.texts import DOCUMENT_ACTS
        from documents.sentences import DOCUMENT_EVENT_WORDS
        from journeys.sentences import register_event_words

        register_texts(DOCUMENT_ACTS)
        register_event_words(DOCUMENT_EVENT_WORDS)
