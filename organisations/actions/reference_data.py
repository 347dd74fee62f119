"""Load the region's public reference data: what is known, and null where nothing public is (DESIGN 6; RULES 3).

Loading again adds what is missing and never overwrites what an administrator has entered.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db import transaction

from organisations.actions.data_files import data_file
from organisations.actions.organisations import OrganisationFacts, register_organisation, update_organisation
from organisations.domain.kinds import OrganisationKind
from organisations.models import CooperationArea, Organisation

_FACTS = frozenset(OrganisationFacts.__optional_keys__) - {"reference_key"}


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows a load created and how many it completed."""

    created: int = 0
    completed: int = 0

    def __add__(self, other: "Loaded") -> "Loaded":
        """The sum of two loads."""
        return Loaded(self.created + other.created, self.completed + other.completed)


@transaction.atomic
def load_reference_data() -> Loaded:
    """Municipalities, hospitals with sites and psychiatric departments, and the five clusters (RULES 3.1, 3.2)."""
    loaded = ensure_organisations(data_file("municipalities.json"), fictitious=False)
    loaded += ensure_organisations(data_file("hospitals.json"), fictitious=False)
    for row in data_file("areas.json"):
        loaded += _ensure_area(row)
    return loaded


def ensure_organisations(rows: Iterable[Mapping[str, Any]], *, fictitious: bool) -> Loaded:
    """Create rows that are missing and fill in what is unknown in the others; parents come first in the file."""
    known = {o.reference_key: o for o in Organisation.objects.filter(reference_key__isnull=False)}
    loaded = Loaded()
    for row in rows:
        existing = known.get(row["key"])
        if existing is None:
            known[row["key"]] = _create(row, known, fictitious=fictitious)
            loaded += Loaded(created=1)
        else:
            loaded += _complete(existing, row, fictitious=fictitious)
    return loaded


def _create(row: Mapping[str, Any], known: Mapping[str | None, Organisation], *, fictitious: bool) -> Organisation:
    parent = known[row["parent"]] if row.get("parent") else None
    return register_organisation(
        name=row["name"],
        kind=OrganisationKind(row["kind"]),
        parent=parent,
        verified=True,
        **{**_facts(row), "reference_key": row["key"], "fictitious": fictitious},
    )


def _complete(organisation: Organisation, row: Mapping[str, Any], *, fictitious: bool) -> Loaded:
    missing = {
        field: value
        for field, value in _facts(row).items()
        if value is not None and getattr(organisation, field) in (None, {})
    }
    if not missing:
        return Loaded()
    if fictitious:
        missing["fictitious"] = True
    update_organisation(organisation, **cast(OrganisationFacts, missing))
    return Loaded(completed=1)


def _facts(row: Mapping[str, Any]) -> OrganisationFacts:
    return cast(OrganisationFacts, {field: value for field, value in row.items() if field in _FACTS})


def _ensure_area(row: Mapping[str, Any]) -> Loaded:
    area, created = CooperationArea.objects.get_or_create(
        key=row["key"],
        defaults={
            "type": row["type"],
            "name": row["names"][-1]["name"],
            "valid_from": _day(row["valid_from"]),
            "valid_to": _day(row["valid_to"]),
        },
    )
    if not created:
        return Loaded()
    for name in row["names"]:
        area.names.create(name=name["name"], **_period(name))
    for member in row["members"]:
        organisation = Organisation.objects.get(reference_key=member["organisation"])
        area.members.create(organisation=organisation, **_period(member))
    return Loaded(created=1)


def _period(row: Mapping[str, Any]) -> dict[str, date | None]:
    return {"valid_from": _day(row["valid_from"]), "valid_to": _day(row["valid_to"])}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
