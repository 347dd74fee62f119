"""An administrator writes a clause anew, from a day that has not come (001-97).

One administrator is enough, as for the answers to open points: nothing that has stood is changed, everybody reads it
before it holds, and until then it can be withdrawn.
"""

from datetime import datetime

from django.db import IntegrityError, transaction

from discharge.wording.refused import RefusedByRule
from organisations.domain.moments import local_date
from organisations.domain.permissions import Permission
from organisations.models import User
from organisations.selectors.permissions import check_can
from principles.clauses.rules.in_force import Wording
from principles.clauses.selectors import wording_before
from principles.models import ClauseVersion


@transaction.atomic
def save_version(address: str, wording: Wording, *, reason: str, by: User, now: datetime) -> ClauseVersion:
    """Stores it; one from the same day that has not come is written over, and its history keeps what it said.

    Raises NotAllowed or Refused; `address` is a clause's.
    """
    check_can(by, Permission.MANAGE_AGREEMENT)
    if wording.valid_from <= local_date(now):
        raise RefusedByRule("clause.in_past", field="valid_from")
    if not reason.strip():
        raise RefusedByRule("clause.reason_missing", field="reason")
    before = wording_before(address, wording.valid_from)
    if (before.title, before.text) == (wording.title, wording.text):
        raise RefusedByRule("clause.same_words", field="text_da")
    row = ClauseVersion.objects.select_for_update().filter(clause=address, valid_from=wording.valid_from).first()
    row = row or ClauseVersion(clause=address, valid_from=wording.valid_from)
    row.title_da, row.title_en = wording.title
    row.text_da, row.text_en = wording.text
    row.reason, row.made_at, row.made_by = reason.strip(), now, by
    row._history_user = by  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise RefusedByRule("clause.written_just_now", field="valid_from") from error
    return row


@transaction.atomic
def withdraw_version(row: ClauseVersion, *, by: User, now: datetime) -> None:
    """Takes back one that has not come; the table's history keeps it."""
    check_can(by, Permission.MANAGE_AGREEMENT)
    if row.valid_from <= local_date(now):
        raise RefusedByRule("clause.holds_already")
    row._history_user = by  # type: ignore[attr-defined]
    row.delete()
