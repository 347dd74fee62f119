"""Figures of answers, meetings and requests in the published cells, and the answers in words (RULES 6; 001-104)."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine
from django.test import Client

from organisations.models import CooperationArea, CooperationAreaMember
from principles.indicators.actions.publishing import keep_figures
from principles.indicators.actions.sources import recount_kept
from principles.models import (
    Adoption,
    ChangeDecision,
    ChangeRequest,
    ChartUse,
    FollowUpAnswer,
    ImplementationPlan,
    PlanTask,
    Population,
    PublishedFigure,
    SharedPractice,
    SurveyBatch,
    SurveyStatement,
    SurveyTally,
    TrainingEvent,
)
from tests.actors import Actors
from tests.principles.indicators.test_page import NOW, area, case, client_of, cluster, published, usual

pytestmark = pytest.mark.django_db
__all__ = ["area", "cluster"]
SEPTEMBER = date(2026, 9, 1)


def meeting(actors: Actors, area: CooperationArea, on: date, score: str | None = None, **people: int) -> TrainingEvent:
    return TrainingEvent.objects.create(
        area=area,
        kind="bench",
        title="Møde",
        held_on=on,
        score=score,
        written_by=actors.cluster_administrator,
        **people,
    )


def told(line: str, **more: Any) -> dict[tuple[str, str], tuple[int, int, float, int]]:
    rows = PublishedFigure.objects.filter(line=line, current=True, **more)
    return {(row.cut, row.detail): (row.number, row.numerator, row.amount, row.version) for row in rows}


def differences(now: datetime = NOW) -> list[str]:
    return list(recount_kept(now=now, check=True))


def tally(actors: Actors, counts: dict[str, list[int]], answered: int, asked: int) -> None:
    SurveyBatch.objects.create(
        respondent="citizen",
        month=SEPTEMBER,
        hospital=actors.hospital,
        speciality="somatic",
        number=asked,
        made_on=SEPTEMBER,
        made_by=actors.nurse,
    )
    SurveyTally.objects.create(
        group="g",
        version="journey-1",
        respondent="citizen",
        period=SEPTEMBER,
        hospital=actors.hospital,
        speciality="somatic",
        answered=answered,
        counts=counts,
    )


def test_k1_is_what_the_page_of_surveys_shows(actors: Actors, area: CooperationArea, cluster: Client) -> None:
    """By hand: 30 codes, 20 answers; 3 × 5, 12 × 4, 5 × 2 is 15 of 20 and a mean of 3,65, told as 3,7 (or 3,6)."""
    CooperationAreaMember.objects.create(area=area, organisation=actors.hospital)
    tally(actors, {"discharge": [0, 0, 5, 0, 12, 3]}, 20, 30)
    usual(actors, "K20")
    published()
    detail = "discharge|citizen|somatic"
    assert told("K1")["area", detail][:2] == (20, 15)
    assert told("K1.rate")["hospital", "|citizen|somatic"][:2] == (30, 20)
    assert differences() == []
    row = next(row for row in cluster.get("/api/v1/figures/").json() if row["line"] == "K1")
    assert (row["denominator"], row["numerator"], row["group"]) == (20, 15, "Borgere, Somatik")
    assert "75 % <small>september 2026, n = 20" in cluster.get("/noegletal/opfoelgning/").content.decode()


def test_k1_a_late_word_is_a_new_version_and_tells_nothing_that_was_hidden(
    actors: Actors, area: CooperationArea
) -> None:
    """By hand: 15 of 20 good answers become 16 of 21, of the same 30 codes; four relatives become nine."""
    CooperationAreaMember.objects.create(area=area, organisation=actors.hospital)
    tally(actors, {"discharge": [0, 0, 5, 0, 12, 3]}, 20, 30)
    own = {"respondent": "relative", "hospital": actors.hospital, "speciality": "somatic", "period": SEPTEMBER}
    SurveyBatch.objects.create(
        respondent="relative",
        month=SEPTEMBER,
        hospital=actors.hospital,
        speciality="somatic",
        number=30,
        made_on=SEPTEMBER,
        made_by=actors.nurse,
    )
    few = SurveyTally.objects.create(
        group="h", version="journey-1", answered=4, counts={"discharge": [0, 0, 0, 0, 2, 2]}, **own
    )
    published()
    citizens, relatives = ("area", "discharge|citizen|somatic"), ("area", "discharge|relative|somatic")
    assert (told("K1")[citizens], told("K1")[relatives]) == ((20, 15, 0.0, 1), (0, 0, 0.0, 1))
    SurveyTally.objects.filter(group="g").update(answered=21, counts={"discharge": [0, 0, 5, 0, 12, 4]})
    few.answered, few.counts = 9, {"discharge": [0, 0, 0, 0, 5, 4]}
    few.save()
    published(datetime(2026, 12, 10, 8, tzinfo=UTC))
    assert (told("K1")[citizens], told("K1")[relatives]) == ((21, 16, 0.0, 2), (0, 0, 0.0, 1))
    assert told("K1.rate")["area", "|citizen|somatic"] == (30, 21, 0.0, 2)


def test_few_answers_are_nowhere(actors: Actors, area: CooperationArea, cluster: Client) -> None:
    CooperationAreaMember.objects.create(area=area, organisation=actors.hospital)
    tally(actors, {"discharge": [0, 0, 1, 0, 1, 2]}, 4, 30)
    published()
    assert set(PublishedFigure.objects.filter(line__startswith="K1", number__gt=0)) == set()
    assert all(row["value"] is None for row in cluster.get("/api/v1/figures/").json() if row["indicator"] == "K1")


def test_k19_by_hand_and_restated_with_a_version(actors: Actors, area: CooperationArea, cluster: Client) -> None:
    with time_machine.travel(NOW, tick=False):
        meeting(actors, area, SEPTEMBER, "4.0", from_hospital=7, from_municipality=5)
        late = meeting(actors, area, SEPTEMBER)
        meeting(actors, area, date(2026, 11, 2), "1.0", from_hospital=9)
        keep_figures(now=NOW)
    assert told("K19") == {("region", ""): (2, 1, 0.0, 1), ("area", ""): (2, 1, 0.0, 1)}
    # Nobody was discharged, so no month of journeys was taken.
    assert "Fælles skolebænk holdt" in cluster.get("/noegletal/").content.decode()
    rows = {row["line"]: row["numerator"] for row in cluster.get("/api/v1/figures/").json() if row["line"] == "K19"}
    assert rows == {"K19": 1}
    assert told("K19.people")["area", "hospital"][2] == 7
    assert told("K19.score")["area", ""][:3] == (1, 0, 4.0)
    december = datetime(2026, 12, 10, 8, tzinfo=UTC)
    with time_machine.travel(NOW + timedelta(days=3), tick=False):
        late.from_practice, late.score = 4, "3.0"
        late.save()
        assert differences() == []
        keep_figures(now=NOW + timedelta(days=3))
    assert told("K19")["area", ""] == (2, 1, 0.0, 1)
    with time_machine.travel(december, tick=False):
        keep_figures(now=december)
    assert told("K19", period=SEPTEMBER)["area", ""] == (2, 2, 0.0, 2)
    assert told("K19.score", period=SEPTEMBER)["area", ""] == (2, 0, 7.0, 2)
    assert PublishedFigure.objects.filter(line="K19", period=SEPTEMBER, current=False).count() == 2
    assert differences(december) == []


def test_k23_k24_and_k21(actors: Actors, area: CooperationArea) -> None:
    asked = {"clause": "2.2", "wish": "x", "reason": "y", "asked_by": actors.assessor}
    with time_machine.travel(NOW, tick=False):
        first = ChangeRequest.objects.create(
            **asked, asked_at=datetime(2026, 9, 3, tzinfo=UTC), house=actors.municipality, state="accepted"
        )
        ChangeRequest.objects.create(**asked, asked_at=datetime(2026, 9, 4, tzinfo=UTC), house=actors.practice)
        ChangeDecision.objects.create(
            request=first,
            state="accepted",
            reason="z",
            decided_at=datetime(2026, 10, 1, tzinfo=UTC),
            decided_by=actors.cluster_administrator,
        )
        SharedPractice.objects.create(
            area=area,
            title="t",
            problem="p",
            method="m",
            published_on=SEPTEMBER,
            written_by=actors.cluster_administrator,
        )
        ChartUse.objects.create(track="acute", on=SEPTEMBER, opened=13)
        ChartUse.objects.create(track="planned", on=SEPTEMBER, opened=4)
        keep_figures(now=NOW)
    # The practice lies in a municipality of the cluster.
    assert told("K23") == {("region", ""): (2, 1, 0.0, 1), ("area", ""): (2, 1, 0.0, 1)}
    assert told("K23.implemented")["region", ""][:2] == (2, 0)
    assert told("K24")["area", ""][:2] == (1, 0)
    assert told("K21") == {("region", "acute"): (10, 0, 10.0, 1), ("region", "planned"): (0, 0, 0.0, 1)}
    assert differences() == []


def test_k23_counts_where_the_house_belonged_on_the_day_and_k24_a_late_adoption(
    actors: Actors, area: CooperationArea
) -> None:
    """The municipality joins Østklyngen on 15 September: a request of the 14th stays, and is decided late."""
    east = CooperationArea.objects.create(key="oest", name="Østklyngen")
    december = datetime(2026, 12, 10, 8, tzinfo=UTC)
    CooperationAreaMember.objects.filter(area=area).update(valid_to=date(2026, 9, 15))
    CooperationAreaMember.objects.create(area=east, organisation=actors.municipality, valid_from=date(2026, 9, 15))
    asked = {"clause": "2.2", "wish": "x", "reason": "y", "asked_by": actors.assessor, "house": actors.municipality}
    with time_machine.travel(NOW, tick=False):
        before = ChangeRequest.objects.create(**asked, asked_at=datetime(2026, 9, 14, 21, 59, tzinfo=UTC))
        # Midnight in Copenhagen.
        ChangeRequest.objects.create(**asked, asked_at=datetime(2026, 9, 14, 22, 0, tzinfo=UTC))
        practice = SharedPractice.objects.create(
            area=area,
            title="t",
            problem="p",
            method="m",
            published_on=SEPTEMBER,
            written_by=actors.cluster_administrator,
        )
        keep_figures(now=NOW)

    def of(line: str) -> dict[str, tuple[int, int, int]]:
        rows = PublishedFigure.objects.filter(line=line, cut="area", current=True)
        return {row.unit: (row.number, row.numerator, row.version) for row in rows}

    first, second = str(area.pk), str(east.pk)
    assert of("K23") == {first: (1, 0, 1), second: (1, 0, 1)}
    assert of("K24") == {first: (1, 0, 1)}
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        ChangeDecision.objects.create(
            request=before,
            state="implemented",
            reason="z",
            decided_at=NOW + timedelta(days=2),
            decided_by=actors.cluster_administrator,
        )
        Adoption.objects.create(
            practice=practice, area=east, begun_on=date(2026, 11, 21), written_by=actors.cluster_administrator
        )
    assert differences() == []
    with time_machine.travel(december, tick=False):
        keep_figures(now=december)
    assert of("K23") == {first: (1, 1, 2), second: (1, 0, 1)}
    assert of("K23.implemented") == {first: (1, 1, 2), second: (1, 0, 1)}
    assert of("K24") == {first: (1, 1, 2)}
    assert differences(december) == []


def test_k3_k19_and_k25_stay_their_clusters_when_its_member_leaves(actors: Actors, area: CooperationArea) -> None:
    """They are the cluster's own: a meeting, a task and a statement of it have no municipality."""
    said = {"question": "went_well", "respondent": "citizen", "half": date(2026, 1, 1), "area": area, "words": "w"}
    december = datetime(2026, 12, 10, 8, tzinfo=UTC)
    with time_machine.travel(NOW, tick=False):
        meeting(actors, area, SEPTEMBER, from_hospital=7)
        PlanTask.objects.create(
            plan=plan_of(actors, area, date(2026, 9, 10)), track="dialogue", due_on=date(2026, 9, 11)
        )
        for themes in [["medicine"]] * 6 + [["contact"]] * 6:
            SurveyStatement.objects.create(**said, themes=themes, approved_by=actors.cluster_administrator)
        keep_figures(now=NOW)
    lines = ("K3", "K19", "K25")
    before = {line: told(line) for line in lines}
    assert before["K3"]["area", "went_well|medicine"] == (12, 6, 0.0, 1)
    with time_machine.travel(december, tick=False):
        CooperationAreaMember.objects.filter(area=area).update(valid_to=date(2026, 9, 1))
        keep_figures(now=december)
    assert {line: told(line) for line in lines} == before
    assert differences(december) == []


