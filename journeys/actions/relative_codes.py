"""Codes that open a citizen's page to a relative: given, taken back, typed (DESIGN §6). The only writer of them."""

from collections.abc import Collection
from datetime import datetime, timedelta
from itertools import count
from secrets import token_hex
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate

from journeys.actions.access import Look, Purpose, log_look
from journeys.actions.refusals import Refused
from journeys.domain.citizen.own_access import (
    DAYS,
    HANDLE,
    MOST_FAILURES,
    Ground,
    Opens,
    ground_problem,
    letters_of,
    read_code,
    spelled,
)
from journeys.models import Journey, RelativeCode
from journeys.querysets import family_of
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
    journey: Journey,
    *,
    name: str,
    ground: Ground,
    opens: Collection[Opens],
    days: int,
    by: User,
    now: datetime,
    key: str = "",
) -> tuple[RelativeCode, str]:
    """A new code, as it is read aloud: it is kept nowhere. A citizen gives it by their own consent.

    The page's `key` with the same words gives the same code: neither a second press nor a page that is loaded again
    makes another. Raises Refused, also when that code has been taken back meanwhile.
    """
    check_can(by, Permission.SHARE_OWN_PAGE, journey)
    if not name.strip():
        raise Refused("code.name_missing", field="name")
    if days not in DAYS:
        raise Refused("code.days", field="days")
    ground = Ground.CONSENT if by.role is Role.CITIZEN else ground
    problem = ground_problem(ground, journey.citizen.known_birth_date, localdate(now))
    if problem is not None:
        raise Refused(problem, field="ground")
    parts = sorted({each.value for each in opens})
    new = RelativeCode(
        citizen_id=journey.citizen.root_id,
        name=name.strip(),
        ground=ground.value,
        opens=parts,
        given_at=now,
        given_by=by,
        valid_until=now + timedelta(days=days),
    )
    row, code = _made_once(new, key, f"{new.citizen_id}:{new.name}:{new.ground}:{parts}:{days}:{by.uuid}")
    if row is new:
        _log(by, row, now)
    elif not living(row, now):
        raise Refused("code.used_up")
    return row, spelled(code)


def draw_code(key: str, said: str) -> str:
    """Twelve letters: always the same of a page's key and what was said; drawn at random where there is no key.

    The key is stored nowhere, so nobody finds the letters again but whoever has the page on which they stand.
    """
    return letters_of(salted_hmac("journeys.draw_code", f"{key or token_hex(32)}:{said}", algorithm="sha256").digest())


def _made_once(new: RelativeCode, key: str, said: str) -> tuple[RelativeCode, str]:
    """The row that was stored under the key, else the new one, and its code; a beginning that is taken is passed by."""
    for number in count():
        code = draw_code(key, f"{number}:{said}")
        handle, secret = code[:HANDLE], code[HANDLE:]
        stored = RelativeCode.objects.select_related("citizen").filter(handle=handle).first()
        if stored is None:
            new.handle, new.secret_hash = handle, make_password(secret)
            try:
                with transaction.atomic():
                    new.save(force_insert=True)
                return new, code
            except IntegrityError:
                # Of two at once the other was first: it may be this very code.
                stored = RelativeCode.objects.select_related("citizen").get(handle=handle)
        if key and check_password(secret, stored.secret_hash):
            return stored, code
    raise AssertionError


@transaction.atomic
def take_back_code(journey: Journey, code_id: UUID, *, by: User, now: datetime) -> RelativeCode:
    """From now on it opens nothing, also for whoever is reading with it; under whatever number it was given (V9)."""
    check_can(by, Permission.SHARE_OWN_PAGE, journey)
    family = family_of(journey.citizen.root_id)
    row = RelativeCode.objects.select_for_update().filter(citizen_id__in=family, pk=code_id).first()
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
