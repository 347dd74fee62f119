"""Which fields tell about a person; feeds redaction, export and demo data (DESIGN 9).

Every app has such a map for its models: a field is personal, sensitive (health or a CPR number) or neither.
"""

from typing import Literal

Privacy = Literal["personal", "sensitive", "not_personal"]
PersonalFields = dict[str, dict[str, Privacy]]

PERSONAL_FIELDS: PersonalFields = {
    "organisations.Organisation": {
        "id": "not_personal",
        "reference_key": "not_personal",
        "kind": "not_personal",
        "function": "not_personal",
        "speciality": "not_personal",
        "name": "not_personal",
        "short_name": "not_personal",
        "sor": "not_personal",
        "gln": "not_personal",
        "ydernummer": "not_personal",
        "municipality_code": "not_personal",
        "region_code": "not_personal",
        "parent": "not_personal",
        "root": "not_personal",
        "phone": "not_personal",
        "phone_hours": "not_personal",
        "opening_hours": "not_personal",
        "beds": "not_personal",
        "verified": "not_personal",
        "fictitious": "not_personal",
    },
    "organisations.CooperationArea": {
        "id": "not_personal",
        "key": "not_personal",
        "type": "not_personal",
        "name": "not_personal",
        "secretariat": "not_personal",
        "valid_from": "not_personal",
        "valid_to": "not_personal",
    },
    "organisations.CooperationAreaName": {
        "id": "not_personal",
        "area": "not_personal",
        "name": "not_personal",
        "valid_from": "not_personal",
        "valid_to": "not_personal",
    },
    "organisations.CooperationAreaMember": {
        "id": "not_personal",
        "area": "not_personal",
        "organisation": "not_personal",
        "valid_from": "not_personal",
        "valid_to": "not_personal",
    },
    "organisations.User": {
        "id": "not_personal",
        "uuid": "not_personal",
        "username": "personal",
        "name": "personal",
        "email": "personal",
        "authorisation_id": "personal",
        "password": "sensitive",
        "last_login": "personal",
        "date_joined": "personal",
        "is_superuser": "not_personal",
        "is_staff": "not_personal",
        "is_active": "not_personal",
        "active_membership": "personal",
        "groups": "not_personal",
        "user_permissions": "not_personal",
    },
    "organisations.Membership": {
        "id": "not_personal",
        "user": "personal",
        "unit": "personal",
        "role": "personal",
        "valid_from": "personal",
        "valid_to": "personal",
    },
    "organisations.SecurityEvent": {
        "id": "not_personal",
        "at": "personal",
        "kind": "personal",
        "user_uuid": "personal",
        "by_uuid": "personal",
        "address": "personal",
        "device": "personal",
        "detail": "personal",
    },
}
