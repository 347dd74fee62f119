"""What does not happen every day, one of each, so that a visitor can see how it is shown (RULES 2c, 2i)."""

from desk.actions.demo.stories import (
    M1,
    SILKEBORG,
    SKIVE,
    VIBORG,
    bed,
    doctor,
    home,
    note,
    nursing,
    proposed,
    ready,
    reported,
    tidied,
)
from desk.actions.demo.story import Fact, Glass, Step, Tale
from journeys.domain.events import EventKind as K


def medication(hours_ago: float, party: str, name: str = "", by: str = "") -> Fact:
    """Somebody has stated who answers for the medication as a whole."""
    return Fact(K.MEDICATION_RESPONSIBLE_STATED, hours_ago, {"party": party, "name": name}, by=by)


def lives_in(municipality: str, hours_ago: float) -> Fact:
    """The citizen turned out to live elsewhere than where the notification went."""
    return Fact(K.RESIDENCE_STATED, hours_ago, {"organisation": municipality})


def departed(hours_ago: float, how: str, ready: bool | None = None) -> Fact:
    """How the discharge went, which no message tells."""
    said = {"ended_by": how} | ({} if ready is None else {"medically_ready": ready})
    return Fact(K.DEPARTURE_STATED, hours_ago, said)


_READY = (
    # The hospital's own transport is late: days that nobody pays.
    Tale(
        ward=M1,
        municipality=VIBORG,
        nursing=True,
        steps=(Step("admit", 150),),
        facts=(bed("09-1", 149), doctor(1, 148), reported(140), home(70), ready(68, "other", "hospital")),
    ),
    Tale(
        ward=M1,
        municipality=VIBORG,
        nursing=True,
        gp="praksis-02",
        steps=(Step("admit", 200),),
        facts=(
            bed("09-2", 199),
            doctor(2, 198),
            reported(190),
            home(120, "nursing_home"),
            ready(118, "nursing_home_place"),
            medication(100, "hospital_physician", "Overlæge Anders Buur"),
        ),
    ),
    # Notified to the municipality of the stay; paid by the one that the citizen lives in.
    Tale(
        ward=M1,
        municipality=VIBORG,
        nursing=True,
        gp="praksis-12",
        steps=(Step("admit", 175),),
        facts=(
            bed("10-1", 174),
            doctor(3, 173),
            lives_in(SILKEBORG, 160),
            reported(150, SILKEBORG),
            home(95),
            ready(93, "home_measures"),
        ),
    ),
)
_ENDED = (
    Tale(
        ward=M1,
        municipality=VIBORG,
        nursing=True,
        gp="praksis-03",
        steps=(Step("admit", 52), Step("discharge", 5)),
        facts=(bed("10-2", 51), doctor(0, 50), home(6, "other_hospital"), departed(4.8, "transferred")),
    ),
    Tale(
        ward=M1,
        municipality=VIBORG,
        nursing=True,
        steps=(Step("admit", 66), Step("discharge", 22)),
        facts=(
            bed("11-1", 65),
            doctor(2, 64),
            reported(60),
            home(23),
            departed(21.5, "left_against_advice", ready=False),
        ),
    ),
    Tale(
        ward=M1,
        municipality=VIBORG,
        nursing=True,
        steps=(),
        planned_in_hours=-26,
        facts=(Fact(K.ADMISSION_CALLED_OFF, 4, {"no_show": True}),),
    ),
    Tale(
        ward=M1,
        municipality=VIBORG,
        nursing=True,
        steps=(Step("admit", 120), Step("discharge", 28)),
        facts=(
            bed("11-2", 119),
            doctor(0, 118),
            reported(110),
            home(30),
            *tidied(28),
            medication(20, "gp", by="praksis-01"),
        ),
    ),
)
# Found without papers: the notification is refused, the ward enters the stay by hand, and learns who it is.
_UNKNOWN = (
    Tale(
        ward=M1,
        municipality=VIBORG,
        nursing=True,
        provisional=True,
        steps=(Step("refused", 31), Step("by_hand", 30.5), Step("identified", 8)),
        facts=(bed("12-1", 30), doctor(1, 29), nursing(6, True)),
    ),
)
_LOOKED_AT = (
    Tale(
        ward="auh-lunge",
        municipality=SKIVE,
        gp="praksis-14",
        nursing=True,
        steps=(Step("admit", 90),),
        facts=(bed("01-4", 89), doctor(3, 88), reported(80, SKIVE)),
        glass=Glass("hospital", 15, "Borgeren ringer forvirret til afsnittet og siger, at hun er udskrevet herfra."),
    ),
)
_PSYCHIATRY = (
    # At a residential facility, and agrees to nothing.
    Tale(
        ward="psyk-midt-1",
        municipality=VIBORG,
        social=True,
        nursing=False,
        steps=(Step("admit", 330),),
        facts=(
            bed("02-1", 329),
            doctor(2, 320),
            Fact(K.SHARED, 318, {"unit": "kommune-791-bosted"}, by=VIBORG),
            home(40, "residential_facility"),
        ),
    ),
    Tale(
        ward="psyk-midt-1",
        municipality=VIBORG,
        social=True,
        gp="praksis-02",
        steps=(Step("admit", 64),),
        facts=(
            bed("03-1", 63),
            doctor(3, 60),
            Fact(K.SHARED, 55, {"unit": "kommune-791-socialpsykiatri"}, by=VIBORG),
            proposed(4, 50),
        ),
    ),
    # Nobody in the municipality knows this young person yet.
    Tale(
        ward="psyk-midt-1",
        municipality=VIBORG,
        services=False,
        gp="praksis-02",
        young=True,
        steps=(Step("admit", 7),),
        facts=(bed("04-1", 6), doctor(3, 5)),
    ),
)
# Of the social area alone, on a somatic ward: only korrespondance can be sent (RULES 2a C3).
_SOCIAL = (
    Tale(
        ward=M1,
        municipality=VIBORG,
        social=True,
        elder=False,
        nursing=False,
        gp="praksis-02",
        steps=(Step("admit", 34),),
        facts=(
            bed("12-2", 33),
            doctor(1, 32),
            Fact(K.SHARED, 31, {"unit": "kommune-791-bosted"}, by=VIBORG),
            home(20, "residential_facility"),
            note(19, "Personalet på bostedet er med til stuegang i morgen."),
        ),
    ),
)
RARE = (*_READY, *_ENDED, *_UNKNOWN, *_LOOKED_AT, *_PSYCHIATRY, *_SOCIAL)
