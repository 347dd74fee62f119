"""Every act asks again inside the lock: past the doors, its action refuses whoever has no right (DESIGN §6; D13)."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from desk.forms.acting.table import BY_SLUG, ActSpec
from desk.selectors.asker import Asker
from journeys.actions.acting.acts import Act
from journeys.actions.refusals import Refused
from journeys.models import Journey
from organisations.domain.refusals import NotAllowed
from tests.contracts.matrix.ground.situations import Standing
from tests.contracts.matrix.ground.world import World, undone
from tests.contracts.matrix.oracle import may_act
from tests.contracts.matrix.test_changes import MOVES, grouped, write, writers
from tests.desk.doing import filled

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
# The right role in the wrong house, and the wrong role in the right one.
WITHOUT = (
    *("doctor of Randers", "nurse of Randers", "community nurse of Skive", "assessor of Skive", "other gp"),
    *("secretary", "nurse", "gp nurse", "assessor", "community nurse", "social worker", "lægevagt by glass"),
)


def before_each(matrix: World) -> Iterator[tuple[ActSpec, Standing, dict[str, Any]]]:
    """Every act with what its writer would send, where everything that must come before it has been done."""
    for world, before, specs in grouped(matrix):
        with undone():
            for slug in before:
                write(slug, writers(BY_SLUG[slug], world, matrix)[0], world)
            for spec in specs:
                writer = next(iter(writers(spec, world, matrix)), None)
                if writer is None:
                    continue
                journey = Journey.objects.get(pk=world.journey.pk)
                try:
                    said = filled(spec, writer.user, journey, timezone.now())
                except IndexError:
                    continue
                said |= dict.fromkeys({"phone", "relative"} & set(said), "")
                own = dict.fromkeys({"provider", "ward", "organisation"} & set(said), str(journey.ward_id))
                yield spec, world, {"confirmed": "on", **said, **(own if spec.form.kind in MOVES else {})}


def performed(spec: ActSpec, said: dict[str, Any], user: Any, stands: Standing) -> str:
    """What the action says to somebody whom the doors would have turned away."""
    now = timezone.now()
    journey = Journey.objects.select_related("citizen").get(pk=stands.journey.pk)
    data = QueryDict(mutable=True)
    for name, value in said.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    form = spec.form(data, asker=Asker(user, now), journey=journey)
    if not form.is_valid():
        return "invalid"
    with undone():
        try:
            form.perform(Act(by=user, now=now))
        except NotAllowed:
            return "refused"
        except (Refused, ValidationError):
            return "state"
        return "done"


def test_no_action_is_done_for_whoever_has_no_right(matrix: World) -> None:
    different, asked, tried = [], set(), set()
    for spec, stands, said in before_each(matrix):
        for name in WITHOUT:
            somebody = matrix.named(name)
            if may_act(somebody.person, spec.name, stands.situation):
                continue
            tried.add(spec.name)
            got = performed(spec, said, somebody.user, stands)
            if got == "done":
                different.append((spec.name, name))
            if got == "refused":
                asked.add(spec.name)
    assert different == []
    assert tried - asked == set()
