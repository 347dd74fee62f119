"""What each row of RULES 1.1 and annex 2 asks of a journey here and now."""

import ast
import inspect
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from discharge.discharge_letter.rules.deadline import LetterState as L
from principles.clauses.rules.contents import BY_ADDRESS, CLAUSE_OF_ID
from principles.in_practice.rules import asking
from principles.in_practice.rules.facts import PlanFacts, PracticeFacts
from principles.in_practice.rules.points import CONTENT, POINTS, now_of
from principles.in_practice.rules.standing import PointStanding
from principles.in_practice.texts import POINT_TEXTS, PRINCIPLE_TEXTS, REASON_TEXTS, STANDING_TEXTS

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def hours(number: float) -> datetime:
    return AT + timedelta(hours=number)


STAY: dict[str, Any] = {
    "psychiatric": False,
    "admitted_at": AT,
    "municipal_need": True,
    "has_municipality": True,
    "practice_known": True,
    "has_physician": True,
}
LEFT = {"left_at": hours(80)}
RECEIVED = {"letter_sent_at": hours(90), "letter_received_at": hours(91)}
PSYCHIATRY = {"psychiatric": True}
NO_HELP, VISIT = {"municipal_need": False}, {"admitted_at": None, "visit": True}
DEAD, NEVER = {"ended": True}, {"ended": True, "never": True}


def sent(**changes: Any) -> dict[str, Any]:
    return {"plan": PlanFacts(**{"first_at": hours(20), "last_at": hours(30), "contingency": True, **changes})}


