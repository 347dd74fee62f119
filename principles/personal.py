"""Which fields tell about a person; feeds redaction, export and demo data (DESIGN 9)."""

from organisations.domain.personal import PersonalFields

PERSONAL_FIELDS: PersonalFields = {}
