"""Which fields tell about a person; feeds redaction, export and demo data (DESIGN 9)."""

from organisations.domain.personal import PersonalFields

PERSONAL_FIELDS: PersonalFields = {
    "documents.Document": {
        "id": "not_personal",
        "journey": "personal",
        "kind": "sensitive",
        "unit": "sensitive",
        "begun_at": "sensitive",
        "begun_by": "personal",
        "thread": "not_personal",
    },
    "documents.DraftField": {
        "id": "not_personal",
        "document": "personal",
        "name": "not_personal",
        "value": "sensitive",
        "revision": "not_personal",
        "saved_at": "not_personal",
        "saved_by": "personal",
    },
    "documents.Delivery": {
        "key": "not_personal",
        "journey": "personal",
        "document": "personal",
        "kind": "sensitive",
        "number": "not_personal",
        "sender": "sensitive",
        "receiver": "sensitive",
        "sent_at": "sensitive",
        "released_at": "not_personal",
        "forwarded_at": "not_personal",
        "followed_at": "not_personal",
        "replaced_at": "not_personal",
        "answered_at": "sensitive",
        "answer": "sensitive",
        "error_at": "not_personal",
        "error_by": "personal",
        "mistake": "not_personal",
        "discarded_at": "not_personal",
    },
    "documents.Version": {
        "id": "not_personal",
        "document": "personal",
        "event": "personal",
        "number": "not_personal",
        "values": "sensitive",
        "sent_at": "sensitive",
        "sent_by": "personal",
        "parts": "sensitive",
    },
}
