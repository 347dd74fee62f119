"""Doors of a demonstration in a database that serves none (D14): they open nothing, but do not belong there."""

from collections.abc import Sequence

from django.conf import settings

from medcom.models import Gateway
from organisations.models import User


def demo_left() -> Sequence[str]:
    """The kinds of rows that are still active; empty in a demo."""
    if settings.DEMO:
        return ()
    left = []
    if User.objects.filter(fictitious=True, is_active=True).exists():
        left.append("users")
    if Gateway.objects.demo().active().exists():
        left.append("gateways")
    return left
