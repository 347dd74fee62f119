"""Leaving a form about letters stores nothing and leads back; what was typed outlives the session, on every form."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import resolve, reverse
from lxml import html

from desk.views.frame.typed import REOPENED, typed_lines
from tests.actors import Actors
from tests.desk.agreement.test_way_out import FORM_TYPE, TYPED, as_query, written_on
from tests.desk.documents.forms.form_pages import document_form_pages
from tests.desk.form_pages import FormPage, every_form_page, stored
from tests.desk.forms.test_way_out import IN_FORM, signed_in, ways_out
from tests.later import when_released

pytestmark = pytest.mark.walk

# Walked with the pages about the agreement; a row of a table has the view of the table's other writings.
ELSEWHERE = ("clause", "learning", "own", "plan", "register", "relative", "survey")


@pytest.fixture
def pages(actors: Actors) -> Iterator[list[FormPage]]:
    with when_released():
        found = document_form_pages(actors)
        with when_released():
            yield found


@pytest.fixture
def every_page(actors: Actors) -> Iterator[list[FormPage]]:
    """With the acts of journeys that need no letters, questions and settings."""
    acts = every_form_page(actors)
    with when_released():
        found = [*acts, *document_form_pages(actors)]
        with when_released():
            yield found


def name_of(address: str) -> str:
    return resolve(urlsplit(address).path).view_name


def test_u1_leaving_a_letter_stores_nothing_and_leads_to_its_page(pages: list[FormPage]) -> None:
    clients, seen = signed_in({page.user for page in pages}), set()
    # Opening a letter is noted for its sender.
    for page in pages:
        clients[page.user].get(page.address)
    before = stored()
    for page in pages:
        for out in [out for form in written_on(clients[page.user].get(page.address)) for out in ways_out(form)]:
            assert out.tag == "a", str(page)
            seen.add((name_of(page.address), name_of(urljoin(page.address, out.get("href", "")))))
    assert stored() == before
    letter = {(f"desk:document-{what}", "desk:document") for what in ("error", "forward", "sorted")}
    rules = {(f"desk:sorting-rule{new}", "desk:sorting-rules") for new in ("", "-new")}
    writing = {("desk:document-write", "desk:journey"), ("desk:document-send", "desk:document-write")}
    assert seen == letter | rules | writing | {("desk:document", "desk:journey"), ("desk:mail-choices", "desk:home")}


def test_u1_whoever_came_from_the_list_goes_on_with_the_list(pages: list[FormPage]) -> None:
    page = next(page for page in pages if name_of(page.address) == "desk:document-sorted")
    shown = signed_in({page.user})[page.user].get(f"{page.address}&back=list")
    (form,) = written_on(shown)
    assert [out.get("href") for out in ways_out(form)] == [reverse("desk:documents")]
    assert as_query(form)["back"] == "list"


def filled(form: html.HtmlElement) -> QueryDict:
    """The form as it stands, with other choices than were made and words in the first field for words."""
    said = as_query(form)
    for choice in form.xpath(".//input[@type='radio' or @type='checkbox'] | .//option[@value]"):
        name = choice.get("name") or next(choice.iterancestors("select")).get("name")
        said[name] = choice.get("value", "on")
    for field in form.xpath(".//textarea | .//input[@type='text']")[:1]:
        said[field.name] = TYPED
    return said


def forms_of(client: Client, pages: list[FormPage]) -> Iterator[tuple[str, html.HtmlElement]]:
    """Each form once, by the view that it is sent to."""
    seen: set[str] = set()
    for page in pages:
        if name_of(page.address) in seen:
            continue
        client.force_login(page.user)
        found: Any = html.fromstring(client.get(page.address).content.decode()).xpath(IN_FORM)
        for form in found:
            address = urljoin(page.address, form.get("action") or page.address)
            if name_of(address) not in seen and typed_lines(filled(form)):
                seen |= {name_of(address), name_of(page.address)}
                yield address, form
                client.force_login(page.user)


def test_u13_every_form_comes_back_with_what_was_typed(actors: Actors, every_page: list[FormPage]) -> None:
    """Not as a list of what the fields hold: a number of a choice tells nobody what was chosen."""
    client, walked = Client(), set()
    for address, form in forms_of(client, every_page):
        user, said = client.session["_auth_user_id"], filled(form)
        client.logout()
        assert "fortsaet" in client.post(address, said.urlencode(), FORM_TYPE)["Location"], address
        client.force_login(type(actors.nurse).objects.get(pk=user))
        answer = client.get("/fortsaet/", follow=True)
        # What cannot be read is said so at once.
        assert (answer.redirect_chain[-1][0], answer.status_code in (200, 422)) == (address, True), address
        found: Any = html.fromstring(answer.content.decode()).xpath("//main")
        shown = {value for each in found[0].forms for value in typed_lines(as_query(each))}
        assert set(typed_lines(said)) <= shown, address
        walked.add(name_of(address))
    rest = {name for name in REOPENED - walked if not name.startswith(tuple(f"desk:{part}" for part in ELSEWHERE))}
    # One is walked with the agreement's; the other opens within half a minute of what it corrects.
    assert rest == {"desk:journey-learning", "desk:journey-correct"}


def test_u13_what_a_button_says_is_nobodys_words(pages: list[FormPage], actors: Actors) -> None:
    page = next(page for page in pages if name_of(page.address) == "desk:document-write")
    client = signed_in({page.user})[page.user]
    (form,) = written_on(client.get(page.address))
    token = as_query(form)["page_unit"]
    for address, pressed in ((page.address, {"discard": "1"}), (reverse("desk:mail-choices") + "x/", {"kind": "x"})):
        client.logout()
        late = client.post(address, {"page_unit": token, **pressed})
        assert "fortsaet" not in late["Location"], address
