"""The rooms that name no journey: whose they are, written from DESIGN §6 and what the rooms are for (issues 9, 10)."""

from collections.abc import Callable
from dataclasses import dataclass

from organisations.domain.roles import Role
from tests.contracts.matrix.ground.people import VIBORG
from tests.contracts.matrix.oracle import (
    FIGURES_ONLY,
    HIDDEN,
    HOSPITAL,
    MUNICIPAL_CARE,
    OPEN,
    PRACTICE,
    REFUSED,
    Person,
)

Says = Callable[[Person], str]
_CARE = HOSPITAL | MUNICIPAL_CARE | PRACTICE | {Role.OUT_OF_HOURS_DOCTOR}
CARE_AND_SOCIAL = _CARE | {Role.SOCIAL_WORKER}
_SECRETARIAT, _SYSTEM = frozenset({Role.CLUSTER_ADMINISTRATOR}), frozenset({Role.SYSTEM_ADMINISTRATOR})
# Whoever works with the agreement; citizens have a page of their own, and whoever sees figures only sees figures only.
WORK = CARE_AND_SOCIAL | _SECRETARIAT | _SYSTEM
_FIGURES = HOSPITAL | MUNICIPAL_CARE | _SECRETARIAT | _SYSTEM | FIGURES_ONLY
# "a page for operators"
_OPERATIONS = _SYSTEM | {Role.OPERATOR}
_EVERY_ROLE = frozenset(Role)
_CITIZEN = frozenset({Role.CITIZEN})
# "Change requests to the agreement, asked by anyone"
_ASKS = _EVERY_ROLE
_GLASS = frozenset({Role.HOSPITAL_NURSE, Role.HOSPITAL_DOCTOR, Role.OUT_OF_HOURS_DOCTOR}) | MUNICIPAL_CARE | PRACTICE
# Letters are written by the three sectors; the social area answers what was sent to it.
_LETTERS = HOSPITAL | MUNICIPAL_CARE | PRACTICE | {Role.SOCIAL_WORKER}
_SORTS = PRACTICE | {Role.WARD_SECRETARY, Role.NEEDS_ASSESSOR}
# "reviewed by someone else": a doctor of the hospital, or an administrator.
_REVIEW = _SYSTEM | {Role.HOSPITAL_DOCTOR}


@dataclass(frozen=True, slots=True)
class Room:
    """Doors of one room, each its name and what its address names, with how one asks at them."""

    doors: tuple[tuple[str, ...], ...]
    says: Says
    # "get", "part" (htmx), "post" (a form), "call" (a program's), "delete".
    roads: tuple[str, ...] = ("get", "part")


def roles(allowed: frozenset[Role], *, beside: bool = False, hidden: bool = False) -> Says:
    """Open to them, refused to others; `beside`: to whoever has no unit too, `hidden`: what is named is nobody's."""

    def says(person: Person) -> str:
        if person.role is None:
            return OPEN if beside else REFUSED
        return (HIDDEN if hidden else OPEN) if person.role in allowed else REFUSED

    return says


def _gives_codes(person: Person) -> str:
    """A batch of the hospital of Viborg: its own people, or a secretariat whose cluster has it; here none has."""
    if person.role not in HOSPITAL | _SECRETARIAT:
        return REFUSED
    return OPEN if person.house == VIBORG else HIDDEN


def _doors(*names: str, of: tuple[str, ...] = ()) -> tuple[tuple[str, ...], ...]:
    return tuple((name, *of) for name in names)


