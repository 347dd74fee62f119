"""What is stored of a citizen is read in one statement, as the tables' own queries would have it (PERFORMANCE P4)."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from desk.actions.region.folding import RegionPlan, units_of_region, write_piece
from journeys.actions.projection import stored
from journeys.actions.projection.stored import StoredRows
from journeys.models import Citizen, Task
from journeys.querysets import TaskQuerySet
from organisations.actions.demo import load_demo_overlay

pytestmark = pytest.mark.django_db
UNTIL = datetime(2026, 11, 27, 12, tzinfo=UTC)


@override_settings(DEMO=True)
def test_each_table_is_read_as_its_own_query_reads_it() -> None:
    load_demo_overlay()
    write_piece(RegionPlan(journeys=40, seed=1, until=UNTIL, per_day=10), 0, units_of_region())
    met = set()
    for citizen in Citizen.objects.all():
        with CaptureQueriesContext(connection) as asked:
            rows = StoredRows.of(citizen.pk)
        assert len(asked) == 1
        for model, _condition in stored._tables:
            named = {field.name for field in model._meta.concrete_fields}
            own = model._default_manager.filter(**{"journey__citizen" if "journey" in named else "citizen": citizen})
            if model is Task:
                assert isinstance(own, TaskQuerySet)
                own = own.open()
            wanted = sorted(own.values(), key=repr)
            assert sorted(rows.values(model), key=repr) == wanted
            met |= {model} if wanted else set()
    # Every table had rows to compare.
    assert met == {model for model, _condition in stored._tables}


def test_of_a_new_citizen_nothing_is_stored() -> None:
    assert StoredRows.none().rows(Task) == StoredRows.none().values(Task) == []
