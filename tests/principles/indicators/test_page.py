"""The page of figures, its file and its API say the same, and never anything small (RULES 6; UX §1.d)."""

import re
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from itertools import count
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine
from django.test import Client

from desk.selectors.figures.figure import CHARTS
from discharge.models import ReadyPeriod
from journeys.models import Citizen, Journey
from organisations.models import CooperationArea, CooperationAreaMember, Organisation
from principles.indicators.actions.cells import recount_all
from principles.indicators.actions.publishing import keep_figures
from principles.indicators.projection import mark_places
from principles.indicators.rules.publication import Cut
from principles.indicators.rules.registry import LINES, indicator_of
from principles.indicators.selectors import PublishedFigures, Scope
from principles.models import IndicatorCase, IndicatorCell, PublishedFigure
from tests.actors import Actors
from tests.factories.organisations import make_municipality, make_ward

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
_number = count()


@pytest.fixture
def area(actors: Actors) -> CooperationArea:
    area = CooperationArea.objects.create(key="midt", name="Midtklyngen", secretariat=actors.secretariat)
    CooperationAreaMember.objects.create(area=area, organisation=actors.municipality)
    return area


def published(now: datetime = NOW) -> None:
    """As the periodic task does."""
    for place in IndicatorCase.objects.values_list("month", "hospital", "municipality").distinct():
        mark_places([place])
    keep_figures(now=now)


def case(actors: Actors, line: str, on: date, times: int = 1, **values: Any) -> None:
    """As many journeys with one case each."""
    home = values.pop("municipality", actors.municipality)
    for _ in range(times):
        journey = Journey.objects.create(citizen=Citizen.objects.create(cpr=f"{next(_number):010}"), last_event_at=NOW)
        row = {"journey": journey, "line": line, "number": 0, "on": on, "month": on.replace(day=1)}
        row["counts_from"] = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
        standing = {"numerator": 1, "hospital": actors.hospital, "municipality": home, "speciality": "somatic"}
        IndicatorCase.objects.create(**{**row, **standing, **values})


MONTHS_BEFORE = (date(2026, 7, 2), date(2026, 8, 2), date(2026, 9, 2))


def usual(actors: Actors, line: str, **values: Any) -> None:
    """The months before: a month alone could be worked out of the half-year."""
    for on in MONTHS_BEFORE:
        case(actors, line, on, 6, **values)
        case(actors, line, on, 6, **values, numerator=0)


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def cluster(actors: Actors, area: CooperationArea) -> Any:
    with time_machine.travel(NOW, tick=False):
        yield client_of(actors.cluster_administrator)


def rows(client: Client, scope: str = "") -> dict[tuple[str, str, str], dict[str, Any]]:
    published()
    return {
        (row["line"], row["group"], row["month"]): row
        for row in client.get("/api/v1/figures/", {"scope": scope}).json()
    }


def test_every_figure_that_is_counted_is_drawn() -> None:
    """K8 is drawn by its reasons, as bars of waiting days."""
    counted, drawn = ({indicator_of(line).id for line in lines} for lines in (LINES, CHARTS))
    assert counted - drawn == {"K8"}, "name it in CHARTS of desk/selectors/figures/figure.py"


def test_the_secretariat_comes_home_to_its_own_cluster(cluster: Client) -> None:
    response = cluster.get("/", follow=True)
    assert response.redirect_chain[-1][0] == "/noegletal/"
    assert "Nøgletal: Midtklyngen" in response.content.decode()


