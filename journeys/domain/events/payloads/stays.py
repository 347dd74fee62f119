"""What events of a stay hold: contacts, plans, entries, reports, and what the ward says (RULES 2i; DESIGN §6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from journeys.domain.events.kinds import EventKind
from journeys.domain.events.kinds import EventKind as K
from journeys.domain.events.payload import Payload, stored_as, words
from journeys.domain.events.row import CatalogueRow
from organisations.domain.permissions import Permission

P = Permission


@dataclass(frozen=True, kw_only=True)
class PlaceTold(Payload):
    """Where: the ward or other unit, and its hospital."""

    provider: str | None = None
    hospital: str | None = None


@dataclass(frozen=True, kw_only=True)
class EncounterClass(Payload):
    """MedCom's class of an encounter: EMER is an acute visit, IMP a bed."""

    encounter_class: str | None = stored_as("class")


@dataclass(frozen=True, kw_only=True)
class Receiver(Payload):
    """To whom the hospital wrote, and whether it asked for a report of admission."""

    municipality: str | None = None
    report_of_admission: bool | None = None
    report_recipient: str | None = None


@dataclass(frozen=True, kw_only=True)
class Names(Payload):
    """What the citizen is called."""

    given_names: str | None = None
    family_name: str | None = None


@dataclass(frozen=True, kw_only=True)
class Spans(Payload):
    """When the contact, and the leave in it, began and ended as the message tells."""

    period_start: datetime | None = None
    period_end: datetime | None = None
    leave_start: datetime | None = None
    leave_end: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Telling(Payload):
    """How a message tells: the house of its sender, what it does to the message before it, which times are uncertain.

    `step` was not kept at first.
    """

    house: str | None = None
    step: str | None = None
    time_uncertain: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AnswerTo(Payload):
    """What an event answers beside what it says: an entry, a report, a doubt, the words that it replaces."""

    claim_ref: str | None = None
    report_ref: str | None = None
    settles: str | None = None
    instead_of: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TakingBack(Payload):
    """The uuid of what is taken back; whatever else such an event holds, it says nothing of its own."""

    taken_back: str | None = None


@dataclass(frozen=True, kw_only=True)
class Typed(Payload):
    """What a beginning by hand calls the citizen; not said by older ones."""

    typed: Names | None = None


@dataclass(frozen=True, kw_only=True)
class Departed(Payload):
    """How a discharge went (RULES 2i V4, V8)."""

    ended_by: str | None = None
    medically_ready: bool | None = None


@dataclass(frozen=True, kw_only=True)
class ContactTold(PlaceTold, EncounterClass, Receiver, Names, Spans, Telling, AnswerTo, Typed, TakingBack):
    """A contact began, changed or ended (RULES 2i)."""

    address_line: str | None = None
    postal_code: str | None = None
    city: str | None = None


@dataclass(frozen=True, kw_only=True)
class Discharged(ContactTold, Departed):
    """The stay ended. `stay_over` is worked out, never stored: the visit ended after the stay that it interrupted."""

    stay_over: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Died(ContactTold):
    """The citizen died; `at_home` is entered by a doctor who has no bed for the citizen."""

    at_home: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Grounds(Payload):
    """Why a registration was corrected, by whom it was proposed and who decided (RULES 2b)."""

    correction_reason: str | None = words()
    correction_ref: str | None = None
    corrected_from: str | None = None
    # A person's uuid; old ones hold the number of the row.
    proposed_by: str | None = None
    physician: str | None = None


@dataclass(frozen=True, kw_only=True)
class Cancelled(ContactTold, Grounds):
    """Adds nothing of its own; a message repeats the contact that it cancels."""

    reason: str | None = words()


@dataclass(frozen=True, kw_only=True)
class DepartureStated(Departed):
    """How the last discharge went, said afterwards (RULES 2i V4, V8)."""


@dataclass(frozen=True, kw_only=True)
class RegionStated(Payload):
    """The code of the region that the ward lies in, where reference data has none."""

    region: str | None = None


