"""App configuration of principles."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrinciplesConfig(AppConfig):
    """The agreement as a place: what it asks, where a journey stands by it, and what the figures say."""

    name = "principles"
    verbose_name = _("Aftalen")
    default_auto_field = "django.db.models.BigAutoField"