def test_a_share_has_its_number_and_its_interval(actors: Actors, cluster: Client) -> None:
    usual(actors, "K20")
    case(actors, "K20", date(2026, 10, 5), 15)
    case(actors, "K20", date(2026, 10, 6), 5, numerator=0)
    row = rows(cluster)["K20", "", "2026-10"]
    assert [row[name] for name in ("denominator", "numerator", "value", "low", "high")] == [20, 15, 75.0, 53.13, 88.81]
    page = cluster.get("/noegletal/").content.decode()
    assert "<strong>75 %</strong> i oktober 2026, n = 20" in page
    assert 'href="/aftalen/1.6.5/">001-65</a>' in page
    assert "+25 procentpoint (-2 til +46)" in cluster.get("/noegletal/?fra=2026-10").content.decode()
    asked = cluster.get("/noegletal/opfoelgning/").content.decode()
    assert 'href="/aftalen/' in asked
    assert "75 % <small>oktober 2026, n = 20</small>" in asked
    with ZipFile(BytesIO(cluster.get("/noegletal.xlsx").content)) as book:
        assert "FQ6 Virker fælles forberedelse" in book.read("xl/sharedStrings.xml").decode()
        assert b"<v>53.13</v>" in book.read("xl/worksheets/sheet2.xml")
    assert _line_of_k20() in cluster.get("/noegletal.csv").content.decode("utf-8-sig")


def _line_of_k20() -> str:
    return "Midtklyngen;K20;K20;Udskrivelsen aftalt på forhånd;FQ6;;;2026-10;procent;20;15;75,0;53,13;88,81;75 %;1;"


def test_a_file_is_called_by_whose_it_is(cluster: Client) -> None:
    for kind in ("csv", "xlsx", "pdf"):
        assert f'"noegletal-midtklyngen.{kind}"' in cluster.get(f"/noegletal.{kind}")["Content-Disposition"]
    assert '"noegletal-hele-regionen.csv"' in cluster.get("/noegletal.csv?vis=region")["Content-Disposition"]


def test_waiting_days_of_too_few_draw_no_empty_chart(actors: Actors, cluster: Client) -> None:
    case(actors, "K8", date(2026, 10, 5), 2, detail="home_measures|municipality", amount=3.0)
    published()
    page = cluster.get("/noegletal/").content.decode()
    assert "reasons-title" not in page
    assert "Det kan ikke siges: ikke alle de måneder, der skal sammenlignes, vises." in page


def test_more_reasons_than_patterns_are_one_stack(actors: Actors, cluster: Client) -> None:
    for reason in ("temporary_place", "rehabilitation_place", "nursing_home_place", "home_measures"):
        for sector in ("municipality", "hospital"):
            for on in (*MONTHS_BEFORE, date(2026, 10, 5)):
                case(actors, "K8", on, 9, detail=f"{reason}|{sector}", amount=3.0)
    published()
    page = cluster.get("/noegletal/").content.decode()
    assert "Øvrige årsager" in page
    assert "fill-5)" in page
    assert "fill-6)" not in page


def test_the_month_of_a_change_outlives_another_choice(actors: Actors, cluster: Client) -> None:
    usual(actors, "K20")
    published()
    assert 'type="hidden" name="fra" value="2026-09"' in cluster.get("/noegletal/?fra=2026-09").content.decode()
    assert 'type="hidden" name="fra"' not in cluster.get("/noegletal/?fra=9999-13").content.decode()


def test_what_was_chosen_is_carried_to_files_paper_and_the_pages_beside(actors: Actors, cluster: Client) -> None:
    usual(actors, "K20")
    published()
    chosen = "periode=5&amp;fra=2026-09"
    page = cluster.get("/noegletal/?periode=5&fra=2026-09").content.decode()
    for address in ("/noegletal.csv", "/noegletal.pdf", "/noegletal.xlsx", "/noegletal/opfoelgning/"):
        assert re.search(rf'href="{address}\?vis=[^"]+&amp;{chosen}"', page), address
    beside = cluster.get("/noegletal/opfoelgning/?periode=5&fra=2026-09").content.decode()
    assert re.search(rf'href="/noegletal/\?vis=[^"]+&amp;{chosen}"', beside)
    nurse = client_of(actors.nurse).get("/noegletal/forloeb/?periode=5&fra=2026-09").content.decode()
    assert re.search(rf'href="/noegletal/\?vis=[^"]+&amp;{chosen}"', nurse)
    for form in (beside, nurse):
        assert 'type="hidden" name="periode" value="5"' in form
        assert 'type="hidden" name="fra" value="2026-09"' in form


