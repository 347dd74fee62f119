"""Search, and the two doors to those who are not one's own (DESIGN §6)."""

from collections.abc import Callable

import pytest
from django.test import Client

from journeys.models import AccessLog, BreakGlassGrant, Journey
from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, make_citizen

AsUser = Callable[[User], Client]
REASON = "Borgeren er fundet bevidstløs"


def found_by(client: Client, text: str) -> str:
    return client.post("/soeg/", {"q": text}).content.decode()


def ticket(client: Client, journey: Journey, form: str) -> str:
    response = client.post("/soeg/", {"q": journey.citizen.cpr})
    return str(response.context[form]["ticket"].value())


def test_a_name_finds_only_those_in_sight(actors: Actors, as_user: AsUser) -> None:
    admitted_journey(actors, citizen=make_citizen("Åse Prøve Holm"))
    assert "Åse Prøve Holm" in found_by(as_user(actors.nurse), "holm åse")
    assert "Ingen af jeres borgere" in found_by(as_user(actors.stranger), "holm åse")


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        pytest.param("José Prøve Müller", "jose", id="B17-accent"),
        pytest.param("José Prøve Müller", "muller", id="B17-umlaut"),
        pytest.param("José Prøve Müller", "Jose\u0301", id="B17-decomposed"),
        pytest.param("Agnes Prøve Aagaard", "ågård", id="B17-aa"),
        pytest.param("Åse Prøve Holm", "aase", id="B17-aase"),
        pytest.param("Sean Prøve O'Neil", "O’Neil", id="B17-apostrophe"),
        pytest.param("Sean Prøve O'Neil", "oneil", id="B17-no-apostrophe"),
        pytest.param("Anne-Marie Prøve Skov-Hansen", "annemarie", id="B17-annemarie"),
        pytest.param("Annemarie Prøve Skovhansen", "Annemarie Skovhansen", id="B17-as-written"),
        pytest.param("Anne-Marie Prøve Skov-Hansen", "Skov-Hansen, Anne-Marie", id="B17-order"),
        pytest.param("Karen Prøve Kærgaard", "kaergaard", id="u23-ae"),
        pytest.param("Søren Prøve Øst", "soeren", id="u23-oe"),
    ],
)
def test_a_name_is_found_however_it_is_typed(actors: Actors, as_user: AsUser, name: str, asked: str) -> None:
    admitted_journey(actors, citizen=make_citizen(name))
    admitted_journey(actors, citizen=make_citizen("Bent Prøve Juhl"))
    page = as_user(actors.nurse).post("/soeg/", {"q": asked})
    assert [row.journey.citizen.name for row in page.context["found"].rows] == [name]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        pytest.param("150752", "Du skrev 6 cifre", id="u23-six"),
        pytest.param("150752-123", "Du skrev 9 cifre", id="u23-nine"),
        pytest.param("15 07 52 12345", "Du skrev 11 cifre", id="u23-eleven"),
        pytest.param("1" * 300, "Du skrev 300 cifre", id="three-hundred"),
        pytest.param("991399-1234", "Det er ikke et CPR-nummer.", id="u23-no-day"),
    ],
)
def test_figures_that_are_no_number_say_so(actors: Actors, as_user: AsUser, asked: str, said: str) -> None:
    page = found_by(as_user(actors.nurse), asked)
    assert said in page
    assert "hedder det" not in page
    assert asked not in page


@pytest.mark.parametrize(("asked", "said"), [("Ø" * 100, "hedder det"), ("Ø" * 101, "Du skrev 101 tegn")])
def test_what_is_longer_than_any_name_is_not_cut_and_looked_for(
    asked: str, said: str, actors: Actors, as_user: AsUser
) -> None:
    assert said in found_by(as_user(actors.nurse), f"  {asked}  ")


@pytest.mark.parametrize("asked", ["h", "a b", "e  é"])
def test_r1_24_words_of_one_letter_are_too_little(asked: str, actors: Actors, as_user: AsUser) -> None:
    assert "mindst to bogstaver" in found_by(as_user(actors.nurse), asked)


