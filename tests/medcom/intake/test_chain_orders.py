"""Chains with lost, late and crossing messages: every order of the same ones gives the same rows (DESIGN §4)."""

from datetime import timedelta
from random import Random

import pytest
from django.db import transaction

from journeys.models import Journey
from medcom.domain.states import MessageState
from medcom.parsing.building.builder import Operation
from organisations.models import Organisation
from tests.domain.medcom.stays import NANCY
from tests.medcom.chains import BEGUN, Chain, chain
from tests.medcom.mutations import Bundle, header
from tests.medcom.orders import Undo, end_of, ends_of_all, unclean
from tests.medcom.world import NOW, comparable, deliver, make_served_citizen, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
_NINE_YEARS = 24 * 365 * 9


@pytest.fixture(autouse=True)
def world() -> dict[str, Organisation]:
    make_served_citizen(NANCY.cpr)
    return make_world()


@pytest.mark.parametrize(
    "line",
    [
        "STIN; (SLHJ); STIN; AN_STIN",
        "STIN; SLHJ; STIN; AN_STIN",
        "STIN; (SLHJ); MORS; AN_MORS",
        "STIN; (SLHJ); (RE_SLHJ); STIN; AN_STIN",
        "STIN; (SLHJ); RE_SLHJ; STIN; AN_STIN",
        "(STIN); (SLHJ); STIN; AN_STIN",
        "STIN; STOR; (SLHJ); STIN; AN_STIN",
    ],
)
def test_r4_1_a_cancellation_restores_a_discharge_that_we_do_not_hold(line: str) -> None:
    assert end_of(chain(line)) == ("discharged", "")


@pytest.mark.parametrize(
    ("line", "end"),
    [
        ("STIN; SLHJ; AN_SLHJ; AN_STIN", ("cancelled", "")),
        ("STIN; STOR; SLOR; (AN_SLOR); AN_STOR", ("admitted", "")),
        ("STIN; SLHJ; AN_SLHJ; RE_SLHJ", ("admitted", "unlinked")),
    ],
)
def test_r4_4_a_word_that_follows_a_cancellation_is_carried_over_it(line: str, end: tuple[str, str]) -> None:
    assert end_of(chain(line)) == end


def test_r4_8_a_cancellation_said_long_before_it_was_sent_is_held_at_its_sending() -> None:
    stin, slhj, an = chain("STIN; SLHJ; AN_STIN→1", sent={3: -24 * 800})
    an["timestamp"] = "2025-05-05T20:00:00+02:00"
    assert end_of([stin, slhj, an]) == ("cancelled", "")
    assert {"code": "hn.time_uncertain"}.items() <= deliver(an).problems[0].items()


@pytest.mark.parametrize(
    ("line", "hours", "end"),
    [
        ("STIN; SLHJ", {1: 0, 2: _NINE_YEARS}, ("discharged", "time")),
        ("(STIN); STOR; SLHJ", {1: _NINE_YEARS, 2: _NINE_YEARS + 1, 3: _NINE_YEARS + 2}, ("discharged", "time,time")),
        ("STIN; MORS", {1: 0, 2: _NINE_YEARS}, ("deceased", "time")),
    ],
)
def test_v11_a_clock_that_is_years_ahead_of_ours_dates_nothing(
    line: str, hours: dict[int, float], end: tuple[str, str]
) -> None:
    bundles = chain(line, hours=hours)
    assert end_of(bundles) == end
    (last,) = [message for message in map(deliver, bundles) if message.message_id == header(bundles[-1])["id"]]
    assert {problem["code"] for problem in last.problems} >= {"hn.time_ahead"}
    journey = Journey.objects.current().get()
    assert {journey.discharged_at, journey.deceased_at} - {None} == {NOW}


