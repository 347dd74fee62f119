"""An address that names what does not exist is answered in words: never with another place's figures in silence."""

import re
from pathlib import Path

import pytest
from django.test import Client

from organisations.models import Organisation
from tests.actors import Actors

ROOT = Path(__file__).parents[2]
PAGES = ("/noegletal/", "/noegletal/opfoelgning/", "/spoergeskemaer/")
FILES = ("/noegletal.csv", "/noegletal.xlsx", "/noegletal.pdf", "/noegletal/opfoelgning.pdf", "/spoergeskemaer.csv")
PLACE = "Det sted, adressen peger på, findes ikke."
ODD = [("vis=municipality-ukendt", PLACE), ("periode=77", "Her vises 2 år."), ("fra=9999-13", "er ikke gjort op.")]


@pytest.fixture
def reader(actors: Actors, client: Client) -> Client:
    client.force_login(actors.cluster_administrator)
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_a_place_that_does_not_exist_is_said(page: str, reader: Client) -> None:
    assert PLACE in reader.get(f"{page}?vis=municipality-ukendt").content.decode()
    assert PLACE not in reader.get(page).content.decode()
    assert PLACE not in reader.get(f"{page}?vis=region").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES[:2])
@pytest.mark.parametrize(("asked", "words"), ODD)
def test_what_else_does_not_exist_is_said_too(page: str, asked: str, words: str, reader: Client) -> None:
    assert words in reader.get(f"{page}?{asked}").content.decode()
    assert words not in reader.get(f"{page}?vis=region&periode=5").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("file", FILES)
def test_no_file_is_of_another_place_than_its_address_names(file: str, reader: Client) -> None:
    answer = reader.get(f"{file}?vis=municipality-ukendt", follow=True)
    assert answer.redirect_chain
    assert PLACE in answer.content.decode()
    named = Organisation.objects.get(kind="hospital", parent=None, name="Regionshospitalet Viborg")
    assert reader.get(f"{file}?vis=hospital-{named.pk}").status_code == 200


def test_the_way_back_shows_the_choice_that_the_page_is_of() -> None:
    """A browser puts back what stood in a form when it was left, beside a page that shows something else."""
    for path in (ROOT / "templates").rglob("*.html"):
        for form in re.findall(r'<form[^>]*method="get"[^>]*>', path.read_text(encoding="utf-8")):
            assert 'autocomplete="off"' in form, path
