"""What holds for every form: shapes, text that can be shown, no CPR number in words, dates with bounds.

Programs send the same fields as JSON, so a field may arrive as anything that JSON can hold. What is wrong is said at
the field, in the words that a person reads.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from desk.templatetags.moments import day as day_words
from desk.templatetags.moments import moment as moment_words
from journeys.actions.refusals import Refused
from journeys.domain.calendar.plausible import ASKED, Meaning, doubt
from journeys.domain.sight.showable import is_showable
from journeys.sentences import refused_sentence
from organisations.domain.identifiers import names_cpr

# The code of the question whether warnings have been read.
CONFIRM = "ready.confirm_warnings"
_LISTS = (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)


class SureInput(forms.CheckboxInput):
    """A box whose value names what it answers for, so that it answers for nothing else."""

    def __init__(self, asked: str, *, answered: bool = False) -> None:
        """`asked` is what the box answers for, as tokens."""
        super().__init__(check_test=lambda _value: answered)
        self.asked = asked

    def format_value(self, value: Any) -> str:
        """Whatever was answered before, the question is about these."""
        return self.asked


class CheckedForm(forms.Form):
    """A form whose every field is checked in the same way.

    A field with dates says what they mean by `dates_in(value)`; an odd one is asked about, and `sure` is the answer.
    """

    # The field that says when it happened; empty when it happens now.
    at_field: ClassVar[str] = ""
    # The odd dates that are right all the same; a program may say true.
    sure = forms.CharField(label=_("Ja, tidspunktet er rigtigt"), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The question about a date comes last."""
        super().__init__(*args, **kwargs)
        self.fields["sure"] = self.fields.pop("sure")

    @property
    def refused_by(self) -> Sequence[Mapping[str, Any]]:
        """The verdicts that refused it, so that the page can say where each rule stands."""
        verdicts: Sequence[Mapping[str, Any]] = self.__dict__.get("_refused_by", ())
        return verdicts

    @property
    def refused_codes(self) -> Sequence[str]:
        """The codes of refusals that have no verdict, each once: the page says on which clause each rests."""
        if self.refused_by:
            return ()
        errors = (error for found in self.errors.as_data().values() for error in found)
        return tuple(dict.fromkeys(error.code for error in errors if error.code and "." in error.code))

    def refuse(self, refused: Refused) -> None:
        """Shows a refusal of the action at the field it concerns."""
        facts = dict(refused.facts)
        field = facts.pop("field", None)
        at = field if field in self.fields else (self.at_field if field == "occurred_at" else None)
        sentence = getattr(refused, "sentence", "") or refused_sentence(refused.code, facts)
        self.add_error(at or None, forms.ValidationError(sentence, code=refused.code))

    @property
    def now(self) -> datetime:
        """The moment at which dates are judged."""
        return timezone.now()

    @property
    def born(self) -> date | None:
        """The birth of the citizen whom the form concerns, where it is known."""
        return None

    @property
    def must_be_sure(self) -> bool:
        """Whether a date is asked about."""
        return bool(self._odd())

    @property
    def only_asks(self) -> bool:
        """Whether nothing is wrong and something is only asked before it is saved."""
        codes = {error.code for errors in self.errors.as_data().values() for error in errors}
        return bool(codes) and codes <= ASKED | {CONFIRM}

    def _clean_fields(self) -> None:
        """Shapes before Django reads them, meaning after."""
        self.__dict__["odd_dates"] = {}
        if not isinstance(self.data, MultiValueDict) and self._wrong_shapes():
            self.cleaned_data: dict[str, Any] = {}
            return
        not_showable = refused_sentence("event.not_showable")
        for field in self.fields.values():
            field.error_messages["null_characters_not_allowed"] = not_showable
        super()._clean_fields()  # type: ignore[misc]
        for name, field in self.fields.items():
            value = self.cleaned_data.get(name)
            if isinstance(value, str):
                self._check_text(name, field, value)
            for meaning, at in getattr(field, "dates_in", _no_dates)(value):
                self.judge(name, meaning, at)
        if self._odd():
            self.fields["sure"].widget = SureInput(" ".join(self._odd()))

    def _odd(self) -> dict[str, date]:
        odd: dict[str, date] = self.__dict__.get("odd_dates", {})
        return odd

    def _wrong_shapes(self) -> bool:
        wrong = [name for name, field in self.fields.items() if not _has_shape(field, name, self.data)]
        for name in wrong:
            self.add_error(name, forms.ValidationError(refused_sentence("field.shape"), code="shape"))
        return bool(wrong)

    def _check_text(self, name: str, field: forms.Field, value: str) -> None:
        if not is_showable(value) or _LOST in value:
            self.add_error(name, forms.ValidationError(refused_sentence("event.not_showable"), code="not_showable"))
        elif is_free_text(field) and name != "cpr" and names_cpr(value):
            self.add_error(name, forms.ValidationError(refused_sentence("text.names_cpr"), code="names_cpr"))

    def judge(self, name: str, meaning: Meaning, at: date) -> None:
        """Adds what is wrong with a date, or the question about it, at its field."""
        problem = doubt(meaning, at, now=self.now, born=self.born)
        if problem is None:
            return
        token = f"{name}={at.isoformat()}"
        if problem in ASKED:
            said = self.data.get("sure")
            if said is True or said == "true" or token in str(said or "").split():
                return
            self._odd()[token] = at
        words = _words(at, self.now)
        facts = {"date": words[:1].upper() + words[1:], "year": f"{at.year:04}"}
        self.add_error(name, forms.ValidationError(refused_sentence(problem.value, facts), code=problem.value))


# What decoding leaves of bytes that are no text: something that was typed is gone, and nobody knows what.
_LOST = "\N{REPLACEMENT CHARACTER}"


def _no_dates(value: Any) -> list[tuple[Meaning, date]]:
    return []


def _words(at: date, now: datetime) -> str:
    if not 1000 < at.year < 9999:
        return f"{at.year:04}"
    return moment_words(at, now=now) if isinstance(at, datetime) else day_words(at, now=now)


def is_free_text(field: forms.Field) -> bool:
    """Whether people write words into a field that others read."""
    return type(field) is forms.CharField and not field.widget.is_hidden


def _has_shape(field: forms.Field, name: str, data: Mapping[str, Any]) -> bool:
    """Whether a program sent the kind of JSON value that the field holds."""
    value = data.get(name)
    if value is None or getattr(field, "reads_any_shape", False):
        return True
    if isinstance(field, _LISTS):
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    if isinstance(field, forms.BooleanField) or getattr(field, "takes_bool", False) or name == "sure":
        return isinstance(value, bool | str)
    if isinstance(field, forms.IntegerField):
        return isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool))
    return isinstance(value, str) and isinstance(data.get(f"{name}_season", ""), str)
