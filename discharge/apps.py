"""Django's entry to the app."""

from django.apps import AppConfig


class DischargeConfig(AppConfig):
    """What leaving hospital asks for."""

    name = "discharge"
    default_auto_field = "django.db.models.BigAutoField"
