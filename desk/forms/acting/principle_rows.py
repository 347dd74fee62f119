"""The six principles on one journey: each point with its words and the act that does it, as elsewhere on the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from desk.forms.acting.buttons import ActButton
from desk.forms.acting.table import BY_NAME
from desk.selectors.page.journey import JourneyPage
from documents.sentences import all_in_language, kind_label
from organisations.domain.roles import Sector
from principles.in_practice.rules.points import PointNow, counts_of, now_of
from principles.in_practice.rules.standing import PointStanding
from principles.in_practice.selectors import practice_facts
from principles.in_practice.texts import POINT_TEXTS, PRINCIPLE_TEXTS, REASON_TEXTS, STANDING_TEXTS

_MARKS = {
    PointStanding.MET: "✓",
    PointStanding.ASKED: "➜",
    PointStanding.WAITING: "…",
    PointStanding.UNKNOWN: "?",
    PointStanding.OFF: "–",
    PointStanding.MISSED: "⤼",
}
# Something can be done about these.
_OPEN = frozenset({PointStanding.ASKED, PointStanding.WAITING, PointStanding.UNKNOWN})


@dataclass(frozen=True, slots=True)
class PointRow:
    """One point in words: what is asked, how it stands, why, and when it was done."""

    now: PointNow
    title: str
    state: str
    state_words: str
    # The sign before it: colour alone says nothing.
    mark: str
    reason: str
    at: datetime | None
    # Where it stands in the agreement.
    clause: str
    # The page's own; None where this reader does nothing about it.
    button: ActButton | None


@dataclass(frozen=True, slots=True)
class PrincipleNow:
    """One principle with its points."""

    number: int
    title: str
    rows: tuple[PointRow, ...]


@dataclass(frozen=True, slots=True)
class Principles:
    """All six."""

    principles: tuple[PrincipleNow, ...]
    counts: Mapping[PointStanding, int]

    @property
    def summary(self) -> str:
        """ "5 i orden, 3 mangler, 2 ukendte"."""
        met, asked, unknown = (
            self.counts[each] for each in (PointStanding.MET, PointStanding.ASKED, PointStanding.UNKNOWN)
        )
        facts = {"met": met, "asked": asked, "unknown": unknown}
        return _("%(met)s i orden, %(asked)s mangler, %(unknown)s ukendt") % facts


def principles_of(page: JourneyPage, buttons: Mapping[str, list[ActButton]]) -> Principles:
    """What the six principles ask of the journey now, as this reader may read it."""
    facts = practice_facts(
        page.journey,
        tasks=page.tasks,
        threads=page.threads,
        marks=page.read_marks,
        letters=page.letters,
        has_relatives=True if page.relatives else None,
        reads_plans=page.asker.sector in (Sector.HOSPITAL, Sector.MUNICIPALITY),
        now=page.now,
    )
    by_slug = {button.slug: button for row in buttons.values() for button in row}
    rows = now_of(facts)
    points = _point_rows(rows, [_button(page, row, by_slug) for row in rows])
    titles = all_in_language(PRINCIPLE_TEXTS)
    numbers = sorted({row.now.point.principle for row in points})
    of_each = ((n, tuple(row for row in points if row.now.point.principle == n)) for n in numbers)
    return Principles(tuple(PrincipleNow(n, titles[n], own) for n, own in of_each), counts_of(rows))


def _point_rows(rows: Sequence[PointNow], buttons: Sequence[ActButton | None]) -> list[PointRow]:
    titles, standings, reasons = map(all_in_language, (POINT_TEXTS, STANDING_TEXTS, REASON_TEXTS))
    return [
        PointRow(
            now=row,
            title=titles[row.point.code],
            state=row.answer.standing.value,
            state_words=standings[row.answer.standing.value],
            mark=_MARKS[row.answer.standing],
            reason=reasons[row.answer.reason].format(n=row.answer.number) if row.answer.reason else "",
            at=row.answer.at,
            clause=row.point.clause,
            button=button,
        )
        for row, button in zip(rows, buttons, strict=True)
    ]


def _button(page: JourneyPage, row: PointNow, by_slug: Mapping[str, ActButton]) -> ActButton | None:
    if row.answer.standing not in _OPEN:
        return None
    slugs = (spec.slug for name in row.point.acts if (spec := BY_NAME.get(name)) is not None)
    act = next((by_slug[slug] for slug in slugs if slug in by_slug), None)
    return act or _writing(page, row.point.document)


def _writing(page: JourneyPage, document: str) -> ActButton | None:
    if not document or document not in page.written_kinds:
        return None
    own = set(map(str, page.asker.own.units))
    sent = next((each for each in page.threads if each.kind == document and each.current.unit in own), None)
    if sent is not None:
        address = reverse("desk:document-write", args=[page.journey.pk, sent.document])
        return ActButton(document, _("Skriv ny version"), kind_label(document), address, "")
    label = kind_label(document)
    address = f"{reverse('desk:document-new', args=[page.journey.pk])}#slags-{document}"
    return ActButton(document, _("Skriv %(what)s") % {"what": label.lower()}, label, address, "")
