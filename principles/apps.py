"""App configuration of principles."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrinciplesConfig(AppConfig):
    """The agreement as a place: what it asks, where a journey stands by it, and what the figures say."""

    name = "principles"
    verbose_name = _("Aftalen")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the projector of the figures, and what is said of a plan that cannot be changed so."""
        from discharge.wording.texts import register_texts
        from journeys.actions.projection.citizen import register_projector
        from journeys.actions.rebuild import register_snapshot
        from principles.indicators.projection import case_rows, project_cases
        from principles.plans.texts import PLAN_REFUSALS

        register_texts(PLAN_REFUSALS)
        register_projector("principles.cases", project_cases)
        register_snapshot("indicator_case", case_rows)
