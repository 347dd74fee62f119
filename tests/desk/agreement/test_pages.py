"""The agreement's pages: for every role, on a day, in both languages, with search (RULES 1.1; 001-97)."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from organisations.models import User
from principles.clauses.rules.contents import BY_ADDRESS, CLAUSES
from principles.clauses.texts.cards import CARDS, Card
from principles.models import ClauseVersion
from tests.actors import Actors

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


def later(actors: Actors, clause: str = "2.1.5", valid_from: date = date(2026, 6, 1)) -> ClauseVersion:
    """A version that an administrator wrote."""
    return ClauseVersion.objects.create(
        clause=clause,
        number=ClauseVersion.objects.filter(clause=clause).count() + 1,
        valid_from=valid_from,
        title_da="Tiden står",
        title_en="The time holds",
        text_da="Nye ord.\n\n- ét\n- to",
        text_en="New words.",
        reason="Ny aftale",
        made_at=datetime(2026, 5, 1, tzinfo=UTC),
        made_by=actors.administrator,
    )


def text_of(client: Client, address: str, **query: str) -> str:
    return client.get(reverse("desk:clause", args=[address]), query).content.decode()


def test_every_role_reads_it_and_finds_it_in_the_menu(actors: Actors, as_user: AsUser) -> None:
    for user in actors.everyone().values():
        client = as_user(user)
        body = client.get(reverse("desk:agreement")).content.decode()
        assert 'href="/aftalen/" aria-current="page"' in body
        assert "De 72 timer efter udskrivelsen" in body
        assert client.get(reverse("desk:clause", args=["2.2.5"])).status_code == 200


def test_every_clause_has_a_page(actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.citizen)
    answers = {row.address: client.get(reverse("desk:clause", args=[row.address])).status_code for row in CLAUSES}
    assert set(answers.values()) == {200}
    assert client.get(reverse("desk:clause", args=["9.9"])).status_code == 404


@pytest.mark.parametrize(
    ("address", "on", "words"),
    [
        ("2.1", "2021-05-31", "Den dag var der ingen aftale."),
        ("2.1", "2022-01-01", "Ordlyden fra 2021 kendes ikke."),
        ("bilag2.5", "2024-03-31", "Punktet stod ikke i udgaven fra 2021."),
        ("4", "2022-01-01", "Udgaven fra 01-06-2021"),
        ("2.1", "01.01.2022", "Ordlyden fra 2021 kendes ikke."),
        ("2.1", "no day", "Udgaven fra 01-04-2024"),
        ("2.1", "no day", "Skriv dagen med fire cifre i årstallet"),
        ("2.1", "2026-02-30", "Udgaven fra 01-04-2024"),
    ],
)
def test_a_clause_on_a_day(address: str, on: str, words: str, actors: Actors, as_user: AsUser) -> None:
    assert words in text_of(as_user(actors.nurse), address, dato=on)


def test_an_administrators_version_reads_from_its_day(actors: Actors, as_user: AsUser) -> None:
    later(actors)
    client = as_user(actors.gp)
    assert "<li>to</li>" in text_of(client, "2.1.5", dato="2026-06-01")
    before = text_of(client, "2.1.5", dato="2026-05-31")
    assert "Nye ord." not in before
    assert "Tidspunktet ligger fast" in before
    assert "Ny aftale" not in before
    assert "Ny aftale" in text_of(as_user(actors.administrator), "2.1.5")


def test_a_page_names_what_realises_it_and_what_it_leaves_open(actors: Actors, as_user: AsUser) -> None:
    body = text_of(as_user(actors.assessor), "2.2.5")
    assert "discharge/extended_responsibility/rules/" in body
    assert "<strong>A8</strong>" in body
    assert "001-95" in body


def test_search_finds_by_words_and_ids_and_says_when_there_is_nothing(actors: Actors, as_user: AsUser) -> None:
    client, address = as_user(actors.cluster_administrator), reverse("desk:agreement")
    assert "Epikrise i tide" in client.get(address, {"q": "EPIKRISE standard"}).content.decode()
    assert "Tiden aftales af tre" in client.get(address, {"q": "001-65"}).content.decode()
    assert "0 punkter med »xyz«" in client.get(address, {"q": "xyz"}).content.decode()


def test_it_reads_in_english(actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.nurse)
    client.cookies["django_language"] = "en"
    assert "The ward that discharged answers questions for 72 hours." in text_of(client, "2.2.5")


def test_the_api_answers_the_same_on_a_day(actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.citizen)
    one = client.get(reverse("api:clause", args=["2.2.5"])).json()
    assert (one["standing"], one["edition"], one["rules"][0]) == ("in_force", "2024-04-01", "E1")
    rows = client.get(reverse("api:clauses"), {"on": "2022-01-01"}).json()
    assert [row["address"] for row in rows] == [clause.address for clause in CLAUSES]
    assert {row["address"]: row["text"] for row in rows}["2.1"] is None
    assert client.get(reverse("api:clause", args=["9.9"])).status_code == 404
    assert client.get(reverse("api:clauses"), {"on": "x"}).status_code == 400
    assert Client().get(reverse("api:clauses")).status_code == 401


def test_each_principle_has_a_dialogue_card_on_its_page_and_on_paper(actors: Actors, as_user: AsUser) -> None:
    nurse = as_user(actors.nurse)
    cards = nurse.get("/aftalen/dialogkort/").content.decode()
    assert cards.count('<article class="dialogue-card"') == 6 == len(CARDS)
    for address, card in CARDS.items():
        assert card.case[0] in cards
        assert BY_ADDRESS[address].parent == "1"
        assert 'class="dialogue-card"' in nurse.get(f"/aftalen/{address}/").content.decode()
    assert 'class="dialogue-card"' not in nurse.get("/aftalen/2.1/").content.decode()


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_a_card_asks_in_both_languages(card: Card) -> None:
    assert len(card.questions) == 3
    for danish, english in (card.case, *card.questions):
        assert danish
        assert english
        assert danish != english
    assert all(text.endswith("?") for question in card.questions for text in question)
