"""What the timeline says of messages that met nothing, another citizen or a second receiver (DESIGN §4)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from journeys.domain.events import EventKind
from journeys.sentences import EventWords, NameOf, before_text


def _also_sent(payload: Mapping[str, Any], name_of: NameOf) -> str:
    receiver = name_of(payload.get("municipality"))
    return _("Sendte også beskeden til %(receiver)s") % {"receiver": receiver or _("en modtager mere")}


MESSAGE_EVENT_WORDS: Mapping[EventKind, EventWords] = {
    EventKind.ALSO_SENT: EventWords(gettext_lazy("Besked også sendt til en anden kommune"), _also_sent),
    EventKind.OTHER_CITIZEN_NAMED: EventWords(
        gettext_lazy("Besked med et andet CPR-nummer"),
        gettext_lazy("En besked i samme forløb nævner et andet CPR-nummer"),
    ),
    EventKind.DOUBT_SETTLED: EventWords(
        gettext_lazy("Oplysninger bekræftet"), before_text(gettext_lazy("Bekræftede, at oplysningerne er rigtige"))
    ),
}
