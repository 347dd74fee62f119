"""Django's entry to the app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The only place that sees all."""

    name = "desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Start a session's clocks when somebody signs in, and write down who comes and goes."""
        from django.contrib.auth.signals import user_logged_in, user_logged_out

        from desk.handlers import signed_in, signed_out
        from desk.views.session import begin

        user_logged_in.connect(begin, dispatch_uid="desk.session.begin")
        user_logged_in.connect(signed_in, dispatch_uid="desk.signed_in")
        user_logged_out.connect(signed_out, dispatch_uid="desk.signed_out")
