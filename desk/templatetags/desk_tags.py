"""Filters and tags of the templates; the words and rules behind them are in moments.py and words.py."""

from collections.abc import Mapping
from datetime import date, datetime
from itertools import count
from typing import Any
from uuid import uuid4

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect, Select
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from desk.selectors.agreement.links import clause_link, verdict_link
from desk.selectors.figures.readings import grouped
from desk.selectors.own.voice import Voice
from desk.templatetags import markup, moments, samples
from desk.templatetags.words import ACK_MARKS, BADGES, DEMO_LOGINS, LANES, AckMark, Badge, badge_of
from discharge.wording.sentences import citation_of, clause_of, fact_lines, fact_word
from journeys.sentences import ended as ended_words
from organisations.domain.identifiers.cpr import mask_cpr
from principles.clauses.rules.sources import clause_of_code

register = template.Library()

PRODUCT_NAME = "Indlæggelse og udskrivelse"


@register.simple_tag
def product_name() -> str:
    """The name of the product, the same in both languages."""
    return PRODUCT_NAME


for words_of_time in (moments.clock, moments.at_clock, moments.day, moments.moment, moments.due, moments.duration):
    register.filter(words_of_time)

# One counter for the whole process: a fragment that comes later must not repeat an id of its page.
_IDS = count(1)


def _now(context: Context) -> datetime:
    now = context.get("now")
    return now if isinstance(now, datetime) else timezone.now()


# `{{ number|grouped }}` → "12.345", in English "12,345".
register.filter("grouped", grouped)


@register.filter
def in_full(at: datetime, now: datetime) -> str:
    """A moment as citizens read it: nothing is shortened."""
    return Voice(now).moment(at)


@register.simple_tag(takes_context=True)
def when(
    context: Context, at: date | None, form: str = "both", empty: str = "", overdue_marked: bool = False
) -> SafeString:
    """`{% when at form="absolute" %}`: what `c-when` shows, in a row of a list."""
    return markup.when(at, now=_now(context), form=form, empty=empty, overdue_marked=overdue_marked)


@register.simple_tag(takes_context=True)
def relative(context: Context, at: datetime | None) -> str:
    """`{% relative at %}` → "om 31 t", measured from the context's `now`."""
    return moments.relative(at, now=_now(context)) if at else ""


@register.simple_tag(takes_context=True)
def near(context: Context, at: datetime | None) -> str:
    """`{% near at %}` → "i dag kl. 14.10", another day "man. 24-11 kl. 14.10"."""
    return moments.near(at, now=_now(context)) if at else ""


@register.simple_tag(takes_context=True)
def until(context: Context, at: datetime | None) -> str:
    """`{% until at %}` → "man. 30-11 kl. 14.05", after "til"."""
    return moments.until(at, now=_now(context)) if at else ""


@register.simple_tag(takes_context=True)
def due_near(context: Context, at: datetime) -> str:
    """`{% due_near at %}` → "senest man. 30-11" or "i dag kl. 12.00"."""
    return moments.due_near(at, now=_now(context))


@register.simple_tag(takes_context=True)
def is_overdue(context: Context, at: datetime | None, asked: bool = True) -> bool:
    """`{% is_overdue due_at as overdue %}`: half-open, the due instant itself is past."""
    return bool(asked) and markup.is_overdue(at, _now(context))


@register.simple_tag(takes_context=True)
def overdue_by(context: Context, at: datetime) -> str:
    """`{% overdue_by due_at %}` → "overskredet 2 t", of a day "overskredet 1 dag"."""
    return moments.overdue(at, now=_now(context))


@register.simple_tag(takes_context=True)
def hours_left(context: Context, at: datetime | None) -> int | None:
    """Whole hours left until `at`, never below 0; None when unknown."""
    return markup.hours_until(at, now=_now(context))


@register.filter
def ended(text: object) -> str:
    """`{{ sentence|ended }}`: with a full stop, unless it ends with a mark already."""
    return ended_words(str(text))


