"""Who has looked at a citizen, for the citizen (DESIGN §6: "the citizen can read the log about themself")."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.selectors.doors.access_log import looks_at
from desk.selectors.own.voice import Voice
from journeys.actions.access import Look, Purpose
from journeys.models import AccessLog
from organisations.domain.roles import Role
from organisations.sentences import role_within

MOST_LINES = 30


@dataclass(frozen=True, slots=True)
class LookLine:
    """What one person did in one way on one day; `at` is the last time."""

    at: datetime
    when: str
    who: str
    what: str
    times: int


_WHAT: Mapping[str, Promise] = {
    Look.LIST: gettext_lazy("Så navnet på en liste"),
    Look.OPEN: gettext_lazy("Åbnede siden om dig"),
    Look.SEARCH: gettext_lazy("Søgte efter dig"),
    Look.ACT: gettext_lazy("Skrev noget om dig"),
    Look.READ_LOG: gettext_lazy("Så, hvem der har kigget"),
    Look.EXPORT: gettext_lazy("Hentede en fil, som du står i"),
    Look.REFUSED: gettext_lazy("Prøvede at se dig, men fik ikke lov"),
}
_WHY: Mapping[str, Promise] = {
    Purpose.BREAK_GLASS: gettext_lazy("i en nødsituation; en anden kontrollerer det"),
    Purpose.CURRENT_CONTACT: gettext_lazy("fordi du var i kontakt med dem den dag"),
}


def look_lines(citizen_id: UUID, voice: Voice) -> list[LookLine]:
    """Newest first; the citizen's own looks are not news to them."""
    rows = [row for row in looks_at(citizen_id) if row.purpose != Purpose.SELF]
    lines = []
    for _key, group in groupby(rows, key=lambda row: (row.at.date(), row.user_uuid, row.action, row.purpose)):
        same = list(group)
        last = same[0]
        lines.append(LookLine(last.at, voice.moment(last.at), _who(last), _what(last), len(same)))
    return lines[:MOST_LINES]


def _who(row: AccessLog) -> str:
    if row.purpose == Purpose.RELATIVE:
        return _("%(name)s, pårørende med en kode") % {"name": row.user_name}
    role = role_within(Role(row.role)) if row.role in {each.value for each in Role} else ""
    return ", ".join(filter(None, (row.user_name, role, row.unit_name)))


def _what(row: AccessLog) -> str:
    what, why = str(_WHAT.get(row.action, _("Så noget om dig"))), _WHY.get(row.purpose)
    if row.purpose == Purpose.LEARNING:
        return _("Læste den udgave af dit forløb, hvor ingen kan se, at det er dig")
    if row.purpose == Purpose.BREAK_GLASS and row.reason:
        return _("%(what)s i en nødsituation: %(reason)s") % {"what": what, "reason": row.reason}
    return f"{what} {why}" if why else what
