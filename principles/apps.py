"""App configuration of principles."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrinciplesConfig(AppConfig):
    """The agreement as a place: what it asks, where a journey stands by it, and what the figures say."""

    name = "principles"
    verbose_name = _("Aftalen")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what is said of a plan that cannot be changed so."""
        from discharge.wording.texts import register_texts
        from principles.plans.texts import PLAN_REFUSALS

        register_texts(PLAN_REFUSALS)
