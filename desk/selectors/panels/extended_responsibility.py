"""The panel of the 72 hours: state, clock, phone, and why (RULES 2e)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discharge.extended_responsibility.selectors.verdicts import verdicts_as_seen
from discharge.extended_responsibility.selectors.windows import (
    deciding_window,
    exempted_in_stay,
    region_missing,
    state_at,
)
from discharge.models import ExtendedResponsibility
from discharge.responsibility.selectors import Strip
from discharge.wording.sentences import verdict_json
from journeys.domain.events import EventKind
from journeys.domain.state.status import IN_HOSPITAL, JourneyStatus
from journeys.models import Journey, JourneyEvent
from journeys.querysets import Visible
from organisations.domain.kinds import Speciality
from organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class WindowPanel:
    """What the panel says. `state` is a state of DESIGN §8, or empty before any discharge."""

    state: str
    headline: str
    ends_at: datetime | None
    could_end_at: datetime | None
    discharged_at: datetime | None
    ward: Organisation | None
    verdicts: tuple[Mapping[str, Any], ...]
    missing: tuple[str, ...]

    @property
    def running(self) -> bool:
        """Whether the ward answers now."""
        return self.state in ("running", "extended")

    @classmethod
    def of(
        cls,
        journey: Journey,
        windows: Sequence[ExtendedResponsibility],
        organisations: Mapping[str, Organisation],
        *,
        now: datetime,
        strip: Strip,
        visible: Visible,
    ) -> "WindowPanel":
        """The citizen's window that decides now, else the newest of the journey, else what is known before."""
        of_journey = [window for window in windows if window.journey_id == journey.pk]
        window = deciding_window(windows, journey, at=now) or (of_journey[-1] if of_journey else None)
        if window is None:
            return cls("", _before(journey, strip), None, None, None, None, (), _not_known_yet(journey))
        state = state_at(window, now) or "not_started"
        if window.voided and journey.status_value in IN_HOSPITAL:
            state = "voided"
        return cls(
            state=state,
            headline=_headline(state, window, strip),
            ends_at=window.ends_at,
            could_end_at=window.could_end_at,
            discharged_at=window.discharged_at,
            ward=organisations.get(str(window.ward_id)) or journey.ward,
            verdicts=tuple(verdict_json(verdict) for verdict in verdicts_as_seen(window, visible)),
            missing=tuple(window.missing),
        )


def windows_of(
    journey: Journey, events: Sequence[JourneyEvent], stays: Sequence[Journey], *, now: datetime
) -> list[ExtendedResponsibility]:
    """The windows of the stays in sight, oldest first: a later visit does not hide one that runs (RULES 2e X1, X2).

    Where no discharge is there is nothing to ask the database for.
    """
    shown = {journey.pk, *(stay.pk for stay in stays)}
    rows = ExtendedResponsibility.objects.filter(journey_id__in=shown).order_by("discharged_at", "key")
    asked = not journey.unconfirmed and may_have_window(journey, (event.kind for event in events))
    windows = list(rows) if asked else []
    # The acts ask for the current window (its table); the page has read it already.
    journey.__dict__["_window"] = deciding_window(windows, journey, at=now)
    journey.__dict__["_region_missing"] = region_missing(windows, journey)
    return windows


def may_have_window(journey: Journey, told: Iterable[str]) -> bool:
    """Whether there is anything to ask for: `told` are the kinds of what has happened."""
    return EventKind.DISCHARGED.value in told or _answered_after_a_discharge(journey)


def _answered_after_a_discharge(journey: Journey) -> bool:
    """Whether a ward ever answers, or may answer, after some discharge of the citizen (S6, S6u)."""
    responsibility = getattr(journey.citizen, "responsibility", None)
    periods = responsibility.periods if responsibility is not None else []
    return any(period["open"]["state"] in ("S6", "S6u") for period in periods)


_HEADLINES = {
    "running": gettext_lazy("Afdelingen svarer på spørgsmål om borgeren"),
    "extended": gettext_lazy("Afdelingen svarer på spørgsmål om borgeren (forlænget)"),
    "expired": gettext_lazy("De 72 timer er gået."),
    "superseded": gettext_lazy("De 72 timer er afbrudt."),
    "exempted": gettext_lazy("Afdelingen har undtaget borgeren fra de 72 timer."),
    "voided": gettext_lazy("Udskrivelsen er annulleret. De 72 timer gælder ikke."),
    "unknown": gettext_lazy("Det kan ikke afgøres endnu, om afdelingen svarer i 72 timer."),
}


def _headline(state: str, window: ExtendedResponsibility, strip: Strip) -> str:
    """Where the 72 hours stand and, while the ward does not answer, who does: what line two says (RULES 2d)."""
    if strip.state == "S10":
        return _("Borgeren er død. Der er ingen 72 timer.")
    if state in ("running", "extended", "voided", "unknown"):
        return str(_HEADLINES[state])
    if state == "not_started" and window.eligible is False:
        words = _("Afdelingen svarer ikke efter udskrivelsen.")
    else:
        words = str(_HEADLINES.get(state, _("De 72 timer er ikke begyndt.")))
    return f"{words} {_answers(strip)}".strip()


def _answers(strip: Strip) -> str:
    """ "Lægevagten svarer nu."; empty while nobody knows."""
    return _("%(who)s svarer nu.") % {"who": strip.answer} if strip.answer else ""


def _not_known_yet(journey: Journey) -> tuple[str, ...]:
    """The facts that will be asked for at the discharge and can be answered now."""
    if journey.status_value not in IN_HOSPITAL or journey.speciality == Speciality.PSYCHIATRIC:
        return ()
    unknown = {
        "speciality": journey.speciality == "unknown",
        "destination": not journey.destination,
        "community_nursing": journey.community_nursing is None,
    }
    return tuple(name for name, is_unknown in unknown.items() if is_unknown)


def _before(journey: Journey, strip: Strip) -> str:
    if strip.state == "S10":
        return _("Borgeren er død.")
    if journey.speciality == Speciality.PSYCHIATRIC:
        return _("Gælder ikke udskrivelser fra psykiatrien.")
    if journey.status_value in IN_HOSPITAL:
        if exempted_in_stay(journey):
            return _("Afdelingen har undtaget borgeren, så de 72 timer begynder ikke ved udskrivelsen.")
        return _("Begynder, når borgeren udskrives, hvis betingelserne er opfyldt.")
    if journey.status_value is JourneyStatus.PLANNED:
        return _("Borgeren er ikke indlagt endnu.")
    return _("Borgeren er ikke udskrevet i dette forløb.")