def test_a_median_of_hours_and_a_month_that_is_not_taken_yet(actors: Actors, cluster: Client) -> None:
    usual(actors, "K20.hours", amount=1.0)
    for hours in (3.0, 5.0, 8.0, 9.0, 30.0):
        case(actors, "K20.hours", date(2026, 10, 31), amount=hours)
        case(actors, "K20.hours", date(2026, 11, 1), amount=hours)
    found = rows(cluster)
    assert found["K20.hours", "", "2026-10"]["value"] == 8.0
    assert ("K20.hours", "", "2026-11") not in found


@pytest.mark.parametrize(
    ("met", "not_met", "words"), [(16, 4, "mindst 80 %"), (4, 16, "højst 20 %"), (2, 2, "vises ikke")]
)
def test_fewer_than_five_on_one_side_are_never_told(
    met: int, not_met: int, words: str, actors: Actors, cluster: Client
) -> None:
    for line in ("K16", "K10"):
        usual(actors, line)
        case(actors, line, date(2026, 10, 5), met)
        case(actors, line, date(2026, 10, 5), not_met, numerator=0)
    told = rows(cluster)
    row = told["K16", "", "2026-10"]
    assert (row["words"], row["numerator"], row["value"]) == (words, None, None)
    # A bound of K10 would be one of K10.strict as well.
    assert told["K10", "", "2026-10"]["words"] == "vises ikke"
    assert row["denominator"] == (20 if met + not_met == 20 else None)


def test_membership_is_asked_of_the_day(actors: Actors, cluster: Client, area: CooperationArea) -> None:
    moved = make_municipality("Skive Kommune", code="779")
    CooperationAreaMember.objects.create(area=area, organisation=moved, valid_to=date(2026, 10, 16))
    usual(actors, "K20.hours", amount=1.0)
    usual(actors, "K20.hours", amount=1.0, municipality=None)
    case(actors, "K20.hours", date(2026, 10, 5), 9, amount=1.0)
    case(actors, "K20.hours", date(2026, 10, 15), 6, amount=1.0, municipality=moved)
    case(actors, "K20.hours", date(2026, 10, 16), 7, amount=1.0, municipality=moved)
    assert rows(cluster)["K20.hours", "", "2026-10"]["denominator"] == 15


def test_what_is_decided_only_later_is_not_counted_yet(actors: Actors, cluster: Client) -> None:
    case(actors, "K16", date(2026, 10, 31), 9, counts_from=datetime(2026, 11, 21, tzinfo=UTC))
    assert {row["denominator"] for row in rows(cluster).values()} <= {None}


def wait(actors: Actors, reason: str, times: int, *, hospital: Any = None) -> None:
    for _ in range(times):
        number = next(_number)
        journey = Journey.objects.create(
            citizen=Citizen.objects.create(cpr=f"{number:010}"),
            last_event_at=NOW,
            hospital=hospital or actors.hospital,
            municipality=actors.municipality,
        )
        told = {"reason": reason, "sector": "municipality", "from": NOW.isoformat(), "to": None, "primary": True}
        reasons = [told] if reason else []
        ReadyPeriod.objects.create(ref=str(number), journey=journey, ready_at=NOW, notified_at=NOW, reasons=reasons)


def test_who_waits_now_and_why(actors: Actors, cluster: Client) -> None:
    wait(actors, "nursing_home_place", 9)
    wait(actors, "home_measures", 6)
    page = cluster.get("/noegletal/").content.decode()
    assert "<strong>15</strong> borgere er færdigbehandlede" in page
    assert 'scope="row">Plejehjemsplads (kommunen)' in page
    wait(actors, "temporary_place", 1)
    page = cluster.get("/noegletal/").content.decode()
    assert "<strong>16</strong>" in page
    # The one, and the six with it: else sixteen less nine and six would be one. Nothing says which is which.
    assert page.count('<td class="number">vises ikke</td>') == 2


def test_fewer_than_five_wait(actors: Actors, cluster: Client) -> None:
    wait(actors, "nursing_home_place", 4)
    page = cluster.get("/noegletal/").content.decode()
    assert "Hvor mange der venter, vises ikke: tallet er for lille eller kan røbe et lille." in page
    assert "borgere er færdigbehandlede" not in page


