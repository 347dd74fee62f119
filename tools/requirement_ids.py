"""The requirements of RULES 1.1–1.4 by id, each in a few words, and what its realisation rests on.

`by` names rows of the decision tables that decide it: their places and tests are its own too. `why` says why not, of
what no code cites; `content`, that its words can be read and no more is asked of a program.
"""

from dataclasses import dataclass

from principles.registers.rules.initiatives import Initiative, InitiativeOutcome, initiatives


@dataclass(frozen=True, slots=True)
class Requirement:
    """One id of the inventory."""

    id: str
    gist: str
    by: tuple[str, ...] = ()
    content: bool = False
    why: str = ""
    # Of a row of the registers: what it says became of it, whoever cites its id besides.
    decided: InitiativeOutcome | None = None
    places: tuple[str, ...] = ()


def _row(id_: str, gist: str, *by: str, content: bool = False, why: str = "") -> Requirement:
    return Requirement(id_, gist, by, content, why)


_PLANS = "the archived plan and its template are data of principles/plans; no code cites this item"
_FOLLOWED = "no code cites it; principles/plans has the plan, its status and its seminar"

AGREEMENT: tuple[Requirement, ...] = (
    _row("001-01", "purpose: the frame for cooperation on admission and discharge", content=True),
    _row("001-02", "what a good journey is, for citizen and parties"),
    _row("001-03", "where a journey begins, and the six conditions that end it", "S1"),
    _row("001-04", "belongs to the health agreement, builds on values", content=True),
    _row("001-05", "four visions", content=True),
    _row("001-06", "three parts: principles, flowchart, introduction", content=True),
    _row("001-07", "for whom: all parties, acute and planned, somatic and psychiatric", content=True),
    _row("001-08", "who 'we' are", content=True),
    _row("001-10", "the citizen and relatives take part"),
    _row("001-11", "wishes and worries are recorded"),
    _row("001-12", "more coordination where needed, above all without relatives"),
    _row("001-13", "the citizen knows what is agreed and what happens next"),
    _row("001-20", "the journey as a whole: one picture for all parties"),
    _row("001-21", "one team around the citizen", content=True),
    _row("001-22", "in doubt whoever has the contact acts; every open task has one owner"),
    # A way of being: the pages say it, and nothing is asked of one journey.
    Requirement("001-23", "safety and quality", content=True, decided=InitiativeOutcome.REGISTER),
    _row("001-30", "what the referring doctor passes on"),
    _row("001-31", "planning begins at admission"),
    _row("001-32", "the municipality keeps its report up to date and sends it anew"),
    _row("001-50", "relations: joint training and meetings"),
    _row("001-40", "the hospital asks the GP for knowledge"),
    _row("001-41", "information as of now, realistic before discharge"),
    _row("001-51", "how to write and talk", content=True),
    _row("001-60", "respect for each other's preparation time"),
    _row("001-61", "the municipality is up to date at admission"),
    _row("001-62", "the hospital involves municipality and citizen early"),
    _row("001-63", "realistic information in the care pathway plan, as soon as it is sure"),
    _row("001-64", "discharge planned as early as the condition allows"),
    _row("001-65", "the time is agreed between municipality, hospital and citizen"),
    _row("001-66", "time enough for the municipality, a bed for the next"),
    _row("001-67", "what to do if symptoms return, in the plan"),
    _row("001-68", "discharge letter within the standard", "L1", "L2"),
    _row("001-70", "four documents for elder care", "C1"),
    _row("001-71", "not for social services: correspondence letter", "C3", "C4"),
    _row("001-72", "both: plan and report, and correspondence", "C5", "C6"),
    _row("001-73", "forwarding within the municipality", "O2"),
    _row("001-74", "psychiatry: plan and discharge agreement", "C2", "C6"),
    _row("001-75", "'footnote 3' means footnote 4", content=True),
    _row("001-80", "definition of færdigbehandlet", "F1", "F11"),
    _row("001-81", "the four points of the doctor's judgement", "F6", "F7", "F8"),
    _row("001-82", "the citizen is informed", "F9"),
    _row("001-83", "the time is agreed with the municipality", "F10a", "F10b"),
    _row("001-84", "home on the day of being ready"),
    _row("001-85", "the registered time stands; only a significant change moves it", "F5a"),
    _row("001-86", "registered only when the citizen waits, and for what", "F12", "F13"),
    _row("001-87", "treatment resumed"),
    _row("001-88", "the municipality pays for later days", "P1"),
    _row("001-89", "terminal citizens are not registered", "F3", "P7"),
    _row("001-90", "the responsible physician, by name", "S3", "S3b"),
    _row("001-91", "responsibility for a treatment", "S2", "S4"),
    _row("001-92", "GP before and after, hospital during the stay", "S0", "S3", "S5", "S7"),
    _row("001-93", "acute function: who is responsible, who answers when", "S8", "S9"),
    _row("001-94", "the frame agreement of acute functions is temporary", "S8"),
    _row("001-95", "72 hours: who has them, who may call", "E1", "E2", "E3", "E4", "E5"),
    _row("001-96", "the flowchart"),
    _row("001-97", "in force 1 June 2021 and 1 April 2024"),
    _row("001-100", "introduction in the clusters; easy access to the agreement", why=_FOLLOWED),
    _row("001-101", "three tracks", why=_FOLLOWED),
    _row("001-102", "the first year is a trial, followed up", why=_FOLLOWED),
    _row("001-103", "what the follow-up looks at; joint seminar", why=_FOLLOWED),
    _row("001-104", "the questions FQ1–FQ10"),
    _row("B2-00", "background of psychiatry's joining", content=True),
    _row("B2-P1", "one overview for the citizen, hand-held contact, agreement card"),
    _row("B2-P2", "equality; nobody between two chairs", content=True),
    _row("B2-P3", "early contact, above all about children and those referred by the GP", "C9"),
    _row("B2-P4", "information at admission by correspondence letter", "C4"),
    _row("B2-P5", "meetings, discharge agreement and coordination plan"),
    _row("B2-P6", "correspondence letter where no standard can", "C2"),
)

