"""Warnings that one citizen of a list can be taken for another (UX §1.a), and two in one bed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from journeys.domain.citizen.likeness import ComparedPerson, Likeness, alike, telling_digits
from journeys.models import Citizen, Journey


def likeness_warnings(journeys: Iterable[Journey]) -> dict[UUID, str]:
    """Per citizen who resembles another of the list: whom, and by what the two are told apart."""
    shown: dict[UUID, Journey] = {}
    for journey in journeys:
        shown.setdefault(journey.citizen_id, journey)
    people = {
        key: ComparedPerson(each.citizen.given_names, each.citizen.family_name, each.citizen.birth_date)
        for key, each in shown.items()
    }
    return {key: _warning(key, others, shown) for key, others in alike(people).items()}


def _warning(key: UUID, others: Mapping[UUID, Likeness], shown: Mapping[UUID, Journey]) -> str:
    by_strength: dict[Likeness, list[UUID]] = defaultdict(list)
    for other, likeness in others.items():
        by_strength[likeness].append(other)
    strongest = max(by_strength)
    names = ", ".join(sorted(_who(shown[other]) for other in by_strength[strongest]))
    if strongest is Likeness.NAME_AND_BIRTHDAY:
        twins = [shown[key].citizen, *(shown[other].citizen for other in by_strength[strongest])]
        return _("Samme navn og fødselsdag som %(who)s. %(apart)s") % {"who": names, "apart": _apart(twins)}
    if strongest is Likeness.NAME:
        return _("Navnet ligner %(who)s") % {"who": names}
    return _("Samme fødselsdag som %(who)s") % {"who": names}


def _who(journey: Journey) -> str:
    if journey.bed:
        return _("%(name)s (seng %(bed)s)") % {"name": journey.citizen.name, "bed": journey.bed}
    if journey.municipality is not None:
        return f"{journey.citizen.name} ({journey.municipality.label})"
    return str(journey.citizen.name)


def _apart(twins: list[Citizen]) -> str:
    """No more digits than it takes: the birthday is the same, so only the last ones differ (DESIGN §6)."""
    digits = telling_digits([each.cpr or "" for each in twins])
    if not digits:
        return _("Se hele CPR-nummeret på forløbet.")
    return _("Denne borgers CPR-nummer slutter på %(tail)s.") % {"tail": (twins[0].cpr or "")[-digits:]}