ROWS: list[tuple[str, str, dict[str, Any], str, str]] = [
    ("001-10 001-11 a wish", "wishes", {"wished_at": hours(2)}, "met", ""),
    ("001-11 none", "wishes", {}, "asked", "no_wish"),
    ("001-11 none, and home", "wishes", LEFT, "missed", "no_wish"),
    ("001-12 nothing said", "coordination", {}, "unknown", "no_relatives_stated"),
    ("001-12 relatives named", "coordination", {"has_relatives": True}, "unknown", "not_stated"),
    ("001-12 alone", "coordination", {"needs_more": True, "has_relatives": False}, "asked", "alone"),
    ("001-12 needs more", "coordination", {"needs_more": True}, "asked", "needs_more"),
    ("001-12 still after home", "coordination", {"needs_more": True, **LEFT}, "asked", "needs_more"),
    ("001-12 after death", "coordination", {"needs_more": True, "ended": True}, "missed", "needs_more"),
    ("001-12 closed", "coordination", {"needs_more": True, "closed": True, **LEFT}, "unknown", "needed_more"),
    ("001-12 no more", "coordination", {"needs_more": False}, "met", "no_more_needed"),
    ("001-13 a day is said", "told", {"day_said_at": hours(3)}, "met", ""),
    ("001-13 none", "told", {}, "asked", "no_day"),
    ("001-13 planned stay", "told", {"admitted_at": None}, "waiting", "not_begun_stay"),
    ("001-20 001-21 all known", "team", {}, "met", ""),
    ("001-21 practice unknown", "team", {"practice_known": False}, "unknown", "practice_unknown"),
    ("001-20 municipality unknown", "team", {"has_municipality": False}, "unknown", "municipality_unknown"),
    ("001-20 no physician", "team", {"has_physician": False}, "asked", "no_physician"),
    ("001-20 no physician before", "team", {"has_physician": False, "admitted_at": None}, "met", ""),
    ("001-22 B2-P2 owned", "owner", {"open_tasks": 2}, "met", "owned"),
    ("001-22 nothing open", "owner", {}, "met", "nothing_open"),
    ("001-30 passed on", "referral", {"referral_at": hours(0)}, "met", ""),
    ("001-30 not known", "referral", {}, "unknown", "no_referral"),
    ("001-31 001-62 at 24 hours", "planning", {"planning_began_at": hours(24)}, "met", ""),
    ("001-31 a minute later", "planning", {"planning_began_at": hours(24.02)}, "met", "after_a_day"),
    ("001-31 before admission", "planning", {"planning_began_at": hours(-5), "admitted_at": None}, "met", ""),
    ("001-31 not begun", "planning", {}, "asked", "not_begun"),
    ("001-31 never", "planning", LEFT, "missed", "not_begun"),
    ("001-62 nobody to plan with", "planning", {"municipal_need": False}, "off", "no_services"),
    ("001-62 begun, then no services", "planning", {"planning_began_at": hours(30), **NO_HELP}, "met", ""),
    ("001-31 services unknown", "planning", {"municipal_need": None}, "unknown", "services_unknown"),
    ("001-31 seen and sent home", "planning", {**VISIT, **LEFT}, "off", "not_admitted"),
    ("001-31 seen and still there", "planning", VISIT, "waiting", "not_begun_stay"),
    ("001-32 sent, then no services", "report", {"report_sent_at": hours(30), **NO_HELP}, "met", ""),
    ("001-61 planned stay", "report", {"admitted_at": None}, "waiting", "not_begun_stay"),
    ("001-61 seen and sent home", "report", {**VISIT, **LEFT}, "off", "not_admitted"),
    ("001-61 called off", "report", {"admitted_at": None, **NEVER}, "off", "no_stay"),
    ("001-32 001-61 in time", "report", {"report_sent_at": hours(23)}, "met", ""),
    ("001-32 late", "report", {"report_sent_at": hours(25)}, "met", "after_a_day"),
    ("001-61 asked for", "report", {"report_asked_at": hours(1)}, "asked", "no_report"),
    ("001-61 not asked for", "report", {}, "off", "not_asked_for"),
    ("001-61 unknown citizen", "report", {"municipal_need": None}, "unknown", "services_unknown"),
    ("001-61 no services", "report", {"municipal_need": False}, "off", "no_services"),
    ("001-40 closed", "knowledge", {"knowledge_asked_at": hours(1), "closed": True}, "missed", "practice_answers"),
    ("001-40 nobody asked", "knowledge", {}, "unknown", "nobody_asked"),
    ("001-40 waits", "knowledge", {"knowledge_asked_at": hours(1)}, "waiting", "practice_answers"),
    (
        "001-40 answered",
        "knowledge",
        {"knowledge_asked_at": hours(1), "knowledge_answered_at": hours(2)},
        "met",
        "",
    ),
    (
        "001-40 home without an answer",
        "knowledge",
        {"knowledge_asked_at": hours(1), **LEFT},
        "missed",
        "practice_answers",
    ),
    ("001-40 answered, the question taken back", "knowledge", {"knowledge_answered_at": hours(2)}, "met", ""),
    ("001-41 as it is", "as_of_now", sent(moved=False), "met", ""),
    ("001-41 the time moved", "as_of_now", sent(moved=True), "asked", "plan_is_old"),
    ("001-41 moved, and home", "as_of_now", {**sent(moved=True), **LEFT}, "missed", "plan_is_old"),
    ("001-41 nothing agreed", "as_of_now", sent(), "met", "no_time_then"),
    ("001-41 no plan", "as_of_now", {}, "off", "no_plan_yet"),
    ("001-41 not readable", "as_of_now", {"reads_plans": False}, "unknown", "not_readable"),
    ("001-51 in time", "in_time", {"open_tasks": 2}, "met", "nothing_late"),
    ("001-51 late", "in_time", {"open_tasks": 2, "late_tasks": 1}, "asked", "late"),
    ("001-63 sent", "plan", sent(), "met", ""),
    ("001-63 none", "plan", {}, "asked", "no_plan"),
    ("001-63 sent, then no services", "plan", {**sent(), **NO_HELP}, "met", ""),
    ("001-63 after home, no services", "plan", {**sent(first_at=hours(81)), **LEFT, **NO_HELP}, "off", "no_services"),
    ("001-63 seen and sent home", "plan", {**VISIT, **LEFT}, "off", "not_admitted"),
    ("001-63 planned stay", "plan", {"admitted_at": None}, "waiting", "not_begun_stay"),
    ("001-63 after home", "plan", {**sent(first_at=hours(81)), **LEFT}, "missed", "after_discharge"),
    ("001-63 services unknown", "plan", {"municipal_need": None}, "unknown", "services_unknown"),
    ("001-63 no services", "plan", {"municipal_need": False}, "off", "no_services"),
    ("001-63 psychiatry", "plan", PSYCHIATRY, "off", "psychiatry_letters"),
    ("001-63 not readable", "plan", {"reads_plans": False}, "unknown", "not_readable"),
    ("001-63 001-71 not used", "plan", {**LEFT, "plan_applies": False}, "off", "plan_not_used"),
    ("001-63 001-71 sent all the same", "plan", {**sent(), "plan_applies": False}, "met", ""),
    ("001-63 001-74 psychiatry and elder care", "plan", {**PSYCHIATRY, "plan_applies": True}, "asked", "no_plan"),
    ("001-63 001-74 the same, sent", "plan", {**PSYCHIATRY, **sent(), "plan_applies": True}, "met", ""),
    ("001-63 with the discharge", "plan", {**sent(first_at=hours(80)), **LEFT}, "missed", "after_discharge"),
    ("001-64 said", "expected", {"day_said_at": hours(3)}, "met", ""),
    ("001-64 not said", "expected", {}, "asked", "no_day"),
    ("001-65 agreed", "agreed_time", {"agreed_at": hours(30)}, "met", ""),
    ("001-65 agreed as they left", "agreed_time", {"agreed_at": hours(80), **LEFT}, "met", ""),
    ("001-65 later", "agreed_time", {"agreed_at": hours(80.1), **LEFT}, "missed", "agreed_after_discharge"),
    ("001-65 proposed", "agreed_time", {"proposed": True}, "asked", "waits_for_answer"),
    ("001-65 nothing", "agreed_time", {}, "asked", "no_time"),
    ("001-65 no services", "agreed_time", {"municipal_need": False}, "off", "no_services"),
    ("001-65 agreed, then no services", "agreed_time", {"agreed_at": hours(30), **NO_HELP}, "met", ""),
    ("001-65 later, no services", "agreed_time", {"agreed_at": hours(81), **LEFT, **NO_HELP}, "off", "no_services"),
    ("001-65 seen and sent home", "agreed_time", {**VISIT, **LEFT}, "missed", "no_time"),
    ("001-65 services unknown", "agreed_time", {"municipal_need": None}, "unknown", "services_unknown"),
    (
        "001-65 the citizen told",
        "citizen_agrees",
        {"patient_informed_at": hours(40), "agreed_at": hours(30), "municipal_need": True},
        "met",
        "",
    ),
    ("001-65 no help", "citizen_agrees", {"patient_informed_at": hours(40), "municipal_need": False}, "met", ""),
    ("001-65 told, no time", "citizen_agrees", {"patient_informed_at": hours(40)}, "waiting", "told_without_time"),
    ("001-65 left, no time", "citizen_agrees", {"patient_informed_at": hours(40), **LEFT}, "off", "told_without_time"),
    ("001-65 not written", "citizen_agrees", {}, "unknown", "citizen_not_written"),
    ("001-60 001-66 hours", "preparation", {"preparation_for": timedelta(hours=9)}, "met", "working_hours"),
    ("001-66 none", "preparation", {"preparation_for": timedelta()}, "asked", "no_working_time"),
    ("001-66 not agreed", "preparation", {}, "unknown", "not_agreed_yet"),
    ("001-66 no services", "preparation", {"municipal_need": False}, "off", "no_services"),
    ("001-67 written", "contingency", sent(), "met", ""),
    ("001-67 not written", "contingency", sent(contingency=False), "asked", "no_contingency"),
    ("001-67 unreadable", "contingency", sent(contingency=None), "unknown", "not_readable"),
    ("001-67 not readable", "contingency", {"reads_plans": False}, "unknown", "not_readable"),
    ("001-67 written, then no services", "contingency", {**sent(), **NO_HELP}, "met", ""),
    ("001-67 no services", "contingency", {**sent(contingency=False), **NO_HELP}, "off", "no_services"),
    ("001-67 no plan", "contingency", {}, "asked", "no_plan"),
    ("001-67 not used", "contingency", {"plan_applies": False}, "off", "plan_not_used"),
    ("001-67 001-74", "contingency", {**PSYCHIATRY, **sent(contingency=False)}, "asked", "no_contingency"),
    ("001-67 psychiatry", "contingency", PSYCHIATRY, "off", "psychiatry_letters"),
    ("001-64 seen and sent home", "expected", {**VISIT, **LEFT}, "off", "not_admitted"),
    ("001-13 seen and died", "told", {**VISIT, **DEAD}, "off", "died"),
    ("001-20 seen: no hospital physician (2d S2)", "team", {**VISIT, "has_physician": False}, "met", ""),
    ("001-64 called off before it began", "expected", {"admitted_at": None, **NEVER}, "off", "no_stay"),
    ("001-68 L4 sent", "letter", {**LEFT, "letter": L.SENT, "letter_sent_at": hours(90)}, "waiting", "no_receipt"),
    ("001-68 L4 received", "letter", {**LEFT, **RECEIVED, "letter": L.ON_TIME}, "met", ""),
    ("001-68 L4 too late", "letter", {**LEFT, **RECEIVED, "letter": L.LATE}, "met", "letter_was_late"),
    ("001-68 A12 no group", "letter", {**LEFT, "letter": L.NOT_DUE}, "asked", "no_letter_yet"),
    ("001-68 due", "letter", {**LEFT, "letter": L.OPEN}, "asked", "no_letter_yet"),
    ("001-68 late", "letter", {**LEFT, "letter": L.OVERDUE}, "asked", "letter_late"),
    ("001-68 in hospital", "letter", {}, "off", "not_discharged"),
    ("B2-P1 card", "card", {**PSYCHIATRY, "card_at": hours(70)}, "met", ""),
    ("B2-P1 none", "card", PSYCHIATRY, "asked", "no_card"),
    ("B2-P1 home, and nobody says", "card", {**PSYCHIATRY, **LEFT}, "unknown", "not_told_here"),
    ("B2-P1 not readable", "card", {**PSYCHIATRY, "reads_plans": False}, "unknown", "not_told_here"),
    ("B2-P1 called off", "card", {**PSYCHIATRY, **NEVER}, "off", "no_stay"),
    ("B2-P4 home, and nobody says", "early_contact", {**PSYCHIATRY, **LEFT}, "unknown", "not_told_here"),
    ("B2-P6 not readable", "early_contact", {**PSYCHIATRY, "reads_plans": False}, "unknown", "not_told_here"),
    ("B2-P3 B2-P4 B2-P6 letter", "early_contact", {**PSYCHIATRY, "correspondence_at": hours(2)}, "met", ""),
    ("B2-P3 none", "early_contact", PSYCHIATRY, "asked", "no_letter"),
    ("B2-P3 no services", "early_contact", {**PSYCHIATRY, "municipal_need": False}, "off", "no_services"),
    ("B2-P3 unknown", "early_contact", {**PSYCHIATRY, "municipal_need": None}, "unknown", "services_unknown"),
    ("B2-P5 waits", "meeting", {**PSYCHIATRY, "meeting_asked": True, "meeting_open": True}, "asked", "meeting_waits"),
    ("B2-P5 invited", "meeting", {**PSYCHIATRY, "invited_at": hours(9)}, "met", ""),
    ("B2-P5 declined", "meeting", {**PSYCHIATRY, "meeting_asked": True}, "off", "meeting_answered"),
    ("B2-P5 nobody asked", "meeting", PSYCHIATRY, "off", "no_meeting"),
    ("B2-P1 somatic", "card", {}, "off", "not_psychiatry"),
    ("B2-P3 somatic", "early_contact", {}, "off", "not_psychiatry"),
    ("B2-P5 somatic", "meeting", {"psychiatric": None}, "off", "not_psychiatry"),
]
_JUDGES = {point.code: point.judge for point in POINTS}


