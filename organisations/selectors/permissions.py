"""May this user do that? One answer as exception, boolean or sentence (DESIGN 3)."""

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from organisations.domain.permissions import NEEDS_NO_PARTY, ON_UNCONFIRMED, READS, Permission, role_may
from organisations.domain.refusals import NotAllowed
from organisations.domain.roles import Role, Sector, sector_of
from organisations.models import Organisation, User
from organisations.selectors.units import house_ids
from organisations.sentences import only_these_may

__all__ = [
    "JourneyParties",
    "NotAllowed",
    "can",
    "check_can",
    "is_party",
    "named_for",
    "not_a_party",
    "not_your_house",
    "why_not",
]


_WHY_NOT = "_why_not"


class JourneyParties(Protocol):
    """What of a journey decides whose side may act; unknown parties are None."""

    hospital_id: UUID | None
    ward_id: UUID | None
    municipality_id: UUID | None
    gp_practice_id: UUID | None
    gp_known: bool
    unconfirmed: bool


def check_can(user: User | AnonymousUser, permission: Permission, journey: JourneyParties | None = None) -> None:
    """Raise NotAllowed with code and sentence unless the user's role, and the unit as party of the journey, may."""
    refusal = _refusal(user, permission, journey)
    if refusal is not None:
        raise refusal


def can(user: User | AnonymousUser, permission: Permission, journey: JourneyParties | None = None) -> bool:
    """The boolean twin of check_can."""
    return _refusal(user, permission, journey) is None


def why_not(user: User | AnonymousUser, permission: Permission, journey: JourneyParties | None = None) -> str:
    """The sentence of the disabled button; empty when the user may.

    A page asks it for every button, so the answers stay on the row of the journey for as long as the row lives.
    """
    if journey is None or not isinstance(user, User):
        refusal = _refusal(user, permission, journey)
        return refusal.sentence if refusal is not None else ""
    answers: dict[tuple[object, ...], str] = vars(journey).setdefault(_WHY_NOT, {})
    key = (user.pk, user.acting and user.acting.pk, user.active_membership_id, permission)
    if key not in answers:
        refusal = _refusal(user, permission, journey)
        answers[key] = refusal.sentence if refusal is not None else ""
    return answers[key]


Limit = Callable[[User, Permission, JourneyParties], NotAllowed | None]
_limits: dict[Limit, frozenset[Permission]] = {}
_ANY = frozenset(Permission) - READS


def register_limit(limit: Limit, *, of: frozenset[Permission] = _ANY) -> None:
    """Adds what an upper app knows that forbids an act in a journey though role and party would allow it.

    `of` are the permissions that it is asked about; what only reads is never limited.
    """
    _limits[limit] = of - READS


def _refusal(user: User | AnonymousUser, permission: Permission, journey: JourneyParties | None) -> NotAllowed | None:
    if not isinstance(user, User) or not user.is_active:
        return NotAllowed("permission.not_signed_in", _("Log ind først."))
    membership = user.membership
    if membership is None:
        return NotAllowed("permission.no_unit", _("Du har ingen aktiv enhed. Vælg en enhed, eller bed om at få en."))
    role = Role(membership.role)
    if not role_may(role, permission):
        return NotAllowed("permission.role", only_these_may(permission))
    if journey is not None and journey.unconfirmed and permission not in ON_UNCONFIRMED:
        return NotAllowed("permission.unconfirmed", _("Indtastningen er ikke bekræftet. Den kan kun tages tilbage."))
    if journey is None:
        return None
    for limit, limits in _limits.items():
        if permission in limits and (limited := limit(user, permission, journey)) is not None:
            return limited
    if permission in NEEDS_NO_PARTY:
        return None
    if membership.unit is not None and not is_party(membership.unit, role, journey):
        return not_a_party()
    return None


def not_a_party() -> NotAllowed:
    """The refusal of whoever sees a journey and does not speak for one of its sides."""
    return NotAllowed("permission.not_party", _("Kun de enheder, der er part i forløbet, kan skrive og handle i det."))


def not_your_house() -> NotAllowed:
    """The refusal of an administrator who decides for a unit of another house."""
    return NotAllowed("permission.not_your_house", _("Enheden hører til et andet hus end dit."))


def is_party(unit: Organisation, role: Role, journey: JourneyParties) -> bool:
    """Whether the unit speaks for a side of the journey as it stands now; former parties only read."""
    if role is Role.OUT_OF_HOURS_DOCTOR:
        # The doctor on call is nobody's listed party; sight is what limits them.
        return True
    if sector_of(role) is Sector.GENERAL_PRACTICE and journey.gp_known and journey.gp_practice_id is None:
        # Known to be none is not unknown: nobody speaks for the practice that there is not.
        return False
    named = named_for(role, journey)
    # An unknown party excludes nobody who can see the journey (RULES 001-22: the one with the contact acts).
    return not named or not named.isdisjoint(house_ids(unit))


def named_for(role: Role, journey: JourneyParties) -> set[UUID]:
    """The units that stand for the role's side of the journey; none are named while it is unknown."""
    sides = {
        Sector.HOSPITAL: (journey.hospital_id, journey.ward_id),
        Sector.MUNICIPALITY: (journey.municipality_id,),
        Sector.GENERAL_PRACTICE: (journey.gp_practice_id,),
    }
    return {unit for unit in sides.get(sector_of(role), ()) if unit is not None}
