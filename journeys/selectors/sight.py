"""What a user may see, from memberships and grants (DESIGN §6)."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from journeys.domain.sight.scope import Sight
from journeys.models import BreakGlassGrant, CitizenLogin, CurrentContact, Journey
from journeys.querysets import JourneyQuerySet
from organisations.domain.permissions import Permission
from organisations.domain.refusals import NotAllowed
from organisations.domain.roles import SEES_NO_CITIZENS, Role, Sector, sector_of
from organisations.models import User
from organisations.selectors.permissions import JourneyParties, is_party, named_for, not_a_party
from organisations.selectors.units import house_ids, unit_scope

# They see numbers and reference data, never citizens (DESIGN §6).
_BY_GLASS = "_read_by_glass"
_BY_CONTACT = "_read_by_contact"
_WITHOUT_JOURNEYS = SEES_NO_CITIZENS - {Role.CITIZEN}


def own_sight(user: User, *, now: datetime) -> Sight:
    """What the active unit sees without anybody opening anything: what the worklists show; a citizen, themself."""
    if user.is_authenticated and user.role is Role.CITIZEN:
        return Sight(themself=themself(user))
    if not user.is_authenticated or user.role is None or user.unit is None or user.role in _WITHOUT_JOURNEYS:
        return Sight()
    if user.role is Role.OUT_OF_HOURS_DOCTOR:
        return Sight()
    return Sight(
        units=unit_scope(user.unit),
        needs_services=sector_of(user.role) is Sector.MUNICIPALITY,
        over_after=now - settings.SIGHT_AFTER_CLOSE,
    )


def sight_of(user: User, *, now: datetime) -> Sight:
    """Sight at `now`: the active unit's journeys, and citizens opened by a current contact or break-glass."""
    if not user.is_authenticated or user.role is None or user.unit is None or user.role in _WITHOUT_JOURNEYS:
        return own_sight(user, now=now)
    return replace(own_sight(user, now=now), citizens=broken_glass(user, now=now) | current_contacts(user, now=now))


def themself(user: User) -> UUID | None:
    """Whom a citizen's log-in was given to, under the number the person is known by; None while nobody has said."""
    tied = CitizenLogin.objects.filter(user=user).select_related("citizen").first()
    return tied.citizen.root_id if tied is not None else None


def broken_glass(user: User, *, now: datetime) -> frozenset[UUID]:
    """Citizens whom the user has opened by break-glass within the hour."""
    grants = BreakGlassGrant.objects.filter(user=user, expires_at__gt=now)
    return _people(grants)


def broken_glass_until(user: User, *, now: datetime) -> datetime | None:
    """When the user's last running break-glass ends; None when none runs."""
    grants = BreakGlassGrant.objects.filter(user=user, expires_at__gt=now)
    return grants.order_by("-expires_at").values_list("expires_at", flat=True).first()


def current_contacts(user: User, *, now: datetime) -> frozenset[UUID]:
    """Citizens whom the user has stated to be in contact with within the day."""
    contacts = CurrentContact.objects.filter(user=user, expires_at__gt=now)
    return _people(contacts)


def _people(opened: QuerySet[BreakGlassGrant] | QuerySet[CurrentContact]) -> frozenset[UUID]:
    """Who was opened, and whom they have turned out to be since (V9)."""
    rows = opened.values_list("citizen_id", "citizen__joined_to_id")
    return frozenset(citizen for row in rows for citizen in row if citizen is not None)


def visible_journeys(user: User, *, now: datetime) -> JourneyQuerySet:
    """The journeys that the user may see now; the only way in for every page and API."""
    return Journey.objects.visible_to(sight_of(user, now=now))


