"""Django's entry to the app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The only place that sees all."""

    name = "desk"
    default_auto_field = "django.db.models.BigAutoField"