def test_k3_a_statement_that_is_coded_anew_restates_the_half_year(actors: Actors, area: CooperationArea) -> None:
    said = {"question": "went_well", "respondent": "citizen", "half": date(2026, 1, 1), "area": area, "words": "w"}
    december = datetime(2026, 12, 10, 8, tzinfo=UTC)
    with time_machine.travel(NOW, tick=False):
        rows = [
            SurveyStatement.objects.create(**said, themes=themes, approved_by=actors.cluster_administrator)
            for themes in [["medicine"]] * 6 + [["contact"]] * 6
        ]
        keep_figures(now=NOW)
    assert told("K3")["area", "went_well|medicine"] == (12, 6, 0.0, 1)
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        rows[0].themes = ["medicine", "contact"]
        rows[0].save()
    with time_machine.travel(december, tick=False):
        keep_figures(now=december)
    assert told("K3")["area", "went_well|contact"] == (12, 7, 0.0, 2)
    assert told("K3")["area", "went_well|medicine"] == (12, 6, 0.0, 1)
    assert differences(december) == []


def plan_of(actors: Actors, area: CooperationArea, begun_on: date) -> ImplementationPlan:
    begun_at = datetime(begun_on.year, begun_on.month, begun_on.day, 8, tzinfo=UTC)
    begun = {"template": "002", "starts_on": begun_on.replace(day=1), "begun_at": begun_at}
    return ImplementationPlan.objects.create(area=area, begun_by=actors.cluster_administrator, **begun)


