"""Reading what is typed into a field, what is missing, and what changed between two versions."""

from dataclasses import dataclass
from datetime import date, datetime

from documents.domain.declaring import DeclaredKind, Field, Form, Values
from journeys.domain.calendar.clock import in_copenhagen, to_minute
from journeys.domain.sight.showable import is_showable
from organisations.domain.identifiers import names_cpr

# As long as a letter in a mail system may be; a line is what stands beside others.
LONGEST = {Form.LINE: 200, Form.WORDS: 20_000}


class UnreadableValue(ValueError):
    """A value that a field does not take; `code` says why, as in DOCUMENT_ACTS: `document.value.<code>`."""

    def __init__(self, field: str, code: str) -> None:
        super().__init__(f"{field}: {code}")
        self.field = field
        self.code = code


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that two versions say differently; "" is not answered."""

    field: Field
    was: str
    now: str


def read_value(field: Field, text: str) -> str:
    """The value in its stored form, "" for none. Raises Unreadable; what is typed is never cut or guessed."""
    text = text.replace("\r\n", "\n").strip()
    if not text:
        return ""
    if not is_showable(text):
        raise UnreadableValue(field.name, "characters")
    if field.form in LONGEST:
        if names_cpr(text):
            raise UnreadableValue(field.name, "cpr")
        if len(text) > LONGEST[field.form]:
            raise UnreadableValue(field.name, "length")
        return " ".join(text.split()) if field.form is Form.LINE else text
    if field.form in (Form.CHOICE, Form.YES_NO):
        codes = ("yes", "no") if field.form is Form.YES_NO else tuple(choice.code for choice in field.choices)
        if text not in codes:
            raise UnreadableValue(field.name, "choice")
        return text
    return _time(field, text)


def _time(field: Field, text: str) -> str:
    try:
        if field.form is Form.DAY:
            return date.fromisoformat(text).isoformat()
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UnreadableValue(field.name, "form") from None
    if moment.tzinfo is None:
        raise UnreadableValue(field.name, "form")
    return stored_moment(moment)


def stored_moment(moment: datetime) -> str:
    """A moment in its stored form: as Danish clocks show it, to the minute, as people type it."""
    return in_copenhagen(to_minute(moment)).isoformat()


def read_named(kind: DeclaredKind, name: str, text: str) -> str:
    """The value of the field of that name. Raises Unreadable also for a name of none."""
    field = kind.fields.get(name)
    if field is None:
        raise UnreadableValue(name[:64], "unknown_field")
    if field.fixed:
        raise UnreadableValue(name, "fixed")
    return read_value(field, text)


def missing(kind: DeclaredKind, values: Values) -> tuple[Field, ...]:
    """The fields that must be answered before it is sent, and are not."""
    return tuple(f for f in kind.fields.values() if f.is_required(values) and not values.get(f.name))


def written_of(kind: DeclaredKind, values: Values) -> dict[str, bool]:
    """Of the fields of words that figures count, whether anything stands in them."""
    return {name: bool(values.get(name)) for name, field in kind.fields.items() if field.counted}


def changes(kind: DeclaredKind, before: Values, after: Values) -> tuple[FieldChange, ...]:
    """What a new version says differently, in the order of the document; texts that differ in blanks only do not."""
    pairs = ((field, before.get(name, ""), after.get(name, "")) for name, field in kind.fields.items())
    return tuple(FieldChange(field, was, now) for field, was, now in pairs if was.split() != now.split())