@register.filter
def colon(label: object) -> str:
    """`{{ label|colon }}`: "Dag:", but a question keeps its own mark."""
    words = str(label).rstrip(" :")
    return words if words.endswith("?") else f"{words}:"


@register.filter
def initials(name: str | None) -> str:
    """`{{ "Åse Holm"|initials }}` → "ÅH"."""
    words = (name or "").split()
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


@register.filter
def masked(cpr: str | None) -> str:
    """The birth-date half of a CPR number, the rest as dots (DESIGN §6)."""
    return mask_cpr(cpr) if cpr else ""


@register.filter
def cpr_number(cpr: str | None) -> str:
    """The whole number as people read it aloud, "150752-1234"; only for the reveal that was asked for."""
    digits = (cpr or "").replace("-", "")
    return f"{digits[:6]}-{digits[6:]}" if digits else ""


@register.simple_tag
def badge(state: object) -> Badge:
    """`{% badge state as badge %}`: shape, letter, tone and word of a state."""
    return badge_of(state)


@register.simple_tag
def demo_logins() -> list[dict[str, str]]:
    """One demo login per role; the password is printed where the server was started."""
    return [{"username": username, "label": str(label)} for username, label in DEMO_LOGINS]


@register.simple_tag
def all_badges() -> list[Badge]:
    """Every state of the status grammar, for the legend."""
    return list(BADGES.values())


@register.simple_tag(takes_context=True)
def style_sample(context: Context) -> dict[str, Any]:
    """The invented sample data of the style guide."""
    return samples.style_sample(_now(context))


@register.simple_tag
def buttons_for(buttons: Mapping[str, list[Any]], prefix: str, name: str) -> list[Any]:
    """`{% buttons_for buttons "close_out_" condition as row_buttons %}`."""
    return buttons.get(f"{prefix}{name}", [])


@register.filter
def outcome_key(outcome: bool | None) -> str:
    """A verdict's outcome as yes, no or unknown."""
    return {True: "yes", False: "no"}.get(outcome, "unknown") if outcome is not None else "unknown"


@register.filter
def outcome_word(outcome: bool | None) -> str:
    """A verdict's outcome in words."""
    if outcome is None:
        return _("ukendt")
    return _("ja") if outcome else _("nej")


@register.filter
def fact_name(name: str) -> str:
    """The name of a fact for people."""
    return fact_word(name)


@register.filter
def clause(verdict: Mapping[str, Any]) -> str:
    """`{{ verdict|clause }}` → "Samarbejdsaftalen, afsnit 2.2"."""
    return clause_of(verdict)


@register.simple_tag(takes_context=True)
def verdict_clause(context: Context, verdict: Mapping[str, Any]) -> str:
    """`{% verdict_clause verdict as where %}` → "/aftalen/2.2.5/?dato=2026-11-20": the clause of the verdict's day."""
    return verdict_link(verdict, _now(context))


@register.filter
def code_clause(code: str) -> str:
    """`{{ "agreement.in_past"|code_clause }}` → "1.6.5"; "" for a refusal that rests on no clause."""
    return clause_of_code(code)


@register.filter
def source_clause(source: str) -> str:
    """`{{ "001 fn 4"|source_clause }}` → "/aftalen/fn4/"; "" for a source without a clause."""
    return clause_link(source)


@register.filter
def verdict_rows(verdict: Mapping[str, Any], now: datetime | None = None) -> list[tuple[str, str]]:
    """The facts that a verdict used, and those it lacks; one that is simply not there says nothing."""
    facts, missing = verdict.get("facts") or {}, verdict.get("missing") or ()
    return fact_lines({name: each for name, each in facts.items() if each is not None or name in missing}, now=now)


@register.filter
def citation(source: str) -> str:
    """`{{ "001 fn 4"|citation }}` → "Samarbejdsaftalen, fodnote 4"."""
    return citation_of(source)


