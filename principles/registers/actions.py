"""What is written in the registers: the status of an initiative, an offer, a practice, an event, a request.

The cooperation outside the single journey (001-50) and the spread of what works (HP-1c, HP-2a; FQ3, FQ5, FQ10).
"""

import re
from datetime import date, datetime
from typing import TypeVar

from django.db import IntegrityError, transaction

from discharge.wording.refused import RefusedByRule
from organisations.actions.history import saved_by
from organisations.domain.moments import local_date
from organisations.domain.permissions import Permission
from organisations.models import CooperationArea, User
from organisations.selectors.permissions import check_can
from principles.models import (
    Adoption,
    Alternative,
    ChangeDecision,
    ChangeRequest,
    FollowUpAnswer,
    InitiativeStatus,
    SharedPractice,
    TrainingEvent,
)
from principles.registers.rules.changes import TRANSITIONS, ChangeState
from principles.registers.rules.initiatives import Initiative, Status
from principles.registers.selectors import own_cluster
from principles.registers.sentences import not_your_register

_PHONE = re.compile(r"\+?[0-9][0-9 ]*")
Row = TypeVar("Row", Alternative, SharedPractice, Adoption, TrainingEvent, FollowUpAnswer)


@transaction.atomic
def state_status(
    initiative: Initiative, *, status: Status, owner: str, words: str, on: date, by: User, now: datetime
) -> InitiativeStatus:
    """What is said of an initiative from now on; what was said before stays."""
    check_can(by, Permission.MANAGE_INITIATIVES)
    said = {"status": status.value, "owner": owner, "words": words, "on": on}
    return InitiativeStatus.objects.create(initiative=initiative.key, **said, written_at=now, written_by=by)


@transaction.atomic
def save_alternative(row: Alternative, *, by: User, now: datetime) -> Alternative:
    """A cluster's offer instead of an admission (HP-2a). Raises Refused."""
    _check_own(row.area, by, now)
    if row.last_on and row.last_on < row.valid_from:
        raise RefusedByRule("register.days_in_order", field="last_on")
    digits = sum(sign.isdigit() for sign in row.phone)
    if not _PHONE.fullmatch(row.phone) or not 3 <= digits <= 15:
        raise RefusedByRule("register.no_phone", field="phone")
    return _save(row, by)


@transaction.atomic
def save_practice(row: SharedPractice, *, by: User, now: datetime) -> SharedPractice:
    """A practice that others can take up (HP-1c)."""
    _check_own(row.area, by, now)
    return _save(row, by)


@transaction.atomic
def save_adoption(row: Adoption, *, by: User, now: datetime) -> Adoption:
    """A practice taken up by another cluster, or what it has seen since. Raises Refused."""
    _check_own(row.area, by, now)
    if row.area_id == row.practice.area_id:
        raise RefusedByRule("register.own_practice")
    if row.ended_on and row.ended_on < row.begun_on:
        raise RefusedByRule("register.days_in_order", field="ended_on")
    try:
        with transaction.atomic():
            return _save(row, by)
    except IntegrityError as error:
        raise RefusedByRule("register.adopted_already") from error


@transaction.atomic
def save_answer(row: FollowUpAnswer, *, by: User, now: datetime) -> FollowUpAnswer:
    """What a cluster answers to a question of the follow-up. Raises Refused where it has answered already."""
    _check_own(row.area, by, now)
    try:
        with transaction.atomic():
            return _save(row, by)
    except IntegrityError as error:
        raise RefusedByRule("register.answered_already", field="question") from error


@transaction.atomic
def save_event(row: TrainingEvent, *, by: User, now: datetime) -> TrainingEvent:
    """Joint training or a meeting; who came and what they thought is known afterwards (001-50)."""
    _check_own(row.area, by, now)
    afterwards = (row.from_hospital, row.from_municipality, row.from_practice, row.score, row.evaluation or None)
    if row.held_on > local_date(now) and any(value is not None for value in afterwards):
        raise RefusedByRule("register.not_held_yet", field="held_on")
    return _save(row, by)


@transaction.atomic
def ask_for_change(*, clause: str, wish: str, reason: str, by: User, now: datetime) -> ChangeRequest:
    """A wish to change a clause, by anybody who is signed in (FQ10)."""
    check_can(by, Permission.REQUEST_CHANGE)
    house = (by.unit.root or by.unit) if by.unit else None
    return ChangeRequest.objects.create(
        clause=clause, wish=wish, reason=reason, asked_at=now, asked_by=by, house=house, state=ChangeState.OPEN.value
    )


@transaction.atomic
def decide_change(request: ChangeRequest, *, state: ChangeState, reason: str, by: User, now: datetime) -> ChangeRequest:
    """The steering group's decision with its reason. Raises Refused where it stands elsewhere by now."""
    check_can(by, Permission.DECIDE_CHANGE)
    row = ChangeRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if state not in TRANSITIONS[ChangeState(row.state)]:
        raise RefusedByRule("register.not_now", field="state")
    row.state = state.value
    row.save(update_fields=["state"])
    ChangeDecision.objects.create(request=row, state=state.value, reason=reason, decided_at=now, decided_by=by)
    return row


def _check_own(area: CooperationArea | None, by: User, now: datetime) -> None:
    check_can(by, Permission.MANAGE_REGISTERS)
    own = own_cluster(by, on=local_date(now))
    if own is None:
        raise RefusedByRule("register.no_cluster")
    if area is None or own.pk != area.pk:
        raise not_your_register()


def _save(row: Row, by: User) -> Row:
    if row._state.adding:
        row.written_by = by
    return saved_by(row, by)