def test_k25_by_hand_by_the_month_they_were_due(actors: Actors, area: CooperationArea) -> None:
    """Of dialogue in September: one on its last day, one a day late, one open; not counted are what was dropped, what
    has no day, what was due before there was a plan, and what is due in November."""
    dialogue: dict[str, Any] = {"track": "dialogue", "status": "done"}
    last = date(2026, 9, 30)
    with time_machine.travel(NOW, tick=False):
        plan = plan_of(actors, area, date(2026, 9, 10))
        PlanTask.objects.create(plan=plan, **dialogue, due_on=last, done_on=last)
        PlanTask.objects.create(plan=plan, **dialogue, due_on=last, done_on=date(2026, 10, 1))
        late = PlanTask.objects.create(plan=plan, track="dialogue", due_on=date(2026, 9, 11))
        PlanTask.objects.create(plan=plan, track="dialogue", status="dropped", due_on=last)
        PlanTask.objects.create(plan=plan, **dialogue, done_on=last)
        PlanTask.objects.create(plan=plan, **dialogue, due_on=date(2026, 9, 9), done_on=date(2026, 9, 9))
        PlanTask.objects.create(plan=plan, track="procedure", due_on=date(2026, 11, 1))
        PlanTask.objects.create(plan=plan, track="procedure", due_on=date(2026, 10, 31))
        keep_figures(now=NOW)
    assert told("K25", period=SEPTEMBER) == {
        ("region", "dialogue"): (3, 1, 0.0, 1),
        ("area", "dialogue"): (3, 1, 0.0, 1),
    }
    assert told("K25", cut="area") == {("area", "dialogue"): (3, 1, 0.0, 1), ("area", "procedure"): (1, 0, 0.0, 1)}
    december = datetime(2026, 12, 10, 8, tzinfo=UTC)
    with time_machine.travel(NOW + timedelta(days=3), tick=False):
        late.status, late.done_on = "done", date(2026, 9, 11)
        late.save()
        assert differences() == []
    with time_machine.travel(december, tick=False):
        keep_figures(now=december)
    assert told("K25", cut="area", detail="dialogue")["area", "dialogue"] == (3, 2, 0.0, 2)
    assert told("K25", cut="area", period=date(2026, 11, 1)) == {("area", "procedure"): (1, 0, 0.0, 1)}
    assert differences(december) == []


