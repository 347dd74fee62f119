"""The FHIR R4 (4.0.1) data types that MedCom messages use: element, type, `*` repeats, `!` required."""

from __future__ import annotations

_PRIMITIVES = (
    "base64Binary boolean canonical code date dateTime decimal id instant integer markdown oid positiveInt string"
    " time unsignedInt uri url uuid xhtml"
)
PRIMITIVES = frozenset(_PRIMITIVES.split())
WHOLE_NUMBERS = frozenset({"integer", "positiveInt", "unsignedInt"})

_QUANTITY = "value:decimal comparator:code unit:string system:uri code:code"

# http://hl7.org/fhir/R4/datatypes.html, in the order that the XML form demands.
_DATATYPES = {
    "Element": "",
    "BackboneElement": "modifierExtension:Extension*",
    "Extension": "url:uri! value[x]:any",
    "Narrative": "status:code! div:xhtml!",
    "Meta": "versionId:id lastUpdated:instant source:uri profile:canonical* security:Coding* tag:Coding*",
    "Address": "use:code type:code text:string line:string* city:string district:string state:string postalCode:string"
    " country:string period:Period",
    "Age": _QUANTITY,
    "Annotation": "author[x]:Reference|string time:dateTime text:markdown!",
    "Attachment": "contentType:code language:code data:base64Binary url:url size:unsignedInt hash:base64Binary"
    " title:string creation:dateTime",
    "CodeableConcept": "coding:Coding* text:string",
    "Coding": "system:uri version:string code:code display:string userSelected:boolean",
    "ContactDetail": "name:string telecom:ContactPoint*",
    "ContactPoint": "system:code value:string use:code rank:positiveInt period:Period",
    "Count": _QUANTITY,
    "Distance": _QUANTITY,
    "Duration": _QUANTITY,
    "HumanName": "use:code text:string family:string given:string* prefix:string* suffix:string* period:Period",
    "Identifier": "use:code type:CodeableConcept system:uri value:string period:Period assigner:Reference",
    "Money": "value:decimal currency:code",
    "Period": "start:dateTime end:dateTime",
    "Quantity": _QUANTITY,
    "Range": "low:Quantity high:Quantity",
    "Ratio": "numerator:Quantity denominator:Quantity",
    "Reference": "reference:string type:uri identifier:Identifier display:string",
    "SampledData": "origin:Quantity! period:decimal! factor:decimal lowerLimit:decimal upperLimit:decimal"
    " dimensions:positiveInt! data:string",
    "Signature": "type:Coding*! when:instant! who:Reference! onBehalfOf:Reference targetFormat:code sigFormat:code"
    " data:base64Binary",
    "Timing": "modifierExtension:Extension* event:dateTime* repeat:Timing.repeat code:CodeableConcept",
    "Timing.repeat": "bounds[x]:Duration|Range|Period count:positiveInt countMax:positiveInt duration:decimal"
    " durationMax:decimal durationUnit:code frequency:positiveInt frequencyMax:positiveInt period:decimal"
    " periodMax:decimal periodUnit:code dayOfWeek:code* timeOfDay:time* when:code* offset:unsignedInt",
    "UsageContext": "code:Coding! value[x]:CodeableConcept|Quantity|Range|Reference!",
}

# What Extension.value[x] may hold, as far as it is known here.
ANY_TYPE = (
    *sorted(PRIMITIVES - {"xhtml"}),
    *sorted(
        name
        for name in _DATATYPES
        if name.isalpha() and name not in {"Element", "BackboneElement", "Extension", "Narrative"}
    ),
)


def _elements(text: str) -> dict[str, str]:
    return dict(part.split(":", 1) for part in text.split())


DATATYPES: dict[str, dict[str, str]] = {name: _elements(text) for name, text in _DATATYPES.items()}
