"""The words of sorting: what rules ask, what follows, and in what time."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from documents.domain.kinds.correspondence import CATEGORIES
from documents.domain.kinds.shared import NURSING
from documents.domain.sorting.rules import Ask, Conditions, Match
from documents.domain.sorting.tasks import WORKS, HouseSide, Work
from documents.sentences import in_language, kind_label
from organisations.domain.roles import Role
from organisations.models import Organisation
from organisations.sentences import ROLE_LABELS

ASKS: Mapping[Ask, Any] = {
    Ask.KIND: gettext_lazy("Slags"),
    Ask.CATEGORY: gettext_lazy("Kategori"),
    Ask.SUBJECT: gettext_lazy("Emne"),
    Ask.AREA: gettext_lazy("Problemområde"),
    Ask.WORD: gettext_lazy("Ord i teksten"),
    Ask.HOLDER: gettext_lazy("Har borgeren"),
}
# The times that can be chosen, in hours.
HOURS = (1, 2, 4, 8, 24, 48, 72, 168)
# The professions of each side that can be asked to keep an eye on it.
WATCHES: Mapping[HouseSide, tuple[Role, ...]] = {
    HouseSide.HOSPITAL: (Role.HOSPITAL_NURSE, Role.HOSPITAL_DOCTOR, Role.WARD_SECRETARY),
    HouseSide.MUNICIPALITY: (Role.NEEDS_ASSESSOR, Role.COMMUNITY_NURSE),
    HouseSide.GENERAL_PRACTICE: (Role.GP, Role.GP_NURSE),
}
_CATEGORIES = {choice.code: choice.label for choice in CATEGORIES}
_AREAS = {field.name: field.label for field in NURSING.fields}


def option_words(ask: Ask, option: str, units: Mapping[str, str]) -> str:
    """One answer of a rule; `units` are the names of those it may name."""
    if ask is Ask.KIND:
        return kind_label(option)
    if ask is Ask.CATEGORY and option in _CATEGORIES:
        return in_language(_CATEGORIES[option])
    if ask is Ask.AREA and option in _AREAS:
        return in_language(_AREAS[option])
    if ask is Ask.HOLDER:
        return units.get(option, _("en enhed, der er nedlagt"))
    return f"»{option}«"


def condition_words(conditions: Conditions, units: Mapping[str, str]) -> list[tuple[str, str]]:
    """What a rule asks, with its answers: any of them will do."""
    either = _(" eller ")
    return [
        (str(ASKS[ask]), either.join(option_words(ask, option, units) for option in options))
        for ask, options in conditions.items()
    ]


def match_words(matched: Iterable[Match], units: Mapping[str, str]) -> str:
    """What of a document fitted."""
    return ", ".join(f"{ASKS[each.ask]}: {option_words(each.ask, each.option, units)}" for each in matched)


def work_words(work: str) -> str:
    """What is to be done; what an older program wrote may be something else."""
    return in_language(WORKS[Work(work)]) if work in set(Work) else work


def hours_words(hours: int) -> str:
    """In what time."""
    days, rest = divmod(hours, 24)
    if days and not rest:
        return ngettext("%(n)s døgn", "%(n)s døgn", days) % {"n": days}
    return ngettext("%(n)s time", "%(n)s timer", hours) % {"n": hours}


def watch_words(watch: str) -> str:
    """Which profession keeps an eye on it."""
    return str(ROLE_LABELS[Role(watch)]) if watch in set(Role) else ""


def names_of(units: Iterable[str]) -> dict[str, str]:
    """The names of organisations by id; what is no id has none."""
    ids = [unit for unit in units if _is_id(unit)]
    return {str(row.pk): row.label for row in Organisation.objects.filter(pk__in=ids)} if ids else {}


def _is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False
