"""Letters by message: into the journey they belong to, once, in any order; else on the list of what lies in none."""

from datetime import timedelta
from itertools import permutations
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from documents.domain.parts import Parts
from documents.models import Delivery, Document, Version
from documents.selectors.receiving import may_be_placed
from journeys.actions.rebuild import rebuild_citizen
from journeys.models import Citizen, Journey, JourneyEvent, JourneyParty
from medcom.actions.letters import mark_read, place_waiting
from medcom.actions.parties import Unknown
from medcom.domain.formats import Format, encode
from medcom.domain.states import MessageState
from medcom.models import InboundMessage, Letter
from medcom.parsing.building.builder import Episode
from medcom.parsing.fhir.decode import decode, encode_xml
from organisations.domain.roles import Role
from organisations.models import Organisation
from tests.domain.medcom.letters import THREAD, letter_bundle
from tests.domain.medcom.stays import HOME_CARE, MONDAY, NANCY, OTHER_WARD, WARD
from tests.factories.organisations import make_practice, make_user
from tests.medcom.mutations import copy_of, header, resource
from tests.medcom.official import each, read
from tests.medcom.world import NOW, deliver, make_served_citizen, make_world

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def world() -> dict[str, Organisation]:
    return make_world()


def _admit(seed: int = 3) -> Journey:
    make_served_citizen(NANCY.cpr)
    bundle = Episode(patient=NANCY, sender=WARD, receiver=HOME_CARE, seed=seed).admit(at=MONDAY)
    assert deliver(bundle).state_value is MessageState.ACCEPTED
    return Journey.objects.current().get()


def _codes(message: InboundMessage) -> set[str]:
    return {problem["code"] for problem in message.problems}


def _is_clean() -> bool:
    return not any(rebuild_citizen(row.pk, now=LATER, check=True) for row in Citizen.objects.all())


@pytest.mark.parametrize("form", Format)
def test_a_letter_becomes_a_document_of_the_journey(world: dict[str, Organisation], form: Format) -> None:
    journey = _admit()
    message = deliver(letter_bundle("Borgeren kommer hjem fredag."), form=form, now=LATER)
    assert (message.state_value, message.answer_code) == (MessageState.ACCEPTED, "ok")
    version = Version.objects.select_related("document").get()
    assert (version.document.journey, version.document.unit) == (journey, world["ward"])
    assert (version.document.begun_by, version.sent_by, version.document.thread) == (None, None, THREAD)
    assert version.values == {
        "category": "discharge",
        "subject": "Hjemkomst",
        "text": "Borgeren kommer hjem fredag.",
        "contact_phone": "87654321",
    }
    delivery = Delivery.objects.get()
    assert (delivery.sender, delivery.receiver, delivery.answer) == (world["ward"], world["home_care"], "")
    assert Letter.objects.get().event == version.event == InboundMessage.objects.get(pk=message.pk).event
    assert _is_clean()


def test_a_letter_of_a_citizen_without_a_journey_waits_and_is_placed_when_one_comes(
    world: dict[str, Organisation],
) -> None:
    message = deliver(letter_bundle())
    assert (message.state_value, message.answer_code) == (MessageState.ACCEPTED, "ok")
    letter = Letter.objects.get()
    assert (letter.event, letter.receiver, letter.citizen.cpr) == (None, world["home_care"], NANCY.cpr)
    assert not JourneyEvent.objects.exists()
    assert place_waiting(now=NOW) == 0
    _admit()
    assert place_waiting(now=LATER) == 1
    assert place_waiting(now=LATER) == 0
    assert Letter.objects.get().event == Version.objects.get().event
    assert _is_clean()


def test_a_letter_opens_no_journey_to_whom_it_is_sent(world: dict[str, Organisation]) -> None:
    """Whoever writes to a house must not make it see a citizen's journey (DESIGN §6)."""
    _admit()
    practice = make_practice("Arden Lægehus", sor="999800000000555", gln="5799998005559")
    named = type(HOME_CARE)(sor=practice.sor, gln=practice.gln, name=practice.name)
    message = deliver(letter_bundle(receiver=named), now=LATER)
    assert message.state_value is MessageState.ACCEPTED
    assert not Document.objects.exists()
    assert Letter.objects.get().receiver == practice
    assert not JourneyParty.objects.filter(organisation=practice).exists()


def test_a_municipality_that_serves_nobody_reads_it_outside_unless_a_party_writes(
    world: dict[str, Organisation],
) -> None:
    """RULES 2a C7: the hospital's letter opens the case; a stranger's does not."""
    deliver(Episode(patient=NANCY, sender=WARD, receiver=HOME_CARE, seed=3).admit(at=MONDAY))
    stranger = make_practice("Arden Lægehus", sor="999800000000555", gln="5799998005559")
    named = type(HOME_CARE)(sor=stranger.sor, gln=stranger.gln, name=stranger.name)
    other = UUID("aaaaaaaa-44f2-4c07-9927-bb7626a054f9")
    deliver(letter_bundle(sender=named, thread=other, seed=8), now=LATER)
    assert not Document.objects.exists()
    assert Journey.objects.current().get().municipal_services is None
    deliver(letter_bundle(), now=LATER)
    assert Document.objects.get().unit == world["ward"]
    assert Journey.objects.current().get().municipal_services is True


