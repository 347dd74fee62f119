"""The project's own app: what `check` and the servers' start look at."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """What concerns the whole program."""

    name = "config"

    def ready(self) -> None:
        """Let `check` know what a production must have."""
        from django.core.signals import request_finished

        from config import checks
        from config.origin import forget_request

        checks.register_checks()
        request_finished.connect(forget_request, dispatch_uid="config.forget_request")
