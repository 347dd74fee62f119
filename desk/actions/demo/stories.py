"""The stories of the demo: every state that a ward, a municipality and a practice can meet on a Friday."""

from collections.abc import Sequence
from random import Random

from desk.actions.demo.story import Fact, Step, Tale
from journeys.domain.events import EventKind as K
from medcom.parsing.building.builder import BundlePerson

M1, M2, ED, ORTO = "rh-viborg-m1", "rh-viborg-m2", "rh-viborg-akut", "rh-viborg-orto"
VIBORG, SKIVE, SILKEBORG = "kommune-791", "kommune-779", "kommune-740"
_DOCTORS = ("Overlæge Mette Kjeldgaard", "Overlæge Anders Buur", "Afdelingslæge Sofie Brandt", "Overlæge Jonas Friis")


def bed(number: str, hours_ago: float) -> Fact:
    """A bed on the ward."""
    return Fact(K.PLACED, hours_ago, {"bed": number})


def doctor(index: int, hours_ago: float) -> Fact:
    """The named responsible doctor."""
    return Fact(K.PHYSICIAN_NAMED, hours_ago, {"name": _DOCTORS[index % len(_DOCTORS)]})


def home(hours_ago: float, destination: str = "own_home") -> Fact:
    """Where the citizen is going."""
    return Fact(K.DESTINATION_STATED, hours_ago, {"destination": destination})


def nursing(hours_ago: float, answer: bool, by: str = VIBORG) -> Fact:
    """The municipality's answer."""
    return Fact(K.NURSING_ANSWERED, hours_ago, {"community_nursing": answer}, by=by)


def reported(hours_ago: float, by: str = VIBORG) -> Fact:
    """The municipality has sent the report of admission."""
    return Fact(K.REPORT_OF_ADMISSION_SENT, hours_ago, {"manual": True}, by=by)


def ready(hours_ago: float, reason: str, sector: str = "municipality") -> Fact:
    """Medically ready and waiting; the checklist as a ward would answer it."""
    yes = dict.fromkeys(
        (
            "treatment_finished",
            "admission_not_required",
            "continues_in_daily_life",
            "medicine_and_devices_ready",
            "fmk_updated",
            "patient_informed",
            "municipality_involved",
            "administration_done",
        ),
        True,
    )
    checklist = {**yes, "terminal": False, "rehabilitation": "not_needed"}
    waits = [{"reason": reason, "sector": sector, "from": None, "to": None, "primary": True, "text": ""}]
    said = {"assessed_by": _DOCTORS[0], "checklist": checklist, "reasons": waits}
    return Fact(K.READY_REGISTERED, hours_ago, said)


def proposed(hours_ago: float, in_hours: float) -> Fact:
    """The ward proposes a time, so many hours from now."""
    return Fact(K.DISCHARGE_PROPOSED, hours_ago, {"at_in_hours": in_hours})


def accepted(hours_ago: float, by: str = VIBORG) -> Fact:
    """The municipality says yes to the last proposal."""
    return Fact(K.DISCHARGE_ACCEPTED, hours_ago, {"text": ""}, by=by)


def called(hours_ago: float, role: str, question: str, answer: str = "") -> Fact:
    """A call to the ward within the 72 hours."""
    entitled = role in ("nurse", "social_health_assistant", "gp", "out_of_hours")
    said = {"caller_role": role, "question": question, "answer": answer, "entitled": entitled}
    if not entitled:
        said["referred_to"] = "gp"
    return Fact(K.CALL_LOGGED, hours_ago, said)


def letter(hours_ago: float) -> Fact:
    """The discharge letter is sent."""
    return Fact(K.LETTER_SENT, hours_ago, {"follow_up": True, "recommendation": "Kontrol af blodprøver om en uge."})


def tidied(left: float) -> tuple[Fact, ...]:
    """What the ward does before the citizen leaves."""
    return (
        Fact(K.FMK_UPDATED, left + 1),
        Fact(K.REHABILITATION_DECIDED, left + 1, {"needed": False}),
        Fact(K.OTHER_TASKS_DONE, left - 1),
    )


