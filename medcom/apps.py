"""Django's entry to the app."""

from django.apps import AppConfig


class MedcomConfig(AppConfig):
    """Messages to and from the other systems."""

    name = "medcom"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what follows from letters that did not reach the other system."""
        from journeys.actions.projection.citizen import register_projector
        from medcom.actions.undelivered import project_undelivered

        register_projector("medcom.letters", project_undelivered)
