"""The open points of the agreements, each with the default that the rules use until somebody decides (RULES §7)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self

from discharge.settings.rules.decisions import AreaMember, Decision, own_answers
from discharge.settings.rules.limits import LimitForm, is_limit
from journeys.domain.calendar.clock import local_date


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A question that the documents leave open. `options` is empty where no rule reads the answer."""

    id: str
    question: str
    default: str
    source: str
    options: tuple[str, ...] = ()
    question_en: str = ""
    # Whether each hospital may have its own answer.
    per_hospital: bool = False
    # A limit in numbers or clock times; each cooperation area may have its own.
    form: LimitForm | None = None

    @property
    def per_area(self) -> bool:
        """Whether a cooperation area may answer for its own hospitals."""
        return self.form is not None

    def offers(self, value: str) -> bool:
        """Whether it is an answer that a rule can read."""
        return is_limit(self.form, value) if self.form else not self.options or value in self.options


def _point(id_: str, question: str, question_en: str, source: str, default: str, *others: str) -> OpenPoint:
    return OpenPoint(id_, question, default, source, (default, *others), question_en)


def _data(id_: str, question: str, question_en: str, source: str, default: str) -> OpenPoint:
    return OpenPoint(id_, question, default, source, (), question_en)


def _limit(id_: str, question: str, question_en: str, source: str, form: LimitForm, default: str) -> OpenPoint:
    return OpenPoint(id_, question, default, source, (), question_en, form=form)


