"""Django's entry to the app."""

from django.apps import AppConfig


class MedcomConfig(AppConfig):
    """Messages to and from the other systems."""

    name = "medcom"
    default_auto_field = "django.db.models.BigAutoField"
