"""The marks that stand in every row and on every page, said once: components and rows of lists show the same.

A component costs a context and a template of its own; a list of fifty rows shows several hundred of these.
"""

import re
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from desk.selectors.lines.home_words import HomeView
from desk.templatetags import moments
from desk.templatetags.words import ACK_MARKS, Badge, badge_of
from organisations.domain.identifiers.cpr import mask_cpr
from organisations.domain.moments import in_copenhagen

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

EMPTY = SafeString("")


@lru_cache(maxsize=1000)
def icon(name: str, label: str = "") -> SafeString:
    """An icon of static/img/icons.svg; without a label it is decoration and hidden from assistive technology."""
    name_part = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html('<svg class="icon" {}><use href="{}#{}"/></svg>', name_part, static("img/icons.svg"), name)


@lru_cache(maxsize=100)
def shape(name: str) -> SafeString:
    """A status shape of static/img/status.svg; always decoration, the word stands beside it."""
    return format_html(
        '<svg class="shape" aria-hidden="true"><use href="{}#{}"/></svg>', static("img/status.svg"), name
    )


def iso(at: date | None) -> str:
    """ISO 8601 for `<time datetime>`, with the Copenhagen offset when it is an instant."""
    if at is None:
        return ""
    return in_copenhagen(at).isoformat(timespec="minutes") if isinstance(at, datetime) else at.isoformat()


def is_overdue(at: date | None, now: datetime) -> bool:
    """Half-open, the due instant itself is past; a day without a time is never late."""
    return isinstance(at, datetime) and at.astimezone(UTC) <= now


