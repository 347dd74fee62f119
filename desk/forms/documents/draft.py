"""The form of a working copy: a field per declared field, and which word of it was on the page when it was opened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from desk.forms.checked import CheckedForm
from desk.forms.fields import CalendarDayField, MomentField, MomentInput
from desk.selectors.documents.reading import value_words
from documents.actions.drafts import Conflict, TypedField
from documents.domain.declaring import Field, Form
from documents.domain.kinds import KINDS
from documents.domain.values import LONGEST, stored_moment
from documents.selectors.drafts import Draft
from documents.sentences import in_language
from journeys.domain.calendar.danish_time import DAY_FORMAT
from journeys.domain.calendar.plausible import Meaning

# Before the name of a field: what of it was on the page when it was opened.
SEEN = "seen-"
_BLANK = ("", _("Ikke besvaret"))
# Lines of a text: as many as it has, within these; about so many letters stand on one.
_FEWEST, _MOST, _LETTERS = {False: 2, True: 8}, 12, {False: 45, True: 120}


def form_field(field: Field) -> forms.Field:
    """The field of a form: never required, since a working copy is saved as far as it has come."""
    common: dict[str, Any] = {
        "label": in_language(field.label),
        "help_text": in_language(field.hint),
        "required": False,
    }
    meaning = Meaning.HAPPENED if field.past else Meaning.EXPECTED
    if field.form is Form.DAY:
        made: forms.Field = CalendarDayField(meaning=meaning, **common)
    elif field.form is Form.MOMENT:
        made = MomentField(meaning=meaning, **common)
    elif field.form is Form.YES_NO:
        made = forms.ChoiceField(choices=[_BLANK, ("yes", _("Ja")), ("no", _("Nej"))], **common)
    elif field.form is Form.CHOICE:
        made = forms.ChoiceField(
            choices=[_BLANK, *((choice.code, in_language(choice.label)) for choice in field.choices)], **common
        )
    else:
        widget = forms.TextInput() if field.form is Form.LINE else forms.Textarea(attrs={"rows": _FEWEST[field.long]})
        made = forms.CharField(widget=widget, max_length=LONGEST[field.form], **common)
    # Nobody types what the journey says.
    made.disabled = field.fixed
    # Almost every field of a document may be left out: what must be there says so itself.
    made.asked = True  # type: ignore[attr-defined]
    return made


def rows_of(field: Field, text: str) -> int:
    """How many lines its field is high, so that what stands in it is read without scrolling."""
    lines = sum(1 + len(line) // _LETTERS[field.long] for line in text.splitlines())
    return max(_FEWEST[field.long], min(lines, _MOST))


def shown_value(field: Field, value: str) -> Any:
    """A stored value as its form field takes it."""
    if not value:
        return ""
    if field.form is Form.MOMENT:
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if field.form is Form.DAY else value


def page_values(field: Field, value: str) -> dict[str, str]:
    """A stored value as a page would send it: people never meet the stored form of a time."""
    shown = shown_value(field, value)
    if field.form is Form.MOMENT:
        text, season = MomentInput().decompress(shown)
        return {field.name: text, f"{field.name}_season": season}
    return {field.name: shown.strftime(DAY_FORMAT) if isinstance(shown, date) else value}


def stored_value(value: Any) -> str:
    """A cleaned value in its stored form."""
    if isinstance(value, datetime):
        return stored_moment(value)
    return value.isoformat() if isinstance(value, date) else str(value or "")


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One field on the page, with what is to be said beside it."""

    field: BoundField
    # In a table the column alone; empty where the field's own label is shown.
    label: str
    # From where the program filled it in, where nobody has looked at it; empty elsewhere.
    prefilled: str
    # It must be answered before sending and is not.
    lacking: bool
    conflict: Conflict | None
    # The colleague's words of it; times and choices cannot be put together.
    theirs: str
    can_merge: bool
    # What the journey says of a fixed field, in words; None where people write.
    fixed: str | None
    # What the version sent last said in words, where it was something else.
    sent: str | None
    is_long: bool


