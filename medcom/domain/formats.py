"""Which format a message has and its answer gets: JSON or XML."""

from enum import StrEnum

from medcom.parsing.fhir.decode import encode_json, encode_xml
from medcom.parsing.fhir.types import Json


class Format(StrEnum):
    """The media types of FHIR."""

    JSON = "application/fhir+json"
    XML = "application/fhir+xml"


ACCEPTED_TYPES: dict[str, Format] = {
    "application/fhir+json": Format.JSON,
    "application/json": Format.JSON,
    "application/fhir+xml": Format.XML,
    "application/xml": Format.XML,
    "text/xml": Format.XML,
}


def media_type(header: str) -> str:
    """The type without parameters, lower case."""
    return header.partition(";")[0].strip().lower()


def format_of(content_type: str) -> Format | None:
    """The format of a request, or None when the type is not one of ours."""
    return ACCEPTED_TYPES.get(media_type(content_type))


def wanted_format(accept: str, default: Format) -> Format:
    """The first type of an Accept header that we write, with quality 0 left out; else the request's own format."""
    wishes = [part for part in accept.split(",") if not _refused(part)]
    ranked = sorted(wishes, key=_quality, reverse=True)
    return next((found for part in ranked if (found := format_of(part)) is not None), default)


def _quality(part: str) -> float:
    for parameter in part.split(";")[1:]:
        name, _, value = parameter.strip().partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


def _refused(part: str) -> bool:
    return _quality(part) <= 0


def is_classic_answer(answer: Json) -> bool:
    """Whether an answer is a receipt of the older generation: it has one form, whatever was asked for."""
    return "oioxml" in answer


def encode(resource: Json, form: Format) -> bytes:
    """The bytes of an answer."""
    if is_classic_answer(resource):
        return str(resource["oioxml"]).encode()
    return encode_xml(resource) if form is Format.XML else encode_json(resource)
