"""What we write in the classic layouts holds every answered field, passes the schema, and is read back."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from lxml import etree

from discharge.channel.rules.channel import ChannelDocument
from documents.domain.declaring import Field, Form
from documents.domain.kinds import KINDS
from documents.domain.values import stored_moment
from medcom.domain.classic.layouts import LAYOUTS, SENT
from medcom.domain.classic.writing import ClassicToSend, LetterSide, build_classic, words
from medcom.domain.reading import read
from medcom.domain.states import MessageState
from medcom.parsing.oioxml.building import in_envelope
from tests.domain.medcom.stays import HOME_CARE, MONDAY, NANCY, WARD
from tests.services.medcom import medcom_folder

HOUSE = "Regionshospitalet med et meget langt navn i Midtjylland"
SIDES = [LetterSide(unit.gln or "", unit.sor or "", (HOUSE, unit.name or "")) for unit in (WARD, HOME_CARE)]


def value_of(field: Field) -> str:
    """An answer that is of the field's form and of no other field."""
    if field.form is Form.MOMENT:
        return stored_moment(datetime(2025, 3, 1 + len(field.name) % 20, 10, tzinfo=UTC))
    if field.form is Form.DAY:
        return date(2025, 2, 1 + len(field.name) % 20).isoformat()
    if field.form is Form.YES_NO:
        return "yes"
    if field.form is Form.CHOICE:
        return field.choices[-1].code
    return f"Svar på {field.name} & <mere>" + ("\nlinje to" if field.form is Form.WORDS else "")


def to_send(version: str, *, changed: frozenset[str] = frozenset(), only: tuple[str, ...] = ()) -> ClassicToSend:
    document = LAYOUTS[version].document
    fields = KINDS[document].fields
    values = {name: value_of(field) for name, field in fields.items() if not only or name in only}
    return ClassicToSend(
        version=version,
        number="abcdef01234567",
        document=document,
        values=values,
        changed=changed,
        corrects=bool(changed),
        sent_at=MONDAY,
        sender=SIDES[0],
        receiver=SIDES[1],
        given_names="Anne",
        family_name="Test",
        title="Sygeplejerske",
        phone="87654321",
        patient=NANCY,
        status="indlagt",
        episode="bd481c38a92111edafa10242ac120002",
    )


def built(letter: ClassicToSend) -> str:
    return build_classic(letter, envelope="aaaaaaaaaaaaaa", now=MONDAY)


def is_sound(text: str, version: str) -> None:
    """Valid by the official schema where it lies here."""
    folder = medcom_folder()
    if folder is None:
        return
    path = folder / "schemas" / LAYOUTS[version].schema / "EMessage.xsd"
    if path not in _SCHEMAS:
        _SCHEMAS[path] = etree.XMLSchema(etree.parse(path))
    _SCHEMAS[path].assertValid(etree.fromstring(text.encode()))


_SCHEMAS: dict[object, etree.XMLSchema] = {}


@pytest.mark.parametrize("version", SENT)
def test_every_answer_stands_in_it(version: str) -> None:
    letter = to_send(version)
    text = built(letter)
    is_sound(text, version)
    is_sound(in_envelope(text, "bbbbbbbbbbbbbb", now=MONDAY), version)
    found = read(text.encode())
    assert found.state is MessageState.RECEIVED
    assert found.incoming is not None
    assert found.incoming.document is letter.document
    everything = str(found.incoming.values) + str(found.incoming.parts)
    for name, value in letter.values.items():
        field = letter.kind.fields[name]
        if name in ("category", "contact_phone"):
            continue
        told = words(field, value)
        as_read = found.incoming.values.get(name)
        assert as_read == value or repr(told)[1:-1] in everything or told in everything, (name, told)


@pytest.mark.parametrize("version", SENT)
def test_little_is_enough_and_a_change_is_marked(version: str) -> None:
    names = tuple(KINDS[LAYOUTS[version].document].fields)
    times = ("admitted_at", "ready_at", "discharge_at")
    is_sound(built(to_send(version, only=(*times, names[-1]))), version)
    changed = frozenset(names[:3])
    letter = to_send(version, changed=changed)
    text = built(letter)
    is_sound(text, version)
    assert "rettetbrev" in text
    if letter.document is not ChannelDocument.CORRESPONDENCE:
        assert text.count("NYT 03.03.2025") >= len(changed)


def test_a_long_subject_stands_in_the_text() -> None:
    letter = to_send("XD9135L")
    long = "Emne " * 30
    text = built(replace(letter, values={**letter.values, "subject": long}))
    is_sound(text, "XD9135L")
    assert f"Emne: {long}" in text
