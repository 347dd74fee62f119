"""An audit of a complex journey by all who took part (001 bilag 2, B2-P5 a): the same questions each time."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from organisations.domain.kinds import Speciality


class AuditVerdict(StrEnum):
    """How far it was so; not to know is an answer."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class AuditQuestion:
    """A question with the clause it asks about."""

    key: str
    clause: str
    danish: str
    english: str


# One for each principle, and those that psychiatry adds.
QUESTIONS: tuple[AuditQuestion, ...] = (
    AuditQuestion(
        "involved",
        "001-10",
        "Var borgeren og de pårørende med, fra planen begyndte?",
        "Were citizen and relatives part of it from when planning began?",
    ),
    AuditQuestion(
        "owner",
        "001-22",
        "Havde alt, der stod åbent, én, der tog sig af det?",
        "Did everything that was open have somebody who took care of it?",
    ),
    AuditQuestion(
        "early",
        "001-31",
        "Begyndte planlægningen straks ved indlæggelsen?",
        "Did planning begin at once on admission?",
    ),
    AuditQuestion(
        "realistic",
        "001-63",
        "Kunne modtagerne regne med det, planen sagde?",
        "Could the receivers rely on what the plan said?",
    ),
    AuditQuestion(
        "agreed",
        "001-65",
        "Var tiden for udskrivelsen aftalt med alle, det angik?",
        "Was the time of discharge agreed with everybody concerned?",
    ),
    AuditQuestion(
        "handover",
        "001-67",
        "Gik behandling, medicin og hjælp videre uden huller?",
        "Did treatment, medication and help go on without gaps?",
    ),
    AuditQuestion(
        "contacts",
        "B2-P5",
        "Kendte behandler, sagsbehandler og bostøtte hinanden og vidste, hvem de skulle ringe til?",
        "Did clinician, case worker and support worker know each other and whom to call?",
    ),
    AuditQuestion(
        "meeting",
        "B2-P5",
        "Blev der holdt et møde på tværs, da en af parterne eller borgeren havde brug for det?",
        "Was there a meeting across sectors when a party or the citizen needed one?",
    ),
    AuditQuestion(
        "written",
        "B2-P5",
        "Fik alle parter den fælles aftale eller plan på skrift?",
        "Did all parties get the common agreement or plan in writing?",
    ),
)
QUESTION: Mapping[str, AuditQuestion] = {question.key: question for question in QUESTIONS}
# From so many sides on, or in psychiatry, a journey is worth an audit (B2-P5 a says "complex"; how complex is ours).
_SIDES = 3


def is_complex(*, speciality: str, sides: int, waited: int) -> bool:
    """Psychiatric, three sectors or more, or ready more than once."""
    return speciality == Speciality.PSYCHIATRIC or sides >= _SIDES or waited > 1
