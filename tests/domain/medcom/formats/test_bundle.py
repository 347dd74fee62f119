"""What a reference names: the id of another message, however it is written (SPEC A2)."""

import pytest

from medcom.parsing.bundle import message_of


@pytest.mark.parametrize(
    ("reference", "message_id"),
    [
        ({"reference": "MessageHeader/a"}, "a"),
        ({"reference": "https://sender.example/fhir/MessageHeader/a"}, "a"),
        ({"reference": "urn:uuid:a"}, "a"),
        ({"identifier": {"value": "a"}}, "a"),
        ({"reference": "Encounter/a"}, None),
        ({"reference": "a"}, None),
        ({"reference": "MessageHeader/"}, None),
        ({}, None),
        (None, None),
    ],
)
def test_a_reference_names_a_message_only_as_one(reference: object, message_id: str | None) -> None:
    assert message_of(reference) == message_id
