"""From a notification to the event that it states (SPEC A3.1); no database."""

import pytest

from journeys.domain.events import EventKind
from medcom.domain.events import Places, StatedEvent, problems_of_chain, stated_event
from medcom.domain.formats import Format, encode
from medcom.domain.identifiers import label_of, party_of
from medcom.domain.reading import read
from medcom.domain.states import FINAL, TRANSITIONS, MessageState, outcome_word
from medcom.parsing.building.builder import MessageOrganization
from medcom.parsing.checking.checker import check
from medcom.parsing.messages.notification import HospitalNotification, read_notification
from tests.domain.medcom.stays import NANCY, dead_on_arrival, stay
from tests.medcom.gateway.test_builder_scripts import play

PLACES = Places(provider="p", hospital="h", municipality="m")
K = EventKind


def notifications(*names: str) -> list[HospitalNotification]:
    return [read_notification(bundle) for bundle in play(list(names))]


def last_event(*names: str) -> tuple[StatedEvent, HospitalNotification]:
    told = notifications(*names)
    return stated_event(told[-1], PLACES), told[-2] if len(told) > 1 else told[-1]


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ("STAA", K.ACUTE_ARRIVED),
        ("STIN", K.ADMITTED),
        ("STIN STOR", K.LEAVE_STARTED),
        ("STIN STOR SLOR", K.LEAVE_ENDED),
        ("STIN SLHJ", K.DISCHARGED),
        ("STAA SLHJ", K.DISCHARGED),
        ("STIN MORS", K.DIED),
        ("MORS", K.DIED),
        ("STAA RE-STAA", K.ACUTE_ARRIVED),
        ("STIN STOR RE-STOR", K.LEAVE_STARTED),
        ("STIN SLHJ RE-SLHJ", K.DISCHARGED),
        ("STIN MORS RE-MORS", K.DIED),
        ("STIN AN-STIN", K.CANCELLED),
        ("STIN SLHJ AN-SLHJ", K.CANCELLED),
        ("STIN MORS AN-MORS", K.ADMITTED),
        ("MORS AN-MORS", K.ADMITTED),
        ("STAA MORS AN-MORS", K.ACUTE_ARRIVED),
        ("STIN STOR MORS AN-MORS", K.CANCELLED),
    ],
)
def test_kind(names: str, kind: EventKind) -> None:
    assert last_event(*names.split())[0].kind is kind


# Of the kind that they correct or cancel and of no other (RULES 2i V13); they voided anything before M06.
@pytest.mark.parametrize(
    ("names", "only"),
    [
        ("STIN RE-STIN", K.ADMITTED),
        ("STIN AN-STIN", K.ADMITTED),
        ("STIN STOR AN-STOR", K.LEAVE_STARTED),
        ("STIN MORS AN-MORS", K.DIED),
    ],
)
def test_m06_v13_corrections_and_cancellations_void_a_predecessor_of_their_kind(names: str, only: EventKind) -> None:
    event, before = last_event(*names.split())
    assert (event.voids_ref, event.voids_only) == (before.message_id, only)


@pytest.mark.parametrize("names", ["STIN MORS", "STIN MORS RE-MORS"])
def test_a_death_voids_its_predecessor_only_if_that_is_a_death(names: str) -> None:
    event, before = last_event(*names.split())
    assert (event.voids_ref, event.voids_only) == (before.message_id, K.DIED)


@pytest.mark.parametrize("names", ["STIN", "STAA STIN", "STIN STOR", "MORS"])
def test_what_goes_on_voids_nothing(names: str) -> None:
    event, _before = last_event(*names.split())
    assert (event.voids_ref, event.voids_only) == ("", None)


def test_going_on_with_a_living_citizen_voids_the_death_before() -> None:
    bundle = stay("leave", "discharge").bundles[-1]
    for entry in bundle["entry"]:
        if entry["resource"]["resourceType"] == "Patient":
            entry["resource"]["deceasedBoolean"] = False
    notification = read_notification(bundle)
    event = stated_event(notification, PLACES)
    assert (event.kind, event.voids_ref, event.voids_only) == (K.DISCHARGED, notification.previous_id, K.DIED)


def test_a_cancelled_death_is_admitted_when_the_stay_began() -> None:
    event, _before = last_event("MORS", "AN-MORS")
    assert event.occurred_at == notifications("MORS")[0].period_start


def test_the_payload_has_what_is_known_and_nothing_else() -> None:
    (notification,) = notifications("STIN")
    payload = stated_event(notification, Places(provider="p", hospital="h", municipality=None)).payload
    assert set(payload) == {
        *("class", "period_start", "provider", "hospital", "report_of_admission"),
        *("family_name", "given_names", "address_line", "postal_code", "city"),
    }
    assert (payload["class"], payload["provider"], payload["family_name"]) == ("IMP", "p", NANCY.family_name)
    assert payload["period_start"] == "2024-02-29T10:00:00+00:00"


