"""What is known of a citizen on a day: affiliations, general practice, municipality (RULES 2a O8: effective-dated)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from journeys.domain.events import EventKind, EventRecord
from journeys.domain.events.payloads.citizen import AffiliationStated, UnitStated
from journeys.domain.events.payloads.stays import TakingBack
from journeys.domain.history.history import History


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
    # Everything that has been said of the citizen: the residence is read off it together with a journey's messages.
    statements: History = field(default=History(()), compare=False)
    # Proved in this journey, whatever the municipality gives today (RULES 2b F10a; DESIGN §4).
    needs_at_discharge: bool = False

    @property
    def municipal_services(self) -> bool | None:
        """Whether the municipality takes part: any known service or a proved need; only a stated no is false."""
        if self.needs_at_discharge or any(self.affiliations.values()):
            return True
        return self.affiliations.get(Affiliation.MUNICIPAL_SERVICES)

    @property
    def has_no_gp(self) -> bool:
        """Whether it is stated that the citizen has no general practice."""
        return self.gp_known and self.gp is None

    @property
    def community_nursing(self) -> bool | None:
        """Whether the citizen gets community nursing; a citizen without any municipal service gets none."""
        known = self.affiliations.get(Affiliation.COMMUNITY_NURSING)
        if known is None and self.municipal_services is False:
            return False
        return known


def facts_at(statements: History, at: datetime | None) -> CitizenFacts:
    """The facts in force at `at` (None: all that has been stated): the latest statement that had begun by then.

    A statement that takes another back says nothing of its own: the one before it holds again.
    """
    facts = CitizenFacts(statements=statements)
    for since, stated in statements.once(_over_time):
        if at is None or since <= at:
            facts = stated
    return facts


def _over_time(statements: History) -> tuple[tuple[datetime, CitizenFacts], ...]:
    """What is known from each statement on."""
    affiliations: dict[Affiliation, bool] = {}
    facts, steps = CitizenFacts(statements=statements), []
    for event in statements.counting:
        if event.read(TakingBack).taken_back:
            continue
        if event.kind is EventKind.AFFILIATION_STATED:
            _state(affiliations, event)
            facts = replace(facts, affiliations=dict(affiliations))
        elif event.kind is EventKind.GP_STATED:
            facts = replace(facts, gp=event.read(UnitStated).organisation, gp_known=True)
        steps.append((event.occurred_at, facts))
    return tuple(steps)


@dataclass(frozen=True, slots=True)
class FactsOfJourney:
    """What was known of the citizen in one journey, and whether a later stay has begun since."""

    facts: CitizenFacts
    followed: bool


def facts_of_each(journeys: Sequence[History], statements: History) -> list[FactsOfJourney]:
    """The facts of each journey: one that begins in a later stay leaves earlier journeys be.

    A stay begins with its first contact; one that is only planned, or was cancelled, ends nothing.
    """
    begun = [journey.begun_at for journey in journeys]
    found = []
    for own in begun:
        cut = min((at for at in begun if at is not None and own is not None and at > own), default=None)
        reaching = statements if cut is None else History(e for e in statements.events if e.occurred_at < cut)
        found.append(FactsOfJourney(facts_at(reaching, None), cut is not None))
    return found


def _state(affiliations: dict[Affiliation, bool], event: EventRecord) -> None:
    stated = event.read(AffiliationStated)
    if stated.affiliation not in set(Affiliation):
        return
    affiliation, value = Affiliation(stated.affiliation), stated.value
    if value is None:
        affiliations.pop(affiliation, None)
    else:
        affiliations[affiliation] = bool(value)
    # A service contradicts a stated "none"; a stated "some" still holds when this one service ends.
    if value is True and affiliations.get(Affiliation.MUNICIPAL_SERVICES) is False:
        del affiliations[Affiliation.MUNICIPAL_SERVICES]
    if affiliation is Affiliation.MUNICIPAL_SERVICES and value is False:
        for other in tuple(affiliations):
            affiliations[other] = False