def hours_until(at: datetime | None, *, now: datetime) -> int | None:
    """Whole hours left until `at`, never below 0; None when unknown."""
    if at is None:
        return None
    return max(0, int((at.astimezone(UTC) - now.astimezone(UTC)).total_seconds() // 3600))


def page_unit_field(token: str) -> SafeString:
    """For whom and which unit the page was made; every form of the desk carries it (DESIGN §6)."""
    return format_html('<input type="hidden" name="page_unit" value="{}">', token)


def when(
    at: date | None, *, now: datetime, form: str = "both", empty: str = "", overdue_marked: bool = False
) -> SafeString:
    """A time; `form` and the rest as templates/cotton/when.html says."""
    if not at:
        return format_html('<span class="muted">{}</span>', empty or _("ukendt"))
    overdue = overdue_marked and is_overdue(at, now)
    return format_html(
        '<time class="when{}" datetime="{}">{}</time>',
        " overdue" if overdue else "",
        iso(at),
        _when_words(at, now, form, overdue=overdue, overdue_marked=overdue_marked),
    )


def _when_words(at: date, now: datetime, form: str, *, overdue: bool, overdue_marked: bool) -> SafeString:
    if form == "day":
        return format_html('<span class="when-plain">{}</span>', moments.day(at, now=now))
    assert isinstance(at, datetime)
    if form not in ("both", "relative"):
        return format_html('<span class="when-plain">{}</span>', _one_form(at, now, form))
    distance = moments.overdue(at, now=now) if overdue else moments.relative(at, now=now)
    if form == "both":
        absolute = moments.due_near(at, now=now) if overdue_marked else moments.near(at, now=now)
        return format_html(
            '<span class="when-relative">{}</span><span class="when-dot"> · </span>'
            '<span class="when-absolute">{}</span>',
            distance,
            absolute,
        )
    spoken = moments.due_near(at, now=now) if overdue_marked else moments.moment(at, now=now)
    return format_html('<span class="when-relative">{}</span><span class="sr-only"> ({})</span>', distance, spoken)


def _one_form(at: datetime, now: datetime, form: str) -> str:
    if form == "clock":
        return moments.at_clock(at)
    return moments.until(at, now=now) if form == "until" else moments.moment(at, now=now)


def status_badge(state: object, *, detail: str = "", word: "StrOrPromise" = "", compact: bool = False) -> SafeString:
    """Shape, letter and word of a state, never colour alone."""
    badge = badge_of(state)
    classes = f"{' status-hatched' if str(state) == 'ready' else ''}{' status-compact' if compact else ''}"
    more = format_html('<span class="status-detail"> · {}</span>', detail) if detail else EMPTY
    return _badge(badge, classes, word or badge.word, "sr-only" if compact else "status-word", more)


def home_badge(home: HomeView) -> SafeString:
    """U today, u another day; dashed while no time is agreed, ringed when it has passed."""
    classes = f"{'' if home.firm else ' status-unsure'}{' status-overdue' if home.overdue_at else ''}"
    return _badge(badge_of(home.state), classes, home.word, "status-word", EMPTY)


def _badge(badge: Badge, classes: str, word: "StrOrPromise", word_class: str, more: SafeString) -> SafeString:
    return format_html(
        '<span class="status tone-{}{}"><span class="status-mark">{}<b aria-hidden="true">{}</b></span>'
        '<span class="{}">{}{}</span></span>',
        badge.tone,
        classes,
        shape(badge.shape),
        badge.letter,
        word_class,
        word,
        more,
    )


def ack(state: object, *, party: str = "", compact: bool = False) -> SafeString:
    """How far a message got with one party: a sign, a word and the party."""
    mark = ACK_MARKS.get(str(state or "none"), ACK_MARKS["none"])
    return format_html(
        '<span class="ack ack-{}"><span class="ack-sign" aria-hidden="true">{}</span>{}'
        '<span class="{}">{}</span></span>',
        state,
        mark.sign,
        format_html('<span class="ack-party">{}</span> ', party) if party else EMPTY,
        "sr-only" if compact else "ack-word",
        mark.word,
    )


def masked_cpr(number: str | None) -> SafeString:
    """The birth-date half, which the reader of a screen hears as such; of an unknown number that it is unknown."""
    if not number:
        return format_html('<span class="muted">{}</span>', _("CPR ukendt"))
    masked = mask_cpr(number)
    spoken = _("CPR-nummer %(day)s, de sidste fire skjult") % {"day": masked[:6]}
    return format_html('<span aria-label="{}" role="text">{}</span>', spoken, masked)


def phone(
    number: str | None, *, name: str = "", hours: str | None = "", what: str = "", large: bool = False
) -> SafeString:
    """A number to ring; without one it says "telefon ukendt", never nothing."""
    if not number:
        return format_html('<span class="phone phone-unknown">{}{}</span>', icon("phone"), _("telefon ukendt"))
    return format_html(
        '<a class="phone{}" href="{}">{}{}<span class="number">{}</span></a>{}{}',
        " phone-large" if large else "",
        tel(number),
        icon("phone"),
        _who_answers(name) if name else EMPTY,
        phone_number(number),
        format_html(' <span class="phone-what">{}</span>', what) if what else EMPTY,
        format_html(' <span class="muted">{}</span>', hours) if hours else EMPTY,
    )


def _who_answers(name: str) -> SafeString:
    # The name may have been escaped by the template that hands it on.
    words = mark_safe(_("Ring til %(name)s:") % {"name": conditional_escape(name)})
    return format_html('<span class="sr-only">{} </span>', words)


def phone_number(number: str | None) -> str:
    """A Danish number in pairs, "87 89 12 34"; anything else as it is written."""
    digits = re.sub(r"[\s-]", "", number or "").removeprefix("+45")
    if not re.fullmatch(r"\d{8}", digits):
        return number or ""
    return "\u00a0".join(re.findall("..", digits))


def tel(number: str | None) -> str:
    """The target of a phone link: "tel:+4587891234"."""
    digits = re.sub(r"[^\d+]", "", number or "")
    return f"tel:+45{digits}" if re.fullmatch(r"\d{8}", digits) else f"tel:{digits}"
