"""Who leaves today and who comes home when: on the lists, in search and in the head of the journey (U2, B27, U15)."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.test import Client

from desk.selectors.lists.rows import ListRow
from journeys.domain.calendar.clock import at_local
from journeys.domain.events import EventKind
from journeys.models import Journey, JourneyEvent
from organisations.models import Organisation, User
from tests.actors import Actors
from tests.factories.agreements import agree_home, expect_home, propose_home
from tests.factories.journeys import admitted_journey, discharged_journey, make_citizen, tell, tell_journey
from tests.factories.organisations import make_municipality
from tests.factories.readiness import make_ready

AsUser = Callable[[User], Client]
TODAY = date(2026, 11, 27)
NOON = at_local(TODAY, time(12))


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


def hours(count: float) -> datetime:
    return NOON + timedelta(hours=count)


def in_bed(actors: Actors, name: str, bed: str = "", *, services: bool = True) -> Journey:
    return admitted_journey(actors, citizen=make_citizen(name), hours_ago=60, bed=bed, services=services)


def rows(client: Client, address: str) -> dict[str, ListRow]:
    return {row.journey.citizen.name: row for row in client.get(address).context["list"].rows}


def text(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


@pytest.mark.parametrize(
    ("at", "state", "when", "overdue"),
    [
        pytest.param(hours(9.5), "leaving_today", "kl. 21.30", "", id="U2-today"),
        pytest.param(hours(23), "leaving", "i morgen kl. 11.00", "", id="U2-tomorrow"),
        pytest.param(hours(49), "leaving", "søn. 29-11 kl. 13.00", "", id="U2-later"),
        pytest.param(hours(-3), "leaving_today", "kl. 09.00", "overskredet 3 t", id="U2-overdue"),
        pytest.param(hours(-20), "leaving", "tor. 26-11 kl. 16.00", "overskredet 20 t", id="U2-yesterday"),
    ],
)
def test_an_agreed_time_stands_on_the_row(
    actors: Actors, as_user: AsUser, at: datetime, state: str, when: str, overdue: str
) -> None:
    agree_home(in_bed(actors, "Vibeke Prøve Østerlund"), actors, at=at, now=hours(-40))
    client = as_user(actors.nurse)
    home = rows(client, "/afdeling/")["Vibeke Prøve Østerlund"].home
    assert home is not None
    assert (home.state, home.when, home.source, home.firm) == (state, when, "aftalt", True)
    cell = text(client, "/afdeling/").split("home-cell")[1].split("</td>")[0]
    assert (overdue or "aftalt") in cell
    assert ("overskredet" in cell) is bool(overdue)


def test_u2_the_words_differ_by_how_sure_it_is(actors: Actors, as_user: AsUser) -> None:
    agree_home(in_bed(actors, "Anna Prøve Aa"), actors, at=hours(2), now=hours(-5))
    propose_home(in_bed(actors, "Bent Prøve Bo"), actors, at=hours(3), now=hours(-5))
    expect_home(in_bed(actors, "Dagny Prøve Dam"), actors, on=TODAY, now=hours(-5))
    page = text(as_user(actors.nurse), "/afdeling/")
    for said in ("Udskrives i dag", "Foreslået i dag", "af hospitalet, afventer kommunen", "Forventet i dag"):
        assert said in page


def test_b27_the_municipality_reads_when_the_citizen_comes_home(actors: Actors, as_user: AsUser) -> None:
    journey = in_bed(actors, "Asta Prøve Lund")
    propose_home(journey, actors, at=hours(25), now=hours(-2))
    tell_journey(journey, EventKind.HANDOVER_OFFERED, name="Anders Buur", organisation=actors.ward)
    page = text(as_user(actors.assessor), "/kommune/")
    for said in ("Kommer hjem", "i morgen kl. 13.00", "af hospitalet, afventer kommunen", "Seneste nyt"):
        assert said in page
    assert '<th scope="col">Senest</th>' not in page


def test_u2_the_chips_count_today_and_tomorrow(actors: Actors, as_user: AsUser) -> None:
    agree_home(in_bed(actors, "Anna Prøve Aa"), actors, at=hours(2), now=hours(-5))
    agree_home(in_bed(actors, "Bent Prøve Bo"), actors, at=hours(20), now=hours(-5))
    expect_home(in_bed(actors, "Dagny Prøve Dam"), actors, on=TODAY + timedelta(days=6), now=hours(-5))
    in_bed(actors, "Erik Prøve Elm")
    ward = as_user(actors.nurse).get("/afdeling/").context["list"].counted.counts
    assert (ward["i-dag"], ward["i-morgen"]) == (1, 1)
    assert list(rows(as_user(actors.nurse), "/afdeling/?vis=i-dag")) == ["Anna Prøve Aa"]
    municipality = as_user(actors.assessor).get("/kommune/").context["list"].counted.counts
    assert municipality["kommer-hjem"] == 3


def test_u2_the_day_is_the_danish_one(actors: Actors, as_user: AsUser) -> None:
    """Half past midnight in Copenhagen is still the day before in UTC."""
    agree_home(in_bed(actors, "Anna Prøve Aa"), actors, at=hours(12.5), now=hours(-5))
    counts = as_user(actors.nurse).get("/afdeling/").context["list"].counted.counts
    assert (counts["i-dag"], counts["i-morgen"]) == (0, 1)


def test_u2_the_ward_is_sorted_by_what_comes_first(actors: Actors, as_user: AsUser) -> None:
    agree_home(in_bed(actors, "Otto Overskredet"), actors, at=hours(-1), now=hours(-40))
    agree_home(in_bed(actors, "Ida Idag"), actors, at=hours(4), now=hours(-5))
    make_ready(in_bed(actors, "Frede Faerdig"), actors.nurse, at=hours(-20), now=hours(-19))
    make_ready(in_bed(actors, "Frida Foerst"), actors.nurse, at=hours(-40), now=hours(-39))
    # Without the municipality nobody is asked to plan with it (001-31).
    in_bed(actors, "Bo Sengto", bed="02-1", services=False)
    in_bed(actors, "Eva Sengen", bed="01-1", services=False)
    # Overdue paper work of somebody who has left stands below the beds.
    discharged_journey(actors, citizen=make_citizen("Hjalmar Hjemme"), hours_ago=50)
    shown = list(rows(as_user(actors.nurse), "/afdeling/"))
    assert [name for name in shown if "Faerdig" in name or "Foerst" in name] == ["Frida Foerst", "Frede Faerdig"]
    assert shown[-1] == "Hjalmar Hjemme"
    expected = ["Otto Overskredet", "Ida Idag", "Eva Sengen", "Bo Sengto"]
    assert [name for name in shown if name in expected] == expected


def test_u2_the_agreed_minute_itself_is_late_and_the_expected_day_is_not(actors: Actors, as_user: AsUser) -> None:
    """Half-open like every deadline: what is late stands first, by its time; who has a day may leave until it ends."""
    expect_home(in_bed(actors, "Dag Idag", services=False), actors, on=TODAY, now=hours(-20))
    expect_home(in_bed(actors, "Gustav Igaar", services=False), actors, on=TODAY - timedelta(days=1), now=hours(-40))
    admitted_journey(actors, citizen=make_citizen("Sent Svar"), physician="", hours_ago=60, services=False)
    agree_home(in_bed(actors, "Tolv Slet"), actors, at=NOON, now=hours(-40))
    assert list(rows(as_user(actors.nurse), "/afdeling/")) == ["Tolv Slet", "Gustav Igaar", "Sent Svar", "Dag Idag"]


def test_u15_the_municipality_is_sorted_home_today_unanswered_payment(actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.assessor)
    for name in ("Rolig Ro", "Penge Paa", "Hjem Idag"):
        in_bed(actors, name)
    waiting = in_bed(actors, "Spurgt Sen")
    by_name = {journey.citizen.name: journey for journey in Journey.objects.select_related("citizen")}
    make_ready(by_name["Penge Paa"], actors.nurse, at=hours(-40), now=hours(-39))
    agree_home(by_name["Penge Paa"], actors, at=hours(72), now=hours(-30))
    agree_home(by_name["Hjem Idag"], actors, at=hours(5), now=hours(-30))
    propose_home(waiting, actors, at=hours(30), now=hours(-1))
    for name in ("Rolig Ro", "Penge Paa", "Hjem Idag"):
        tell_journey(by_name[name], EventKind.REPORT_OF_ADMISSION_SENT, manual=True)
        client.post(f"/raekke/{by_name[name].pk}/kvitter/", {"next": "/kommune/"})
    assert list(rows(client, "/kommune/")) == ["Hjem Idag", "Spurgt Sen", "Penge Paa", "Rolig Ro"]


def test_u15_of_those_who_come_home_today_the_earliest_stands_first(actors: Actors, as_user: AsUser) -> None:
    """Though payment runs for the other one, of whom the newest word is."""
    early, late = in_bed(actors, "Tidlig Tolv"), in_bed(actors, "Sen Seksten")
    for journey, after in ((early, 1), (late, 5)):
        agree_home(journey, actors, at=hours(after), now=hours(-30))
        tell_journey(journey, EventKind.REPORT_OF_ADMISSION_SENT, manual=True)
    make_ready(late, actors.nurse, at=hours(-20), now=hours(-19))
    assert list(rows(as_user(actors.assessor), "/kommune/")) == ["Tidlig Tolv", "Sen Seksten"]


def test_u15_payable_days_and_needs_stand_on_the_municipal_row(actors: Actors, as_user: AsUser) -> None:
    journey = in_bed(actors, "Penge Prøve Paa")
    tell_journey(journey, EventKind.NURSING_ANSWERED, community_nursing=True)
    make_ready(journey, actors.nurse, at=hours(-52), now=hours(-51))
    row = rows(as_user(actors.assessor), "/kommune/")["Penge Prøve Paa"]
    # Wednesday and Thursday; today is not over (RULES 2c P1).
    assert (row.payable, row.needs) == (2, ["kommunal sygepleje", "midlertidig plads"])
    page = text(as_user(actors.assessor), "/kommune/")
    assert "2 betalingsdage" in page
    assert "betalingsdag" not in text(as_user(actors.nurse), "/afdeling/")


def test_u15_where_holds_the_place_only(actors: Actors, as_user: AsUser) -> None:
    discharged_journey(actors, citizen=make_citizen("Dagny Prøve Krog"))
    page = text(as_user(actors.assessor), "/kommune/")
    cell = page.split('data-label="Hvor"')[1].split("</td>")[0]
    assert "Medicin 1" in cell
    assert "svarer" not in cell


def test_r1_3_the_place_in_the_72_hours_has_the_number_for_them(actors: Actors, as_user: AsUser) -> None:
    for_72 = {"extended_responsibility": {"number": "00 00 09 50"}}
    Organisation.objects.filter(pk=actors.ward.pk).update(phone="00000050", phones=for_72)
    bed, home = in_bed(actors, "Asta Prøve Lund"), discharged_journey(actors, citizen=make_citizen("Dagny Prøve Krog"))
    where = {
        journey: text(as_user(actors.assessor), "/kommune/").split(journey.citizen.name)[1].split("</tr>")[0]
        for journey in (bed, home)
    }
    assert ("00 00 00 50" in where[bed], "00 00 09 50" in where[bed]) == (True, False)
    assert ("00 00 00 50" in where[home], "00 00 09 50" in where[home]) == (False, True)


def test_r1_6_a_former_municipality_is_offered_and_counts_nothing(actors: Actors, as_user: AsUser) -> None:
    journey = in_bed(actors, "Penge Prøve Paa")
    moved = make_municipality("Skive Kommune", code="779")
    make_ready(journey, actors.nurse, at=hours(-52), now=hours(-51))
    mine = as_user(actors.assessor)
    assert "Kvittér for:" in text(mine, "/kommune/")
    tell(journey.citizen, EventKind.RESIDENCE_STATED, at=hours(-50), organisation=moved)
    page = text(mine, "/kommune/")
    assert "Penge Prøve Paa" in page
    assert "Kvittér for:" not in page
    assert "betalingsdag" not in page


def test_u2_search_and_the_head_of_the_journey_say_it_too(actors: Actors, as_user: AsUser) -> None:
    journey = in_bed(actors, "Vibeke Prøve Østerlund")
    agree_home(journey, actors, at=hours(9.5), now=hours(-5))
    client = as_user(actors.nurse)
    head = text(client, f"/forloeb/{journey.pk}/").split('class="journey-facts"')[0]
    found = " ".join(client.post("/soeg/", {"q": "vibeke"}).content.decode().split())
    for page in (head, found):
        assert "Udskrives i dag" in page
        assert "kl. 21.30" in page


def test_b27_a_citizen_who_has_left_leaves_no_more(actors: Actors, as_user: AsUser) -> None:
    journey = in_bed(actors, "Dagny Prøve Krog")
    agree_home(journey, actors, at=hours(2), now=hours(-5))
    Journey.objects.filter(pk=journey.pk).update(status="discharged", discharged_at=hours(-1))
    client = as_user(actors.nurse)
    assert rows(client, "/afdeling/")["Dagny Prøve Krog"].home is None
    assert client.get("/afdeling/").context["list"].counted.counts["i-dag"] == 0


def test_b28_two_citizens_in_one_bed_are_pointed_out(actors: Actors, as_user: AsUser) -> None:
    in_bed(actors, "Anna Prøve Aa", bed="01-1")
    in_bed(actors, "Bent Prøve Bo", bed="02-1")
    assert "to i sengen" not in text(as_user(actors.nurse), "/afdeling/")
    in_bed(actors, "Dagny Prøve Dam", bed="01-1")
    shown = rows(as_user(actors.nurse), "/afdeling/")
    assert [name for name, row in shown.items() if row.shares_bed] == ["Anna Prøve Aa", "Dagny Prøve Dam"]
    assert text(as_user(actors.nurse), "/afdeling/").count("to i sengen") == 2


def test_b28_who_is_on_leave_lies_in_no_bed(actors: Actors, as_user: AsUser) -> None:
    """Nor is a mark set on the one who is away: both beds are theirs in turn."""
    away, lies = in_bed(actors, "Anna Prøve Aa", bed="01-1"), in_bed(actors, "Bent Prøve Bo", bed="01-1")
    client = as_user(actors.nurse)
    assert text(client, "/afdeling/").count("to i sengen") == 2
    tell_journey(away, EventKind.LEAVE_STARTED, at=hours(-1))
    shown = rows(client, "/afdeling/")
    assert Journey.objects.get(pk=away.pk).bed == Journey.objects.get(pk=lies.pk).bed == "01-1"
    assert [row.shares_bed for row in shown.values()] == [False, False]


def test_b28_a_bed_is_the_same_in_capitals_on_the_list_as_when_it_is_typed(actors: Actors, as_user: AsUser) -> None:
    in_bed(actors, "Anna Prøve Aa", bed="12a")
    in_bed(actors, "Bent Prøve Bo", bed="12A")
    assert text(as_user(actors.nurse), "/afdeling/").count("to i sengen") == 2


@pytest.mark.parametrize("typed", ["01-1", " 01-1 "])
def test_b28_a_taken_bed_is_asked_about_when_it_is_typed(actors: Actors, as_user: AsUser, typed: str) -> None:
    in_bed(actors, "Anna Prøve Aa", bed="01-1")
    journey, client = in_bed(actors, "Dagny Prøve Dam"), as_user(actors.nurse)
    address, said = f"/forloeb/{journey.pk}/handling/plads/", {"provider": actors.ward.pk, "bed": typed}
    assert "Ja, der ligger to i sengen" not in text(client, address)
    asked = client.post(address, said)
    assert asked.status_code == 422
    assert "En anden borger er registreret i seng 01-1." in asked.content.decode()
    assert Journey.objects.get(pk=journey.pk).bed == ""
    assert client.post(address, {**said, "shared": "on"}).status_code == 302
    placed = Journey.objects.get(pk=journey.pk)
    assert placed.bed == "01-1"
    assert "shared" not in JourneyEvent.objects.latest("pk").payload


def test_b28_an_empty_bed_or_ones_own_is_not_asked_about(actors: Actors, as_user: AsUser) -> None:
    in_bed(actors, "Anna Prøve Aa", bed="01-1")
    journey, client = in_bed(actors, "Dagny Prøve Dam", bed="02-1"), as_user(actors.nurse)
    for bed in ("02-1", "03-1", ""):
        said = {"provider": actors.ward.pk, "bed": bed, "key": f"k{bed}"}
        assert client.post(f"/forloeb/{journey.pk}/handling/plads/", said).status_code == 302


def test_b29_two_of_the_same_name_and_birthday_are_told_apart(actors: Actors, as_user: AsUser) -> None:
    for cpr in ("0203501235", "0203502678"):
        admitted_journey(actors, citizen=make_citizen("Karen Prøve Madsen", cpr=cpr), bed=f"0{cpr[-1]}-1")
    page = text(as_user(actors.nurse), "/afdeling/")
    assert (
        "Samme navn og fødselsdag som Karen Prøve Madsen (seng 05-1). Denne borgers CPR-nummer slutter på 78." in page
    )
    assert "slutter på 35" in page
    assert "0203502678" not in page


def test_u5_the_same_family_name_alone_alarms_nobody(actors: Actors, as_user: AsUser) -> None:
    in_bed(actors, "Åse Prøve Holm")
    in_bed(actors, "Bent Prøve Holm")
    assert "≈" not in text(as_user(actors.nurse), "/afdeling/")
    in_bed(actors, "Aase Demo Holm")
    page = text(as_user(actors.nurse), "/afdeling/")
    assert "Navnet ligner Aase Demo Holm" in page
    assert page.count("≈") == 2