def test_no_citizen_stands_on_the_page_and_a_strange_scope_is_ones_own(actors: Actors, cluster: Client) -> None:
    case(actors, "K20", date(2026, 10, 5), 20)
    page = cluster.get("/noegletal/?vis=area-nonsense").content.decode()
    assert "Midtklyngen" in page
    assert not [citizen for citizen in Citizen.objects.all() if str(citizen.pk) in page or (citizen.cpr or "-") in page]


def test_the_page_asks_as_often_whatever_it_shows(
    actors: Actors, cluster: Client, django_assert_max_num_queries: Any
) -> None:
    units: list[Organisation] = [make_municipality(f"Kommune {code}", code=str(code)) for code in (661, 665, 671)]
    for unit in units:
        case(actors, "K20.hours", date(2026, 10, 5), 7, amount=3.0, municipality=unit)
    published()
    with django_assert_max_num_queries(22) as asked:
        cluster.get("/noegletal/")
    assert not [query for query in asked.captured_queries if "principles_indicatorc" in query["sql"]]


def test_a_late_word_changes_a_month_only_at_the_next_census(
    actors: Actors, cluster: Client, area: CooperationArea
) -> None:
    usual(actors, "K20")
    case(actors, "K20", date(2026, 10, 5), 15)
    case(actors, "K20", date(2026, 10, 6), 5, numerator=0)
    assert rows(cluster)["K20", "", "2026-10"]["denominator"] == 20
    case(actors, "K20", date(2026, 10, 7), 7)
    published(NOW + timedelta(days=1))
    row = rows(cluster)["K20", "", "2026-10"]
    assert (row["denominator"], row["edition"]) == (20, 1)
    later = NOW + timedelta(days=21)
    assert [keep_figures(now=later), keep_figures(now=later)] == [1, 0]
    (told,) = PublishedFigures(Scope(Cut.AREA, area.pk), [date(2026, 10, 1)]).series("K20")
    assert told is not None
    assert (told.sums.number, told.sums.numerator, told.version) == (27, 22, 2)
    old = PublishedFigure.objects.get(cut="area", line="K20", period=date(2026, 10, 1), version=1)
    assert (old.number, old.current) == (20, False)


def test_recount_finds_a_cell_that_the_cases_do_not_say(actors: Actors, cluster: Client) -> None:
    case(actors, "K20", date(2026, 10, 5), 6)
    published()
    assert list(recount_all(now=NOW, check=True)) == []
    IndicatorCell.objects.update(numerator=1)
    assert len(list(recount_all(now=NOW, check=True))) == 1
    assert len(list(recount_all(now=NOW, check=False))) == 1
    assert [(cell.numerator, cell.version) for cell in IndicatorCell.objects.all()] == [(6, 2)]


def test_a_municipality_that_joins_another_area_is_counted_again(
    actors: Actors, cluster: Client, area: CooperationArea
) -> None:
    case(actors, "K20", date(2026, 10, 5), 6)
    published()
    CooperationAreaMember.objects.update(valid_to=date(2026, 10, 1))
    CooperationAreaMember.objects.get().save()
    keep_figures(now=NOW)
    held = {cell.area: cell.number for cell in IndicatorCell.objects.all()}
    assert held == {str(area.pk): 0, "": 6}


def test_k28_the_administrator_reads_what_to_mend(actors: Actors, cluster: Client) -> None:
    admin = client_of(actors.administrator)
    ReadyPeriod.objects.all().delete()
    wait(actors, "nursing_home_place", 6)
    ReadyPeriod.objects.update(reasons=[])
    found = {row["key"]: row for row in admin.get("/api/v1/figures/data-quality/").json()}
    assert found["waits_without_reason"]["number"] == 6
    ReadyPeriod.objects.filter(pk__in=ReadyPeriod.objects.values_list("pk")[:3]).delete()
    page = admin.get("/noegletal/datakvalitet/").content.decode()
    assert 'uden at nogen har sagt på hvad</th><td class="number">færre end fem</td>' in page
    assert cluster.get("/noegletal/datakvalitet/").status_code == 403


