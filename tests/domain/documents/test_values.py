"""What a field takes, what is missing, and what changed (DICTIONARY §0–§8; UX §2)."""

from pathlib import Path

import pytest

from documents.domain import kinds
from documents.domain.declaring import CodeChoice, Field, Form
from documents.domain.kinds import KINDS
from documents.domain.kinds.care_pathway_plan import CARE_PATHWAY_PLAN
from documents.domain.kinds.correspondence import CORRESPONDENCE
from documents.domain.kinds.shared import ability_section
from documents.domain.texts import DOCUMENT_ACTS
from documents.domain.values import LONGEST, UnreadableValue, changes, missing, read_named, read_value


def field(form: Form) -> Field:
    return Field(name="one", label=("En", "One"), form=form, choices=(CodeChoice(code="a", label=("A", "A")),))


@pytest.mark.parametrize(
    ("form", "typed", "stored"),
    [
        (Form.LINE, "  to   linjer\nbliver én ", "to linjer bliver én"),
        (Form.WORDS, "linje 1\r\nlinje 2\n", "linje 1\nlinje 2"),
        (Form.WORDS, "👵🏽 æøå", "👵🏽 æøå"),
        (Form.DAY, "2026-11-27", "2026-11-27"),
        (Form.MOMENT, "2026-11-27T10:00:00+01:00", "2026-11-27T10:00:00+01:00"),
        (Form.YES_NO, "no", "no"),
        (Form.CHOICE, "a", "a"),
        (Form.CHOICE, "  ", ""),
    ],
)
def test_a_value_in_its_stored_form(form: Form, typed: str, stored: str) -> None:
    assert read_value(field(form), typed) == stored


@pytest.mark.parametrize(
    ("form", "typed", "code"),
    [
        (Form.LINE, "x" * (LONGEST[Form.LINE] + 1), "length"),
        (Form.WORDS, "x" * (LONGEST[Form.WORDS] + 1), "length"),
        (Form.WORDS, "nul\x00", "characters"),
        (Form.WORDS, "halv \ud800", "characters"),
        (Form.WORDS, "010150-1234", "cpr"),
        (Form.DAY, "27-11-2026", "form"),
        (Form.MOMENT, "2026-11-27T10:00:00", "form"),
        (Form.YES_NO, "ja", "choice"),
        (Form.CHOICE, "b", "choice"),
    ],
)
def test_what_is_unreadable_says_why(form: Form, typed: str, code: str) -> None:
    with pytest.raises(UnreadableValue) as unreadable:
        read_value(field(form), typed)
    assert (unreadable.value.field, unreadable.value.code) == ("one", code)
    assert f"document.value.{code}" in DOCUMENT_ACTS


def test_values_are_read_field_by_field_and_blanks_are_none() -> None:
    typed = {"subject": " Vedr. hjemkomst ", "text": " "}
    read = {name: value for name, text in typed.items() if (value := read_named(CORRESPONDENCE, name, text))}
    assert read == {"subject": "Vedr. hjemkomst"}


def test_a_name_of_no_field_is_unreadable_and_told_in_64_characters() -> None:
    with pytest.raises(UnreadableValue) as unreadable:
        read_named(CORRESPONDENCE, "x" * 65, "")
    assert (unreadable.value.field, unreadable.value.code) == ("x" * 64, "unknown_field")


@pytest.mark.parametrize("length", [LONGEST[Form.LINE] - 1, LONGEST[Form.LINE]])
def test_as_long_as_it_may_be_it_is_kept_whole(length: int) -> None:
    assert len(read_value(field(Form.LINE), "x" * length)) == length


def test_what_is_missing_is_what_must_be_there() -> None:
    names = [field.name for field in missing(CORRESPONDENCE, {"subject": "Vedr. plejeforløbsplan"})]
    assert names == ["category", "text", "contact_phone"]


def test_not_relevant_is_an_answer_and_a_blank_is_none() -> None:
    answered = {name: "9" for name in CARE_PATHWAY_PLAN.fields if name.endswith("_now")}
    lacking = {field.name for field in missing(CARE_PATHWAY_PLAN, answered)}
    assert lacking == {"cause", "contact_phone"}


def test_changes_stand_in_the_order_of_the_document_and_blanks_are_none() -> None:
    before = {"cause": "Fald", "aids": "Seng\nlift", "course": "Hjem"}
    after = {"cause": "Fald ", "aids": "Seng lift", "contagion": "MRSA"}
    found = changes(CARE_PATHWAY_PLAN, before, after)
    assert [(change.field.name, change.was, change.now) for change in found] == [
        ("course", "Hjem", ""),
        ("contagion", "", "MRSA"),
    ]


@pytest.mark.parametrize("code", sorted(KINDS))
def test_a_kind_is_declared_whole(code: str) -> None:
    kind = next(kind for each, kind in KINDS.items() if each == code)
    sections = [field.name for section in kind.sections for field in section.fields]
    assert len(sections) == len(set(sections)) == len(kind.fields)
    assert kind.senders
    assert kind.recipients
    for declared in kind.fields.values():
        assert all(declared.label), declared.name
        assert bool(declared.choices) == (declared.form is Form.CHOICE), declared.name
        assert len(declared.name) <= 40


def test_correspondence_has_the_18_categories() -> None:
    assert len(CORRESPONDENCE.fields["category"].choices) == 18


def test_ability_is_said_of_seven_areas_before_and_now_and_on_a_day() -> None:
    section = ability_section(("Funktionsevne", "Ability"), required=True)
    assert (section.name, len(section.fields)) == ("ability", 7 * 3 + 1)
    # A table of seven rows and three columns, and the day below it.
    assert [[field.column for field in fields] for _row, fields in section.rows] == [
        [("Før", "Before"), ("Nu", "Now"), ("Bemærkning", "Remark")]
    ] * 7
    assert [field.name for field in section.others] == ["ability_assessed_on"]
    assert [(field.name, field.label, field.form, field.required) for field in section.fields[:3]] == [
        ("ability_fa510_before", ("Vaske sig, før", "Washing, before"), Form.CHOICE, False),
        ("ability_fa510_now", ("Vaske sig, nu", "Washing, now"), Form.CHOICE, True),
        ("ability_fa510_remark", ("Vaske sig, bemærkning", "Washing, remark"), Form.LINE, False),
    ]
    assessed = section.fields[-1]
    assert (assessed.name, assessed.form, assessed.past) == ("ability_assessed_on", Form.DAY, True)
    assert not any(field.required for field in ability_section(section.label, required=False).fields)


def test_each_module_declares_the_kind_that_it_is_called_and_correspondence_comes_last() -> None:
    folder = Path(kinds.__file__).parent
    assert {path.stem for path in folder.glob("*.py")} - {"__init__", "shared"} == {code.value for code in KINDS}
    assert [*KINDS][-1] == CORRESPONDENCE.document