def test_a_changed_row_is_found_and_put_right(actors: Actors, area: CooperationArea) -> None:
    with time_machine.travel(NOW, tick=False):
        meeting(actors, area, SEPTEMBER, from_hospital=7)
        keep_figures(now=NOW)
    PublishedFigure.objects.filter(line="K19", cut="area").update(numerator=0)
    assert len(differences()) == 1
    list(recount_kept(now=NOW, check=False))
    assert differences() == []
    assert told("K19")["area", ""] == (1, 1, 0.0, 2)


def test_k3_waits_until_all_is_read(actors: Actors, area: CooperationArea) -> None:
    said = {"question": "went_well", "respondent": "citizen", "half": date(2026, 1, 1), "area": area, "words": "w"}
    for number in range(12):
        themes = ["medicine"] if number < 6 else ["contact"] if number < 9 else ["timing"]
        SurveyStatement.objects.create(**said, themes=themes, approved_by=actors.cluster_administrator)
    keep_figures(now=NOW)
    assert told("K3") == {
        ("area", "went_well|medicine"): (12, 6, 0.0, 1),
        ("area", "went_well|contact"): (0, 0, 0.0, 1),
        ("area", "went_well|timing"): (0, 0, 0.0, 1),
    }
    assert differences() == []


def test_k8_per_inhabitant_only_where_an_administrator_has_loaded_them(actors: Actors, cluster: Client) -> None:
    detail = "nursing_home|municipality"
    usual(actors, "K8", detail=detail, amount=3.0)
    case(actors, "K8", date(2026, 10, 1), 10, detail=detail, amount=5.0)
    published()
    scope = f"municipality-{actors.municipality.pk}"
    assert "ingen administrator har indlæst folketal" in cluster.get(f"/noegletal/?vis={scope}").content.decode()
    Population.objects.create(municipality=actors.municipality, year=2026, inhabitants=20_000, source="Opdigtet")
    rows = cluster.get(f"/api/v1/figures/?scope={scope}").json()
    found = {row["month"]: (row["value"], row["per_1000"]) for row in rows if row["line"] == "K8"}
    assert found["2026-10"] == (50.0, 2.5)
    assert ";2,5" in cluster.get(f"/noegletal.csv?vis={scope}").content.decode()


