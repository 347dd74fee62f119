"""Leaving a form about the agreement stores nothing and leads back to where one came from (fault U1)."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.conf import settings
from django.http import QueryDict
from django.urls import resolve
from lxml import html

from desk.views.frame.typed import typed_lines
from tests.actors import Actors
from tests.desk.agreement.form_pages import agreement_form_pages
from tests.desk.form_pages import FormPage, stored
from tests.desk.forms.test_way_out import IN_FORM, signed_in, ways_out

pytestmark = pytest.mark.walk

# Staff are asked in November.
OPEN = datetime(2026, 11, 10, 10, tzinfo=UTC)
TYPED, FORM_TYPE = "Æblegrød og 3 opkald", "application/x-www-form-urlencoded"
ROOMS = ("agreement", "learning", "own", "plans", "registers", "surveys")


@pytest.fixture
def pages(actors: Actors) -> Iterator[list[FormPage]]:
    with time_machine.travel(OPEN):
        yield agreement_form_pages(actors)


def templates_left() -> set[str]:
    """The templates of these pages that have a way out."""
    root = Path(settings.BASE_DIR) / "templates"
    files = [file for room in ROOMS for file in (root / "desk" / room).rglob("*.html")]
    return {str(file.relative_to(root)) for file in files if "<c-way-out" in file.read_text(encoding="utf-8")}


def written_on(answer: Any) -> list[html.HtmlElement]:
    """The forms of a page that are not sent to another one."""
    found: Any = html.fromstring(answer.content.decode()).xpath(IN_FORM)
    return [form for form in found if not form.get("action")]


def leads_to(answer: Any, page: FormPage) -> bool:
    """Whether the page that one comes back to is one from which the form is opened."""
    links = html.fromstring(answer.content.decode()).iter("a")
    return page.address in {re.sub("#.*", "", link.get("href", "")) for link in links}


def test_u1_leaving_stores_nothing_and_leads_back(pages: list[FormPage]) -> None:
    clients = signed_in({page.user for page in pages})
    before, rendered = stored(), set()
    for page in pages:
        shown = clients[page.user].get(page.address)
        rendered |= {template.name for template in shown.templates}
        found = [out for form in written_on(shown) for out in ways_out(form)]
        # A link sends no form; a button would.
        assert [out.tag for out in found] == ["a"], str(page)
        address = found[0].get("href", "")
        assert urlsplit(address).path != page.address, str(page)
        left = clients[page.user].get(address)
        assert (left.status_code, leads_to(left, page)) == (200, True), f"{page} leads to {address}"
    assert stored() == before
    assert templates_left() <= rendered


def as_query(form: html.HtmlElement) -> QueryDict:
    """What the form would send."""
    said = QueryDict(mutable=True)
    for name, value in form.form_values():
        # A parser keeps the line break after <textarea>, a browser does not.
        said.appendlist(name, value.removeprefix("\n"))
    return said


def filled(form: html.HtmlElement) -> QueryDict:
    """The form as it stands, with words in the first field for words, else with other choices than were made."""
    said = as_query(form)
    for field in form.xpath(".//textarea | .//input[@type='text']"):
        said[field.name] = TYPED
        return said
    for choice in form.xpath(".//input[@type='radio'] | .//option[not(@selected)]"):
        name = choice.get("name") or next(choice.iterancestors("select")).get("name")
        said[name] = choice.get("value")
    return said


def test_u13_what_is_typed_stands_in_its_form_again_after_the_session_was_over(pages: list[FormPage]) -> None:
    """Not as a list of what the fields hold: a number of a choice tells nobody what was chosen."""
    seen = set()
    for page in pages:
        name = resolve(urlsplit(page.address).path).view_name
        if name in seen:
            continue
        seen.add(name)
        client = signed_in({page.user})[page.user]
        said = filled(written_on(client.get(page.address))[0])
        client.logout()
        assert "fortsaet" in client.post(page.address, said.urlencode(), FORM_TYPE)["Location"], str(page)
        client.force_login(page.user)
        answer = client.get("/fortsaet/", follow=True)
        assert answer.redirect_chain[-1][0] == page.address, str(page)
        found: Any = html.fromstring(answer.content.decode()).xpath("//main")
        shown = {value for form in found[0].forms for value in typed_lines(as_query(form))}
        assert set(typed_lines(said)) <= shown, str(page)