def wound_up(left: float, gp: str) -> tuple[Fact, ...]:
    """Everything that ends a discharge; the journey is closed."""
    return (
        *tidied(left),
        letter(left - 2),
        Fact(K.LETTER_ACKNOWLEDGED, left - 3, {"positive": True}, by=gp),
        Fact(K.MUNICIPAL_ENROLLED, left - 4, {"needed": True}, by=VIBORG),
    )


def note(hours_ago: float, text: str, by: str = "") -> Fact:
    """A few words for the others."""
    return Fact(K.NOTE_WRITTEN, hours_ago, {"text": text}, by=by)


def referred(hours_ago: float, why: str, gp: str) -> Fact:
    """The own practice passes on why it refers, and what else is good to know."""
    return Fact(K.REFERRAL_TOLD, hours_ago, {"referred_for": why, "condition": "", "general": _GENERAL}, by=gp)


def asked(hours_ago: float, text: str) -> Fact:
    """The ward asks the practice for what it knows."""
    return Fact(K.KNOWLEDGE_ASKED, hours_ago, {"text": text})


def answered(hours_ago: float, text: str, gp: str) -> Fact:
    """The practice answers."""
    return Fact(K.KNOWLEDGE_ANSWERED, hours_ago, {"text": text}, by=gp)


def coordination(hours_ago: float, *, more: bool, relatives: bool, text: str) -> Fact:
    """Whether more coordination is needed, and whether there are relatives."""
    return Fact(K.COORDINATION_STATED, hours_ago, {"needs_more": more, "relatives": relatives, "text": text})


_GENERAL = "Bor alene på 2. sal. Hører dårligt, tal tydeligt."
_IN_BED = (
    Tale(
        ward=M1,
        municipality=VIBORG,
        nursing=True,
        steps=(Step("emergency", 76, to=ED), Step("admit", 71)),
        facts=(
            bed("01-1", 70),
            doctor(0, 69),
            reported(66),
            home(20),
            note(19, "Datter kan hjælpe med indkøb. Rollator er bestilt."),
            nursing(18, True),
            referred(74, "Feber og forvirring siden i går", "praksis-01"),
            asked(69, "Hvordan var hukommelsen i foråret?"),
            answered(62, "Borgeren klarede sig selv og kom alene til kontrol i april.", "praksis-01"),
            coordination(60, more=False, relatives=True, text="Datteren er med til samtalerne."),
        ),
    ),
    Tale(
        ward=M1, municipality=VIBORG, steps=(Step("emergency", 7.5, to=ED), Step("admit", 5)), facts=(bed("01-2", 4.8),)
    ),
    Tale(
        ward=M1, municipality=VIBORG, services=None, steps=(Step("admit", 26),), facts=(bed("02-1", 25), doctor(1, 24))
    ),
    Tale(
        ward=M1,
        municipality=SKIVE,
        gp="praksis-14",
        nursing=True,
        steps=(Step("admit", 122),),
        facts=(
            bed("02-2", 121),
            doctor(2, 118),
            reported(110, SKIVE),
            home(30, "temporary_place"),
            ready(50, "temporary_place"),
            proposed(48, 8),
            accepted(30, SKIVE),
        ),
    ),
    Tale(
        ward=M1,
        municipality=VIBORG,
        gp=None,
        steps=(Step("admit", 50),),
        facts=(
            bed("03-1", 49),
            doctor(0, 47),
            reported(40),
            proposed(3, 26),
            coordination(44, more=True, relatives=False, text="Ingen at ringe til. Aftal alt med borgeren selv."),
        ),
    ),
    Tale(
        ward=M1,
        municipality=VIBORG,
        nursing=True,
        gp="praksis-02",
        steps=(Step("admit", 98), Step("leave", 20)),
        facts=(bed("03-2", 97), doctor(3, 96), reported(90)),
    ),
    Tale(
        ward=M1,
        municipality=SILKEBORG,
        gp="praksis-12",
        nursing=False,
        steps=(Step("admit", 44), Step("discharge", 6), Step("cancel", 5.5)),
        facts=(bed("04-1", 43), doctor(1, 42), reported(39, SILKEBORG), home(8)),
    ),
    Tale(
        ward=M1,
        municipality=VIBORG,
        nursing=True,
        gp="praksis-03",
        steps=(Step("admit", 140, to="auh-neuro"), Step("move", 30, to=M1)),
        facts=(
            bed("04-2", 29),
            doctor(2, 28),
            reported(130),
            asked(6, "Har I prøvet at trappe ned i den smertestillende medicin før?"),
        ),
    ),
    Tale(
        ward=M1, municipality=VIBORG, services=False, steps=(Step("admit", 18),), facts=(bed("05-1", 17), doctor(3, 16))
    ),
    Tale(ward=ED, municipality=VIBORG, nursing=True, steps=(Step("emergency", 2.2),)),
    Tale(ward=ED, municipality=SKIVE, gp="praksis-14", services=None, steps=(Step("emergency", 1.1),)),
)


