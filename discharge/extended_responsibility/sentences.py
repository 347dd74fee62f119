"""What the timeline says of the 72 hours, verb first (UX §1.e)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from discharge.wording.sentences import EventSentence
from journeys.domain.events import EventKind
from journeys.sentences import NameOf


def _exempted(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _("Undtog borgeren fra de 72 timer: %(reason)s (%(physician)s)") % {
        "reason": payload.get("reason", ""),
        "physician": payload.get("physician", ""),
    }


EXTENDED_RESPONSIBILITY_SENTENCES: Mapping[EventKind, EventSentence] = {
    EventKind.RESPONSIBILITY_EXEMPTED: _exempted,
}
