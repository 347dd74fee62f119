"""Which fields of the message log tell about a person (DESIGN 9)."""

from organisations.domain.personal import PersonalFields

PERSONAL_FIELDS: PersonalFields = {
    "medcom.Gateway": {
        "id": "not_personal",
        "name": "not_personal",
        "token_hash": "not_personal",
        "silent_after_minutes": "not_personal",
        "created_at": "not_personal",
        "last_message_at": "not_personal",
        "active": "not_personal",
    },
    "medcom.InboundMessage": {
        "id": "not_personal",
        "body": "sensitive",
        "size": "not_personal",
        "sha256": "not_personal",
        "content_type": "not_personal",
        "received_at": "personal",
        "gateway": "not_personal",
        "door": "not_personal",
        "state": "not_personal",
        "message_id": "not_personal",
        "bundle_id": "not_personal",
        "event_code": "personal",
        "activity": "personal",
        "sender_label": "personal",
        "receiver_label": "personal",
        "identity": "not_personal",
        "citizen": "personal",
        "event": "personal",
        "problems": "not_personal",
        "answer": "personal",
        "answer_code": "not_personal",
        "answered_at": "not_personal",
        "original": "not_personal",
        "attempts": "not_personal",
        "retry_at": "not_personal",
        "processing_error": "not_personal",
    },
    "medcom.MessageKey": {"id": "not_personal", "message_id": "not_personal", "first": "not_personal"},
}