@dataclass(frozen=True, kw_only=True)
class AlsoSent(ContactTold):
    """The same message to a second receiver; `told` is what it says, the first one's letter."""

    told: EventKind | None = None


@dataclass(frozen=True, kw_only=True)
class OtherCitizenNamed(PlaceTold):
    """A message of a chain or episode that is known here under another CPR number (RULES 2i V14).

    `keys` are the names under which it is known, `here` is the event of this citizen that it names.
    """

    message: str | None = None
    keys: tuple[str, ...] = ()
    here: str | None = None
    about: EventKind | None = None


@dataclass(frozen=True, kw_only=True)
class DoubtSettled(Payload):
    """The ward has looked at what could not be right (DESIGN §4): the event `settles` stands as it is."""

    settles: str | None = None
    text: str | None = words()


@dataclass(frozen=True, kw_only=True)
class Reported(Payload):
    """Said by somebody who does not hold the contact (DESIGN §6)."""

    text: str | None = words()


@dataclass(frozen=True, kw_only=True)
class ReportDeclined(Payload):
    """The holder says no to a report."""

    report_ref: str | None = None
    reported: EventKind | None = None
    text: str | None = words()


@dataclass(frozen=True, kw_only=True)
class ReferrerTold(Payload):
    """The referring doctor, who answers until the citizen has come (RULES 2d S1)."""

    referred_by: str | None = None
    referred_by_name: str | None = None
    referred_by_phone: str | None = None


@dataclass(frozen=True, kw_only=True)
class AdmissionDecided(PlaceTold, ReferrerTold, Names, Typed, Telling, AnswerTo):
    """A stay is planned (RULES 001-03)."""

    planned_at: datetime | None = None
    admission_type: str | None = None
    municipality: str | None = None


@dataclass(frozen=True, kw_only=True)
class ClaimedStay(PlaceTold, EncounterClass, Names, ReferrerTold):
    """The stay of an entry: what begins, where; `kind` is missing in none, but not every code is known for ever."""

    kind: EventKind | None = None
    planned_at: datetime | None = None
    admission_type: str | None = None
    municipality: str | None = None


@dataclass(frozen=True, kw_only=True)
class StayClaimed(Payload):
    """A stay entered by hand that others have to confirm."""

    stay: ClaimedStay | None = None


@dataclass(frozen=True, kw_only=True)
class StayDeclined(Payload):
    """Whoever was asked says no to an entry."""

    claim_ref: str | None = None
    text: str | None = words()


@dataclass(frozen=True, kw_only=True)
class AdmissionCalledOff(Payload):
    """Nobody comes, or nobody came."""

    reason: str | None = words()
    no_show: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Placed(PlaceTold):
    """The bed."""

    bed: str | None = None


@dataclass(frozen=True, kw_only=True)
class SpecialityStated(Payload):
    """Somatic or psychiatric."""

    speciality: str | None = None


@dataclass(frozen=True, kw_only=True)
class AdmissionTypeStated(Payload):
    """Acute or planned."""

    admission_type: str | None = None


@dataclass(frozen=True, kw_only=True)
class DestinationStated(Payload):
    """Where the citizen goes from the stay."""

    destination: str | None = None


@dataclass(frozen=True, kw_only=True)
class NursingAnswered(Payload):
    """Whether the citizen gets community nursing after the stay."""

    community_nursing: bool | None = None


@dataclass(frozen=True, kw_only=True)
class ReportOfAdmissionSent(Payload):
    """Sent by other means than a message: said by hand."""

    manual: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Acknowledged(Payload):
    """`up_to` is the sequence of the newest event read; `unit` is whose mark it is."""

    up_to: int | None = None
    unit: str | None = None


@dataclass(frozen=True, kw_only=True)
class Written(Payload):
    """Nothing but words."""

    text: str | None = words()


@dataclass(frozen=True, kw_only=True)
class Shared(Payload):
    """Forwarded inside the municipality, e.g. to the social area (RULES 001-73)."""

    unit: str | None = None


