"""A program that names a place which does not exist is not given another place's figures (RULES 6)."""

import pytest
from django.test import Client

from organisations.models import CooperationArea
from tests.actors import Actors
from tests.principles.indicators.test_page import area, client_of, cluster

pytestmark = pytest.mark.django_db
__all__ = ["area", "cluster"]
UNKNOWN = ("hospital-7", "area-00000000-0000-0000-0000-000000000000", "regionen")


@pytest.mark.parametrize("scope", UNKNOWN)
def test_the_figures_of_no_place_are_refused_and_not_those_of_the_own(cluster: Client, scope: str) -> None:
    answer = cluster.get("/api/v1/figures/", {"scope": scope})
    assert answer.status_code == 400
    assert "findes ikke" in answer.content.decode()
    assert cluster.get("/api/v1/figures/", {"scope": ""}).status_code == 200


def test_so_are_the_journeys_behind_them(actors: Actors, area: CooperationArea) -> None:
    nurse, query = client_of(actors.nurse), {"line": "K20", "month": "2026-10"}
    assert nurse.get("/api/v1/figures/journeys/", {**query, "scope": "hospital-7"}).status_code == 400
    assert nurse.get("/api/v1/figures/journeys/", query).status_code == 200


@pytest.mark.parametrize("scope", UNKNOWN)
def test_so_are_the_results_of_surveys(cluster: Client, scope: str) -> None:
    assert cluster.get("/api/v1/surveys/", {"vis": scope}).status_code == 400
    assert cluster.get("/api/v1/surveys/", {"vis": "region"}).status_code == 200
