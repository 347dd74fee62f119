"""Times as aware instants, and the forms of primitive types."""

from datetime import UTC, datetime

import pytest

from medcom.domain.formats import Format, wanted_format
from medcom.parsing.fhir.formats import fault, instant


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2025-03-03T09:00:00+01:00", datetime(2025, 3, 3, 8, tzinfo=UTC)),
        ("2025-03-03T09:00:00Z", datetime(2025, 3, 3, 9, tzinfo=UTC)),
        ("2024-02-29T00:00:00.5+02:00", datetime(2024, 2, 28, 22, 0, 0, 500000, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2017, 1, 1, tzinfo=UTC)),
        ("2025-03-03T09:00:00", None),
        ("2025-03-03T09:00+01:00", None),
        ("2025-03-03T24:00:00Z", None),
        ("2025-02-29T09:00:00Z", None),
        ("2025-03-03T09:00:00+15:00", None),
        ("2025-03-03 09:00:00Z", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("0000-01-01T00:00:00Z", None),
        ("9999-12-31T23:59:60Z", None),
        ("2025-03-03", None),
        ("", None),
        (None, None),
        (20250303, None),
    ],
)
def test_instant(text: object, wanted: datetime | None) -> None:
    assert instant(text) == wanted


@pytest.mark.parametrize(
    ("value", "kind", "wanted"),
    [
        ("a-1.B", "id", ""),
        ("a_1", "id", "value.format"),
        ("a" * 65, "id", "value.format"),
        ("in-progress", "code", ""),
        (" in-progress", "code", "value.format"),
        ("urn:x y", "uri", "value.format"),
        ("urn:oid:1.2.208", "oid", ""),
        ("urn:uuid:fc60e762-b13b-5773-865e-67f3907bdcc7", "uuid", ""),
        ("2025", "date", ""),
        ("2025-13", "date", "value.time"),
        ("0000", "date", "value.time"),
        ("2025-03", "dateTime", ""),
        ("2025-03-03", "instant", "value.time"),
        ("09:00:00", "time", ""),
        ("", "string", "element.empty"),
        (1, "string", "value.datatype"),
        ("1", "integer", "value.datatype"),
        (True, "integer", "value.datatype"),
        (0, "positiveInt", "value.format"),
        (-1, "unsignedInt", "value.format"),
        (2**31, "integer", "value.format"),
        (-1, "integer", ""),
        (1.5, "integer", "value.format"),
        (1.5, "decimal", ""),
        ("true", "boolean", "value.datatype"),
        (False, "boolean", ""),
    ],
)
def test_fault(value: object, kind: str, wanted: str) -> None:
    assert fault(value, kind) == wanted


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("", Format.XML),
        ("*/*", Format.XML),
        ("application/json", Format.JSON),
        ("application/fhir+xml;q=0.2, application/fhir+json;q=0.9", Format.JSON),
        ("application/fhir+json;q=0", Format.XML),
        ("application/fhir+json;q=x", Format.XML),
        ("text/html;level=1, application/fhir+json", Format.JSON),
    ],
)
def test_wanted_format(accept: str, wanted: Format) -> None:
    assert wanted_format(accept, Format.XML) is wanted
