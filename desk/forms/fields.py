"""Form fields of their own: a Danish wall-clock time, and organisations to choose among."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from journeys.domain.calendar.clock import (
    COPENHAGEN,
    AmbiguousTime,
    NonexistentTime,
    at_local,
    in_copenhagen,
    local_date,
)
from journeys.domain.calendar.danish_time import MOMENT_FORMAT, read_moment
from journeys.domain.calendar.plausible import Meaning
from journeys.forms import CalendarDayField as CalendarDayField
from journeys.forms import TimeInput, check_certain, check_typed, check_year
from organisations.domain.identifiers import check_cpr, normalise_cpr
from organisations.models import Organisation
from organisations.sentences import problem_sentence
from principles.indicators.rules.registry import INDICATORS
from principles.indicators.sentences import name_of

_SEASONS = [
    ("", gettext_lazy("Vælg")),
    ("summer", gettext_lazy("Sommertid (første gang)")),
    ("winter", gettext_lazy("Vintertid (anden gang)")),
]


def _happens_twice(text: str) -> bool:
    reading = read_moment(text, now=timezone.now())
    if reading is None or reading.value.tzinfo is not None:
        return False
    try:
        at_local(reading.value.date(), reading.value.time())
    except AmbiguousTime:
        return True
    except NonexistentTime:
        return False
    return False


class MomentInput(forms.MultiWidget):
    """Date and time in one input; the question about summer time only appears when the hour happens twice."""

    # One label for one input; without this it would be laid out as a group.
    use_fieldset = False

    def __init__(self) -> None:
        """Named so that the plain name holds the time, also for the API."""
        season = forms.Select(choices=_SEASONS, attrs={"aria-label": gettext_lazy("Sommertid eller vintertid")})
        super().__init__({"": TimeInput(), "season": season})

    def id_for_label(self, id_: str) -> str:
        """The label belongs to the time."""
        return f"{id_}_0" if id_ else ""

    def decompress(self, value: Any) -> list[str]:
        """An instant as the wall clock shows it."""
        if not isinstance(value, datetime):
            return [str(value or ""), ""]
        local = in_copenhagen(value)
        return [local.strftime(MOMENT_FORMAT), "winter" if local.fold else "summer"]

    def get_context(self, name: str, value: Any, attrs: Mapping[str, Any] | None) -> dict[str, Any]:
        """Without the second question where it has no answer."""
        context: dict[str, Any] = super().get_context(name, value, dict(attrs or {}))
        parts = context["widget"]["subwidgets"]
        if not _happens_twice(str(parts[0]["value"] or "")):
            context["widget"]["subwidgets"] = parts[:1]
        return context


class MomentField(forms.Field):
    """An aware instant; takes Danish wall-clock time from a page and ISO 8601 with offset from a program."""

    widget = MomentInput

    def __init__(self, *, meaning: Meaning, **kwargs: Any) -> None:
        """What the time says decides when it can be right (`plausible.BOUNDS`)."""
        self.meaning = meaning
        super().__init__(**kwargs)

    def dates_in(self, value: Any) -> list[tuple[Meaning, date]]:
        """The time, to be judged by its meaning."""
        return [(self.meaning, value)] if isinstance(value, datetime) else []

    def clean(self, value: Any) -> datetime | None:
        """The instant, or what to do about a time that does not exist or exists twice (RULES 2e vectors)."""
        text, season = (value if isinstance(value, list) else [value, ""])[:2]
        if not text:
            if self.required:
                raise forms.ValidationError(_("Skriv dato og klokkeslæt."))
            return None
        reading = read_moment(str(text), now=timezone.now())
        if reading is None:
            check_typed(str(text), moment=True)
            raise forms.ValidationError(
                _("Skriv dato og klokkeslæt, for eksempel 17.11.2026 kl. 09.30 eller kun tallene: 171120260930.")
            )
        at = reading.value
        check_year(at.year)
        check_certain(reading)
        return at if at.tzinfo is not None else _local(at, str(season or ""))


def _local(at: datetime, season: str) -> datetime:
    try:
        return at_local(at.date(), at.time())
    except NonexistentTime as error:
        sentence = _("Kl. %(clock)s findes ikke den dag: uret stilles en time frem om natten. Vælg et andet tidspunkt.")
        raise forms.ValidationError(sentence % {"clock": at.strftime("%H.%M")}) from error
    except AmbiguousTime as error:
        if season in ("summer", "winter"):
            return at.replace(tzinfo=COPENHAGEN, fold=int(season == "winter"))
        sentence = _(
            "Kl. %(clock)s findes to gange den nat, fordi uret stilles tilbage. Vælg sommertid eller vintertid."
        )
        raise forms.ValidationError(sentence % {"clock": at.strftime("%H.%M")}) from error


class DayField(CalendarDayField):
    """A Danish day, as the instant at which it begins."""

    def clean(self, value: Any) -> Any:
        """Midnight in Copenhagen exists on every day."""
        day = super().clean(value)
        return at_local(day, time(0, 0)) if day else None

    def dates_in(self, value: Any) -> list[tuple[Meaning, date]]:
        """The day, not its first instant."""
        return [(self.meaning, local_date(value))] if isinstance(value, datetime) else []

    def prepare_value(self, value: Any) -> Any:
        """Instants as their Danish day."""
        return in_copenhagen(value).date() if isinstance(value, datetime) else value


class CprField(forms.CharField):
    """A CPR number, which travels by POST only (DESIGN §6): ten characters without hyphen, whatever its modulus 11."""

    def clean(self, value: Any) -> str:
        """Normalised; something that is no number is refused."""
        cpr = normalise_cpr(super().clean(value))
        problem = check_cpr(cpr) if cpr else None
        if problem is not None:
            raise forms.ValidationError(problem_sentence(problem))
        return cpr


class OrganisationField(forms.ModelChoiceField[Organisation]):
    """One of some organisations, with the house each belongs to."""

    default_error_messages = {
        "invalid_choice": gettext_lazy("Den, der var valgt, kan ikke vælges her mere. Vælg en af dem på listen."),
    }

    def label_from_instance(self, obj: Any) -> str:
        """ "Medicin 1, Regionshospitalet Viborg"."""
        house = obj.root.name if obj.root_id and obj.root_id != obj.pk else ""
        return f"{obj.name}, {house}" if house and house not in obj.name else str(obj.name)


class AnswerField(forms.TypedChoiceField):
    """Yes, no or not known; a program may send true, false or null."""

    takes_bool = True

    def __init__(self, *, unknown: bool = True, **kwargs: Any) -> None:
        """Radio buttons, one under the other."""
        choices = [("yes", gettext_lazy("Ja")), ("no", gettext_lazy("Nej"))]
        if unknown:
            choices.append(("unknown", gettext_lazy("Ved ikke")))
        super().__init__(
            choices=choices,
            coerce={"yes": True, "no": False}.get,
            empty_value=None,
            widget=forms.RadioSelect(attrs={"class": "choice-inline"}),
            **kwargs,
        )

    def to_python(self, value: Any) -> str:
        """Programs speak JSON."""
        plain = {True: "yes", False: "no"}[value] if isinstance(value, bool) else value
        return str(super().to_python(plain))

    def prepare_value(self, value: Any) -> Any:
        """What is known as the button of it."""
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


def area(label: Any, *, most: int = 500, rows: int = 2, **kwargs: Any) -> forms.CharField:
    """A few words that the others read."""
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class _IndicatorField(forms.ChoiceField):
    """A program may send blanks around the number."""

    def to_python(self, value: Any) -> str:
        """The number alone."""
        return str(super().to_python(value)).strip()


def to_choose(choices: Sequence[tuple[str, str]], named: str) -> list[tuple[str, str]]:
    """The choices, and first none of them where none is named: a browser would choose the first one in silence."""
    return [*choices] if any(key == named for key, _words in choices) else [("", _("Vælg")), *choices]


def indicator_field() -> forms.ChoiceField:
    """An indicator, chosen by its number and name; empty where there is none."""
    return _IndicatorField(
        label=gettext_lazy("Nøgletal"),
        choices=_indicators,
        required=False,
        help_text=gettext_lazy("Det tal, der skal vise, om det hjalp."),
        error_messages={"invalid_choice": gettext_lazy("Vælg et nøgletal fra listen.")},
    )


def _indicators() -> list[tuple[str, str]]:
    return [("", _("Intet nøgletal")), *((key, f"{key} {name_of(key)}") for key in INDICATORS)]
