"""A clause written by eight at once: every version that is answered as saved is kept, each under its own number."""

from datetime import UTC, date, datetime
from itertools import count

import pytest

from discharge.wording.refused import RefusedByRule
from principles.clauses.actions import save_version, withdraw_version
from principles.clauses.rules.in_force import Wording
from principles.models import ClauseVersion
from tests.actors import make_actors
from tests.concurrency.threads import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
NOW, FROM = datetime(2026, 11, 10, 10, tzinfo=UTC), date(2026, 12, 1)


def wording(number: int) -> Wording:
    return Wording(("Ny", "New"), (f"Ord {number}", f"Words {number}"), FROM)


@pytest.mark.parametrize("seen", [None, 0])
def test_eight_who_write_at_once_overwrite_nobody(seen: int | None) -> None:
    by, numbers, codes = make_actors().administrator, count(1), set[str]()

    def attempt() -> str:
        words = wording(next(numbers))
        try:
            save_version("2.1.5", words, reason="Besluttet", by=by, now=NOW, seen=seen)
        except RefusedByRule as refused:
            codes.add(refused.code)
            return ""
        return words.text[0]

    saved = sorted(filter(None, at_once(attempt)))
    assert saved
    assert codes <= {"clause.written_just_now"}
    assert sorted(ClauseVersion.objects.values_list("text_da", flat=True)) == saved
    rows = ClauseVersion.objects.order_by("number").values_list("number", flat=True)
    assert list(rows) == list(range(1, len(saved) + 1))
    assert len(saved) == 1 or seen is None


def test_one_withdrawn_by_eight_at_once_is_withdrawn_once() -> None:
    by = make_actors().administrator
    row = save_version("2.1.5", wording(1), reason="Besluttet", by=by, now=NOW)

    def attempt() -> bool:
        try:
            withdraw_version(row, by=by, now=NOW)
        except RefusedByRule:
            return False
        return True

    assert sum(at_once(attempt)) == 1
    assert ClauseVersion.objects.get().withdrawn_by == by