ROWS: Mapping[K, CatalogueRow] = {
    K.ACUTE_ARRIVED: CatalogueRow(holds=ContactTold, told_as="acute_arrival", icon="admit"),
    K.ADMITTED: CatalogueRow(holds=ContactTold, told_as="admission", icon="admit"),
    K.LEAVE_STARTED: CatalogueRow(holds=ContactTold, told_as="leave", icon="leave"),
    K.LEAVE_ENDED: CatalogueRow(holds=ContactTold, told_as="leave", icon="admit"),
    K.DISCHARGED: CatalogueRow(holds=Discharged, told_as="discharge", icon="discharge"),
    K.DIED: CatalogueRow(holds=Died, told_as="death", icon="death"),
    K.DEPARTURE_STATED: CatalogueRow(
        holds=DepartureStated, rights=(P.STATE_STAY,), told_as="question_answered", icon="discharge"
    ),
    K.STAY_CONFIRMED: CatalogueRow(rights=(P.STATE_STAY,)),
    K.REGION_STATED: CatalogueRow(holds=RegionStated, rights=(P.STATE_STAY,)),
    K.CANCELLED: CatalogueRow(holds=Cancelled, told_as="cancellation", icon="void"),
    K.ALSO_SENT: CatalogueRow(holds=AlsoSent),
    K.OTHER_CITIZEN_NAMED: CatalogueRow(holds=OtherCitizenNamed),
    K.DOUBT_SETTLED: CatalogueRow(holds=DoubtSettled, rights=(P.ENTER_CONTACT,)),
    K.DEATH_REPORTED: CatalogueRow(holds=Reported, rights=(P.REPORT_CONTACT,), told_as="death_reported"),
    K.DISCHARGE_REPORTED: CatalogueRow(holds=Reported, rights=(P.REPORT_CONTACT,), told_as="discharge_reported"),
    K.REPORT_DECLINED: CatalogueRow(
        holds=ReportDeclined,
        rights=(P.ENTER_CONTACT, P.REGISTER_DEATH_AT_HOME),
        told_as="report_declined",
    ),
    K.STAY_CLAIMED: CatalogueRow(holds=StayClaimed, rights=(P.ENTER_MANUAL_JOURNEY,), told_as="stay_claimed"),
    K.STAY_DECLINED: CatalogueRow(holds=StayDeclined, rights=(P.CONFIRM_STAY,), told_as="stay_declined"),
    K.ADMISSION_DECIDED: CatalogueRow(
        holds=AdmissionDecided, rights=(P.ENTER_PLANNED_STAY,), told_as="admission_planned", icon="clock"
    ),
    K.ADMISSION_CALLED_OFF: CatalogueRow(
        holds=AdmissionCalledOff, rights=(P.ENTER_PLANNED_STAY,), told_as="admission_called_off", icon="void"
    ),
    K.PLACED: CatalogueRow(holds=Placed, rights=(P.PLACE_CITIZEN,), icon="hospital"),
    K.SPECIALITY_STATED: CatalogueRow(holds=SpecialityStated, rights=(P.STATE_STAY,)),
    K.ADMISSION_TYPE_STATED: CatalogueRow(holds=AdmissionTypeStated, rights=(P.STATE_STAY,)),
    K.DESTINATION_STATED: CatalogueRow(
        holds=DestinationStated, rights=(P.STATE_DESTINATION,), told_as="question_answered", icon="home"
    ),
    K.NURSING_ANSWERED: CatalogueRow(holds=NursingAnswered, rights=(P.ANSWER_NURSING,), told_as="question_answered"),
    K.REPORT_OF_ADMISSION_SENT: CatalogueRow(
        holds=ReportOfAdmissionSent, rights=(P.SEND_ADMISSION_REPORT,), icon="document"
    ),
    K.ACKNOWLEDGED: CatalogueRow(holds=Acknowledged, rights=(P.ACKNOWLEDGE_JOURNEY,), icon="double-check"),
    K.NOTE_WRITTEN: CatalogueRow(
        told_as="note", holds=Written, rights=(P.WRITE_NOTE,), icon="message", only_words=True
    ),
    K.SHARED: CatalogueRow(holds=Shared, rights=(P.SHARE_JOURNEY,)),
}
