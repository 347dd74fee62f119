"""Required code lists of FHIR R4 itself, by type and element (http://hl7.org/fhir/R4/datatypes.html)."""

from __future__ import annotations

from functools import cache

_LISTS = {
    "Address.type": "postal physical both",
    "Address.use": "home work temp old billing",
    "ContactPoint.system": "phone fax email pager url sms other",
    "ContactPoint.use": "home work temp old mobile",
    "HumanName.use": "usual official temp nickname anonymous old maiden",
    "Identifier.use": "usual official temp secondary old",
    "Narrative.status": "generated extensions additional empty",
    "Patient.gender": "male female other unknown",
    "Patient.contact.gender": "male female other unknown",
    "Patient.link.type": "replaced-by replaces refer seealso",
    "Provenance.entity.role": "derivation revision quotation source removal",
    "MessageHeader.response.code": "ok transient-error fatal-error",
}


@cache
def base_codes(type_name: str, element: str) -> frozenset[str] | None:
    """The codes that an element may have; None where FHIR binds none."""
    listed = _LISTS.get(f"{type_name}.{element}")
    return frozenset(listed.split()) if listed else None
