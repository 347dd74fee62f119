"""What is decided about a kind of event stands in one row, and every kind has one."""

from typing import get_type_hints

from journeys.domain.events import CONTACT_KINDS, EventKind
from journeys.domain.events.catalogue import CATALOGUE
from journeys.domain.events.payload import words_of
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


# Texts that everybody reads at once: codes, ids, and what is state (who lies where, who answers).
STATE = frozenset(
    {
        "address_line",
        "admission_type",
        "affiliation",
        "assessed_by",
        "assessed_title",
        "authorisation_id",
        "barrier",
        "bed",
        "cause",
        "citizen",
        "city",
        "corrected_from",
        "destination",
        "document",
        "document_kind",
        "encounter_class",
        "ended_by",
        "family_name",
        "field",
        "given_names",
        "group",
        "here",
        "hospital",
        "house",
        "message",
        "municipality",
        "name",
        "offer",
        "organisation",
        "owner",
        "party",
        "role",
        "physician",
        "postal_code",
        "proposed_by",
        "provider",
        "referred_by",
        "referred_by_name",
        "referred_by_phone",
        "region",
        "report_recipient",
        "said_by",
        "settles",
        "speciality",
        "step",
        "taken_back",
        "unit",
        "way",
        "wished_by",
    }
)


def test_a_text_is_words_or_state() -> None:
    held = {row.holds for row in CATALOGUE.values() if not row.immediate}
    texts = {(shape, name) for shape in held for name, hint in get_type_hints(shape).items() if hint == str | None}
    words = {name for shape in held for name in words_of(shape)}
    undecided = sorted(
        f"{shape.__name__}.{name} = words() where people write it freely, else {name} in STATE"
        for shape, name in texts
        if name not in words_of(shape) and (name in words or name not in STATE) and not name.endswith("_ref")
    )
    assert undecided == []


def test_the_tables_look_in_the_row() -> None:
    assert told_as(EventKind.LETTER_HANDED, corrects=False) == "letter_sent"
    assert told_as(EventKind.NOTE_WRITTEN, corrects=False) == "note"
    assert told_as(EventKind.PLACED, corrects=False) is None
    assert only_words(EventKind.NOTE_WRITTEN)
    assert not only_words(EventKind.PLACED)