# RULES 1.2: of the plans 000 (archived) and 002 (authoritative).
_PLAN_ITEMS = {
    "01": "nature of the document",
    "02": "the year of trial",
    "03": "in force and cut-over",
    "04": "three tracks",
    "05": "fora of dialogue",
    "10": "when the package of material is ready",
    "11": "what the package contains",
    "12": "who makes it",
    "13": "how it is spread",
    "14": "kick-off",
    "20": "the cluster's plan",
    "21": "what it may contain",
    "22": "months 1–4",
    "23": "cooperation meetings, PDSA, across clusters",
    "24": "status by SQ1–5",
    "25": "adjusting the dialogue",
    "26": "learning seminar",
    "27": "wrap-up",
    "30": "regional guideline",
    "31": "the agreement placed in one's own organisation",
    "32": "local hospital agreements",
    "33": "central points into existing rules",
    "34": "do rules need adjusting",
    "35": "adjusting them",
    "40": "approval by bodies and dates",
}
PLAN: tuple[Requirement, ...] = (
    *(_row(f"IP-{number}", gist, why=_PLANS) for number, gist in _PLAN_ITEMS.items()),
    *(_row(f"SQ{number}", f"status question {number}", why=_PLANS) for number in range(1, 6)),
)


def _register(plan: str, head: str) -> tuple[Requirement, ...]:
    """The rows of a plan as the registers keep them; joined rows stand under their first number."""
    return tuple(
        Requirement(f"{head}{row.key}", row.title[1], why=row.why[1], decided=row.outcome, places=row.functions)
        for row in sorted(initiatives().values(), key=_place)
        if row.plan == plan
    )


def _place(row: Initiative) -> tuple[int, str]:
    return (int(row.key) if row.key.isdigit() else 0, row.key)


# RULES 1.3: 69 rows of 74 numbers.
INITIATIVES: tuple[Requirement, ...] = _register("003", "003 #")

# RULES 1.4.
ACTIONS: tuple[Requirement, ...] = _register("004", "")
CHAPTERS = {
    "1.1 The cooperation agreement (001)": AGREEMENT,
    "1.2 The implementation plans (000, 002)": PLAN,
    "1.3 The initiatives of 2015–2018 (003)": INITIATIVES,
    "1.4 The action plan of 2020 (004)": ACTIONS,
}
