"""States who answers for the citizen's medication as a whole (RULES 2d, Medication; 003 #59)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from discharge.responsibility.rules.medication import MedicationParty, party_refused
from discharge.wording.refused import RuledAct
from journeys.actions.acting.facts import check_facts_of_citizen
from journeys.actions.acting.moving import check_stays_between_turns
from journeys.actions.acting.stated import Saying
from journeys.actions.acting.whereabouts import ELSEWHERE
from journeys.domain.events import EventKind
from journeys.domain.events.payload import Payload
from journeys.domain.events.payloads.responsibility import MedicationResponsibleStated
from journeys.domain.sight.rights import medication_right
from journeys.domain.state.status import JourneyStatus
from journeys.models import Journey
from journeys.selectors.whereabouts import in_hospital_elsewhere
from organisations.domain.permissions import Permission
from organisations.domain.roles import Sector, sector_of
from organisations.models import Organisation

_PERSONS = (MedicationParty.HOSPITAL_PHYSICIAN, MedicationParty.OTHER_DOCTOR)


@dataclass(frozen=True, kw_only=True)
class StateMedicationResponsible(RuledAct):
    """Holds from `occurred_at` until another statement, or until a stay begins or ends."""

    kind, permission = EventKind.MEDICATION_RESPONSIBLE_STATED, Permission.STATE_MEDICATION
    party: str
    name: str = ""
    organisation: Organisation | None = None

    @classmethod
    def right(cls, journey: Journey) -> Permission:
        """In a bed it is the hospital's to say."""
        return medication_right(journey.status_value)

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """Of the living, by whoever has the citizen."""
        if journey.status_value is JourneyStatus.DECEASED:
            return "after.deceased"
        return ELSEWHERE if in_hospital_elsewhere(journey) else None

    def judge(self, journey: Journey, saying: Saying) -> None:
        """By the side that knows; a statement lapses with the stay: it is said anew and not moved into the next one."""
        if saying.corrects is not None:
            check_stays_between_turns(saying.corrects, self.occurred_at or saying.corrects.occurred_at)
        else:
            check_facts_of_citizen(journey, by=saying.by, now=saying.now)
        role = saying.by.role
        problem = party_refused(
            MedicationParty(self.party),
            name=self.name,
            organisation=str(self.organisation.pk) if self.organisation else None,
            by_practice=role is not None and sector_of(role) is Sector.GENERAL_PRACTICE,
            has_gp=journey.gp_practice_id is not None,
        )
        if problem is not None:
            code, field = problem
            raise self.refused(code, field=field)

    def payload(self) -> Payload:
        """Who, by name where it is a person."""
        ward = self.organisation if self.party == MedicationParty.HOSPITAL_PHYSICIAN else None
        return MedicationResponsibleStated(
            party=self.party,
            name=self.name.strip() if self.party in _PERSONS else None,
            organisation=str(ward.pk) if ward else None,
        )

    def concluded(self, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """The practice is the one that the citizen has when it is stated."""
        practice = journey.gp_practice_id if self.party == MedicationParty.GP else None
        return {"organisation": str(practice)} if practice else {}