# The same for all, whoever they are: the url table's five people are enough.
ANYBODYS = frozenset({"api:schema", "health", "health-serving", "set_language"})
_WRITES = ("get", "part", "post")
ROOMS = (
    # Everybody who is signed in reads the agreement.
    Room(
        (
            *_doors("desk:agreement", "desk:dialogue-cards", "desk:pocket-cards", "desk:presentation", "desk:ethics"),
            *_doors("desk:registers", "desk:home", "desk:resume", "api:clauses"),
            *_doors("desk:clause", "api:clause", of=("clause",)),
            ("desk:pocket-card", "pocket"),
        ),
        roles(_EVERY_ROLE, beside=True),
    ),
    Room(
        (
            *_doors("desk:plans", "desk:learning", "desk:learning-csv", "desk:surveys", "desk:surveys-csv"),
            *_doors("desk:alternatives-now", "api:plans", "api:learning", "api:surveys"),
            *_doors("desk:plan", "desk:plan-seminar", "desk:plan-csv", "api:plan", of=("plan",)),
            *_doors("desk:register", "desk:register-csv", of=("register",)),
            ("desk:register-row", "register", "register_row"),
            ("api:register", "register_api"),
            ("api:register-row", "register_api", "register_row"),
            ("desk:flowchart", "track"),
        ),
        roles(WORK),
    ),
    Room((("desk:flowchart-answer", "flow_step"),), roles(WORK), ("post",)),
    Room((("api:flowchart-step-answer", "flow_step"),), roles(WORK), ("call",)),
    # "asked by anyone, decided by Sundhedsstyregruppen"
    Room(
        (("desk:register", "changes"), ("desk:register-csv", "changes"), ("api:register", "changes_api")), roles(_ASKS)
    ),
    Room((("desk:register-new", "changes"),), roles(_ASKS), _WRITES),
    # The secretariat writes of its own cluster; of another's: tests/principles/test_other_clusters.py.
    Room(
        (
            ("desk:plan-write", "plan", "status_page"),
            ("desk:plan-write-row", "plan", "task_page", "plan_task"),
            ("desk:register-new", "register"),
            ("desk:register-write", "register", "register_row", "register_page"),
            ("desk:plan-new",),
        ),
        roles(_SECRETARIAT),
        _WRITES,
    ),
    Room(
        (
            ("api:plan-write", "plan", "status_api"),
            ("api:plan-write-row", "plan", "tasks", "plan_task"),
            ("api:register-write", "register_api", "register_row", "register_what"),
        ),
        roles(_SECRETARIAT),
        ("call",),
    ),
    Room(
        (
            *_doors("desk:figures", "desk:figures-follow-up", "desk:figures-pdf", "desk:figures-follow-up-pdf"),
            *_doors("desk:figures-xlsx", "desk:figures-csv", "api:figures", "api:figure-definitions"),
            *_doors("api:flowchart-helpfulness"),
        ),
        roles(_FIGURES),
    ),
    # The journeys behind one are for those who see journeys: test_figures.py.
    Room(_doors("desk:figures-behind", "api:figure-journeys"), roles(HOSPITAL | MUNICIPAL_CARE)),
    Room(_doors("desk:operations"), roles(_OPERATIONS)),
    # By the token of monitoring alone.
    Room(_doors("metrics"), lambda _person: "401"),
    Room(
        _doors("desk:data-quality", "api:data-quality", "desk:incidents", "desk:survey-texts", "api:survey-texts"),
        roles(_SYSTEM),
    ),
    Room(_doors("desk:survey-text", of=("text",)), roles(_SYSTEM), _WRITES),
    Room(_doors("api:survey-text", of=("text",)), roles(_SYSTEM), ("call", "delete")),
    Room(_doors("api:survey-statements"), roles(_SECRETARIAT | _SYSTEM)),
    Room(_doors("desk:survey-codes", "api:survey-codes"), roles(HOSPITAL | _SECRETARIAT)),
    Room(_doors("desk:survey-codes-withdrawn", of=("batch",)), _gives_codes, ("post",)),
    Room(_doors("api:survey-codes-withdrawn", of=("batch",)), _gives_codes, ("call",)),
    Room(_doors("desk:survey-staff", of=("staff_survey",)), roles(CARE_AND_SOCIAL)),
    # Programs find no survey before it opens.
    Room(_doors("api:survey-staff", of=("staff_survey",)), roles(CARE_AND_SOCIAL, hidden=True), ("get", "call")),
    # Whoever holds a code needs no role, and no role opens anything.
    Room(
        (*_doors("desk:survey", "desk:survey-questions", "desk:survey-thanks", "desk:relative"),),
        roles(_EVERY_ROLE, beside=True),
    ),
    Room(_doors("api:survey-answers", "api:relative"), roles(_EVERY_ROLE, beside=True), ("call",)),
    Room(_doors("desk:relative-end"), roles(_EVERY_ROLE, beside=True), ("post",)),
    # "edited by an administrator"
    Room(_doors("desk:clause-versions", of=("clause",)), roles(_SYSTEM), _WRITES),
    Room(_doors("api:clause-versions", of=("clause",)), roles(_SYSTEM), ("get", "call")),
    Room(_doors("desk:clause-version-withdraw", of=("clause", "clause_version")), roles(_SYSTEM), ("post",)),
    Room(_doors("api:clause-version", of=("clause", "clause_version")), roles(_SYSTEM), ("delete",)),
    # "The citizen can read the log about themself": nobody has tied the log-in of this one.
    Room(_doors("desk:own-codes", "desk:own-learning"), roles(_CITIZEN, hidden=True), _WRITES),
    Room(_doors("api:own-codes", "api:own-learning"), roles(_CITIZEN, hidden=True), ("get", "call")),
    Room(_doors("desk:own-words", of=("wish",)), roles(_CITIZEN, hidden=True), _WRITES),
    Room(_doors("api:own-words", of=("wish",)), roles(_CITIZEN, hidden=True), ("call",)),
    Room((("desk:own-code-ended", "code"), ("desk:own-objection", "case")), roles(_CITIZEN, hidden=True), ("post",)),
    Room((("api:own-code", "code"),), roles(_CITIZEN, hidden=True), ("delete",)),
    Room((("api:own-objection", "case"),), roles(_CITIZEN, hidden=True), ("call",)),
    # Lists and doors of those who have citizens; whose rows stand on them: test_lists.py.
    Room(_doors("desk:mine", "api:mine"), roles(CARE_AND_SOCIAL)),
    Room((("desk:news-read", "nothing"),), roles(CARE_AND_SOCIAL, hidden=True), ("post",)),
    Room((("api:inbox-read", "nothing"),), roles(CARE_AND_SOCIAL, hidden=True), ("call",)),
    Room(_doors("desk:documents", "api:documents-unsorted"), roles(_LETTERS)),
    Room((("desk:letter", "nothing"), ("desk:letter-file", "nothing", "nothing")), roles(_LETTERS, hidden=True)),
    Room(_doors("desk:sorting-rules", "desk:sorting-rule-new"), roles(_SORTS)),
    Room((("desk:sorting-rule", "no_row"),), roles(_SORTS, hidden=True), _WRITES),
    Room((("desk:sorting-rule-changed", "no_row", "up"),), roles(_SORTS, hidden=True), ("post",)),
    # "a current contact was stated (24 h; out-of-hours or acute unit …)": nobody here is of an acute unit.
    Room(_doors("desk:claim"), roles(frozenset({Role.OUT_OF_HOURS_DOCTOR})), ("post",)),
    Room(_doors("desk:glass", "desk:glass-end"), roles(_GLASS), ("post",)),
    Room((("desk:glass-reviewed", "grant_kind", "no_row"),), roles(_REVIEW, hidden=True), ("post",)),
    Room(_doors("desk:mail-choices"), roles(CARE_AND_SOCIAL | _SYSTEM), _WRITES),
    # Another's membership is nobody's to take.
    Room(_doors("switch-unit"), lambda _person: HIDDEN, ("post",)),
    # Administrators keep reference data.
    Room(
        (("desk:setting", "point"), *_doors("desk:tariffs", "desk:tariff-new", "desk:telling-rules", "desk:mails")),
        roles(_SYSTEM),
    ),
    Room(_doors("desk:closing-days", "desk:escalation-step-new"), roles(_SYSTEM), ("post",)),
    Room(
        (
            *_doors("desk:closing-day-removed", "desk:telling-rule-end", "desk:escalation-step-end", of=("no_row",)),
            *_doors("desk:mail-again", "medcom:raw", "medcom:retry", "medcom:put-aside", of=("nothing",)),
            ("desk:telling-rule-new",),
        ),
        roles(_SYSTEM, hidden=True),
        ("post",),
    ),
    Room((("desk:tariff", "no_row"), ("medcom:message", "nothing")), roles(_SYSTEM, hidden=True)),
    # A gateway has a key of its own.
    Room(_doors("medcom:messages", "medcom:messages-unslashed"), lambda _person: "401", ("call",)),
)
