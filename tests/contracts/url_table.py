"""What every address answers to five people; a new address needs a row here (DESIGN §6).

- anonymous: nobody is signed in
- stranger: a nurse of another hospital: right role, wrong house
- reader: the citizen's practice nurse: sees the journey, is not the one to act
- actor: whoever the page is for (`by`)
- glass: the stranger, having opened the citizen by break-glass
"""

from dataclasses import dataclass, field
from typing import Any

LOGIN = 302


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One address. `args` and `data` name things of the tests' small world, see test_url_roles.py."""

    anonymous: int
    stranger: int
    reader: int
    actor: int
    glass: int
    by: str = "nurse"
    method: str = "get"
    args: tuple[str, ...] = ()
    data: dict[str, Any] = field(default_factory=dict)

    def expected(self, who: str) -> int:
        """The status for one of the five."""
        return int(getattr(self, who))


def page(stranger: int, reader: int, actor: int, glass: int, **more: Any) -> Row:
    """A page: strangers without a session are sent to the log-in."""
    return Row(anonymous=LOGIN, stranger=stranger, reader=reader, actor=actor, glass=glass, **more)


def api(stranger: int, reader: int, actor: int, glass: int, **more: Any) -> Row:
    """An API address: 401 without a session."""
    return Row(anonymous=401, stranger=stranger, reader=reader, actor=actor, glass=glass, **more)


