"""An administrator writes a clause anew, from a day that has not come (001-97).

One administrator is enough, as for the answers to open points: nothing that has stood is changed, everybody reads it
before it holds, and until then it can be withdrawn. Whatever was written is kept under its number.
"""

from datetime import datetime

from django.db import IntegrityError, transaction

from discharge.wording.refused import RefusedByRule
from organisations.actions.history import saved_by
from organisations.domain.moments import local_date
from organisations.domain.permissions import Permission
from organisations.models import User
from organisations.selectors.permissions import check_can
from principles.clauses.rules.in_force import Wording
from principles.clauses.selectors import last_number, wording_before
from principles.models import ClauseVersion


@transaction.atomic
def save_version(
    address: str, wording: Wording, *, reason: str, by: User, now: datetime, seen: int | None = None
) -> ClauseVersion:
    """Stores it as the clause's next number; of two from one day the last counts, and the first is kept.

    `address` is a clause's; `seen` is the last number that the writer has seen (0: none), None of a program that did
    not ask. Raises NotAllowed or Refused, the latter also where somebody else has written since.
    """
    check_can(by, Permission.MANAGE_AGREEMENT)
    if wording.valid_from <= local_date(now):
        raise RefusedByRule("clause.in_past", field="valid_from")
    if not reason.strip():
        raise RefusedByRule("clause.reason_missing", field="reason")
    last = last_number(address)
    if seen is not None and seen != last:
        raise RefusedByRule("clause.written_just_now")
    before = wording_before(address, wording.valid_from)
    if (before.title, before.text) == (wording.title, wording.text):
        raise RefusedByRule("clause.same_words", field="text_da")
    row = ClauseVersion(clause=address, number=last + 1, valid_from=wording.valid_from)
    row.title_da, row.title_en = wording.title
    row.text_da, row.text_en = wording.text
    row.reason, row.made_at, row.made_by = reason.strip(), now, by
    try:
        with transaction.atomic():
            saved_by(row, by)
    except IntegrityError as error:
        # Somebody else took the number between the question and the answer.
        raise RefusedByRule("clause.written_just_now") from error
    return row


@transaction.atomic
def withdraw_version(row: ClauseVersion, *, by: User, now: datetime) -> None:
    """Takes back one that has not come: it stays as withdrawn, and what it replaced on its day counts again."""
    check_can(by, Permission.MANAGE_AGREEMENT)
    row = ClauseVersion.objects.select_for_update().get(pk=row.pk)
    if row.withdrawn_at is not None:
        raise RefusedByRule("clause.withdrawn_already")
    if row.valid_from <= local_date(now):
        raise RefusedByRule("clause.holds_already")
    row.withdrawn_at, row.withdrawn_by = now, by
    row._history_user = by  # type: ignore[attr-defined]
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
