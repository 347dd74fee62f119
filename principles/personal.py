"""Which fields tell about a person; feeds redaction, export and demo data (DESIGN 9)."""

from organisations.domain.personal import PersonalFields

PERSONAL_FIELDS: PersonalFields = {
    "principles.ImplementationPlan": {
        "id": "not_personal",
        "area": "not_personal",
        "unit": "not_personal",
        "template": "not_personal",
        "starts_on": "not_personal",
        "begun_at": "not_personal",
        "begun_by": "personal",
    },
    "principles.PlanTask": {
        "id": "not_personal",
        "plan": "not_personal",
        "item": "not_personal",
        "title": "not_personal",
        "track": "not_personal",
        "first_on": "not_personal",
        "due_on": "not_personal",
        "owner": "not_personal",
        "status": "not_personal",
        "done_on": "not_personal",
        "evidence": "not_personal",
    },
    "principles.StatusAnswer": {
        "id": "not_personal",
        "plan": "not_personal",
        "month": "not_personal",
        "question": "not_personal",
        "words": "not_personal",
        "answered_at": "not_personal",
        "answered_by": "personal",
    },
    "principles.Cycle": {
        "id": "not_personal",
        "plan": "not_personal",
        "title": "not_personal",
        "indicator": "not_personal",
        "begun_at": "not_personal",
    },
    "principles.CycleStep": {
        "id": "not_personal",
        "cycle": "not_personal",
        "stage": "not_personal",
        "on": "not_personal",
        "words": "not_personal",
        "written_at": "not_personal",
        "written_by": "personal",
    },
    "principles.PlanMeeting": {
        "id": "not_personal",
        "plan": "not_personal",
        "kind": "not_personal",
        "held_on": "not_personal",
        "title": "not_personal",
        "participants": "not_personal",
        "minutes": "not_personal",
        "decisions": "not_personal",
        "written_by": "personal",
    },
}