@pytest.mark.parametrize(
    ("word", "kind", "status"), [("SLHJ", "discharged", "discharged"), ("STOR", "leave_started", "on_leave")]
)
def test_r4_2_whose_a_chain_is_follows_from_when_it_was_said(word: str, kind: str, status: str) -> None:
    ends = ends_of_all(chain(f"STIN; B:{word}; {word}→1"))
    assert ends == {"A": (status, [f"other_citizen {kind}"]), "B": (status, [f"other_citizen {kind}"])}


@pytest.mark.parametrize(("word", "kind"), [("SLHJ", "discharged"), ("STOR", "leave_started")])
def test_r4_3_three_citizens_in_one_chain_are_each_told(word: str, kind: str) -> None:
    ends = ends_of_all(chain(f"STIN; B:{word}; C:AN_{word}"))
    assert ends["A"] == ("admitted", ["other_citizen cancelled", f"other_citizen {kind}"])
    assert ends["B"][1] == ["other_citizen cancelled", f"other_citizen {kind}"]
    assert "other_citizen cancelled" in ends["C"][1]


def test_a_stranger_said_last_is_about_the_same_message_in_every_order() -> None:
    """`ends_of_all` compares the rows: what is asked about pointed at whichever message had arrived."""
    ends = ends_of_all(chain("C:STIN; STIN; SLHJ", sent={1: 30}))
    assert {name: status for name, (status, _doubts) in ends.items()} == {"A": "discharged", "C": "admitted"}


@pytest.mark.parametrize(
    "line",
    [
        "STIN; SLHJ; B:RE_SLHJ",
        "STIN; B:SLHJ; RE_SLHJ",
        "(STIN); SLHJ; B:RE_SLHJ",
        "STIN; SLHJ; B:STIN; B:AN_STIN",
    ],
)
def test_r4b_1_a_discharge_named_in_the_chains_of_two_citizens_is_stored_for_each(line: str) -> None:
    ends = ends_of_all(chain(line))
    assert any("other_citizen" in doubt for doubt in ends["B"][1])


FIRST_WORDS, LATER_WORDS = ("STIN", "STIN", "STAA"), ("STIN", "STAA", "STOR", "SLOR", "SLHJ", "SLHJ", "MORS")


def random_story(random: Random) -> list[Bundle]:
    """A chain of up to seven messages that correct, cancel and name whatever they like, a third of them lost."""
    told, bundles = Chain(random.randrange(10**6)), []
    for number in range(random.randint(3, 7)):
        word = random.choice(LATER_WORDS if number else FIRST_WORDS)
        spoken = sorted({each.kind.name for each in told.told if each.operation is Operation.FIRST})
        if number and random.random() < 0.5:
            word = random.choice(("RE_", "AN_")) + random.choice(spoken)
        elif word in ("STOR", "SLOR") and told.told[-1].stay.emergency:
            word = "STIN"
        if number and random.random() < 0.25:
            word += f"→{random.randint(1, number)}"
        built = told.tell(word, BEGUN + timedelta(hours=random.choice((2, 5, 30)) * number))
        bundles.append(built.bundle)
    return [bundle for bundle in bundles if random.random() < 0.67] or bundles


def after(bundles: list[Bundle]) -> tuple[list[tuple[str, str]], str]:
    """What became of each message, and the rows, which are undone again."""
    try:
        with transaction.atomic():
            told = sorted((row.message_id or "", row.state) for row in map(deliver, bundles))
            assert unclean() == []
            rows = comparable(NANCY.cpr)
            raise Undo
    except Undo:
        return told, rows


@pytest.mark.parametrize("seed", range(12))
def test_r4_1_any_story_with_lost_messages_projects_and_is_the_same_in_every_order(seed: int) -> None:
    random = Random(seed)
    bundles = random_story(random)
    told, rows = after(bundles)
    assert {state for _, state in told} <= {MessageState.ACCEPTED.value, MessageState.REJECTED.value}
    assert after(random.sample(bundles, len(bundles))) == (told, rows)
