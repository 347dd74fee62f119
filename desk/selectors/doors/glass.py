"""What waits for somebody else's eyes: break-glass, current contacts, and stays entered by hand (RULES 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from desk.selectors.asker import Asker
from journeys.models import BreakGlassGrant, CurrentContact, StayEntry
from organisations.domain.roles import Role
from organisations.selectors.units import house_ids

MOST_SHOWN = 100
KINDS: dict[str, tuple[type[Model], str, Promise]] = {
    "vaerdispring": (BreakGlassGrant, "granted_at", _("Værdispring")),
    "kontakt": (CurrentContact, "stated_at", _("Aktuel kontakt")),
    "indtastning": (StayEntry, "entered_at", _("Indlæggelse indtastet manuelt")),
}


@dataclass(frozen=True, slots=True)
class ToReview:
    """One thing to judge. `kind` stands in its address."""

    kind: str
    label: str
    row: Any


def to_review(asker: Asker) -> Sequence[ToReview]:
    """What nobody has reviewed, the oldest first, but never one's own: a doctor's house's, the administrator's all."""
    found = [
        ToReview(kind, str(label), row)
        for kind, (_model, at, label) in KINDS.items()
        for row in _waiting(asker, kind).order_by(at, "pk")[:MOST_SHOWN]
    ]
    return sorted(found, key=lambda each: each.row.at)[:MOST_SHOWN]


def row_to_review(asker: Asker, kind: str, row_id: str) -> Any | None:
    """One of them by its address; None when it is not there for this reader."""
    if kind not in KINDS:
        return None
    try:
        return _waiting(asker, kind).filter(pk=row_id).first()
    except (ValidationError, ValueError, OverflowError):
        return None


def _waiting(asker: Asker, kind: str) -> QuerySet[Any]:
    rows = KINDS[kind][0]._default_manager.filter(reviewed_at__isnull=True).exclude(user=asker.user)
    if asker.role is not Role.SYSTEM_ADMINISTRATOR:
        assert asker.unit is not None
        rows = rows.filter(user__memberships__unit__in=house_ids(asker.unit)).distinct()
    return rows.select_related("user", "citizen", "user__active_membership__unit")