OPEN_POINTS: tuple[OpenPoint, ...] = (
    _point(
        "A1",
        "Må indlæggelsesrapport og genoptræningsplan bruges, når borgeren hører til både ældre og socialområdet?",
        "May the report of admission and the rehabilitation plan be used for elder care and social area together?",
        "001 fn 4",
        "elder_unit_only",
        "forbidden",
    ),
    _point(
        "A2",
        "Korrespondance ved psykiatrisk indlæggelse (bilag 2) eller MedCom-standard (fodnote 7)?",
        "Correspondence at a psychiatric admission (annex 2) or the MedCom standard (footnote 7)?",
        "001 fn 7; 001 B2-P4",
        "standard_first",
        "correspondence",
    ),
    OpenPoint(
        "A3",
        "Sender psykiatrien adviser? (angives pr. hospital)",
        "yes",
        "RULES 2a O6",
        ("yes", "no"),
        "Does psychiatry send notifications? (a flag per hospital)",
        per_hospital=True,
    ),
    _point(
        "A4",
        "Udskrivningsaftaler (fodnote 7) eller udskrivningsrapporter (fodnote 4) fra psykiatrien?",
        "Discharge agreements (footnote 7) or discharge reports (footnote 4) from psychiatry?",
        "001 fn 4, fn 7",
        "discharge_report",
        "discharge_agreement",
    ),
    _point(
        "A5",
        "Tæller en færdigbehandlet mindst én dag?",
        "Does a ready patient count at least one day?",
        "RULES 2c P2; takstbek. 1355/2010 § 5",
        "no",
        "yes",
    ),
    _point(
        "A6",
        "Begynder dagtællingen forfra efter genoptaget behandling?",
        "Does the day counter restart after treatment was resumed?",
        "RULES 2c P5",
        "yes",
        "no",
    ),
    _point(
        "A7",
        "Erklæres borgeren terminal efter færdigmeldingen: gælder dagene før?",
        "Declared terminal after being ready: do the earlier days stand?",
        "RULES 2c P7",
        "earlier_days_stand",
        "all_void",
    ),
    _point(
        "A8",
        "Er borgere, der udskriver sig mod lægeligt råd, omfattet af de 72 timer?",
        "Do citizens who leave against advice have the 72 hours?",
        "RULES 2e, 2i V8",
        "unknown",
        "eligible",
        "excluded",
    ),
    _point(
        "A9",
        "Gælder det gamle vindue efter en kort genindlæggelse eller et 112-opkald?",
        "Does the old window hold after a short readmission or a 112 call?",
        "RULES 2e X1, X3",
        "old_window_valid",
        "old_window_ends",
    ),
    _point(
        "A10",
        "Afbryder en orlov på præcis 3 × 24 timer?",
        "Does a leave of exactly 3 × 24 hours interrupt?",
        "RULES 2c P4, 2i V1",
        "interrupts",
        "continues",
    ),
    _point(
        "A11",
        "Er præcis 24 timer mere end 24 timer?",
        "Is exactly 24 hours more than 24 hours?",
        "RULES 2e E2, 2a O1; 001 §2.2",
        "not_more",
        "more",
    ),
    _point(
        "A12",
        "Hvilken epikrisestandard gælder for den almindelige gruppe?",
        "Which discharge-letter standard holds for the general group?",
        "RULES 2f L2; 001 §1",
        "strict_for_all",
        "by_group",
    ),
    _data(
        "A13",
        "Statens takst for psykiatriske færdigbehandlede?",
        "The state's tariff for psychiatric patients?",
        "RULES 2c; L 45 2025-26",
        "no_row",
    ),
    _data("A14", "Takst efter 2026?", "The tariff after 2026?", "RULES 2c; L 214 2024-25", "rows_end_2026-12-31"),
    _data(
        "A15",
        "Hvilke kommuner hører til hvilket sundhedsråd?",
        "Which municipalities form which health council?",
        "RULES 3.4",
        "none_until_entered",
    ),
    _point(
        "A16",
        "Hvem er patientansvarlig læge i de 72 timer?",
        "Who is the responsible physician during the 72 hours?",
        "RULES 2d S6; 001 §2.2",
        "gp",
        "hospital_physician",
    ),
    _point(
        "A17",
        "Akutfunktion henvist af hospitalet og 72 timer samtidig?",
        "Hospital-referred acute function together with the 72 hours?",
        "RULES 2d S9",
        "s9_dominates",
        "s6_dominates",
    ),
    _data(
        "A18",
        "Er 24/12, 31/12 og 5/6 hverdage?",
        "Are 24 and 31 December and 5 June business days?",
        "RULES 2f L5",
        "yes_unless_in_extra_closing_days",
    ),
    _data(
        "A19", "001 skriver »se fodnote 3« og mener fodnote 4", "001 says footnote 3, means 4", "001", "document_error"
    ),
    _data(
        "A20",
        "000 skriver »afsnit 3« om sit afsnit 2; dens måned 12 er marts 2022",
        "000 says section 3 for its section 2; its month 12 is March 2022",
        "000",
        "document_error",
    ),
    _data(
        "A21",
        "001 bilag 1 har stadig »Regelsporet« og 2021, selv om plan 002 er flyttet",
        "001 annex 1 keeps Regelsporet and 2021 though plan 002 moved",
        "001 bilag 1; 002",
        "document_error",
    ),
    _data(
        "A22",
        "Aftalen om akutfunktioner er midlertidig (fodnote 5): til hvornår?",
        "The agreement on acute functions is temporary (footnote 5): until when?",
        "001 fn 5",
        "open_end",
    ),
    _point(
        "A23",
        "Kræves alle fire punkter i 001 §2.1 nr. 1, eller kun Sundhedsstyrelsens definition (1a eller 1b)?",
        "Are all four points of 001 §2.1 item 1 required, or the authority's definition (1a or 1b) alone?",
        "001 §2.1; RULES 2b F6",
        "all_four",
        "sds_definition",
    ),
    _point(
        "A24",
        "Må en borger meldes færdigbehandlet uden et aftalt udskrivelsestidspunkt?",
        "May a citizen be registered ready without an agreed time of discharge?",
        "001 §2.1 nr. 3; RULES 2b F10b",
        "allowed",
        "refused",
    ),
    _point(
        "A25",
        "Regnes et bosted som eget hjem, når borgeren får kommunal sygepleje?",
        "Does a residential facility count as one's own home when the citizen gets community nursing?",
        "RULES 2e E5",
        "own_home",
        "not_covered",
    ),
    _point(
        "A26",
        "Begynder dagtællingen forfra efter en orlov, der lukkede perioden?",
        "Does the day counter restart after a leave that closed the period?",
        "RULES 2c P4",
        "restarts",
        "continues",
    ),
    _limit(
        "G1",
        "Hvornår læser kommunen korrespondancer?",
        "When does the municipality read correspondence?",
        "001-66; flowchart 1-40",
        LimitForm.CLOCKS,
        "07.00, 15.00, 23.00",
    ),
    _limit(
        "G2",
        "Hvornår svarer kommunen på tidspunkter (hverdage)?",
        "When does the municipality answer on times (weekdays)?",
        "001-66",
        LimitForm.SPAN,
        "08.00–15.00",
    ),
    _limit(
        "G3",
        "Hvornår på dagen læser afdelingen korrespondancer?",
        "When in the day does the ward read correspondence?",
        "001-66; flowchart 2-5",
        LimitForm.SPAN,
        "08.00–15.00",
    ),
    _limit(
        "G4",
        "Hvornår skal noget senest være sendt for at blive læst på afdelingen samme dag?",
        "Until when must something be sent for the ward to read it the same day?",
        "001-66; flowchart 2-5",
        LimitForm.CLOCK,
        "14.30",
    ),
    _limit(
        "G5",
        "Ved ophold under hvor mange timer bruges plejeforløbsplanen ikke?",
        "For stays under how many hours is the care plan not used?",
        "RULES 2a O1",
        LimitForm.HOURS,
        "24",
    ),
    _limit(
        "G6",
        "Når der skal handles inden for hvor mange timer, skal der også ringes?",
        "When action is needed within how many hours is a call required as well?",
        "RULES 2a O4",
        LimitForm.HOURS,
        "24",
    ),
)
BY_ID: Mapping[str, OpenPoint] = {point.id: point for point in OPEN_POINTS}


