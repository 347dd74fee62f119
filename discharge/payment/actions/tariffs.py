"""Loads the tariff rows from the data files, and writes what administrators enter (RULES 2c)."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from discharge.models import Tariff
from discharge.settings.actions import tariff_changed
from organisations.actions.history import saved_by
from organisations.domain.permissions import Permission
from organisations.models import User
from organisations.selectors.permissions import check_can

DATA = Path(__file__).resolve().parent.parent / "data"
_KEY = ("speciality", "payee", "day_from", "valid_from")


def load_tariffs(*, demo: bool = False) -> int:
    """Adds the rows that are missing and returns how many; what an administrator has entered is never touched.

    Nominal rates of later years exist only in the demo (RULES 2c: do not bill with these).
    """
    return _load("tariffs.json") + (_load("demo_tariffs.json", fictitious=True) if demo else 0)


@transaction.atomic
def _load(name: str, *, fictitious: bool = False) -> int:
    rows: list[dict[str, Any]] = json.loads((DATA / name).read_text(encoding="utf-8"))
    created = 0
    for row in rows:
        others = {field: value for field, value in row.items() if field not in _KEY}
        key = {field: row[field] for field in _KEY}
        _row, is_new = Tariff.objects.get_or_create(**key, defaults={**others, "fictitious": fictitious})
        created += is_new
    return created


@transaction.atomic
def save_tariff(tariff: Tariff, *, by: User, now: datetime) -> Tariff:
    """Writes one row with its history; a row that a person has entered is invented no longer.

    What was counted in kroner of the days on which it holds, and of those on which it held before, is derived anew.
    Raises NotAllowed.
    """
    check_can(by, Permission.MANAGE_REFERENCE_DATA)
    # Whoever saves beside somebody else waits, and derives again what the other has just derived.
    rows = Tariff.objects.select_for_update().filter(pk=tariff.pk)
    before = rows.values_list("valid_from", "valid_to").first()
    tariff.fictitious = False
    saved_by(tariff, by)
    tariff_changed({(tariff.valid_from, tariff.valid_to), *([before] if before else [])}, now=now)
    return tariff