def reads_only(user: User, permission: Permission, journey: JourneyParties) -> NotAllowed | None:
    """Whoever sees a journey by break-glass alone reads it and does nothing in it (DESIGN §6).

    Asked many times of one page, so the answer stays on the row for as long as the row lives.
    """
    if not isinstance(journey, Journey) or _answers_a_question(user, permission, journey):
        return None
    kept: dict[int, bool] = journey.__dict__.setdefault(_BY_GLASS, {})
    if user.pk not in kept:
        kept[user.pk] = _by_glass_alone(user, journey, now=timezone.now())
    if not kept[user.pk]:
        return None
    return NotAllowed(
        "access.reads_only", _("Et værdispring giver kun ret til at læse. Ring til dem, der har borgeren.")
    )


def calls_for_a_side(user: User, permission: Permission, journey: JourneyParties) -> NotAllowed | None:
    """Calls and 112 are written down by a side, or by whoever has the citizen in front of them (RULES 001-22).

    A former hospital, municipality or practice still reads; it does not say who answers for the citizen now.
    """
    if not isinstance(journey, Journey):
        return None
    if user.unit is None or user.role is None or is_party(user.unit, user.role, journey):
        return None
    return None if journey.citizen_id in current_contacts(user, now=timezone.now()) else not_a_party()


def of_themself(user: User, permission: Permission, journey: JourneyParties) -> NotAllowed | None:
    """A citizen speaks for nobody but themself (DESIGN §6)."""
    if user.role is not Role.CITIZEN or not isinstance(journey, Journey):
        return None
    return None if journey.citizen_id == themself(user) else not_a_party()


def named_by_others(user: User, permission: Permission, journey: JourneyParties) -> NotAllowed | None:
    """Whoever sees a journey by a current contact alone is not its municipality because nobody knows which one is.

    They read, write down calls and 112, and tell the side that knows the citizen (DESIGN §6; RULES 001-22).
    """
    if not isinstance(journey, Journey):
        return None
    kept: dict[int, bool] = journey.__dict__.setdefault(_BY_CONTACT, {})
    if user.pk not in kept:
        kept[user.pk] = _by_contact_alone(user, journey, now=timezone.now())
    if not kept[user.pk]:
        return None
    return NotAllowed(
        "access.contact_reads_only",
        _("Det er ikke oplyst, at borgeren hører til hos jer. I kan læse og notere opkald. Ring til afdelingen."),
    )


def answers_another(user: User, permission: Permission, journey: JourneyParties) -> NotAllowed | None:
    """A stay entered by hand is confirmed by the other side, not by the house that wrote it (DESIGN §6)."""
    if not isinstance(journey, Journey) or not journey.unconfirmed:
        return None
    if user.unit is None or not journey.parties.filter(role="entry", organisation__in=house_ids(user.unit)).exists():
        return None
    return own_entry()


def own_entry() -> NotAllowed:
    """The refusal of whoever would confirm what they entered themselves."""
    return NotAllowed("entry.own", _("I har selv indtastet opholdet. Den anden side svarer på det."))


def seen_as_party(journey: Journey, user: User) -> None:
    """The row was read as the unit's own: nobody need ask again whether only a broken glass shows it."""
    journey.__dict__.setdefault(_BY_GLASS, {})[user.pk] = False


def _by_contact_alone(user: User, journey: Journey, *, now: datetime) -> bool:
    role = user.role
    if role in (None, Role.OUT_OF_HOURS_DOCTOR) or named_for(role, journey):
        return False
    if journey.citizen_id not in current_contacts(user, now=now):
        return False
    return not Journey.objects.visible_to(own_sight(user, now=now)).filter(pk=journey.pk).exists()


def _by_glass_alone(user: User, journey: Journey, *, now: datetime) -> bool:
    if journey.citizen_id not in broken_glass(user, now=now):
        return False
    if journey.citizen_id in current_contacts(user, now=now):
        return False
    return not Journey.objects.visible_to(own_sight(user, now=now)).filter(pk=journey.pk).exists()


def _answers_a_question(user: User, permission: Permission, journey: Journey) -> bool:
    """The needs assessment answers for its own municipality, whatever it has opened meanwhile."""
    if permission is not Permission.STATE_AFFILIATION or user.unit is None:
        return False
    return journey.municipality_id == (user.unit.root_id or user.unit.pk)