def stay(begun: float) -> tuple[Fact, ...]:
    """What is entered on the first day of a stay that began so many hours ago."""
    return (bed("06-1", begun - 1), doctor(1, begun - 2), reported(begun - 10))


_WENT_HOME = (
    Tale(
        ward=M1,
        municipality=VIBORG,
        nursing=True,
        steps=(Step("admit", 110), Step("discharge", 9)),
        facts=(
            *stay(110),
            home(12),
            *tidied(9),
            letter(8),
            called(3, "nurse", "Må plastret skiftes i dag?", "Ja, hver dag."),
        ),
    ),
    Tale(
        ward=M1,
        municipality=VIBORG,
        nursing=True,
        steps=(Step("admit", 160), Step("discharge", 58)),
        facts=(
            *stay(160),
            home(62, "nursing_home"),
            *tidied(58),
            letter(50),
            called(20, "relative", "Må min mor gå i bad?"),
        ),
    ),
    Tale(
        ward=M1,
        municipality=VIBORG,
        nursing=True,
        gp="praksis-02",
        steps=(Step("admit", 170), Step("discharge", 69.5)),
        facts=(*stay(170), home(72, "acute_place"), *tidied(69.5)),
    ),
    Tale(
        ward=M1,
        municipality=VIBORG,
        nursing=True,
        steps=(Step("admit", 190), Step("discharge", 83)),
        facts=(*stay(190), home(85), *wound_up(83, "praksis-01")),
    ),
    Tale(
        ward=M1,
        municipality=VIBORG,
        steps=(Step("admit", 60), Step("discharge", 3)),
        facts=(bed("06-2", 59), doctor(0, 58)),
    ),
    Tale(
        ward=M1,
        municipality=VIBORG,
        social=True,
        steps=(Step("admit", 70), Step("discharge", 20)),
        facts=(bed("07-1", 69), doctor(2, 66), home(22, "residential_facility"), nursing(21, False)),
    ),
    Tale(
        ward=M1,
        municipality=VIBORG,
        nursing=True,
        steps=(Step("admit", 45), Step("discharge", 24.5)),
        facts=(bed("07-2", 44), doctor(1, 43), home(26), *tidied(24.5)),
    ),
    Tale(
        ward=M1,
        municipality=VIBORG,
        nursing=True,
        steps=(Step("admit", 150), Step("discharge", 40), Step("revise", 39, by_hours=3)),
        facts=(*stay(150), home(44), *tidied(43)),
    ),
    Tale(
        ward=M2,
        municipality=VIBORG,
        nursing=True,
        steps=(Step("admit", 200), Step("discharge", 50)),
        facts=(
            *stay(200),
            home(52),
            *tidied(50),
            note(4, "Hjemmesygeplejen har ringet om vandladning; aftalt ny prøve.", by=VIBORG),
        ),
    ),
)