def test_leave_times_are_in_the_payload() -> None:
    payload = last_event("STIN", "STOR", "SLOR")[0].payload
    assert payload["leave_start"] < payload["leave_end"]


def test_dead_on_arrival_without_flag_says_so() -> None:
    payload = stated_event(read_notification(dead_on_arrival().bundles[0]), PLACES).payload
    assert payload["report_of_admission"] is False


def test_a_revision_that_says_alive_undoes_the_death_it_repeats() -> None:
    bundle = play(["STIN", "STOR", "MORS", "AN-MORS"])[-1]
    for entry in bundle["entry"]:
        for entity in entry["resource"].get("entity", []):
            entity["role"] = "revision"
    event = stated_event(read_notification(bundle), PLACES)
    assert (event.kind, event.voids_only) == (K.CANCELLED, K.DIED)


def test_a_cancelled_death_without_predecessor_is_refused() -> None:
    bundle = play(["STIN", "MORS", "AN-MORS"])[-1]
    for entry in bundle["entry"]:
        for entity in entry["resource"].get("entity", []):
            entity["what"] = {"display": "?"}
    notification = read_notification(bundle)
    assert [problem.code for problem in problems_of_chain(notification)] == ["hn.previous_missing"]


def test_the_same_message_in_both_formats_has_one_identity() -> None:
    (bundle,) = play(["STIN"])
    found = {read(encode(bundle, form), form.value).identity for form in Format}
    assert len(found) == 1


def test_a_refused_message_has_an_identity_that_ignores_the_envelope() -> None:
    (bundle,) = play(["STIN"])
    broken = {**bundle, "entry": [e for e in bundle["entry"] if e["resource"]["resourceType"] != "Patient"]}
    assert check(broken)
    again = {**broken, "id": "another", "timestamp": "2024-03-01T10:00:00+01:00"}
    assert read(encode(broken, Format.JSON)).identity == read(encode(again, Format.JSON)).identity


@pytest.mark.parametrize(
    ("body", "state", "code"),
    [
        (b"", MessageState.UNREADABLE, "unreadable.empty"),
        (b"hello", MessageState.UNREADABLE, "unreadable.json"),
        (b"[]", MessageState.UNREADABLE, "unreadable.json_object"),
        (b"<a/>", MessageState.UNREADABLE, "unreadable.not_fhir"),
        (b'{"resourceType":"Patient"}', MessageState.UNREADABLE, "message.not_a_bundle"),
        (b'{"resourceType":"Bundle"}', MessageState.REJECTED, "header.missing"),
        (b"UNB+UNOC:3+57900", MessageState.UNSUPPORTED, "unreadable.old_format"),
        (
            b'<Emessage xmlns="http://rep.oio.dk/sundcom.dk/medcom.dk/xml/schemas/2007/02/01/"/>',
            MessageState.UNSUPPORTED,
            "unreadable.old_format",
        ),
        (b'<Emessage xmlns="urn:oio:medcom:municipality:1.0.3"/>', MessageState.UNSUPPORTED, "unreadable.old_format"),
    ],
)
def test_what_is_no_notification(body: bytes, state: MessageState, code: str) -> None:
    reading = read(body)
    assert (reading.state, reading.problems[0].code) == (state, code)


def test_ill_formed_numbers_are_as_good_as_none() -> None:
    party = party_of(MessageOrganization(sor="12", gln="5790001348121", municipality_code="0791", name="Et sted"))
    assert (party.sor, party.gln, party.municipality_code) == (None, None, "791")


def test_a_party_is_labelled_by_name_and_number() -> None:
    assert label_of(MessageOrganization(sor="265161000016000", name="Afsnit")) == "Afsnit · SOR 265161000016000"
    assert label_of(MessageOrganization(gln="5790001348120")) == "GLN 5790001348120"
    assert label_of(None) == ""


def test_only_a_waiting_message_changes_its_state() -> None:
    assert {state for state, following in TRANSITIONS.items() if following} == set(MessageState) - FINAL


@pytest.mark.parametrize(
    ("state", "word"),
    [
        (MessageState.ACCEPTED, "accepted"),
        (MessageState.ACKNOWLEDGEMENT, "accepted"),
        (MessageState.DUPLICATE, "duplicate"),
        (MessageState.UNSUPPORTED, "unsupported"),
        (MessageState.CONFLICT, "rejected"),
        (MessageState.FAILED_WILL_RETRY, "rejected"),
    ],
)
def test_the_word_of_the_import_command(state: MessageState, word: str) -> None:
    assert outcome_word(state) == word