def _replies() -> list[dict[str, Any]]:
    made = [
        letter_bundle("Første", seed=1, at=MONDAY),
        letter_bundle("Første", "Andet", seed=2, at=MONDAY + timedelta(hours=1), activity="reply-message"),
        letter_bundle("Første", "Andet", "Tredje", seed=3, at=MONDAY + timedelta(hours=2), activity="reply-message"),
    ]
    assert len({header(each)["id"] for each in made}) == 3
    return made


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_thread_assembles_in_any_order_of_arrival(world: dict[str, Organisation], order: tuple[int, ...]) -> None:
    _admit()
    letters = _replies()
    for place in order:
        assert deliver(letters[place], now=LATER).state_value is MessageState.ACCEPTED
    documents = Document.objects.filter(thread=THREAD)
    assert documents.count() == 3
    said = {version.values["text"]: Parts.parse(version.parts) for version in Version.objects.all()}
    assert set(said) == {"Første", "Andet", "Tredje"}
    assert [text.text for text in said["Tredje"].earlier] == ["Første", "Andet"]
    order_of_events = JourneyEvent.objects.filter(kind="document_sent").order_by("occurred_at")
    texts = [event.document_version.values["text"] for event in order_of_events]
    assert texts == ["Første", "Andet", "Tredje"]
    assert _is_clean()


def test_a_reply_whose_first_letter_was_lost_shows_what_it_carries(world: dict[str, Organisation]) -> None:
    _admit()
    message = deliver(_replies()[2], now=LATER)
    assert message.state_value is MessageState.ACCEPTED
    parts = Parts.parse(Version.objects.get().parts)
    assert [(text.text, text.added) for text in parts.texts] == [("Første", False), ("Andet", False), ("Tredje", True)]


def test_v11_a_letter_of_a_clock_that_is_ahead_was_sent_when_it_came_also_if_it_waited(
    world: dict[str, Organisation],
) -> None:
    deliver(letter_bundle(at=LATER + timedelta(days=2)), now=LATER)
    assert Letter.objects.get().sent_at == LATER
    _admit()
    assert place_waiting(now=LATER + timedelta(days=3)) == 1
    assert Version.objects.get().sent_at == LATER


def test_a_resend_is_the_same_letter_and_other_words_under_its_id_are_a_conflict(
    world: dict[str, Organisation],
) -> None:
    _admit()
    first = letter_bundle()
    deliver(first, now=LATER)
    again = {**copy_of(first), "id": "22222222-2222-4222-8222-222222222222", "timestamp": "2025-06-02T12:00:00+02:00"}
    repeated = deliver(again, now=LATER)
    assert (repeated.state_value, repeated.answer_code) == (MessageState.DUPLICATE, "ok")
    assert Document.objects.count() == 1
    other = {**copy_of(first), "id": "33333333-3333-4333-8333-333333333333"}
    resource(other, "Patient")["identifier"][0]["value"] = "2509479989"
    conflict = deliver(other, now=LATER)
    assert (conflict.state_value, conflict.answer_code) == (MessageState.CONFLICT, "fatal-error")
    assert Document.objects.count() == 1


def test_the_same_letter_to_two_receivers_is_two_documents(world: dict[str, Organisation]) -> None:
    _admit()
    deliver(letter_bundle(), now=LATER)
    second = {**letter_bundle(sender=WARD, receiver=OTHER_WARD, seed=9), "id": "22222222-2222-4222-8222-222222222222"}
    message = deliver(second, now=LATER)
    assert message.state_value is MessageState.ACCEPTED
    assert Letter.objects.count() == 2
    assert len({letter.event_id for letter in Letter.objects.exclude(event=None)}) == Version.objects.count()


@pytest.mark.parametrize("year", ["1999", "2226"])
def test_a_letter_of_an_impossible_time_is_dated_when_it_came(world: dict[str, Organisation], year: str) -> None:
    """Where it lies in no journey yet, and in the journey that it waited for."""
    bundle = letter_bundle(at=MONDAY.replace(year=int(year)))
    assert deliver(bundle, now=LATER).state_value is MessageState.ACCEPTED
    assert Letter.objects.get().sent_at == LATER
    _admit()
    assert place_waiting(now=LATER + timedelta(days=3)) == 1
    assert Version.objects.get().sent_at == LATER
    assert _is_clean()


