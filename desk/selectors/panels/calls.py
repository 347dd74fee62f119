"""The panel of the calls to the ward, answered or only tried (RULES 2e; UX §1.e)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from discharge.calls.rules import CallerRole
from discharge.calls.selectors import CallEntry, call_entries
from discharge.wording.sentences import sentence_of, word_of
from journeys.models import JourneyEvent


@dataclass(frozen=True, slots=True)
class CallView:
    """One call in words."""

    entry: CallEntry
    who: str
    where: str
    way: str

    @property
    def attempt(self) -> bool:
        """Whether the caller was not entitled."""
        return self.entry.entitled is False


def call_views(events: Sequence[JourneyEvent]) -> list[CallView]:
    """The calls, newest first."""
    return [_call(entry) for entry in call_entries(events)]


def _call(entry: CallEntry) -> CallView:
    said: Mapping[str, Any] = entry.said
    role = said.get("caller_role") or CallerRole.OTHER.value
    facts = {"caller_role": role, "refer_to": said.get("referred_to")}
    return CallView(
        entry=entry,
        who=_("anden") if role == CallerRole.OTHER.value else word_of(role),
        where=entry.organisation.label if entry.organisation else "",
        way=sentence_of(str(said["why"]), facts) if said.get("why") and entry.entitled is not True else "",
    )
