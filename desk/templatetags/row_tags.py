"""The cells of a list's row. A list has fifty of them: what a cell shows is put together here, not by a template."""

from uuid import UUID

from django import template
from django.template import Context
from django.template.defaulttags import CsrfTokenNode
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from desk.selectors.lines.home_words import HomeView
from desk.selectors.lists.rows import ListRow
from desk.templatetags import moments
from desk.templatetags.markup import (
    EMPTY,
    ack,
    home_badge,
    hours_until,
    icon,
    masked_cpr,
    page_unit_field,
    phone,
    status_badge,
    when,
)
from desk.templatetags.phone_tags import line, line_name
from organisations.models import Organisation

register = template.Library()

_NOTHING = SafeString('<span class="muted" aria-hidden="true">–</span>')
_CARRIED = "row_form_fields"


@register.simple_tag
def name_cell(row: ListRow, warn_similar: bool = False) -> SafeString:
    """The citizen, what is new of them, and who can be taken for them."""
    address = reverse("desk:journey", args=[row.journey.pk])
    return format_html(
        '<span class="cell-lines"><span><a class="row-link" href="{}">{}</a></span>'
        '<small><span class="cpr">{}</span>{}</small>{}{}</span>',
        address,
        row.name,
        masked_cpr(row.cpr),
        _new_mark(row),
        _letters(row, address) if row.letter_words else EMPTY,
        _similar(row) if warn_similar and row.similar else EMPTY,
    )


def _similar(row: ListRow) -> SafeString:
    return format_html('<small class="strip-missing">≈ {}</small>', row.similar)


def _new_mark(row: ListRow) -> SafeString:
    words = _("NY") if row.is_new else row.new_words
    return format_html(' <span class="new-mark">{}</span>', words) if words else EMPTY


def _letters(row: ListRow, address: str) -> SafeString:
    urgent = EMPTY
    if row.has_urgent_letter:
        urgent = format_html(' <strong class="urgent-mark">{} {}</strong>', icon("warning"), _("Haster"))
    return format_html(
        '<small><a href="{}#breve">{} {}</a>{}</small>', address, icon("document"), row.letter_words, urgent
    )


@register.simple_tag
def status_cell(row: ListRow) -> SafeString:
    """Where the journey stands and since when, and what others have said that nobody has confirmed."""
    said = row.reported
    return format_html(
        '<span class="cell-lines">{}{}</span>',
        _standing(row),
        format_html('<small class="strip-missing">{}</small>', said) if said else EMPTY,
    )


def _standing(row: ListRow) -> SafeString:
    if row.answering:
        hours = hours_until(row.left_until, now=row.now)
        # "0 t" would say that it is over.
        left = _("%(left)s t") % {"left": hours} if hours else moments.duration(row.left)
        badge, until = status_badge("extended", detail=left), when(row.left_until, now=row.now, form="until")
        return format_html("<span>{}</span><small>{} {}</small>", badge, _("til"), until)
    if row.undecided:
        undecided = _("72 timer ikke afgjort")
        return format_html(
            '<span>{}</span><small class="strip-missing">{}</small>', status_badge("discharged"), undecided
        )
    badge = format_html("<span>{}</span>", status_badge(row.state, detail=row.waiting))
    if not row.since:
        return badge
    away = format_html("{} ", _("siden")) if row.state == "on_leave" else EMPTY
    return format_html("{}<small>{}{}</small>", badge, away, when(row.since, now=row.now, form="absolute"))


@register.simple_tag
def home_cell(row: ListRow) -> SafeString:
    """When the citizen goes home, and for the municipality what is needed then."""
    needed = EMPTY
    if row.homewards and row.needs:
        needed = format_html("<small>{} {}</small>", _("Har brug for:"), ", ".join(row.needs))
    home = _home_lines(row.home, row) if row.home else _NOTHING
    return format_html('<span class="cell-lines">{}{}</span>', home, needed)


def _home_lines(home: HomeView, row: ListRow) -> SafeString:
    late = newer = EMPTY
    if home.overdue_at:
        words = moments.overdue(home.overdue_at, now=row.now)
        late = format_html('<small class="overdue"><strong>{}</strong></small>', words)
    if home.newer:
        newer = format_html('<small class="strip-missing">{}</small>', home.newer)
    return format_html(
        '<span>{}</span><small><span class="nowrap">{}{}</span> {}</small>{}{}',
        home_badge(home),
        home.when,
        " ·" if home.when else "",
        home.source,
        late,
        newer,
    )


@register.simple_tag
def where_cell(row: ListRow) -> SafeString:
    """The place and its telephone: in the 72 hours, and while nobody knows whether they hold, the one for them."""
    ward, hospital = row.journey.ward, row.journey.hospital
    place = (ward and ward.label) or (hospital and hospital.label)
    if not place:
        return format_html('<span class="muted">{}</span>', _("ukendt"))
    rings = format_html("<small>{}</small>", _ward_phone(row, ward)) if ward else EMPTY
    return format_html('<span class="cell-lines"><span>{}</span>{}</span>', place, rings)