# What a point can lack; of a stay that never was, and of a home-coming that never came, nobody failed to do it.
LACKING: tuple[dict[str, Any], ...] = (
    {},
    {"needs_more": True},
    {"knowledge_asked_at": AT},
    {"report_asked_at": AT},
    {"preparation_for": timedelta()},
    sent(moved=True, contingency=False),
    {**PSYCHIATRY, "meeting_asked": True, "meeting_open": True},
)
HOME = frozenset({"told", "planning", "as_of_now", "plan", "expected", "agreed_time", "preparation", "contingency"})


@pytest.mark.parametrize("lacking", LACKING)
def test_of_a_stay_that_never_was_nothing_was_missed(lacking: dict[str, Any]) -> None:
    rows = now_of(PracticeFacts(**{**STAY, **lacking, **NEVER}))
    assert [row.point.code for row in rows if row.standing in (PointStanding.MISSED, PointStanding.ASKED)] == []


@pytest.mark.parametrize("lacking", LACKING)
def test_of_a_home_coming_that_never_came_nothing_was_missed(lacking: dict[str, Any]) -> None:
    """K4, K5, K6 and K20 leave out whoever died in the stay; who died at home has come home."""
    rows = now_of(PracticeFacts(**{**STAY, **lacking, **DEAD}))
    assert [row.point.code for row in rows if row.standing is PointStanding.MISSED and row.point.code in HOME] == []
    at_home = {row.point.code: row.answer for row in now_of(PracticeFacts(**{**STAY, **DEAD, **LEFT}))}
    assert at_home["planning"].reason == "not_begun"