DESK: dict[str, Row] = {
    "set_language": Row(
        anonymous=302, stranger=302, reader=302, actor=302, glass=302, method="post", data={"language": "en"}
    ),
    "switch-unit": page(403, 403, 302, 403, method="post", data={"membership": "nurse_membership"}),
    "health": Row(anonymous=200, stranger=200, reader=200, actor=200, glass=200),
    "health-serving": Row(anonymous=200, stranger=200, reader=200, actor=200, glass=200),
    "metrics": Row(anonymous=401, stranger=401, reader=401, actor=401, glass=401, by="administrator"),
    "desk:operations": page(403, 403, 200, 403, by="administrator"),
    "desk:home": page(302, 302, 302, 302),
    "desk:resume": page(302, 302, 302, 302),
    "desk:ward": page(200, 403, 200, 200),
    "desk:municipality": page(403, 403, 200, 403, by="assessor"),
    "desk:questions": page(403, 403, 200, 403, by="assessor"),
    "desk:question": page(403, 403, 200, 403, by="assessor", args=("question",)),
    "desk:practice": page(403, 200, 200, 403, by="gp"),
    "desk:ten-seconds": page(404, 200, 200, 200, by="gp", args=("journey",)),
    "desk:row-seen": page(404, 302, 302, 403, method="post", args=("journey",)),
    "desk:row-acknowledged": page(404, 302, 302, 403, by="assessor", method="post", args=("journey",)),
    "desk:inbox": page(200, 200, 200, 200),
    "desk:mine": page(200, 200, 200, 200),
    "desk:news-read": page(404, 404, 302, 404, by="assessor", method="post", args=("news",)),
    "desk:search": page(200, 200, 200, 200),
    "desk:citizen": page(404, 200, 200, 200, args=("citizen",)),
    "desk:claim": page(403, 403, 400, 403, by="ooh_doctor", method="post"),
    "desk:plans": page(200, 200, 200, 200),
    "desk:plan-new": page(403, 403, 200, 403, by="cluster_administrator"),
    "desk:plan": page(200, 200, 200, 200, args=("plan",)),
    "desk:plan-seminar": page(200, 200, 200, 200, args=("plan",)),
    "desk:survey": Row(anonymous=200, stranger=200, reader=200, actor=200, glass=200),
    "desk:survey-questions": Row(anonymous=302, stranger=302, reader=302, actor=302, glass=302),
    "desk:survey-thanks": Row(anonymous=200, stranger=200, reader=200, actor=200, glass=200),
    "desk:surveys": page(200, 200, 200, 200),
    "desk:surveys-csv": page(200, 200, 200, 200),
    "desk:survey-codes": page(200, 403, 200, 200),
    "desk:survey-codes-withdrawn": page(404, 403, 302, 404, method="post", args=("batch",), data={"handed_out": "0"}),
    "desk:survey-texts": page(403, 403, 200, 403, by="administrator"),
    "desk:survey-text": page(403, 403, 200, 403, by="administrator", args=("text",)),
    "desk:survey-staff": page(200, 200, 200, 200, args=("staff_survey",)),
    "desk:plan-csv": page(200, 200, 200, 200, args=("plan",)),
    "desk:plan-write": page(403, 403, 200, 403, by="cluster_administrator", args=("plan", "status_page")),
    "desk:plan-write-row": page(
        403, 403, 200, 403, by="cluster_administrator", args=("plan", "task_page", "plan_task")
    ),
    "desk:registers": page(200, 200, 200, 200),
    "desk:ethics": page(200, 200, 200, 200),
    "desk:alternatives-now": page(200, 200, 200, 200),
    "desk:register": page(200, 200, 200, 200, args=("register",)),
    "desk:register-csv": page(200, 200, 200, 200, args=("register",)),
    "desk:register-new": page(403, 403, 200, 403, by="cluster_administrator", args=("register",)),
    "desk:register-row": page(200, 200, 200, 200, args=("register", "register_row")),
    "desk:register-write": page(
        403, 403, 200, 403, by="cluster_administrator", args=("register", "register_row", "register_page")
    ),
    "desk:flowchart": page(200, 200, 200, 200, args=("track",)),
    "desk:flowchart-answer": page(
        302, 302, 302, 302, args=("flow_step",), method="post", data={"helpful": "yes", "track": "akut"}
    ),
    "desk:journey-flowchart": page(404, 200, 200, 200, args=("journey",)),
    "desk:journey-principles": page(404, 200, 200, 200, args=("journey",)),
    "desk:glass": page(400, 400, 400, 400, method="post"),
    "desk:glass-end": page(302, 302, 302, 302, method="post"),
    "desk:glass-review": page(403, 403, 200, 403, by="doctor"),
    "desk:glass-reviewed": page(403, 403, 302, 403, by="administrator", method="post", args=("grant_kind", "grant")),
    "desk:access-log": page(403, 403, 200, 403, by="administrator"),
    "desk:journey": page(404, 200, 200, 200, args=("journey",)),
    "desk:journey-new": page(200, 403, 200, 200, args=("new",)),
    "desk:journey-report": page(404, 200, 200, 200, args=("journey",)),
    "desk:journey-cpr": page(404, 200, 200, 200, method="post", args=("journey",)),
    "desk:journey-act": page(404, 403, 200, 403, args=("journey", "slug")),
    "desk:journey-correct": page(404, 403, 200, 403, args=("journey", "event")),
    "desk:journey-undo": page(404, 403, 302, 403, method="post", args=("journey", "event")),
    "desk:documents": page(200, 200, 200, 200),
    "desk:sorting-rules": page(403, 200, 200, 403, by="assessor"),
    "desk:sorting-rule-new": page(403, 200, 200, 403, by="assessor"),
    "desk:sorting-rule": page(403, 404, 200, 403, by="assessor", args=("rule",)),
    "desk:sorting-rule-changed": page(403, 404, 302, 403, by="assessor", method="post", args=("rule", "up")),
    "desk:document-sorted": page(404, 404, 200, 404, by="assessor", args=("journey", "document")),
    "desk:document-work-done": page(404, 404, 302, 404, by="assessor", method="post", args=("journey", "document")),
    "desk:letter": page(404, 404, 200, 404, args=("letter",)),
    "desk:letter-file": page(404, 404, 200, 404, args=("letter", "file")),
    "desk:document-file": page(404, 404, 200, 404, args=("journey", "letter_document", "file")),
    "desk:document-settled": page(404, 404, 302, 404, method="post", args=("journey", "document")),
    "desk:document-reply": page(404, 404, 302, 404, method="post", args=("journey", "letter_document")),
    "desk:document-new": page(404, 200, 200, 403, args=("journey",)),
    "desk:document": page(404, 404, 200, 404, args=("journey", "document")),
    "desk:document-write": page(404, 404, 200, 404, args=("journey", "document")),
    "desk:document-forward": page(403, 403, 200, 403, by="assessor", args=("journey", "document")),
    "desk:document-error": page(404, 404, 200, 404, args=("journey", "document")),
    "desk:incidents": page(403, 403, 200, 403, by="administrator"),
    "desk:document-send": page(404, 404, 200, 404, args=("journey", "document")),
    "desk:journey-ledger": page(404, 403, 200, 403, by="assessor", args=("journey",)),
    "desk:journey-ledger-csv": page(404, 403, 200, 403, by="assessor", args=("journey",)),
    "desk:ledger": page(200, 403, 200, 200, by="assessor"),
    "desk:ledger-csv": page(200, 403, 200, 200, by="assessor"),
    "desk:figures": page(200, 403, 200, 200, by="cluster_administrator"),
    "desk:figures-follow-up": page(200, 403, 200, 200, by="cluster_administrator"),
    "desk:figures-behind": page(200, 403, 200, 200),
    "desk:figures-pdf": page(200, 403, 200, 200, by="cluster_administrator"),
    "desk:figures-follow-up-pdf": page(200, 403, 200, 200, by="cluster_administrator"),
    "desk:figures-xlsx": page(200, 403, 200, 200, by="cluster_administrator"),
    "desk:data-quality": page(403, 403, 200, 403, by="administrator"),
    "desk:figures-csv": page(200, 403, 200, 200, by="cluster_administrator"),
    "desk:settings": page(403, 403, 200, 403, by="administrator"),
    "desk:setting": page(403, 403, 200, 403, by="administrator", args=("point",)),
    "desk:closing-days": page(
        403, 403, 302, 403, by="administrator", method="post", data={"day": "2026-12-24", "reason": "Jul"}
    ),
    "desk:closing-day-removed": page(403, 403, 302, 403, by="administrator", method="post", args=("closing_day",)),
    "desk:tariffs": page(403, 403, 200, 403, by="administrator"),
    "desk:tariff-new": page(403, 403, 200, 403, by="administrator"),
    "desk:tariff": page(403, 403, 200, 403, by="administrator", args=("tariff",)),
    "desk:own": page(403, 403, 200, 403, by="citizen"),
    "desk:agreement": page(200, 200, 200, 200),
    "desk:clause": page(200, 200, 200, 200, args=("clause",)),
    "desk:clause-versions": page(403, 403, 200, 403, by="administrator", args=("clause",)),
    "desk:clause-version-withdraw": page(
        403, 403, 302, 403, by="administrator", method="post", args=("clause", "clause_version")
    ),
    "desk:dialogue-cards": page(200, 200, 200, 200),
    "desk:learning": page(200, 200, 200, 200),
    "desk:learning-csv": page(200, 200, 200, 200),
    # Until a second person has checked it only those who see the journey know of it.
    "desk:learning-case": page(404, 200, 200, 200, args=("learning_case",)),
    "desk:learning-write": page(404, 200, 200, 403, args=("learning_case", "told_page")),
    "desk:learning-write-row": page(404, 403, 403, 403, args=("learning_case", "action_page", "no_row")),
    "desk:journey-learning": page(404, 200, 200, 403, args=("journey",)),
    "desk:own-learning": page(403, 403, 200, 403, by="citizen"),
    "desk:own-objection": page(403, 403, 302, 403, by="citizen", method="post", args=("learning_case",)),
    "desk:pocket-cards": page(200, 200, 200, 200),
    "desk:pocket-card": page(200, 200, 200, 200, args=("pocket",)),
    "desk:presentation": page(200, 200, 200, 200),
    "desk:own-paper": page(403, 403, 200, 403, by="citizen"),
    "desk:own-looks": page(403, 403, 200, 403, by="citizen"),
    "desk:own-words": page(403, 403, 200, 403, by="citizen", args=("wish",)),
    "desk:own-codes": page(403, 403, 200, 403, by="citizen"),
    "desk:own-code-ended": page(403, 403, 302, 403, by="citizen", method="post", args=("code",)),
    "desk:relative": Row(anonymous=200, stranger=200, reader=200, actor=200, glass=200),
    "desk:relative-end": Row(anonymous=302, stranger=302, reader=302, actor=302, glass=302, method="post"),
    "desk:relative-codes": page(404, 403, 200, 403, args=("journey",)),
    "desk:relative-code-ended": page(404, 403, 302, 403, method="post", args=("journey", "code")),
    "desk:journey-for-citizen": page(404, 200, 200, 200, args=("journey",)),
    "desk:mail-choices": page(200, 200, 200, 200),
    "desk:telling-rules": page(403, 403, 200, 403, by="administrator"),
    "desk:telling-rule-new": page(403, 403, 404, 403, by="administrator", method="post"),
    "desk:telling-rule-end": page(403, 403, 302, 403, by="administrator", method="post", args=("telling_rule",)),
    "desk:escalation-step-new": page(403, 403, 422, 403, by="administrator", method="post"),
    "desk:escalation-step-end": page(403, 403, 302, 403, by="administrator", method="post", args=("step",)),
    "desk:mails": page(403, 403, 200, 403, by="administrator"),
    "desk:mail-again": page(403, 403, 302, 403, by="administrator", method="post", args=("mail",)),
    "api:data-quality": api(403, 403, 200, 403, by="administrator"),
    "api:figures": api(200, 403, 200, 200, by="cluster_administrator"),
    "api:figure-definitions": api(200, 403, 200, 200, by="cluster_administrator"),
    "api:figure-journeys": api(400, 403, 400, 400),
    "api:journeys": api(200, 200, 200, 200),
    "api:journey": api(404, 200, 200, 200, args=("journey",)),
    "api:journey-responsibility": api(404, 200, 200, 200, args=("journey",)),
    "api:journey-events": api(404, 200, 200, 200, args=("journey",)),
    "api:document-choices": api(404, 200, 200, 403, args=("journey",)),
    "api:flowchart-helpfulness": api(200, 403, 200, 200, by="cluster_administrator"),
    "api:flowchart-step-answer": api(200, 200, 200, 200, args=("flow_step",), method="post", data={"helpful": True}),
    "api:journey-flowchart": api(404, 200, 200, 200, args=("journey",)),
    "api:journey-principles": api(404, 200, 200, 200, args=("journey",)),
    "api:journey-documents": api(404, 200, 200, 200, args=("journey",)),
    # What is no form with a file is refused by its type, after who asks.
    "api:document-files": api(404, 415, 415, 403, method="post", args=("journey",), data={}),
    "api:document-file": api(404, 404, 200, 404, args=("journey", "letter_document", "file")),
    "api:document-forwards": api(
        404,
        403,
        400,
        403,
        by="assessor",
        method="post",
        args=("journey", "document"),
        data={"number": 1, "unit": "00000000-0000-0000-0000-000000000000"},
    ),
    "api:document-answers": api(
        404,
        404,
        200,
        403,
        by="assessor",
        method="post",
        args=("journey", "document"),
        data={"number": 1, "answer": "acknowledged"},
    ),
    "api:documents-unsorted": api(200, 200, 200, 200),
    "api:document-sortings": api(
        404,
        404,
        404,
        403,
        by="assessor",
        method="post",
        args=("journey", "document"),
        data={"number": 1, "receiver": "00000000-0000-0000-0000-000000000000", "seen": 0, "work": "read"},
    ),
    "api:document-work-done": api(
        404,
        404,
        404,
        403,
        by="assessor",
        method="post",
        args=("journey", "document"),
        data={"number": 1, "receiver": "00000000-0000-0000-0000-000000000000", "seen": 0},
    ),
    "api:journey-act": api(
        404, 403, 200, 403, method="post", args=("journey", "destination"), data={"destination": "own_home"}
    ),
    "api:journey-begin": api(400, 403, 400, 400, method="post", args=("begin",), data={"cpr": "not a number"}),
    "api:event-take-back": api(404, 403, 200, 403, method="post", args=("journey", "event")),
    "api:event-correct": api(
        404, 403, 200, 403, method="post", args=("journey", "event"), data={"destination": "own_home"}
    ),
    "api:clauses": api(200, 200, 200, 200),
    "api:clause": api(200, 200, 200, 200, args=("clause",)),
    "api:clause-versions": api(403, 403, 200, 403, by="administrator", args=("clause",)),
    "api:clause-version": api(
        403, 403, 204, 403, by="administrator", method="delete", args=("clause", "clause_version")
    ),
    "api:own-words": api(
        403, 403, 201, 403, by="citizen", method="post", args=("wish",), data={"text": "Hjem", "said_by": "relative"}
    ),
    "api:own-codes": api(403, 403, 200, 403, by="citizen"),
    "api:own-code": api(403, 403, 204, 403, by="citizen", method="delete", args=("code",)),
    "api:journey-codes": api(404, 403, 200, 403, args=("journey",)),
    "api:journey-code": api(404, 403, 204, 403, method="delete", args=("journey", "code")),
    # A code opens it and nothing else does.
    "api:relative": Row(
        anonymous=400, stranger=400, reader=400, actor=400, glass=400, method="post", data={"code": "AAAA-AAAA-AAAA"}
    ),
    "api:own": api(403, 403, 200, 403, by="citizen"),
    "api:inbox": api(200, 200, 200, 200),
    "api:mine": api(200, 200, 200, 200),
    "api:inbox-read": api(404, 404, 200, 404, by="assessor", method="post", args=("news",)),
    "api:learning": api(200, 200, 200, 200),
    "api:learning-case": api(404, 200, 200, 200, args=("learning_case",)),
    "api:learning-write": api(
        404, 200, 200, 403, method="post", args=("learning_case", "audit"), data={"owner": "yes", "owner_words": "x"}
    ),
    "api:learning-write-row": api(404, 403, 403, 403, method="post", args=("learning_case", "actions", "no_row")),
    "api:journey-learning": api(
        404, 201, 201, 403, method="post", args=("journey",), data={"tone": "went_badly", "words": "Ingen ringede"}
    ),
    "api:own-learning": api(403, 403, 200, 403, by="citizen"),
    "api:own-objection": api(403, 403, 200, 403, by="citizen", method="post", args=("learning_case",)),
    "api:surveys": api(200, 200, 200, 200),
    "api:survey-statements": api(403, 403, 200, 403, by="cluster_administrator"),
    "api:survey-codes": api(200, 403, 200, 200),
    "api:survey-codes-withdrawn": api(404, 403, 200, 404, method="post", args=("batch",), data={"handed_out": 0}),
    "api:survey-staff": api(404, 404, 404, 404, args=("staff_survey",)),
    "api:survey-texts": api(403, 403, 200, 403, by="administrator"),
    "api:survey-text": api(403, 403, 204, 403, by="administrator", method="delete", args=("text",)),
    "api:survey-answers": Row(
        anonymous=400, stranger=400, reader=400, actor=400, glass=400, method="post", data={"code": "AAAA-AAAA-AAAA"}
    ),
    "api:plans": api(200, 200, 200, 200),
    "api:plan": api(200, 200, 200, 200, args=("plan",)),
    "api:plan-write": api(
        403,
        403,
        200,
        403,
        by="cluster_administrator",
        method="post",
        args=("plan", "status_page"),
        data={"month": "this_month", "SQ1": "Halvvejs"},
    ),
    "api:plan-write-row": api(
        403,
        403,
        200,
        403,
        by="cluster_administrator",
        method="post",
        args=("plan", "tasks", "plan_task"),
        data={"status": "under_way"},
    ),
    "api:register": api(200, 200, 200, 200, args=("register_api",)),
    "api:register-row": api(200, 200, 200, 200, args=("register_api", "register_row")),
    "api:register-write": api(
        403,
        403,
        200,
        403,
        by="cluster_administrator",
        method="post",
        args=("register_api", "register_row", "register_what"),
        data={
            "name": "Akutteamet",
            "for_whom": "Alle",
            "phone": "00 00 11 01",
            "hours": "Altid",
            "valid_from": "this_month",
        },
    ),
    "api:tasks": api(200, 200, 200, 200),
    "api:schema": api(200, 200, 200, 200),
}

MEDCOM: dict[str, Row] = {
    "medcom:messages": Row(anonymous=401, stranger=401, reader=401, actor=401, glass=401, method="post"),
    "medcom:messages-unslashed": Row(anonymous=401, stranger=401, reader=401, actor=401, glass=401, method="post"),
    "medcom:log": page(403, 403, 200, 403, by="administrator"),
    "medcom:message": page(403, 403, 404, 403, by="administrator", args=("nothing",)),
    "medcom:raw": page(403, 403, 404, 403, by="administrator", method="post", args=("nothing",)),
    "medcom:retry": page(403, 403, 404, 403, by="administrator", method="post", args=("nothing",)),
    "medcom:put-aside": page(403, 403, 404, 403, by="administrator", method="post", args=("nothing",)),
}

TABLE: dict[str, Row] = {**DESK, **MEDCOM}

# Django's and allauth's own addresses: their doors are tested as one (test_url_roles.py).
ADMIN = "admin:"
ENTRANCES = ("account_", "mfa_")
