"""The waiting reasons as one form field: several at once, each with sector and time, one of them primary (RULES 2b)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from desk.forms.fields import MomentField
from discharge.readiness.acts.registration import StatedReason
from discharge.wording.sentences import REASON_WORDS, SECTOR_WORDS
from journeys.domain.calendar.clock import in_copenhagen
from journeys.domain.calendar.danish_time import MOMENT_FORMAT
from journeys.domain.calendar.plausible import Meaning
from journeys.domain.sight.showable import is_showable
from journeys.forms import TimeInput
from journeys.sentences import refused_sentence
from organisations.domain.identifiers import names_cpr

_MOST, _LONGEST_TEXT = 20, 200


class ReasonsInput(forms.Widget):
    """A row per reason; its details appear when it is ticked. Programs send a list of objects instead."""

    use_fieldset = True

    def id_for_label(self, id_: str) -> str:
        """The legend labels the whole group."""
        return ""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """A list of plain reasons, from a page or from a program."""
        if isinstance(data.get(name), list):
            return data[name]
        return [
            {
                "reason": code,
                "sector": data.get(f"{name}-{code}-sector") or "municipality",
                "from": data.get(f"{name}-{code}-from") or "",
                "to": data.get(f"{name}-{code}-to") or "",
                "text": data.get(f"{name}-{code}-text") or "",
                "primary": data.get(f"{name}-primary") == code,
            }
            for code in REASON_WORDS
            if data.get(f"{name}-{code}")
        ]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Nothing ticked is an answer."""
        return False

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """All reasons, the stated ones ticked."""
        stated = {str(each.get("reason")): each for each in value or () if isinstance(each, Mapping)}
        rows = [_row(name, code, str(word), stated.get(code)) for code, word in REASON_WORDS.items()]
        sectors = [(code, str(word)) for code, word in SECTOR_WORDS.items()]
        return render_to_string("desk/widgets/reasons.html", {"name": name, "rows": rows, "sectors": sectors})


def _row(name: str, code: str, word: str, stated: Mapping[str, Any] | None) -> dict[str, Any]:
    said = stated or {}
    return {
        "name": f"{name}-{code}",
        "code": code,
        "word": word[:1].upper() + word[1:],
        "ticked": stated is not None,
        "sector": said.get("sector") or "municipality",
        "since": _time(f"{name}-{code}-from", said.get("from")),
        "to": _time(f"{name}-{code}-to", said.get("to")),
        "text": said.get("text") or "",
        "primary": bool(said.get("primary")),
        "needs_text": code == "other",
    }


def _time(name: str, value: Any) -> SafeString:
    """The input of a time; an instant that a program stated stands as the wall clock shows it."""
    try:
        at = datetime.fromisoformat(str(value))
    except ValueError:
        return TimeInput().render(name, value, {"class": "form-input"})
    text = in_copenhagen(at).strftime(MOMENT_FORMAT) if at.tzinfo else value
    return TimeInput().render(name, text, {"class": "form-input"})


class ReasonsField(forms.Field):
    """A tuple of StatedReason; which of them is missing is judged by F13."""

    widget = ReasonsInput
    # Its own `clean` says what is wrong with a list of objects.
    reads_any_shape = True

    def dates_in(self, value: Any) -> list[tuple[Meaning, date]]:
        """From when and until when each of them holds."""
        reasons: Sequence[StatedReason] = value or ()
        begins = [(Meaning.WAITS_FROM, each.since) for each in reasons if each.since]
        return [*begins, *((Meaning.WAITS_UNTIL, each.to) for each in reasons if each.to)]

    def clean(self, value: Any) -> tuple[StatedReason, ...]:
        """Times must be times, and a sector one of ours; the rest is the rule's business."""
        if value in (None, ""):
            return ()
        given: Sequence[Any] = value if isinstance(value, list | tuple) else (value,)
        if len(given) > _MOST or not all(isinstance(each, Mapping) and _is_reason(each) for each in given):
            raise forms.ValidationError(_("Årsagerne skal være en liste af årsager."), code="reasons_invalid")
        return tuple(_stated(each) for each in given)


def _is_reason(said: Mapping[str, Any]) -> bool:
    """Whether each part has its shape; what it says is judged afterwards."""
    plain = all(isinstance(said.get(name) or "", str) for name in ("reason", "sector", "from", "to", "text"))
    return plain and isinstance(said.get("primary") or False, bool | str | int)


def _stated(said: Mapping[str, Any]) -> StatedReason:
    sector = str(said.get("sector") or "municipality")
    if sector not in SECTOR_WORDS:
        raise forms.ValidationError(_("Sektoren kendes ikke: %(sector)s") % {"sector": sector}, code="sector_invalid")
    since, to = _moment(said.get("from")), _moment(said.get("to"))
    if since and to and to <= since:
        raise forms.ValidationError(_("En årsag kan ikke slutte, før den begynder."), code="reason_ends_first")
    text = str(said.get("text") or "")
    if len(text) > _LONGEST_TEXT:
        raise forms.ValidationError(_("Skriv højst 200 tegn."), code="max_length")
    if not is_showable(text + str(said.get("reason") or "")):
        raise forms.ValidationError(refused_sentence("event.not_showable"), code="not_showable")
    if names_cpr(text):
        raise forms.ValidationError(refused_sentence("text.names_cpr"), code="names_cpr")
    return StatedReason(
        reason=str(said.get("reason") or ""),
        sector=sector,
        since=since,
        to=to,
        primary=said.get("primary") in (True, "true", "1", 1),
        text=text,
    )


def _moment(value: Any) -> datetime | None:
    return MomentField(required=False, meaning=Meaning.WAITS_FROM).clean([str(value or ""), "winter"])