@register.simple_tag
def widget(field: BoundField, hint: str = "") -> SafeString:
    """A form field's widget with the class of Det Fælles Designsystem; `hint` says that the page gave one."""
    attributes: dict[str, str | bool] = {"class": _widget_class(field)}
    # A placeholder that repeats the label is noise (allauth's forms).
    if field.field.widget.attrs.get("placeholder") in (field.label, str(field.label)):
        attributes["placeholder"] = ""
    if hint and not field.help_text:
        described = [f"{field.auto_id}_helptext", *([f"{field.auto_id}_error"] if field.errors else [])]
        attributes["aria-describedby"] = " ".join(described)
    return field.as_widget(attrs=attributes)


def _widget_class(field: BoundField) -> str:
    kind = field.field.widget
    own = str(kind.attrs.get("class", ""))
    if isinstance(kind, (RadioSelect, CheckboxSelectMultiple)):
        return f"form-choice {own}".strip()
    if isinstance(kind, CheckboxInput):
        return f"form-check {own}".strip()
    if isinstance(kind, Select):
        return f"form-select {own}".strip()
    return f"{'form-file' if isinstance(kind, FileInput) else 'form-input'} {own}".strip()


@register.simple_tag
def widget_kind(field: BoundField) -> str:
    """How a field is laid out: "hidden", "check" (label after the box), "group" (fieldset) or "line"."""
    if field.is_hidden:
        return "hidden"
    if field.field.widget.use_fieldset:
        return "group"
    return "check" if isinstance(field.field.widget, CheckboxInput) else "line"


@register.simple_tag
def as_list(value: Any) -> list[Any]:
    """One thing or many, as a list; nothing is an empty list."""
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


@register.simple_tag
def ack_mark(state: object) -> AckMark:
    """`{% ack_mark state as mark %}`: sign and word of an acknowledgement."""
    return ACK_MARKS.get(str(state or "none"), ACK_MARKS["none"])


@register.simple_tag
def lane_name(lane: object) -> str:
    """The name of a timeline lane."""
    return str(LANES.get(str(lane), LANES["system"]))


@register.simple_tag
def pie_share(left: int | None, total: str | int) -> int:
    """How many hundredths of the whole are left."""
    return 0 if left is None else min(100, round(100 * left / int(total)))


@register.simple_tag
def unique_id(prefix: str) -> str:
    """An id that no other element has, also after a fragment is swapped into the page."""
    return f"{prefix}-{next(_IDS)}"


@register.simple_tag(takes_context=True)
def page_unit(context: Mapping[str, Any]) -> SafeString:
    """For whom and which unit the page was made; every form of the desk carries it (DESIGN §6)."""
    return markup.page_unit_field(context.get("page_unit", ""))


@register.simple_tag
def one_time_key() -> SafeString:
    """A key that makes a second press of the same page harmless (`desk.views.frame.performing`)."""
    return format_html('<input type="hidden" name="key" value="{}">', uuid4().hex)


@register.simple_tag
def phone(
    number: str | None, name: str = "", hours: str | None = "", what: str = "", large: bool = False
) -> SafeString:
    """`{% phone strip.phone name=strip.answer %}`: what `c-phone` shows."""
    return markup.phone(number, name=name, hours=hours, what=what, large=large)


@register.simple_tag
def status_badge(state: object, detail: str = "", word: str = "", compact: bool = False) -> SafeString:
    """`{% status_badge row.state %}`: what `c-status-badge` shows."""
    return markup.status_badge(state, detail=detail, word=word, compact=compact)


# Marks of templates/cotton that are said in Python, by the same names.
register.filter("iso", markup.iso)
register.filter("phone_number", markup.phone_number)
register.filter("tel", markup.tel)
register.simple_tag(markup.ack)
register.simple_tag(markup.home_badge)
register.simple_tag(markup.icon)
register.simple_tag(markup.masked_cpr)
register.simple_tag(markup.shape)
