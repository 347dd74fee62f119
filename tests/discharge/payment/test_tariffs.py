"""Tariff rows are data: from the file, edited with history, never invented (RULES 2c; A13, A14)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from discharge.models import Tariff
from discharge.payment.actions.tariffs import load_tariffs, save_tariff
from discharge.payment.rules.tariffs import TARIFFS
from discharge.payment.selectors.tariffs import tariff_rules
from organisations.domain.refusals import NotAllowed
from tests.actors import Actors
from tests.factories.events import at

pytestmark = pytest.mark.django_db


def test_the_file_says_what_the_rules_say() -> None:
    def key(row: object) -> str:
        return repr(row)

    assert sorted(tariff_rules(), key=key) == sorted(TARIFFS, key=key)


def test_loading_again_adds_nothing_and_overwrites_nothing() -> None:
    Tariff.objects.filter(speciality="psychiatric", payee="region").update(amount_dkk=Decimal("2000"))
    assert load_tariffs() == 0
    assert Tariff.objects.get(speciality="psychiatric", payee="region").amount_dkk == 2000


def test_nominal_rates_exist_only_in_the_demo() -> None:
    assert not Tariff.objects.filter(valid_from__gt=date(2017, 12, 31)).exists()
    load_tariffs(demo=True)
    assert set(Tariff.objects.filter(valid_from__gt=date(2017, 12, 31)).values_list("fictitious", "verified")) == {
        (True, False)
    }


def test_who_changed_a_row_is_kept_and_a_row_that_a_person_entered_is_not_invented(actors: Actors) -> None:
    load_tariffs(demo=True)
    row = Tariff.objects.filter(fictitious=True)[0]
    row.amount_dkk = Decimal("2600.50")
    save_tariff(row, by=actors.administrator, now=at(0))
    assert row.fictitious is False
    assert [(old.amount_dkk, old.history_user) for old in row.history.all()] == [
        (Decimal("2600.50"), actors.administrator),
        (Decimal("2520.00"), None),
    ]


def test_nobody_but_an_administrator_saves_a_tariff(actors: Actors) -> None:
    load_tariffs()
    row = Tariff.objects.all()[0]
    before, row.amount_dkk = row.amount_dkk, Decimal("1.00")
    for somebody in (actors.cluster_administrator, actors.nurse, actors.assessor):
        with pytest.raises(NotAllowed):
            save_tariff(row, by=somebody, now=at(0))
    assert Tariff.objects.get(pk=row.pk).amount_dkk == before


@pytest.mark.parametrize("wrong", [{"day_to": 0}, {"valid_to": date(2015, 1, 1)}, {"amount_dkk": -1}])
def test_the_database_refuses_a_row_that_makes_no_sense(wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Tariff.objects.filter(speciality="psychiatric").update(**wrong)
