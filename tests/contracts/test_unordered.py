"""What no query orders is read in reverse on PostgreSQL, so that a test fails where the code depends on it."""

import pytest

from journeys.models import Citizen, Relative

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


def test_rows_of_a_query_without_order_come_in_reverse() -> None:
    made = [Citizen.objects.create() for _ in range(3)]
    assert list(Citizen.objects.all()) == made[::-1]
    assert list(Citizen.objects.iterator()) == made[::-1]
    # With a column that no index has: keys alone may be read off one, in its order.
    assert Citizen.objects.values_list("pk", "family_name")[0] == (made[-1].pk, made[-1].family_name)


def test_rows_of_a_query_with_an_order_come_in_it() -> None:
    citizen = Citizen.objects.create()
    made = [Relative.objects.create(citizen=citizen, name=name) for name in ("Anna", "Bo", "Carl")]
    assert list(Relative.objects.all()) == made
    assert list(Relative.objects.order_by("-name").iterator()) == made[::-1]
    assert Relative.objects.all()[0] == made[0]
