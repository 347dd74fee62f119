"""The region's organisations as the demo has them, for tests that begin with them."""

from organisations.actions.demo import load_demo_overlay
from organisations.models import CooperationArea, Organisation
from tests.relaying import Relayed


def _empty() -> bool:
    return not (Organisation.objects.exists() or CooperationArea.objects.exists())


_overlay = Relayed(load_demo_overlay, empty=_empty)


def lay_demo_overlay() -> None:
    """What `load_demo_overlay` writes into an empty database; it refuses outside a demo."""
    _overlay()
