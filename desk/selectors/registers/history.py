"""A row's history as its fields were changed, by whom and when."""

from collections.abc import Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from desk.selectors.registers.shown import RegisterEntry, Value
from journeys.domain.calendar.clock import local_date

# Said by the line itself.
_NOT_SHOWN = frozenset({"id", "written_by"})


def changes_of(row: Any) -> list[RegisterEntry]:
    """The latest first: what was written first, then each change with the names of its fields."""
    return list(_entries(list(row.history.select_related("history_user").order_by("-history_date", "-history_id"))))


def _entries(versions: list[Any]) -> Iterator[RegisterEntry]:
    for version, earlier in zip(versions, [*versions[1:], None], strict=True):
        on: Value = local_date(version.history_date)
        by = version.history_user.name if version.history_user else ""
        if earlier is None:
            yield RegisterEntry(on, _("Oprettet"), "", by)
            continue
        changed = [change.field for change in version.diff_against(earlier).changes if change.field not in _NOT_SHOWN]
        if changed:
            yield RegisterEntry(on, _("Rettet"), "\n".join(_change(version, earlier, name) for name in changed), by)


def _change(version: Any, earlier: Any, name: str) -> str:
    label = str(version._meta.get_field(name).verbose_name)
    before, after = (_words(getattr(each, name)) for each in (earlier, version))
    return f"{label[:1].upper()}{label[1:]}: {before} → {after}"


def _words(value: Any) -> str:
    if value in (None, ""):
        return _("intet")
    return date_format(value, "d-m-Y") if hasattr(value, "year") else str(value)
