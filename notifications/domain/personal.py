"""Which fields of the outbox and of notifications tell about a person (DESIGN 9)."""

from organisations.domain.personal import PersonalFields

PERSONAL_FIELDS: PersonalFields = {
    "notifications.OutboxMessage": {
        "id": "not_personal",
        "topic": "not_personal",
        "key": "not_personal",
        "payload": "not_personal",
        "state": "not_personal",
        "created_at": "not_personal",
        "release_at": "not_personal",
        "next_attempt_at": "not_personal",
        "attempts": "not_personal",
        "settled_at": "not_personal",
        "last_error": "not_personal",
    },
    # What happened to whom: the subject is opaque, yet leads to a citizen together with the journey.
    "notifications.Notification": {
        "id": "not_personal",
        "unit": "not_personal",
        "kind": "sensitive",
        "subject_ref": "personal",
        "telling": "personal",
        "key": "not_personal",
        "facts": "sensitive",
        "created_at": "not_personal",
        "seen_at": "not_personal",
        "seen_by": "personal",
    },
}