def _ward_phone(row: ListRow, ward: Organisation) -> SafeString:
    if not row.answering and not row.undecided:
        return phone(ward.phone, name=ward.label)
    known = line(ward, "extended_responsibility")
    return phone(known.number, name=ward.label, hours=known.hours, what=line_name(known))


@register.simple_tag
def task_cell(row: ListRow) -> SafeString:
    """The first open task of ours, when it is due, and how many stand behind it."""
    if not row.task:
        return _NOTHING
    due = row.journey.task_due_at
    return format_html(
        '<span class="cell-lines"><span>{}</span>{}{}</span>',
        row.task,
        format_html("<small>{}</small>", when(due, now=row.now, overdue_marked=True)) if due else EMPTY,
        format_html("<small>{}</small>", row.more_tasks) if row.more_tasks else EMPTY,
    )


@register.simple_tag
def news_cell(row: ListRow) -> SafeString:
    """What was recorded last, and when."""
    at = when(row.news_at, now=row.now)
    return format_html('<span class="cell-lines"><span>{}</span><small>{}</small></span>', row.news, at)


@register.simple_tag
def municipality_cell(row: ListRow) -> SafeString:
    """Which municipality, and how far it has got."""
    municipality, answer = row.journey.municipality, row.municipality_answer
    if not municipality:
        return format_html('<span class="strip-missing">{}</span>', _("ukendt"))
    if answer == "none":
        return format_html("{} <small>{}</small>", municipality.label, _("ingen kommunale ydelser"))
    if answer == "question":
        asked = ack("question", party=municipality.label, compact=True)
        return format_html("{} <small>{}</small>", asked, _("spurgt om ydelser"))
    return ack(answer, party=municipality.label)


@register.simple_tag
def doctor_cell(row: ListRow) -> SafeString:
    """The responsible physician of a ward's row: the unit only when it is another."""
    strip, party = row.strip, row.strip.responsible
    if strip.unseen and not strip.physician:
        return format_html('<span class="strip-missing">{}</span>', strip.physician_unknown)
    if not party:
        return SafeString('<span class="muted">–</span>')
    if party.person:
        other = party.organisation and party.organisation.pk != row.journey.ward_id
        unit = format_html("<small>{}</small>", party.organisation.label) if other and party.organisation else EMPTY
        return format_html('<span class="cell-lines"><span>{}</span>{}</span>', party.person, unit)
    if party.kind == "gp":
        if party.organisation:
            return format_html("{}", strip.physician)
        return format_html('<span class="strip-missing">{}</span>', strip.physician_unknown)
    return format_html(
        '<span class="cell-lines"><span class="strip-missing">{}</span><small>{}</small></span>',
        _("ikke navngivet"),
        strip.physician or strip.physician_unknown,
    )


@register.simple_tag(takes_context=True)
def seen_cell(context: Context, row: ListRow) -> SafeString:
    """The button that marks it as seen, where there is something to mark."""
    if not row.has_marks or not context.get("may_mark"):
        return EMPTY
    label = f"{_('Markér som set:')} {row.journey.citizen.name}"
    return _one_button(context, "desk:row-seen", row.journey.pk, _("Set"), label)


@register.simple_tag(takes_context=True)
def acknowledge_cell(context: Context, row: ListRow) -> SafeString:
    """The municipality's own tick, and the button for it while it is missing."""
    answer = row.our_answer
    if answer == "acknowledged" or not context.get("may_acknowledge") or not row.ours:
        return ack(answer)
    before = ack(answer) if answer == "acknowledged_before" else EMPTY
    label = f"{_('Kvittér for:')} {row.journey.citizen.name}"
    return before + _one_button(context, "desk:row-acknowledged", row.journey.pk, _("Kvittér"), label)


def _one_button(context: Context, name: str, journey: UUID, words: str, label: str) -> SafeString:
    """A form of one small button; whoever uses a screen reader hears for whom it is."""
    return format_html(
        '<form method="post" action="{}">{}<button class="button button-secondary button-small" type="submit" '
        'data-key="a" aria-label="{}">{}</button></form>',
        reverse(name, args=[journey]),
        _carried(context),
        label,
        words,
    )


def _carried(context: Context) -> SafeString:
    """What the form of every row carries: made once for a page."""
    made = context.render_context.get(_CARRIED)
    if made is None:
        unit = page_unit_field(str(context.get("page_unit") or ""))
        address = format_html('<input type="hidden" name="next" value="{}">', context.get("address", ""))
        made = context.render_context[_CARRIED] = CsrfTokenNode().render(context) + unit + address
    assert isinstance(made, SafeString)
    return made