class InvalidChoice(ValueError):
    """A value that the open point does not offer."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The answers in force: the defaults, and what an administrator has decided otherwise."""

    decided: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for point_id, value in self.decided.items():
            point = BY_ID.get(point_id)
            if point is None or not point.offers(value):
                raise InvalidChoice(f"{point_id}={value}")

    def __getitem__(self, point_id: str) -> str:
        return self.decided.get(point_id, BY_ID[point_id].default)

    def at(self, when: datetime, hospital: str | None = None) -> "Choices":
        """The answers in force at `when`; these hold always and everywhere."""
        return self

    def version(self, base: str, used: Iterable[str]) -> str:
        """The rule version: the base, and every used point whose answer differs from its default."""
        changed = [f"{point}={self[point]}" for point in used if self[point] != BY_ID[point].default]
        return "+".join([base, *changed])


OPEN_END = "open_end"


def last_day(value: str) -> date | None:
    """The answer to A22 as the last day on which the agreement holds; None is open end."""
    return None if value == OPEN_END else date.fromisoformat(value)


@dataclass(frozen=True, slots=True)
class DatedChoices(Choices):
    """Answers that changed in time: the decision made last holds, for the days on which it had begun."""

    decisions: tuple[Decision, ...] = ()
    members: tuple[AreaMember, ...] = ()
    # A projection asks again and again about the same moments.
    _answers: dict[tuple[datetime, str | None], Choices] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def of(cls, decisions: Iterable[Decision], members: Iterable[AreaMember] = ()) -> Self:
        """From the decisions in the order in which they were made; by themselves they are those that came last."""
        made = tuple(decisions)
        general = {each.point: each.value for each in made if each.hospital is None and each.area is None}
        return cls(general, made, tuple(members))

    def at(self, when: datetime, hospital: str | None = None) -> Choices:
        """The answers in force at `when`; the hospital's own go before its area's, those before what holds for all."""
        if (when, hospital) not in self._answers:
            self._answers[when, hospital] = self._of_day(local_date(when), hospital)
        return self._answers[when, hospital]

    def _of_day(self, day: date, hospital: str | None) -> Choices:
        begun = [each for each in self.decisions if each.valid_from is None or each.valid_from <= day]
        answers = {each.point: each.value for each in begun if each.hospital is None and each.area is None}
        if hospital is not None:
            areas = {each.area for each in self.members if each.hospital == hospital and each.holds_on(day)}
            answers |= own_answers(each for each in begun if each.area in areas)
            answers |= own_answers(each for each in begun if each.hospital == hospital)
        return Choices(answers)


DEFAULTS = Choices()