_ENDED_OTHERWISE = (
    Tale(
        ward=M1,
        municipality=VIBORG,
        nursing=True,
        steps=(Step("admit", 80), Step("die", 9)),
        facts=(bed("08-1", 79), doctor(0, 77), reported(70)),
    ),
    Tale(ward=M1, municipality=VIBORG, steps=(Step("admit", 6), Step("cancel", 5.4))),
    Tale(ward=ORTO, municipality=VIBORG, nursing=True, planned_in_hours=70, steps=()),
    Tale(ward=M1, municipality=VIBORG, nursing=True, planned_in_hours=118, steps=(), gp="praksis-02"),
)


_SHARED = Fact(K.SHARED, 60, {"unit": "kommune-791-socialpsykiatri"}, by=VIBORG)
_PSYCHIATRY = (
    Tale(
        ward="psyk-midt-1",
        municipality=VIBORG,
        social=True,
        nursing=False,
        steps=(Step("admit", 230),),
        facts=(bed("01-1", 229), doctor(3, 220), _SHARED),
    ),
    Tale(
        ward="psyk-midt-1",
        municipality=VIBORG,
        social=True,
        nursing=True,
        gp="praksis-02",
        steps=(Step("admit", 400), Step("discharge", 30)),
        facts=(doctor(3, 390), reported(380), home(33), _SHARED),
    ),
)


# Where the rest of the region's people lie: ward, municipality, practice.
_ELSEWHERE = (
    ("auh-geriatri", "kommune-751", "praksis-04"),
    ("auh-lunge", "kommune-751", "praksis-05"),
    ("auh-orto", "kommune-741", "praksis-07"),
    ("rh-horsens-med", "kommune-615", "praksis-09"),
    ("rh-horsens-orto", "kommune-766", "praksis-08"),
    ("rh-randers-med1", "kommune-730", "praksis-17"),
    ("rh-randers-orto", "kommune-706", "praksis-19"),
    ("rh-goedstrup-med1", "kommune-657", "praksis-20"),
    ("rh-goedstrup-neuro", "kommune-661", "praksis-22"),
    ("rh-silkeborg-med", SILKEBORG, "praksis-13"),
    ("rh-skive-reha", SKIVE, "praksis-14"),
    (M2, VIBORG, "praksis-03"),
    (ORTO, VIBORG, "praksis-01"),
)


# At home and known to the municipality: for a visitor who posts an admission of their own.
_AT_HOME = (Tale(ward=M1, municipality=VIBORG, nursing=True, steps=()),) * 12


def at_home(people: Sequence[BundlePerson], told: Sequence[Tale]) -> list[BundlePerson]:
    """The people of the cast who are at home, in the order of the stories."""
    return [
        person for person, story in zip(people, told, strict=True) if not story.steps and story.planned_in_hours is None
    ]


def _elsewhere(random: Random) -> list[Tale]:
    stories = []
    for ward, municipality, gp in _ELSEWHERE:
        for index in range(3):
            stay = random.uniform(28, 200)
            left = random.uniform(2, 90) if index == 2 else None
            begun = stay + (left or 0)
            steps = [Step("admit", begun)] + ([Step("discharge", left)] if left else [])
            facts = [bed(f"0{index + 1}-1", begun - 1), doctor(index, begun - 2)]
            facts += [reported(begun - 9, municipality)] + ([home(left + 3), *tidied(left)] if left else [])
            stories.append(
                Tale(ward=ward, municipality=municipality, gp=gp, nursing=True, steps=tuple(steps), facts=tuple(facts))
            )
    return stories


def everyday(*, seed: int) -> list[Tale]:
    """The stories of an ordinary day, the same for the same seed."""
    random = Random(seed)  # noqa: S311 - the same demo every time
    return [*_IN_BED, *_WENT_HOME, *_ENDED_OTHERWISE, *_PSYCHIATRY, *_elsewhere(random), *_AT_HOME]
