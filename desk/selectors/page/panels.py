"""The panels of the journey page: which there are, in which order, and what each of them reads (UX §1.e)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from desk.selectors.page.journey import JourneyPage
from desk.selectors.panels.acute_function import acute_panel
from desk.selectors.panels.agreement import agreement_panel
from desk.selectors.panels.barriers import barrier_views
from desk.selectors.panels.calls import call_views
from desk.selectors.panels.close_out import close_out_panel
from desk.selectors.panels.discharge_letter import letter_panel
from desk.selectors.panels.documents import document_panel
from desk.selectors.panels.meetings import meeting_panel
from desk.selectors.panels.payment import ledger_panel
from desk.selectors.panels.readiness import readiness_panel


class PagePart(Enum):
    """Where on the page a panel stands."""

    STAY = "stay"
    # What follows the discharge; on top once the citizen has left.
    DISCHARGE = "discharge"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel: its name is its template's, `read` what it shows."""

    name: str
    part: PagePart
    read: Callable[[JourneyPage], Any]

    @property
    def template(self) -> str:
        """The template that shows `panel`, what `read` gave."""
        return f"desk/journey/panels/{self.name}.html"


PANELS = (
    Panel("readiness", PagePart.STAY, lambda page: readiness_panel(page.journey, page.events, now=page.now)),
    Panel(
        "agreement",
        PagePart.STAY,
        lambda page: agreement_panel(page.journey, page.events, page.read_marks, now=page.now),
    ),
    Panel(
        "documents",
        PagePart.STAY,
        lambda page: document_panel(page.asker, page.journey, page.threads, page.name_of),
    ),
    Panel("meetings", PagePart.STAY, lambda page: meeting_panel(page.journey, page.events, page.name_of, now=page.now)),
    Panel("barriers", PagePart.STAY, lambda page: barrier_views(page.journey, page.events)),
    Panel("extended_responsibility", PagePart.DISCHARGE, lambda page: page.window),
    Panel("calls", PagePart.DISCHARGE, lambda page: call_views(page.events)),
    Panel(
        "discharge_letter",
        PagePart.DISCHARGE,
        lambda page: letter_panel(page.letters, page.journey, page.threads, now=page.now),
    ),
    Panel("close_out", PagePart.DISCHARGE, lambda page: close_out_panel(page.journey)),
    Panel(
        "acute_function",
        PagePart.DISCHARGE,
        lambda page: acute_panel(page.journey, page.events, state=page.strip.state, visible=page.asker.journeys),
    ),
    Panel("payment", PagePart.REST, lambda page: ledger_panel(page.asker, page.journey)),
)
_IN_HOSPITAL = (PagePart.STAY, PagePart.DISCHARGE)
_LEFT = (PagePart.DISCHARGE, PagePart.STAY)


@dataclass(frozen=True, slots=True)
class PanelShown:
    """A panel with what it read."""

    template: str
    panel: Any


def read_panels(page: JourneyPage) -> Mapping[str, Any]:
    """What each panel reads, by its name; everything is read here, before a template is filled in."""
    return {panel.name: panel.read(page) for panel in PANELS}


def panels_now(page: JourneyPage, panels: Mapping[str, Any]) -> list[PanelShown]:
    """The main column: what matters first stands first."""
    order = _IN_HOSPITAL if page.in_hospital else _LEFT
    return [shown for part in order for shown in _of(part, panels)]


def panels_below(panels: Mapping[str, Any]) -> list[PanelShown]:
    """What stands below the timeline."""
    return _of(PagePart.REST, panels)


def _of(part: PagePart, panels: Mapping[str, Any]) -> list[PanelShown]:
    return [PanelShown(panel.template, panels[panel.name]) for panel in PANELS if panel.part is part]
