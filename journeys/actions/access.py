"""Writes the access log and the two grants that let someone look without being a party (DESIGN §6; RULES 4)."""

from collections.abc import Iterable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from journeys.actions.refusals import Refused
from journeys.domain.sight.door_rules import (
    BREAK_GLASS,
    CURRENT_CONTACT,
    OUTSIDE_SEARCH,
    OUTSIDE_SEARCH_ACUTE,
    SHORTEST_REASON,
    Limit,
    reason_problem,
)
from journeys.domain.sight.looks import CPR_CRITERION
from journeys.domain.sight.looks import Look as Look
from journeys.domain.sight.looks import Purpose as Purpose
from journeys.models import AccessLog, BreakGlassGrant, Citizen, CurrentContact, OutsideSearch
from journeys.models.access import Controlled
from organisations.domain.kinds import OrganisationKind
from organisations.domain.origin import origin
from organisations.domain.permissions import Permission
from organisations.models import User
from organisations.selectors.digests import keyed_digest
from organisations.selectors.permissions import check_can

BREAK_GLASS_FOR = timedelta(hours=1)
CURRENT_CONTACT_FOR = timedelta(hours=24)
Opening = TypeVar("Opening", BreakGlassGrant, CurrentContact)


# What was logged while this request was answered; None outside one.
looks_logged: ContextVar[list[AccessLog] | None] = ContextVar("looks_logged", default=None)


def log_look(
    user: User,
    look: Look,
    *,
    now: datetime,
    purpose: Purpose = Purpose.PARTY,
    citizens: Iterable[UUID] = (),
    journeys: Iterable[UUID] = (),
    reason: str = "",
    criterion: str = "",
) -> AccessLog:
    """One row: a list with the ids that it showed, a page with its one id. Never a CPR number or a citizen's name.

    Address and device are the request's; a criterion is a digest (`cpr_criterion`, `name_criterion`).
    """
    unit, where, logged = user.unit, origin.get(), looks_logged.get()
    row = AccessLog.objects.create(
        at=now,
        user_uuid=user.uuid,
        user_name=user.name or user.get_username(),
        unit_id=unit.pk if unit else None,
        unit_name=unit.name if unit else "",
        role=user.role.value if user.role else "",
        action=look.value,
        purpose=purpose.value,
        reason=reason,
        address=where.address,
        device=where.device,
        criterion=criterion,
        citizen_ids=sorted({str(citizen) for citizen in citizens}),
        journey_ids=sorted({str(journey) for journey in journeys}),
    )
    if logged is not None:
        logged.append(row)
    return row


def log_relative(name: str, code_id: UUID, *, now: datetime, citizen_id: UUID, journeys: Iterable[UUID] = ()) -> None:
    """A relative looked, with a code: by name, since a relative is no user."""
    where = origin.get()
    AccessLog.objects.create(
        at=now,
        user_uuid=code_id,
        user_name=name,
        role="relative",
        action=Look.OPEN.value,
        purpose=Purpose.RELATIVE.value,
        address=where.address,
        device=where.device,
        criterion="",
        citizen_ids=[str(citizen_id)],
        journey_ids=sorted({str(journey) for journey in journeys}),
    )


def cpr_criterion(cpr: str) -> str:
    """What a search for a CPR number leaves: the same for the same number, and readable for nobody."""
    return CPR_CRITERION + keyed_digest("cpr", cpr)


def name_criterion(text: str) -> str:
    """What a search for a name leaves."""
    return f"name:{keyed_digest('name', ' '.join(text.casefold().split()))}"


@dataclass(frozen=True, slots=True)
class _Door(Generic[Opening]):
    """A way to look without being a party: who may, for how long, how often, and the row that it leaves."""

    permission: Permission
    rows: type[Opening]
    opened_at: str
    limits: Sequence[Limit]
    lasts_for: timedelta
    purpose: Purpose

    def open(self, citizen: Citizen, *, by: User, reason: str, now: datetime, pass_id: UUID | None) -> Opening:
        """The row, and one in the log; against a reason in words, once for each search."""
        check_can(by, self.permission)
        _check_reason(reason)
        rows = self.rows._default_manager
        _check_often(by, rows.filter(user=by), self.opened_at, self.limits, now)
        _check_pass(self.rows, pass_id)
        row = rows.create(
            user=by,
            citizen=citizen,
            reason=reason.strip(),
            expires_at=now + self.lasts_for,
            pass_id=pass_id,
            **{self.opened_at: now},
        )
        log_look(by, Look.OPEN, now=now, purpose=self.purpose, citizens=[citizen.pk], reason=reason.strip())
        return row