def test_a_cpr_number_finds_with_and_without_hyphen_and_is_not_repeated(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors, citizen=make_citizen("Åse Prøve Holm"))
    number = journey.citizen.cpr or ""
    for text in (number, f"{number[:6]}-{number[6:]}"):
        page = found_by(as_user(actors.nurse), text)
        assert "Åse Prøve Holm" in page
        assert text not in page


def test_an_unknown_number_says_so(actors: Actors, as_user: AsUser) -> None:
    assert "Ingen borger med det CPR-nummer" in found_by(as_user(actors.nurse), "0201500001")


def test_a_known_number_outside_sight_shows_nothing_but_the_doors(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors, citizen=make_citizen("Åse Prøve Holm"))
    page = found_by(as_user(actors.stranger), journey.citizen.cpr or "")
    assert "Værdispring" in page
    assert "Åse" not in page
    assert "i kontakt med os nu" not in page


def test_the_out_of_hours_doctor_states_a_current_contact(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors, citizen=make_citizen("Åse Prøve Holm"))
    client = as_user(actors.ooh_doctor)
    response = client.post(
        "/kontakt/", {"ticket": ticket(client, journey, "claim_form"), "reason": "Ringer med brystsmerter"}, follow=True
    )
    assert "Åse Prøve Holm" in response.content.decode()
    assert AccessLog.objects.filter(purpose="current_contact", user_uuid=actors.ooh_doctor.uuid).exists()


def test_only_acute_units_state_a_current_contact(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    client = as_user(actors.stranger)
    response = client.post("/kontakt/", {"ticket": ticket(client, journey, "glass_form")})
    assert response.status_code == 403


def test_break_glass_opens_for_an_hour_with_a_banner(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors, citizen=make_citizen("Åse Prøve Holm"))
    client = as_user(actors.stranger)
    given = {"ticket": ticket(client, journey, "glass_form"), "reason": REASON}
    page = client.post("/vaerdispring/", given, follow=True).content.decode()
    assert "Åse Prøve Holm" in page
    assert "Værdispring aktivt" in page
    assert AccessLog.objects.filter(purpose="break_glass", reason=REASON).exists()
    assert AccessLog.objects.filter(purpose="break_glass", action="list").exists()


def test_break_glass_needs_a_reason(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    client = as_user(actors.stranger)
    given = {"ticket": ticket(client, journey, "glass_form"), "reason": "kort"}
    assert client.post("/vaerdispring/", given).status_code == 400
    assert not BreakGlassGrant.objects.exists()


def test_somebody_elses_pass_opens_nothing(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    borrowed = ticket(as_user(actors.stranger), journey, "glass_form")
    given = {"ticket": borrowed, "reason": REASON}
    assert as_user(actors.ooh_doctor).post("/vaerdispring/", given).status_code == 400


def test_ended_early_the_citizen_is_out_of_sight_again(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    client = as_user(actors.stranger)
    client.post("/vaerdispring/", {"ticket": ticket(client, journey, "glass_form"), "reason": REASON})
    assert client.get(f"/borger/{journey.citizen_id}/").status_code == 200
    page = client.post("/vaerdispring/slut/", follow=True).content.decode()
    assert client.get(f"/borger/{journey.citizen_id}/").status_code == 404
    assert "Værdispring aktivt" not in page


def test_a_colleague_reviews_and_never_oneself(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    client = as_user(actors.stranger)
    client.post("/vaerdispring/", {"ticket": ticket(client, journey, "glass_form"), "reason": REASON})
    grant = BreakGlassGrant.objects.get()
    reviewer = as_user(actors.administrator)
    assert REASON in reviewer.get("/vaerdispring/kontrol/").content.decode()
    reviewer.post(f"/kontrol/vaerdispring/{grant.pk}/", {"justified": "yes", "note": "I orden"})
    grant.refresh_from_db()
    assert (grant.justified, grant.reviewed_by) == (True, actors.administrator)


def test_a_search_is_logged_as_one(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    found_by(as_user(actors.nurse), journey.citizen.cpr or "")
    row = AccessLog.objects.latest("pk")
    assert (row.action, row.purpose, row.journey_ids) == ("search", "search", [str(journey.pk)])
