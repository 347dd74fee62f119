"""What is decided about a kind of event stands in one row, and every kind has one."""

from journeys.domain.events import CONTACT_KINDS, EventKind
from journeys.domain.events.catalogue import CATALOGUE
from journeys.domain.history.release import only_words
from journeys.domain.sight.telling import told_as


def test_every_kind_has_a_row() -> None:
    assert set(CATALOGUE) == set(EventKind)
    assert all(row.icon for row in CATALOGUE.values())


def test_every_kind_that_people_may_change_names_its_right() -> None:
    by_machine = {EventKind.CANCELLED, EventKind.ALSO_SENT, EventKind.OTHER_CITIZEN_NAMED}
    unnamed = {kind for kind, row in CATALOGUE.items() if not row.rights}
    assert unnamed == by_machine | CONTACT_KINDS | {EventKind.CITIZEN_JOINED, EventKind.CITIZEN_PARTED}


def test_what_is_between_the_two_is_told() -> None:
    assert all(row.told_as for row in CATALOGUE.values() if row.between_the_two)


def test_the_tables_look_in_the_row() -> None:
    assert told_as(EventKind.LETTER_HANDED, corrects=False) == "letter_sent"
    assert told_as(EventKind.NOTE_WRITTEN, corrects=False) == "note"
    assert told_as(EventKind.PLACED, corrects=False) is None
    assert only_words(EventKind.NOTE_WRITTEN)
    assert not only_words(EventKind.PLACED)
