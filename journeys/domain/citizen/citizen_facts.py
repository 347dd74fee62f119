"""What is known of a citizen on a day: affiliations, general practice, municipality (RULES 2a O8: effective-dated)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from journeys.domain.events import CONTACT_KINDS, EventKind, EventRecord
from journeys.domain.events.payloads.citizen import AffiliationStated, UnitStated
from journeys.domain.events.payloads.stays import TakingBack
from journeys.domain.history.contact_story import contacts_of
from journeys.domain.history.effective import effective


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
    # The statements behind it, for `residences`: each with the day from which it holds.
    residence_statements: tuple[EventRecord, ...] = ()
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


def facts_at(events: Iterable[EventRecord], at: datetime | None) -> CitizenFacts:
    """The facts in force at `at` (None: all that has been stated): the latest statement that had begun by then.

    A statement that takes another back says nothing of its own: the one before it holds again.
    """
    affiliations: dict[Affiliation, bool] = {}
    gp, gp_known, residence, homes = None, False, None, []
    for event in effective(list(events)):
        if event.read(TakingBack).taken_back or (at is not None and event.occurred_at > at):
            continue
        if event.kind is EventKind.AFFILIATION_STATED:
            _state(affiliations, event)
        elif event.kind is EventKind.GP_STATED:
            gp, gp_known = event.read(UnitStated).organisation, True
        elif event.kind is EventKind.RESIDENCE_STATED:
            residence = event.read(UnitStated).organisation
            homes.append(event)
    return CitizenFacts(affiliations, gp, gp_known, residence, tuple(homes))


@dataclass(frozen=True, slots=True)
class FactsOfJourney:
    """What was known of the citizen in one journey, and whether a later stay has begun since."""

    facts: CitizenFacts
    followed: bool
    # The statements that reach this journey.
    events: tuple[EventRecord, ...] = ()


def facts_of_each(
    journeys: Sequence[Sequence[EventRecord]], citizen_events: Sequence[EventRecord]
) -> list[FactsOfJourney]:
    """The facts of each journey: one that begins in a later stay leaves earlier journeys be.

    A stay begins with its first contact; one that is only planned, or was cancelled, ends nothing.
    """
    begun = [begun_at(events) for events in journeys]
    found = []
    for own in begun:
        cut = min((at for at in begun if at is not None and own is not None and at > own), default=None)
        known = [event for event in citizen_events if cut is None or event.occurred_at < cut]
        found.append(FactsOfJourney(facts_at(known, None), cut is not None, tuple(known)))
    return found


def begun_at(events: Sequence[EventRecord]) -> datetime | None:
    """When the first contact of a journey began; None while it is only planned."""
    contacts = contacts_of([event for event in effective(events) if event.kind in CONTACT_KINDS])
    return contacts[0].start if contacts else None


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