_BROKEN_GLASS = _Door(
    Permission.BREAK_GLASS, BreakGlassGrant, "granted_at", BREAK_GLASS, BREAK_GLASS_FOR, Purpose.BREAK_GLASS
)
_CONTACT = _Door(
    Permission.CLAIM_CURRENT_CONTACT,
    CurrentContact,
    "stated_at",
    CURRENT_CONTACT,
    CURRENT_CONTACT_FOR,
    Purpose.CURRENT_CONTACT,
)


@transaction.atomic
def break_glass(
    citizen: Citizen, *, by: User, reason: str, now: datetime, pass_id: UUID | None = None
) -> BreakGlassGrant:
    """Opens one citizen for an hour against a reason in words; somebody else reviews it later. It only reads."""
    return _BROKEN_GLASS.open(citizen, by=by, reason=reason, now=now, pass_id=pass_id)


def _check_reason(reason: str) -> None:
    problem = reason_problem(reason)
    if problem is not None:
        raise Refused(problem, shortest=SHORTEST_REASON)


def _check_often(by: User, rows: QuerySet[Any], at: str, limits: Sequence[Limit], now: datetime) -> None:
    """Counts under a lock on the person, so that many at once are counted too."""
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    for limit in limits:
        if rows.filter(**{f"{at}__gt": now - limit.within, f"{at}__lte": now}).count() >= limit.most:
            raise Refused("access.too_often", most=limit.most)


def _check_pass(model: type[BreakGlassGrant | CurrentContact], pass_id: UUID | None) -> None:
    """One search opens one door once: after that one searches again."""
    if pass_id is not None and model.objects.filter(pass_id=pass_id).exists():
        raise Refused("access.pass_used")


def end_break_glass(*, by: User, now: datetime) -> None:
    """Closes the user's own running grants before the hour is over; what was opened stays in the log."""
    BreakGlassGrant.objects.filter(user=by, expires_at__gt=now).update(expires_at=now)


@transaction.atomic
def claim_current_contact(
    citizen: Citizen, *, by: User, reason: str, now: datetime, pass_id: UUID | None = None
) -> CurrentContact:
    """States that the citizen is in contact with an out-of-hours or acute unit now; 24 hours, logged, reviewed."""
    return _CONTACT.open(citizen, by=by, reason=reason, now=now, pass_id=pass_id)


@transaction.atomic
def count_cpr_search(*, by: User, now: datetime) -> None:
    """Before a search by CPR number: refused when too many lately led to nobody in sight."""
    takes_in = by.unit is not None and by.unit.kind == OrganisationKind.EMERGENCY_DEPARTMENT
    limits = OUTSIDE_SEARCH_ACUTE if takes_in else OUTSIDE_SEARCH
    _check_often(by, OutsideSearch.objects.filter(user=by), "at", limits, now)


def note_outside_search(*, by: User, now: datetime) -> None:
    """A search by CPR number led to nobody in sight."""
    OutsideSearch.objects.create(user=by, at=now)


def count_unseen(*, by: User, now: datetime) -> None:
    """A stay is entered by the number of a citizen of whom the unit sees nothing: it counts like such a search."""
    count_cpr_search(by=by, now=now)
    note_outside_search(by=by, now=now)


def review(row: Controlled, *, by: User, justified: bool, note: str, now: datetime) -> None:
    """A colleague's verdict on what somebody opened or entered; one's own cannot be reviewed, nor twice."""
    check_can(by, Permission.REVIEW_BREAK_GLASS)
    if row.user_id == by.pk:  # type: ignore[attr-defined]
        raise Refused("access.own_review")
    row.reviewed_by, row.reviewed_at, row.justified, row.review_note = by, now, justified, note.strip()
    row.save(update_fields=["reviewed_by", "reviewed_at", "justified", "review_note"])
