"""What happens next and when, and what the 72 hours mean to a citizen (RULES 001-13, 2e)."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from desk.selectors.own.staying import may_go_home
from desk.selectors.own.voice import Voice
from desk.selectors.panels.extended_responsibility import WindowPanel
from discharge.agreement.rules.agreement import Agreement
from discharge.agreement.selectors import StayStory
from discharge.discharge_letter.rules.deadline import LetterState
from discharge.discharge_letter.selectors import current_letter, letters_of_journey, state_of
from discharge.meetings.rules import meetings_of
from journeys.domain.state.status import AT_HOME, IN_HOSPITAL, JourneyStatus
from journeys.models import Journey
from journeys.selectors.reading import Reader
from organisations.domain.kinds import Speciality

# One that came back is not sent: the practice has not got it (RULES 2f L4).
_SENT = frozenset({LetterState.SENT, LetterState.ON_TIME, LetterState.LATE})


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that happens; without a time it is what is waited for."""

    at: datetime | None
    when: str
    sentence: str


def comings(journey: Journey, story: StayStory, window: WindowPanel, voice: Voice, *, reader: Reader) -> list[Coming]:
    """Soonest first; what has no time stands last."""
    found = [*_meetings(story, voice), *_home(journey, story.agreement, voice), *_help(journey, voice)]
    found += _after(journey, window, voice, reader)
    return sorted(found, key=lambda each: (each.at is None, each.at or voice.now))


def _meetings(story: StayStory, voice: Voice) -> list[Coming]:
    ahead = [each for each in story.once(meetings_of).invitations if each.citizen and each.at and each.at > voice.now]
    own, other = _("Du er inviteret til et møde: %(where)s."), _("%(who)s er inviteret til et møde: %(where)s.")
    return [
        Coming(each.at, voice.moment(each.at), voice.say(own, other, where=each.where or _("stedet er ukendt")))
        for each in ahead
        if each.at is not None
    ]


def _home(journey: Journey, agreement: Agreement, voice: Voice) -> list[Coming]:
    agreed = agreement.agreed
    if journey.status_value is JourneyStatus.PLANNED and journey.planned_at and journey.planned_at > voice.now:
        own, other = _("Du møder på sygehuset."), _("%(who)s møder på sygehuset.")
        return [Coming(journey.planned_at, voice.moment(journey.planned_at), voice.say(own, other))]
    if not may_go_home(journey) or agreed is None or agreed.at < voice.now:
        return []
    return [Coming(agreed.at, voice.moment(agreed.at), voice.say(_("Du skal hjem."), _("%(who)s skal hjem.")))]


def _help(journey: Journey, voice: Voice) -> list[Coming]:
    """Of the municipality: whether it comes, as far as it has said."""
    if journey.status_value not in IN_HOSPITAL or journey.municipal_services is not True:
        return []
    unit = journey.municipality.name if journey.municipality and not voice.protected else _("Kommunen")
    if journey.community_nursing:
        own = _("%(unit)s sender en sygeplejerske hjem til dig, når du er kommet hjem.")
        other = _("%(unit)s sender en sygeplejerske hjem til %(who)s bagefter.")
    elif journey.community_nursing is None:
        own = _("%(unit)s har ikke sagt endnu, om du får besøg af en sygeplejerske. Spørg afdelingen.")
        other = _("%(unit)s har ikke sagt endnu, om %(who)s får besøg af en sygeplejerske. Spørg afdelingen.")
    else:
        own = _("%(unit)s hjælper dig, når du kommer hjem. Der er ikke aftalt besøg af en sygeplejerske.")
        other = _("%(unit)s hjælper %(who)s derhjemme. Der er ikke aftalt besøg af en sygeplejerske.")
    return [Coming(None, "", voice.say(own, other, unit=unit))]


def _after(journey: Journey, window: WindowPanel, voice: Voice, reader: Reader) -> list[Coming]:
    """The letter to the GP, and until when the ward answers for the citizen's helpers."""
    if journey.status_value not in AT_HOME or journey.ended_by == "transferred":
        return []
    letter = current_letter(letters_of_journey(journey, reader=reader))
    found = []
    state = state_of(letter, now=voice.now) if letter is not None else LetterState.NOT_DUE
    if letter is not None and letter.due_at is not None and state is LetterState.OPEN:
        own = _("Senest da sender sygehuset et brev til din læge om indlæggelsen.")
        other = _("Senest da sender sygehuset et brev til lægen om indlæggelsen.")
        found.append(Coming(letter.due_at, voice.due(letter.due_at), voice.say(own, other)))
    elif letter is not None and state in _SENT:
        own = _("Sygehuset har sendt et brev til din læge om indlæggelsen.")
        other = _("Sygehuset har sendt et brev til lægen om indlæggelsen.")
        found.append(Coming(None, "", voice.say(own, other)))
        if letter.follow_up:
            own, other = _("Din læge skal følge op. Ring og få en tid."), _("Lægen skal følge op. Ring og få en tid.")
            found.append(Coming(None, "", voice.say(own, other)))
    if window.running and window.ends_at is not None:
        found.append(Coming(window.ends_at, voice.due(window.ends_at), _("De 72 timer slutter.")))
    return found


def seventy_two(journey: Journey, window: WindowPanel, voice: Voice) -> list[str]:
    """Who may ask the ward after the discharge; the citizen is pointed to their doctor all the same."""
    if journey.speciality == Speciality.PSYCHIATRIC or window.state in ("exempted", "voided"):
        return []
    if window.running and window.ends_at is not None:
        facts = {"until": voice.until(window.ends_at)}
        own = _("Hjemmesygeplejersken og lægen kan ringe til afdelingen om dig til %(until)s.")
        other = _("Hjemmesygeplejersken og lægen kan ringe til afdelingen om %(who)s til %(until)s.")
        return [voice.say(own, other, **facts), _rings(voice)]
    if window.state == "unknown":
        own = _("Vi ved ikke endnu, om afdelingen svarer på spørgsmål om dig, nu hvor du er hjemme.")
        other = _("Vi ved ikke endnu, om afdelingen svarer på spørgsmål om %(who)s efter udskrivelsen.")
        return [voice.say(own, other), _rings(voice)]
    if window.state == "not_started":
        # It never answered: "no longer" would say that it did.
        return [_("De tre døgn, hvor andre kan ringe til afdelingen, gælder ikke denne indlæggelse."), _rings(voice)]
    if window.state:
        return [_("Afdelingen svarer ikke længere på spørgsmål om indlæggelsen."), _rings(voice)]
    if journey.status_value not in IN_HOSPITAL:
        return []
    own = _("I tre døgn efter udskrivelsen kan hjemmesygeplejersken og lægen tit ringe til afdelingen om dig.")
    other = _("I tre døgn efter udskrivelsen kan hjemmesygeplejersken og lægen tit ringe til afdelingen om %(who)s.")
    condition = _("Det gælder, når man har været indlagt i mere end et døgn og får hjemmesygepleje.")
    return [voice.say(own, other), condition]


def _rings(voice: Voice) -> str:
    own = _("Du ringer selv til din egen læge eller til lægevagten.")
    return voice.say(own, _("%(who)s og I pårørende ringer til egen læge eller til lægevagten."))
