"""Every "Hvorfor?" and refusal leads to its clause in the wording of its day (issue: a verdict links to its clause)."""

import ast
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import resolve, reverse
from django_cotton.compiler_regex import CottonCompiler
from lxml import html

from desk.selectors.agreement.links import clause_link, verdict_link
from organisations.models import User
from principles.clauses.rules.contents import BY_ADDRESS
from principles.clauses.rules.sources import TABLE_OF_LETTER
from tests.actors import Actors
from tests.domain.discharge.wording.test_sentences import ROOMS, verdict_codes
from tests.domain.test_rules_page import ROWS
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


_SOURCE = re.compile(r"(?:00[0-4]|RULES|UX)\b.*")


def _texts(node: ast.AST) -> list[str]:
    """The sources that an expression can be; a hole of an f-string is left out."""
    if isinstance(node, ast.JoinedStr):
        return ["".join(part.value for part in node.values if isinstance(part, ast.Constant))]  # type: ignore[misc]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def _verdicts() -> Iterator[tuple[str, str, str]]:
    """Code, rule and source of each verdict that a room makes; where its source is a name, each that its rooms state.

    A rule that is no text in the call is left out: every row of the decision tables is walked beside these.
    """
    for path in sorted(ROOMS.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Verdict"):
                continue
            rule, source, code = node.args[:3]
            beside = [path, *path.parent.glob("*.py")]
            stated = _texts(source) or sorted({text for each in beside for text in _stated_in(each)})
            assert stated, path
            for said in stated:
                yield "".join(_texts(code)), "".join(_texts(rule)), said


def _stated_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        yield from (text for text in _texts(node) if _SOURCE.fullmatch(text))


VERDICTS = sorted({*_verdicts(), *(("", row, f"RULES {TABLE_OF_LETTER[row[0]]} {row}") for row in ROWS)})


@cache
def _why() -> Template:
    return Template(CottonCompiler().process('<c-verdict :verdict="verdict" />'))


@pytest.mark.parametrize(("code", "rule", "source"), VERDICTS)
def test_the_rendered_why_of_every_verdict_leads_to_a_clause(code: str, rule: str, source: str) -> None:
    verdict: dict[str, object] = {"rule": rule, "source": source, "code": code, "outcome": None, "facts": {}}
    page: Any = html.fromstring(_why().render(Context({"verdict": verdict, "now": NOW})))
    (address,) = page.xpath("//p[@class='verdict-source']/a/@href")
    assert resolve(address).kwargs["address"] in BY_ADDRESS


def test_no_room_makes_a_verdict_that_is_not_walked() -> None:
    assert {code for code, _where in verdict_codes()} == {code for code, *_ in VERDICTS if code}


@pytest.mark.django_db
def test_every_why_of_a_journeys_page_leads_to_a_clause(actors: Actors, as_user: Callable[[User], Client]) -> None:
    for journey in (admitted_journey(actors), discharged_journey(actors)):
        page = as_user(actors.nurse).get(reverse("desk:journey", args=[journey.pk])).content.decode()
        sources = re.findall(r'<p class="verdict-source">(.*?)</p>', page, flags=re.DOTALL)
        addresses = [re.search(r'href="/aftalen/([^/]+)/', source) for source in sources]
        assert addresses
        assert {found[1] if found else None for found in addresses} <= set(BY_ADDRESS)