def test_an_unknown_receiver_is_refused_and_a_known_one_never_registered_by_a_letter(
    world: dict[str, Organisation],
) -> None:
    bundle = letter_bundle()
    for entry in bundle["entry"]:
        for identifier in entry["resource"].get("identifier", []):
            if identifier["value"] == HOME_CARE.gln:
                identifier["value"] = "5799998005559"
            if identifier["value"] == HOME_CARE.sor:
                identifier["value"] = "999800000000555"
    header(bundle)["destination"][0]["endpoint"] = "https://sor2.sum.dsdn.dk/#id=999800000000555"
    message = deliver(bundle)
    assert (message.answer_code, _codes(message)) == ("fatal-error", {"intake.receiver_unknown"})
    assert not Letter.objects.exists()


@pytest.mark.parametrize("sign", [b"a\\ud800", b"a\\u0000", b"a\\u0007"])
def test_text_that_no_page_can_show_is_refused_and_kept(world: dict[str, Organisation], sign: bytes) -> None:
    _admit()
    body = encode(letter_bundle("abcSIGN"), Format.JSON).replace(b"abcSIGN", sign)
    message = deliver(body, now=LATER)
    assert message.state_value in (MessageState.REJECTED, MessageState.UNREADABLE)
    assert message.answer_code == "fatal-error"
    assert sign in bytes(message.body)
    assert not Document.objects.exists()


@each("examples/fhir/carecommunication*/Bundle-*.json")
def test_an_official_letter_is_taken_in(path: Path | None) -> None:
    """Half of them in XML, which is judged alike (test_letters_official)."""
    body = read(path)
    form = list(Format)[len(body) % 2]
    message = deliver(encode_xml(decode(body)) if form is Format.XML else body, form=form, unknown=Unknown.REGISTER)
    assert (message.state_value, message.answer_code) == (MessageState.ACCEPTED, "ok")
    assert Letter.objects.get().event is None


def test_a_letter_about_a_replacement_number_is_nobody_of_ours(world: dict[str, Organisation]) -> None:
    bundle = letter_bundle()
    resource(bundle, "Patient")["identifier"] = [{"system": "urn:oid:1.2.208.176.1.6.1.3", "value": "0703921VJ5"}]
    message = deliver(bundle)
    assert message.state_value is MessageState.ACCEPTED
    assert Letter.objects.get().citizen is None
    assert place_waiting(now=LATER) == 0


def test_whoever_reads_first_has_read_it(world: dict[str, Organisation]) -> None:
    deliver(letter_bundle())
    letter = Letter.objects.get()
    for name, at in (("a", NOW), ("b", LATER)):
        mark_read(letter, by=make_user(name, role=Role.NEEDS_ASSESSOR, unit=world["home_care"]), now=at)
    letter.refresh_from_db()
    assert letter.read_at == NOW


def test_a_letter_that_has_no_place_is_not_read_again_at_every_round(
    world: dict[str, Organisation], monkeypatch: pytest.MonkeyPatch
) -> None:
    _admit()
    practice = make_practice("Arden Lægehus", sor="999800000000555", gln="5799998005559")
    named = type(HOME_CARE)(sor=practice.sor, gln=practice.gln, name=practice.name)
    deliver(letter_bundle(receiver=named), now=LATER)
    monkeypatch.setattr("medcom.actions.letters.read", lambda *_: pytest.fail("read again"))
    assert place_waiting(now=LATER) == 0


def test_letters_that_have_no_place_keep_none_behind_them_waiting(
    world: dict[str, Organisation], monkeypatch: pytest.MonkeyPatch
) -> None:
    """More than one round looks at, for thirty days; and one that fails at every round."""
    practice = make_practice("Arden Lægehus", sor="999800000000555", gln="5799998005559")
    named = type(HOME_CARE)(sor=practice.sor, gln=practice.gln, name=practice.name)
    for number in range(2):
        deliver(letter_bundle(receiver=named, thread=UUID(int=THREAD.int + number + 1), seed=number + 20), now=LATER)
    deliver(letter_bundle("Den rette", at=MONDAY + timedelta(minutes=30), seed=30), now=LATER)
    _admit()
    asked = []

    def failing(*args: Any, **facts: Any) -> bool:
        asked.append(args)
        if len(asked) == 1:
            raise ValueError("one that fails")
        return may_be_placed(*args, **facts)

    monkeypatch.setattr("medcom.actions.letters.may_be_placed", failing)
    rounds = [place_waiting(now=LATER + timedelta(minutes=number), most=1) for number in range(7)]
    assert sum(rounds) == 1
    assert Letter.objects.get(receiver=world["home_care"]).event is not None
    # Each once more when the third was placed; nothing was told since, so nobody asks again until an hour has gone.
    assert len(asked) == 5
    assert place_waiting(now=LATER + timedelta(hours=2)) == 0
    assert len(asked) == 7
