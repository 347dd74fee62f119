"""States who answers for the citizen's medication as a whole (RULES 2d, Medication; 003 #59)."""

from datetime import datetime

from discharge.responsibility.rules.medication import MedicationParty, party_refused
from discharge.wording.refused import RefusedByRule
from journeys.actions.acting.acts import Act, state_fact, under_lock
from journeys.actions.acting.facts import check_facts_of_citizen
from journeys.actions.acting.whereabouts import check_not_elsewhere
from journeys.actions.events import Recorded
from journeys.domain.events import EventKind
from journeys.domain.sight.rights import medication_right
from journeys.models import Journey
from organisations.domain.roles import Sector, sector_of
from organisations.models import Organisation


@under_lock
def state_medication_responsible(
    journey: Journey,
    *,
    party: MedicationParty,
    act: Act,
    name: str = "",
    organisation: Organisation | None = None,
    occurred_at: datetime | None = None,
) -> Recorded:
    """Holds from `occurred_at` until another statement, or until a stay begins or ends. Refused by RefusedByRule."""
    check_facts_of_citizen(journey, by=act.by, now=act.now)
    check_not_elsewhere(journey)
    payload = medication_payload(journey, party=party, name=name, organisation=organisation, act=act)
    return state_fact(
        journey,
        EventKind.MEDICATION_RESPONSIBLE_STATED,
        payload,
        act=act,
        permission=medication_right(journey.status_value),
        occurred_at=occurred_at,
    )


def medication_payload(
    journey: Journey, *, party: MedicationParty, name: str, organisation: Organisation | None, act: Act
) -> dict[str, str]:
    """What the event says; the practice is the one that the citizen has when it is stated."""
    role = act.by.role
    refused = party_refused(
        party,
        name=name,
        organisation=str(organisation.pk) if organisation else None,
        by_practice=role is not None and sector_of(role) is Sector.GENERAL_PRACTICE,
        has_gp=journey.gp_practice_id is not None,
    )
    if refused is not None:
        code, field = refused
        raise RefusedByRule(code, field=field)
    units = {
        MedicationParty.GP: journey.gp_practice_id,
        MedicationParty.HOSPITAL_PHYSICIAN: organisation.pk if organisation else None,
    }
    unit, of_person = units.get(party), party in (MedicationParty.HOSPITAL_PHYSICIAN, MedicationParty.OTHER_DOCTOR)
    values = {
        "party": party.value,
        "name": name.strip() if of_person else "",
        "organisation": str(unit) if unit else "",
    }
    return {key: value for key, value in values.items() if value}
