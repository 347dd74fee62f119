"""Codes that open a citizen's page to a relative: given, taken back, typed (DESIGN §6). The only writer of them."""

from collections.abc import Collection
from datetime import datetime, timedelta
from secrets import choice
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from journeys.actions.access import Look, Purpose, log_look
from journeys.actions.refusals import Refused
from journeys.domain.citizen.own_access import (
    ALPHABET,
    DAYS,
    HANDLE,
    MOST_FAILURES,
    SECRET,
    Ground,
    Opens,
    ground_problem,
    read_code,
    spelled,
)
from journeys.models import Journey, RelativeCode
from journeys.selectors.relative_codes import living
from organisations.domain.origin import origin
from organisations.domain.permissions import Permission
from organisations.domain.roles import Role
from organisations.models import User
from organisations.selectors.permissions import check_can

# A household mistypes; whoever tries numbers does so more often.
_MOST_TRIES, _TRIES_WITHIN = 20, 3600


@transaction.atomic
def give_code(
    journey: Journey, *, name: str, ground: Ground, opens: Collection[Opens], days: int, by: User, now: datetime
) -> tuple[RelativeCode, str]:
    """A new code, as it is read aloud: it is shown once and kept nowhere. A citizen gives it by their own consent."""
    check_can(by, Permission.SHARE_OWN_PAGE, journey)
    if not name.strip():
        raise Refused("code.name_missing", field="name")
    if days not in DAYS:
        raise Refused("code.days", field="days")
    ground = Ground.CONSENT if by.role is Role.CITIZEN else ground
    problem = ground_problem(ground, journey.citizen.known_birth_date, localdate(now))
    if problem is not None:
        raise Refused(problem, field="ground")
    handle, secret = _fresh_handle(), "".join(choice(ALPHABET) for _ in range(SECRET))
    row = RelativeCode.objects.create(
        citizen_id=journey.citizen.root_id,
        name=name.strip(),
        handle=handle,
        secret_hash=make_password(secret),
        ground=ground.value,
        opens=sorted({each.value for each in opens}),
        given_at=now,
        given_by=by,
        valid_until=now + timedelta(days=days),
    )
    _log(by, row, now)
    return row, spelled(handle + secret)


def _fresh_handle() -> str:
    while True:
        handle = "".join(choice(ALPHABET) for _ in range(HANDLE))
        if not RelativeCode.objects.filter(handle=handle).exists():
            return handle


@transaction.atomic
def take_back_code(journey: Journey, code_id: UUID, *, by: User, now: datetime) -> RelativeCode:
    """From now on it opens nothing, also for whoever is reading with it."""
    check_can(by, Permission.SHARE_OWN_PAGE, journey)
    row = RelativeCode.objects.select_for_update().filter(citizen_id=journey.citizen.root_id, pk=code_id).first()
    if row is None:
        raise Refused("code.unknown")
    if row.ended_at is None:
        row.ended_at, row.ended_by = now, by
        row.save(update_fields=["ended_at", "ended_by"])
        _log(by, row, now)
    return row


def _log(by: User, row: RelativeCode, now: datetime) -> None:
    purpose = Purpose.SELF if by.role is Role.CITIZEN else Purpose.PARTY
    log_look(by, Look.ACT, now=now, purpose=purpose, citizens=[row.citizen_id])


def enter_code(text: str, *, now: datetime) -> RelativeCode:
    """The row that a typed code opens. One answer for everything that is wrong with it: it helps nobody to guess."""
    _count_try()
    parts = read_code(text)
    row = RelativeCode.objects.filter(handle=parts[0]).first() if parts else None
    if parts is None or row is None or not living(row, now):
        raise Refused("code.wrong", field="code")
    # Counted before it is looked at, so that many at once are counted too; a right one gives the try back.
    counted = RelativeCode.objects.filter(pk=row.pk, failures__lt=MOST_FAILURES).update(failures=F("failures") + 1)
    if not counted or not check_password(parts[1], row.secret_hash):
        raise Refused("code.wrong", field="code")
    RelativeCode.objects.filter(pk=row.pk).update(failures=0)
    return row


def _count_try() -> None:
    key = f"relative-code:{origin.get().address or ''}"
    cache.add(key, 0, _TRIES_WITHIN)
    if cache.incr(key) > _MOST_TRIES:
        raise Refused("code.too_often", field="code")
