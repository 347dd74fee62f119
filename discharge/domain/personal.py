"""Which fields tell about a person; feeds redaction, export and demo data (DESIGN 9)."""

from organisations.domain.personal import PersonalFields

PERSONAL_FIELDS: PersonalFields = {
    "discharge.ExtendedResponsibility": {
        "key": "not_personal",
        "journey": "personal",
        "ward": "sensitive",
        "hospital": "sensitive",
        "eligible": "sensitive",
        "voided": "not_personal",
        "discharged_at": "sensitive",
        "starts_at": "sensitive",
        "ends_at": "sensitive",
        "could_end_at": "sensitive",
        "phases": "sensitive",
        "missing": "sensitive",
        "verdicts": "sensitive",
        "version": "not_personal",
    },
    "discharge.ReadyPeriod": {
        "ref": "not_personal",
        "journey": "personal",
        "ready_at": "sensitive",
        "notified_at": "sensitive",
        "ended_at": "sensitive",
        "end_reason": "sensitive",
        "reasons": "sensitive",
    },
    "discharge.CitizenResponsibility": {
        "citizen": "personal",
        "periods": "sensitive",
    },
}
