"""App configuration of journeys."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JourneysConfig(AppConfig):
    """Citizens and their journeys; events are the truth, rows are projections."""

    name = "journeys"
    verbose_name = _("Forløb")
    default_auto_field = "django.db.models.BigAutoField"
