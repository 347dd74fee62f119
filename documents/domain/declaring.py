"""How a kind of document is declared: sections of typed fields, once, for form, page, print, difference and API.

A value is text in its stored form, whatever the field: ISO day, ISO instant with offset, `yes` or `no`, a code of its
choices. A field without a value is not answered; "not relevant" is an answer of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from discharge.channel.rules.channel import Document, Recipient
from organisations.domain.roles import Sector

# Danish and English.
Text = tuple[str, str]
Values = Mapping[str, str]


class Form(StrEnum):
    """What a field takes."""

    LINE = "line"
    WORDS = "words"
    DAY = "day"
    MOMENT = "moment"
    YES_NO = "yes_no"
    CHOICE = "choice"


class Fact(StrEnum):
    """What of the journey a field is filled with before anybody has written."""

    ADMITTED_AT = "admitted_at"
    READY_AT = "ready_at"
    AGREED_DISCHARGE = "agreed_discharge"
    DISCHARGED_AT = "discharged_at"
    RELATIVES = "relatives"
    WARD_PHONE = "ward_phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One code of a field's list."""

    code: str
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that is answered. `required` must be there before sending; `fact` fills it until somebody writes."""

    name: str
    label: Text
    form: Form = Form.WORDS
    required: bool = False
    choices: tuple[Choice, ...] = ()
    hint: Text = ("", "")
    # Of a day or a moment: it lies behind when it is said.
    past: bool = False
    fact: Fact | None = None
    # Where it stands in its section's table; None where it stands by itself.
    row: Text | None = None
    column: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Fields under one heading, in the order that readers know: first those of its table, then the others."""

    name: str
    label: Text
    fields: tuple[Field, ...]

    @property
    def rows(self) -> list[tuple[Text, tuple[Field, ...]]]:
        """The rows of its table, each with its fields in the order of the columns."""
        by_row: dict[Text, list[Field]] = {}
        for field in self.fields:
            if field.row is not None:
                by_row.setdefault(field.row, []).append(field)
        return [(row, tuple(fields)) for row, fields in by_row.items()]

    @property
    def others(self) -> tuple[Field, ...]:
        """The fields that stand by themselves."""
        return tuple(field for field in self.fields if field.row is None)


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of document: who may send it, and all that it holds.

    `source` is where its fields come from.
    """

    document: Document
    label: Text
    source: str
    senders: frozenset[Sector]
    # Whom it is meant for at all; table 2a says whether it may go to one of them.
    recipients: frozenset[Recipient]
    sections: tuple[Section, ...]

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """Every field by its name, in order."""
        return {field.name: field for section in self.sections for field in section.fields}