@dataclass(frozen=True, slots=True)
class DraftPart:
    """A section on the page: the rows of its table, and the fields that stand by themselves."""

    name: str
    heading: str
    rows: tuple[tuple[str, tuple[DraftLine, ...]], ...]
    lines: tuple[DraftLine, ...]


class DraftForm(CheckedForm):
    """A working copy being written."""

    def __init__(self, draft: Draft, data: Any = None, *, sent: Mapping[str, str] | None = None) -> None:
        """`sent` are the words of the version sent last."""
        self.draft, self.kind, self.sent = draft, draft.kind, sent
        self.conflicts: Mapping[str, Conflict] = {}
        # Somebody has just chosen between two people's words, and not saved yet.
        self.is_chosen = False
        initial = {name: shown_value(field, draft.values.get(name, "")) for name, field in draft.kind.fields.items()}
        initial |= {f"{SEEN}{name}": seen_token(draft, name) for name in draft.kind.fields}
        super().__init__(data, initial=initial)
        sure = self.fields.pop("sure")
        for name, field in draft.kind.fields.items():
            self.fields[name] = form_field(field)
            if isinstance(self.fields[name].widget, forms.Textarea):
                self.fields[name].widget.attrs["rows"] = rows_of(field, draft.values.get(name, ""))
            self.fields[f"{SEEN}{name}"] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.fields["sure"] = sure

    def typed(self) -> dict[str, TypedField]:
        """The fields that somebody changed, by what stood on the page when it was opened; unreadable ones are left."""
        changed = {}
        for name in self.kind.fields:
            if name not in self.data or name not in self.cleaned_data or self.kind.fields[name].fixed:
                continue
            text = stored_value(self.cleaned_data[name])
            revision, _sep, digest = str(self.data.get(f"{SEEN}{name}", "")).partition(".")
            if digest != _digest(text):
                changed[name] = TypedField(text, int(revision) if revision.isdecimal() and len(revision) < 10 else 0)
        return changed

    @property
    def parts(self) -> list[DraftPart]:
        """The sections in their order."""
        return [
            DraftPart(
                section.name,
                in_language(section.label),
                tuple((in_language(row), tuple(map(self._line, fields))) for row, fields in section.rows),
                tuple(map(self._line, section.others)),
            )
            for section in self.kind.sections
        ]

    def _line(self, field: Field) -> DraftLine:
        conflict = self.conflicts.get(field.name)
        value, sent = self.draft.values.get(field.name, ""), (self.sent or {}).get(field.name, "")
        return DraftLine(
            field=self[field.name],
            label=in_language(field.column) if field.column else "",
            prefilled=self._source(field) if field.name in self.draft.unseen_since(self.sent) else "",
            lacking=field.is_required(self.draft.values) and not value,
            conflict=conflict,
            theirs=value_words(field, conflict.theirs.value) if conflict else "",
            can_merge=conflict is not None and field.form in LONGEST and bool(conflict.theirs.value and conflict.mine),
            fixed=value_words(field, value) if field.fixed else None,
            sent=value_words(field, sent) if self.sent is not None and sent.split() != value.split() else None,
            is_long=field.long,
        )

    def _source(self, field: Field) -> str:
        """Where the program took a value: another document, or the journey."""
        taken = (code for code, names in self.kind.takes.items() if field.name in names)
        kind = next((KINDS[code] for code in taken if code in KINDS), None)
        return in_language(kind.label).lower() if kind and field.fact is None else gettext("forløbet")

    @property
    def seen_fields(self) -> list[BoundField]:
        """What of each field was on the page, as hidden inputs; after a saving, what is on it now."""
        return [self[f"{SEEN}{name}"] for name in self.kind.fields]


def seen_token(draft: Draft, name: str) -> str:
    """How often a field was saved, and a digest of what it said: the same words are nobody's change."""
    row = draft.rows.get(name)
    return f"{row.revision if row else 0}.{_digest(row.value if row else '')}"


def _digest(value: str) -> str:
    return blake2b(" ".join(value.split()).encode("utf-8", "replace"), digest_size=6).hexdigest()