@pytest.mark.parametrize(("code", "changes", "standing", "reason"), [row[1:] for row in ROWS], ids=[r[0] for r in ROWS])
def test_a_point_stands_as_the_facts_say(code: str, changes: dict[str, Any], standing: str, reason: str) -> None:
    answer = _JUDGES[code](PracticeFacts(**{**STAY, **changes}))
    assert (answer.standing, answer.reason) == (standing, reason)
    assert not reason or all("{" not in text.format(n=answer.number) for text in REASON_TEXTS[reason])


def test_l4_a_letter_is_dated_by_its_sending_where_that_is_known() -> None:
    sent_and_received = PracticeFacts(**{**STAY, **LEFT, **RECEIVED, "letter": L.ON_TIME})
    only_received = PracticeFacts(**{**STAY, **LEFT, "letter_received_at": hours(91), "letter": L.ON_TIME})
    assert [_JUDGES["letter"](facts).at for facts in (sent_and_received, only_received)] == [hours(90), hours(91)]


def test_every_row_of_the_six_principles_is_asked_or_is_content() -> None:
    rows = {id_ for id_ in CLAUSE_OF_ID if id_.startswith("B2-P") or ("001-10" <= id_ <= "001-68" and len(id_) == 6)}
    asked = {id_ for point in POINTS for id_ in point.ids}
    assert asked | CONTENT == rows
    assert not asked & CONTENT
    assert asked <= {word for row in ROWS for word in row[0].split()}


@pytest.mark.sources
def test_every_point_has_a_row_here_and_every_reason_has_words() -> None:
    """Also a reason that no row above has met yet: the page would look for its words in vain."""
    assert {row[1] for row in ROWS} == {point.code for point in POINTS}
    tree = ast.parse(inspect.getsource(asking))
    # Whatever text stands in it that is neither a docstring nor the reason that leaves a point out.
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in docstrings}
    assert {text for text in texts if isinstance(text, str)} - {"", asking.NOT_PSYCHIATRY} <= set(REASON_TEXTS)


def test_every_point_has_words_and_a_clause() -> None:
    assert set(POINT_TEXTS) == {point.code for point in POINTS}
    assert {point.clause for point in POINTS} <= set(BY_ADDRESS)
    assert set(PRINCIPLE_TEXTS) == {point.principle for point in POINTS}
    assert set(STANDING_TEXTS) == {standing.value for standing in PointStanding}


def test_what_is_psychiatrys_is_left_out_elsewhere() -> None:
    somatic = {row.point.code for row in now_of(PracticeFacts(**STAY))}
    assert {row.point.code for row in now_of(PracticeFacts(**{**STAY, **PSYCHIATRY}))} - somatic == {
        "card",
        "early_contact",
        "meeting",
    }
