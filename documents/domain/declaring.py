"""How a kind of document is declared: sections of typed fields, once, for form, page, print, difference and API.

A value is text in its stored form, whatever the field: ISO day, ISO instant with offset, `yes` or `no`, a code of its
choices. A field without a value is not answered; "not relevant" is an answer of its own. What the journey itself
answers is fixed: a document repeats it and never says it a second time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as left_out
from enum import StrEnum
from functools import cached_property

from discharge.channel.rules.channel import ChannelDocument, Recipient
from journeys.domain.events.payloads.documents import CLOSED_KINDS
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


class JourneyFact(StrEnum):
    """What of the journey a field is filled with before anybody has written."""

    ADMITTED_AT = "admitted_at"
    READY_AT = "ready_at"
    AGREED_DISCHARGE = "agreed_discharge"
    DISCHARGED_AT = "discharged_at"
    RELATIVES = "relatives"
    WARD_PHONE = "ward_phone"
    # The discharge or death in hospital of which a letter is due (RULES 2f).
    LEFT_AT = "left_at"
    PHYSICIAN = "physician"
    FMK_UPDATED_AT = "fmk_updated_at"
    EXTENDED_UNTIL = "extended_until"
    # Of the registration that runs (RULES 2b): since when, who assessed it, what is waited for.
    READY_SINCE = "ready_since"
    READY_ASSESSED_BY = "ready_assessed_by"
    WAITS_FOR = "waits_for"
    # The agreed time, else the one that is proposed.
    PLANNED_DISCHARGE = "planned_discharge"


class Aspect(StrEnum):
    """What a plan is to be realistic about (RULES 001-63; UX §2 item 5); its time the agreement has."""

    AIDS = "aids"
    ABILITY = "ability"
    NEEDS = "needs"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeChoice:
    """One code of a field's list."""

    code: str
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that is answered. `required` must be there before sending; `fact` fills it until somebody writes.

    A `fixed` one is what the journey says of its fact at any time: nobody types it here.
    """

    name: str
    label: Text
    form: Form = Form.WORDS
    required: bool = False
    choices: tuple[CodeChoice, ...] = ()
    hint: Text = ("", "")
    # Of a day or a moment: it lies behind when it is said.
    past: bool = False
    fact: JourneyFact | None = None
    fixed: bool = False
    # Required only where another field has one of these answers.
    required_if: tuple[str, frozenset[str]] | None = None
    # The journey folds the answer, which is a code: it stands in the event of the sending too.
    stated: bool = False
    # Whether anything is written in it stands in the event of the sending: figures ask that, and not for the words.
    counted: bool = False
    # The letter itself rather than an answer: it is written, and looked over, in the width of the page.
    long: bool = False
    # Where it stands in its section's table; None where it stands by itself.
    row: Text | None = None
    column: Text | None = None

    def is_required(self, values: Values) -> bool:
        """Whether it must be answered beside these answers."""
        if self.required_if is None:
            return self.required
        name, codes = self.required_if
        return values.get(name) in codes


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredSection:
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
class DeclaredKind:
    """One kind of document: who may send it, and all that it holds.

    `source` is where its fields come from.
    """

    document: ChannelDocument
    label: Text
    source: str
    senders: frozenset[Sector]
    # Whom it is meant for at all; table 2a says whether it may go to one of them.
    recipients: frozenset[Recipient]
    sections: tuple[DeclaredSection, ...]
    # Whether files can go with it.
    takes_files: bool = False
    # What the journey says as soon as it is sent, where the sending is a fact of its own.
    consequence: Text = ("", "")
    # What is taken from the last version of another kind that the house sent or got: fields of the same names.
    takes: Mapping[ChannelDocument, tuple[str, ...]] = left_out(default_factory=dict)
    # Put in the citizen's own hand: its paper is theirs to keep.
    handed: bool = False
    # Fields that its receivers prepare by: that they change after it was sent is kept for learning.
    realistic: Mapping[Aspect, tuple[str, ...]] = left_out(default_factory=dict)

    @property
    def is_closed(self) -> bool:
        """Whether nobody but whom it is sent to hears of it (B2-P5 c)."""
        return self.document in CLOSED_KINDS

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """Every field by its name, in order."""
        return {field.name: field for section in self.sections for field in section.fields}
