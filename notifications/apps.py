"""Django's entry to the app."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """How effects leave and people are told."""

    name = "notifications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to the book of the doors."""
        from notifications.handlers import listen

        listen()
