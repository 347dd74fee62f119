"""How a day and a time are typed: text in Danish form, because a browser shows its own date fields in its own language.

u22; DESIGN §10. Every form's dates are made of these; `journeys.domain.calendar.danish_time` reads them.
"""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from journeys.domain.calendar.danish_time import (
    DAY_FORMAT,
    Mistyped,
    TimeReading,
    day_text,
    mistyped,
    moment_text,
    read_day,
)
from journeys.domain.calendar.plausible import Meaning, year_doubt
from journeys.sentences import refused_sentence

YEAR_LEFT_OUT = "date.year_left_out"


def _attributes(when: str, example: Promise) -> dict[str, Any]:
    """Digits on a phone; the browser proposes nothing, since what was true of another citizen is not true of this."""
    return {"data-when": when, "inputmode": "numeric", "autocomplete": "off", "placeholder": example}


class DayInput(forms.TextInput):
    """A day as text; what could be read of a refused form is shown with its year."""

    def __init__(self) -> None:
        """With an example in place of the browser's own form."""
        super().__init__(_attributes("day", gettext_lazy("f.eks. 17.11.2026")))

    def format_value(self, value: Any) -> str | None:
        """ "17.11.2026"."""
        return day_text(value, now=timezone.now()) if value else None


class TimeInput(forms.TextInput):
    """A day and a wall-clock time as text; what could be read of a refused form is shown with its year."""

    def __init__(self) -> None:
        """With an example in place of the browser's own form."""
        super().__init__(_attributes("moment", gettext_lazy("f.eks. 17.11.2026 kl. 09.30")))

    def format_value(self, value: Any) -> str | None:
        """ "17.11.2026 09.30"."""
        return moment_text(str(value), now=timezone.now()) if value else None


def check_year(year: int) -> None:
    """Refuses a year with two digits, which is never guessed, and one that no page can show."""
    problem = year_doubt(year)
    if problem is not None:
        raise forms.ValidationError(refused_sentence(problem.value, {"year": f"{year:04}"}), code=problem.value)


def check_certain(reading: TimeReading[Any]) -> None:
    """Shows a year that was left out before anything is saved, unless the day alone tells it."""
    if reading.certain:
        return
    sentence = _("Årstallet manglede. Nu står der %(date)s: ret det, eller fortsæt, hvis det er rigtigt.")
    raise forms.ValidationError(sentence % {"date": reading.value.strftime(DAY_FORMAT)}, code=YEAR_LEFT_OUT)


_MISTYPED = {
    Mistyped.NO_SUCH_DAY: gettext_lazy("Den dag findes ikke i kalenderen: %(typed)s."),
    Mistyped.NO_SUCH_CLOCK: gettext_lazy("Det klokkeslæt findes ikke: %(typed)s. Klokken går fra 00.00 til 23.59."),
    Mistyped.CLOCK_MISSING: gettext_lazy("Klokkeslættet mangler. Skriv begge dele, for eksempel 17.11.2026 kl. 09.30."),
}


def check_typed(text: str, *, moment: bool) -> None:
    """Refuses with what is wrong a text that has the form of a day or time and is none."""
    problem = mistyped(text, now=timezone.now(), moment=moment)
    if problem is not None:
        raise forms.ValidationError(str(_MISTYPED[problem]) % {"typed": text.strip()}, code=f"date.{problem.value}")


class CalendarDayField(forms.DateField):
    """A day of the calendar; the year is written with four digits."""

    def __init__(self, *, meaning: Meaning, **kwargs: Any) -> None:
        """What the day says decides when it can be right."""
        self.meaning = meaning
        kwargs.setdefault("widget", DayInput())
        super().__init__(**kwargs)
        self.error_messages["invalid"] = gettext_lazy(
            "Skriv dagen med fire cifre i årstallet, for eksempel 17.11.2026 eller kun tallene: 17112026."
        )

    def to_python(self, value: Any) -> date | None:
        """The day that was typed."""
        if value in self.empty_values:
            return None
        reading = TimeReading(value) if isinstance(value, date) else read_day(str(value), now=timezone.now())
        if reading is None:
            check_typed(str(value), moment=False)
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        check_certain(reading)
        return reading.value

    def dates_in(self, value: Any) -> list[tuple[Meaning, date]]:
        """The day, to be judged by its meaning."""
        return [(self.meaning, value)] if isinstance(value, date) else []

    def clean(self, value: Any) -> Any:
        """A day in years that every page can show."""
        day = super().clean(value)
        if day:
            check_year(day.year)
        return day
