"""Every "Hvorfor?" and refusal leads to its clause in the wording of its day (issue: a verdict links to its clause)."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from desk.selectors.agreement.links import clause_link, verdict_link
from organisations.models import User
from principles.clauses.rules.contents import BY_ADDRESS
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
WINDOW = "RULES 2e E2; 001 §2.2"


@pytest.mark.parametrize(
    ("verdict", "link"),
    [
        ({"rule": "E2", "source": WINDOW, "facts": {}}, "/aftalen/2.2.5/"),
        ({"rule": "E2", "source": WINDOW, "facts": {"discharged_at": "2026-11-29T01:00:00+00:00"}}, "/aftalen/2.2.5/"),
        # Danish midnight has passed.
        (
            {"rule": "E2", "source": WINDOW, "facts": {"discharged_at": "2026-11-19T23:30:00+00:00"}},
            "/aftalen/2.2.5/?dato=2026-11-20",
        ),
        ({"rule": "P1", "source": "RULES 2c P1", "facts": {"date": "2026-11-20"}}, "/aftalen/2.1.8/?dato=2026-11-20"),
        ({"rule": "E2", "source": WINDOW, "facts": {"discharged_at": "unknown", "at": 3}}, "/aftalen/2.2.5/"),
        ({"rule": "", "source": "sundhed.dk"}, ""),
    ],
)
def test_where_a_verdict_leads(verdict: dict[str, object], link: str) -> None:
    assert verdict_link(verdict, NOW) == link


def test_a_source_alone_leads_to_the_wording_of_today() -> None:
    assert clause_link("001 fn 4") == "/aftalen/fn4/"


@pytest.mark.django_db
def test_every_why_of_a_journeys_page_leads_to_a_clause(actors: Actors, as_user: Callable[[User], Client]) -> None:
    for journey in (admitted_journey(actors), discharged_journey(actors)):
        page = as_user(actors.nurse).get(reverse("desk:journey", args=[journey.pk])).content.decode()
        sources = re.findall(r'<p class="verdict-source">(.*?)</p>', page, flags=re.DOTALL)
        addresses = [re.search(r'href="/aftalen/([^/]+)/', source) for source in sources]
        assert addresses
        assert {found[1] if found else None for found in addresses} <= set(BY_ADDRESS)
