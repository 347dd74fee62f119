"""Django's entry to the app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The only place that sees all."""

    name = "desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Start a session's clocks when somebody signs in, and write down who comes and goes."""
        from django.contrib.auth.signals import user_logged_in

        from desk.handlers import listen
        from desk.views.frame.session import begin

        user_logged_in.connect(begin, dispatch_uid="desk.session.begin")
        listen()
