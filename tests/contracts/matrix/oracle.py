"""What DESIGN §6 says of one person and one journey, in plain values; the program's own tables are not asked.

Each rule quotes the sentence that it is written from. `HIDDEN` is "Out of sight → 404", `REFUSED` "in sight but not
allowed → 403"; a role whose pages these are not is refused before anybody asks about sight.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from organisations.domain.roles import Role
from tests.contracts.matrix.acts import IN_BED, LOGS_CALLS, MARKS_DAYS, ON_ENTRY, WHO_ACTS, Side

OPEN, REFUSED, HIDDEN = "open", "403", "404"
# "the later of close-out and end of the 72 hours is less than SIGHT_AFTER_CLOSE (90 days) ago"
SIGHT_AFTER_CLOSE = 90
# "the ledger: the payer of any version, 5 years"
LEDGER_SIGHT = 5 * 365

HOSPITAL = frozenset({Role.HOSPITAL_NURSE, Role.HOSPITAL_DOCTOR, Role.WARD_SECRETARY})
MUNICIPAL_CARE = frozenset({Role.NEEDS_ASSESSOR, Role.COMMUNITY_NURSE})
PRACTICE = frozenset({Role.GP, Role.GP_NURSE})
# "Cluster administrators see numbers …, never citizens"; administrators keep reference data, citizens read their own.
FIGURES_ONLY = frozenset({Role.PRACTICE_CONSULTANT, Role.REGION_ANALYST, Role.STEERING_GROUP})
SEES_NO_CITIZENS = FIGURES_ONLY | {
    None,
    Role.CLUSTER_ADMINISTRATOR,
    Role.OPERATOR,
    Role.SYSTEM_ADMINISTRATOR,
    Role.CITIZEN,
}


class Place(StrEnum):
    """Where the citizen is."""

    BED = "bed"
    HOME = "home"
    PLANNED = "planned"
    DEAD = "dead"
    # Nothing but a stay that somebody entered by hand and nobody has confirmed.
    ENTRY = "entry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who asks. Units and houses (hospital, municipality, practice) by name; `role` None has no unit at all."""

    name: str
    role: Role | None
    unit: str = ""
    house: str = ""
    # What this person has opened, of every citizen: "a break-glass grant is active", "a current contact was stated".
    glass: bool = False
    contact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One journey. `holder` is the hospital that holds the contact, plans it, or held it last."""

    name: str
    place: Place
    holder: str = ""
    wards: frozenset[str] = field(default_factory=frozenset)
    municipality: str = ""
    past_municipality: str = ""
    # What is known of municipal services: "a municipality sees nothing of a citizen known to have no municipal
    # services …, and of one whose affiliation is unknown only the question" (DESIGN §4).
    served: bool | None = True
    practice: str = ""
    past_practice: str = ""
    # Social units that it was sent to.
    shared_with: str = ""
    over_for_days: int = 0
    # Of an entry: the unit that wrote it, and the ward that is asked here; `holder` is its hospital. Where another
    # hospital has the citizen, that one is asked in its own journey and nobody here.
    written_by: str = ""
    asked: str = ""
    # Other journeys of the same citizen.
    beside: tuple["Situation", ...] = ()
    # Whether there have been payable days.
    ledger: bool = False


def takes_part(person: Person, journey: Situation) -> bool:
    """ "the user's unit takes part; or took part and the later of close-out and … is less than … 90 days ago"."""
    if person.role in SEES_NO_CITIZENS or person.role is Role.OUT_OF_HOURS_DOCTOR:
        return False
    if journey.over_for_days >= SIGHT_AFTER_CLOSE:
        return False
    if journey.place is Place.ENTRY:
        # "A stay entered by hand opens only that entry to the unit that wrote it …, and both sides are asked."
        return person.unit in (journey.written_by, journey.asked)
    if person.role in HOSPITAL:
        return person.unit in journey.wards
    if person.role in PRACTICE:
        return person.house in (journey.practice, journey.past_practice)
    if journey.served is not True:
        return False
    if person.role is Role.SOCIAL_WORKER:
        # "Social-sector staff see only what was sent to them."
        return person.unit == journey.shared_with
    # "a party replaced from a date is a past party"
    return person.house in (journey.municipality, journey.past_municipality)


def may_read(person: Person, journey: Situation) -> bool:
    """`visible_to`, "the only definition of sight"."""
    if person.role in SEES_NO_CITIZENS:
        return False
    return person.glass or person.contact or takes_part(person, journey)


def reading(person: Person, journey: Situation) -> str:
    """What a door that shows a journey answers."""
    if person.role in SEES_NO_CITIZENS:
        return REFUSED
    return OPEN if may_read(person, journey) else HIDDEN


def reading_citizen(person: Person, journey: Situation) -> str:
    """A citizen's page opens with any of their journeys."""
    seen = {reading(person, each) for each in (journey, *journey.beside)}
    return OPEN if OPEN in seen else seen.pop()


def only_reads(person: Person, journey: Situation) -> bool:
    """Break-glass: "it reads only"; whoever takes part or has the citizen in front of them needs none."""
    return person.glass and not person.contact and not takes_part(person, journey)


