"""What is known of a citizen on a day: affiliations, general practice, municipality (RULES 2a O8: effective-dated)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from journeys.domain.effective import effective
from journeys.domain.events import EventKind, EventRecord


class Affiliation(StrEnum):
    """What ties a citizen to municipal care; each is known true, known false, or unknown."""

    ELDER_CARE = "elder_care"
    SOCIAL = "social"
    COMMUNITY_NURSING = "community_nursing"
    NURSING_HOME = "nursing_home"
    # Known false says "no municipal service at all" (SPEC A3.3 rule 7).
    MUNICIPAL_SERVICES = "municipal_services"


@dataclass(frozen=True, slots=True)
class CitizenFacts:
    """The citizen's facts on one day. A missing affiliation is unknown; `gp_known` tells "none" from "not known"."""

    affiliations: Mapping[Affiliation, bool] = field(default_factory=dict)
    gp: str | None = None
    gp_known: bool = False
    residence: str | None = None

    @property
    def municipal_services(self) -> bool | None:
        """Whether the municipality serves the citizen: any known service makes it true; only a stated no, false."""
        if any(self.affiliations.values()):
            return True
        return self.affiliations.get(Affiliation.MUNICIPAL_SERVICES)

    @property
    def community_nursing(self) -> bool | None:
        """Whether the citizen gets community nursing; a citizen without any municipal service gets none."""
        known = self.affiliations.get(Affiliation.COMMUNITY_NURSING)
        if known is None and self.municipal_services is False:
            return False
        return known


def facts_at(events: Iterable[EventRecord], at: datetime | None) -> CitizenFacts:
    """The facts in force at `at` (None: all that has been stated): the latest statement that had begun by then.

    A statement that takes another back says nothing of its own: the one before it holds again.
    """
    affiliations: dict[Affiliation, bool] = {}
    gp, gp_known, residence = None, False, None
    for event in effective(list(events)):
        if event.payload.get("taken_back") or (at is not None and event.occurred_at > at):
            continue
        if event.kind is EventKind.AFFILIATION_STATED:
            _state(affiliations, event)
        elif event.kind is EventKind.GP_STATED:
            gp, gp_known = event.text("organisation"), True
        elif event.kind is EventKind.RESIDENCE_STATED:
            residence = event.text("organisation")
    return CitizenFacts(affiliations, gp, gp_known, residence)


def _state(affiliations: dict[Affiliation, bool], event: EventRecord) -> None:
    affiliation = Affiliation(event.payload["affiliation"])
    value = event.payload.get("value")
    if value is None:
        affiliations.pop(affiliation, None)
    else:
        affiliations[affiliation] = bool(value)
    if value is True and affiliation is not Affiliation.MUNICIPAL_SERVICES:
        affiliations.pop(Affiliation.MUNICIPAL_SERVICES, None)
    if affiliation is Affiliation.MUNICIPAL_SERVICES and value is False:
        for other in tuple(affiliations):
            affiliations[other] = False