def test_k28_the_wards_with_gaps_are_named_and_none_of_fewer_than_five_is_counted(actors: Actors) -> None:
    """Seven in one ward, six in another, three in a third: 16 less 7 is not told to be six and three."""
    wards = [make_ward(actors.hospital, name) for name in ("Kirurgi", "Lunge", "Neurologi")]
    for ward, number in zip(wards, (7, 6, 3), strict=True):
        for _ in range(number):
            citizen = Citizen.objects.create(cpr=f"{next(_number):010}")
            Journey.objects.create(citizen=citizen, last_event_at=NOW, ward=ward, anomalies=["died after died"])
    admin = client_of(actors.administrator)
    found = {row["key"]: row for row in admin.get("/api/v1/figures/data-quality/").json()}["events_out_of_order"]
    house = actors.hospital.name
    assert found["number"] == 16
    assert [(row["ward"], row["number"], row["words"]) for row in found["wards"]] == [
        (f"{house}: Kirurgi", 7, "7"),
        (f"{house}: Lunge", None, "vises ikke"),
        (f"{house}: Neurologi", None, "vises ikke"),
    ]
    page = admin.get("/noegletal/datakvalitet/").content.decode()
    assert f"<li>{house}: Neurologi: vises ikke</li>" in page


def test_a_line_of_those_who_were_met_does_not_tell_who_was_not(cluster: Client, actors: Actors) -> None:
    """Two of K20 were not agreed, which its share hides: how many were agreed (K20.weekend) would tell it."""
    for month, met, missed in ((9, 20, 10), (10, 28, 2)):
        on = date(2026, month, 7)
        case(actors, "K20", on, met)
        case(actors, "K20", on, missed, numerator=0)
        case(actors, "K20.weekend", on, 10)
        case(actors, "K20.weekend", on, met - 10, numerator=0)
    told = rows(cluster)
    shown = {
        (line, month): (row["denominator"], row["numerator"])
        for line in ("K20", "K20.weekend")
        for month in ("2026-09", "2026-10")
        for row in (told[line, "", month],)
    }
    assert shown["K20", "2026-09"] == (30, 20)
    assert shown["K20.weekend", "2026-09"] == (20, 10)
    assert shown["K20", "2026-10"] == (30, None)
    assert shown["K20.weekend", "2026-10"] == (None, None)


NEW_LINES = {
    "K8.agreed": "Senere hjemkomst, der var aftalt",
    "K13.answered": "Opkald, som afsnittet besvarede",
    "K13.wrong": "Opkald fra andre pr. 100 72-timersansvar",
    "K14.window": "Akut genindlæggelse efter 72-timersansvar",
    "K14.contingency": "Akut genindlæggelse, planen sagde hvad nu",
    "K14.no_contingency": "Akut genindlæggelse, uden handlemuligheder",
    "K14.psychiatric": "Akut genindlæggelse i psykiatrien",
    "K20.notice": "Fra aftalen til udskrivelsen",
    "K28.order": "Hændelser, der ikke passer sammen",
    "K28.receipt": "Epikriser uden kvittering",
}


def test_every_line_stands_on_the_page_beside_the_chart_of_its_own(actors: Actors, cluster: Client) -> None:
    """A line without a chart is not only in the file: it stands under the chart of its K, with its n and its month."""
    usual(actors, "K14.psychiatric")
    case(actors, "K14.psychiatric", date(2026, 10, 5), 750)
    case(actors, "K14.psychiatric", date(2026, 10, 6), 250, numerator=0)
    usual(actors, "K20.hours", amount=7.0)
    published()
    told = " ".join(cluster.get("/noegletal/").content.decode().split())
    for line, name in NEW_LINES.items():
        assert f'<tr><th scope="row">{name}</th>' in told, line
    assert "75 % <small>" in told
    assert "n = 1.000" in told
    # The answer on top counts in words: it needs the number itself.
    assert "12 aftalte udskrivelser." in told