def speaks_for(person: Person, journey: Situation) -> Side | None:
    """The side whose acts are this person's: the party as it stands now; None for past parties and strangers."""
    if person.role in HOSPITAL:
        return Side.HOLDER if person.house == journey.holder else None
    if person.role in MUNICIPAL_CARE:
        return Side.MUNICIPALITY if person.house == journey.municipality else None
    if person.role is Role.SOCIAL_WORKER:
        return Side.MUNICIPALITY if person.house == journey.municipality else None
    if person.role in PRACTICE:
        return Side.PRACTICE if person.house == journey.practice else None
    return Side.OUT_OF_HOURS if person.role is Role.OUT_OF_HOURS_DOCTOR else None


def may_act(person: Person, act: str, journey: Situation) -> bool:
    """ "Acts belong to whoever holds the contact"; others only report, and everyone in their own role."""
    assert person.role is not None
    if only_reads(person, journey):
        return False
    if journey.place is Place.ENTRY:
        # "both sides are asked": whoever wrote it does not answer for the other.
        return act in ON_ENTRY and person.role in HOSPITAL and person.house == journey.holder
    # "Death … of a citizen in a bed: only roles of the hospital that holds the contact."
    roles = IN_BED.get(act, WHO_ACTS[act]) if journey.place is Place.BED else WHO_ACTS[act]
    if act in LOGS_CALLS and person.contact and person.role in WHO_ACTS[act]:
        # In doubt whoever has the citizen in front of them acts (RULES 001-22): a call and 112, nothing else.
        return True
    if act in MARKS_DAYS and journey.ledger and person.house == journey.past_municipality:
        # Whoever pays for a day answers for it (RULES 2c P6), also after the citizen has moved.
        return person.role in roles
    return person.role in roles and speaks_for(person, journey) is not None


def acting(person: Person, act: str, journey: Situation) -> str:
    """What the door of an act answers."""
    seen = reading(person, journey)
    if seen is not OPEN:
        return seen
    return OPEN if may_act(person, act, journey) else REFUSED


def giving_code(person: Person, journey: Situation) -> str:
    """A relative reads by a living code, which a side gives that has asked the citizen: ward or municipality."""
    seen = reading(person, journey)
    if seen is not OPEN:
        return seen
    asks = person.role in HOSPITAL | MUNICIPAL_CARE and journey.place is not Place.ENTRY
    return OPEN if asks and speaks_for(person, journey) and not only_reads(person, journey) else REFUSED


def reading_ledger(person: Person, journey: Situation) -> str:
    """The two paying sides, "the payer of any version, 5 years"; others have no business with it."""
    if person.role not in HOSPITAL | MUNICIPAL_CARE | {Role.SOCIAL_WORKER}:
        return REFUSED
    if person.role is Role.SOCIAL_WORKER:
        return REFUSED
    payers = (journey.municipality, journey.past_municipality)
    if journey.ledger and person.house in payers and journey.over_for_days < LEDGER_SIGHT:
        return OPEN
    if not may_read(person, journey):
        return HIDDEN
    # "opens only that entry": there is nothing to pay for.
    speaks = speaks_for(person, journey) is not None and journey.place is not Place.ENTRY
    return OPEN if speaks else REFUSED


def marking_seen(person: Person, journey: Situation) -> str:
    """A mark of one's own unit, for whoever sees; a broken glass leaves none."""
    seen = reading(person, journey)
    return REFUSED if seen is OPEN and only_reads(person, journey) else seen


# What began, moved or ended a stay: "the responsible hospital may always correct a hand-entered contact about its own
# patient".
CONTACTS = frozenset(
    {"arrived", "admitted", "leave", "return", "discharged", "died", "confirm-death", "confirm-discharge"}
)


def may_change(person: Person, act: str, writer: Person, journey: Situation, *, correct: bool) -> bool:
    """ "Take-back and correction ask the right to the act itself", of whoever wrote it or of their own house.

    `journey` is where the citizen was when it was done.
    """
    if not may_read(person, journey) or only_reads(person, journey):
        return False
    death = act in ("died", "confirm-death")
    if death and not correct and _doctor_of_the_citizen(person, journey):
        # "A false death is taken back by any doctor of the responsible hospital or the own practice".
        return True
    if act in LOGS_CALLS and not correct and person.role in HOSPITAL and speaks_for(person, journey) is not None:
        # The hospital answers in the 72 hours: it takes back what somebody in contact wrote of its own patient.
        return True
    at_home = death and journey.place is not Place.BED
    answers = {Role.HOSPITAL_DOCTOR} if at_home else HOSPITAL
    if act in CONTACTS and person.role in answers and speaks_for(person, journey) is not None:
        return True
    return person.house == writer.house and may_act(person, act, journey)


def _doctor_of_the_citizen(person: Person, journey: Situation) -> bool:
    return person.role in (Role.HOSPITAL_DOCTOR, Role.GP) and speaks_for(person, journey) is not None