def test_a_cluster_answers_in_words_with_history_and_in_the_workbook(
    actors: Actors, area: CooperationArea, cluster: Client
) -> None:
    page = cluster.get("/noegletal/opfoelgning/").content.decode()
    assert 'href="/registre/svar/ny/?punkt=FQ3"' in page
    said = {"question": "FQ3", "words": "Vi deler løsninger i netværket."}
    assert cluster.post("/registre/svar/ny/", {**said, "words": ""}).status_code == 422
    assert cluster.post("/registre/svar/ny/", said).status_code == 302
    again = cluster.post("/registre/svar/ny/", said)
    assert again.status_code == 422
    assert "Klyngen har svaret på det spørgsmål" in again.content.decode()
    row = FollowUpAnswer.objects.get()
    changed = cluster.post(
        f"/api/v1/registers/follow-up/{row.pk}/change/", {**said, "words": "Bedre."}, content_type="application/json"
    )
    assert changed.status_code == 200
    assert [line["what"] for line in changed.json()["history"]] == ["Rettet", "Oprettet"]
    assert "Bedre." in cluster.get("/noegletal/opfoelgning/").content.decode()
    with ZipFile(BytesIO(cluster.get("/noegletal.xlsx").content)) as book:
        assert "Bedre." in book.read("xl/sharedStrings.xml").decode()
    assert client_of(actors.nurse).post("/registre/svar/ny/", said).status_code == 403
    assert "Bedre." in client_of(actors.nurse).get("/noegletal/opfoelgning/?vis=region").content.decode()
