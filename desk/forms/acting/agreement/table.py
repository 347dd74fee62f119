"""The acts of the agreed discharge time and of barriers, for the table of acts (RULES 001-65, 001-83; UX §3)."""

from django.utils.translation import gettext_lazy as _

from desk.forms.acting.agreement import forms
from desk.forms.acting.spec import ActSpec, in_hospital, is_open, planned
from discharge.agreement.rules.agreement import Side
from discharge.agreement.selectors import kept_story
from journeys.models import Journey


def _before_home(journey: Journey) -> bool:
    return in_hospital(journey) or planned(journey)


def _waits_for_municipality(journey: Journey) -> bool:
    pending = kept_story(journey).agreement.pending
    return in_hospital(journey) and pending is not None and pending.by is Side.HOSPITAL


def _waits_for_hospital(journey: Journey) -> bool:
    pending = kept_story(journey).agreement.pending
    return in_hospital(journey) and pending is not None and pending.by is Side.MUNICIPALITY


def _is_asked(journey: Journey) -> bool:
    pending = kept_story(journey).agreement.pending
    return in_hospital(journey) and pending is not None and pending.open_question is not None


def _has_barriers(journey: Journey) -> bool:
    return _before_home(journey) and any(each.is_open for each in kept_story(journey).barriers)


AGREEMENT_ACTS: tuple[ActSpec, ...] = (
    ActSpec(
        slug="ja-til-tid",
        name="accept-discharge-time",
        form=forms.AcceptForm,
        row="answer",
        label=_("Ja, vi er klar"),
        heading=_("Sig ja til tiden"),
        consequence=_("Tiden er derefter aftalt. Hospitalet får besked om 30 sekunder."),
        done=_("Tiden er aftalt."),
        when=_waits_for_municipality,
    ),
    ActSpec(
        slug="anden-tid",
        name="counter-discharge-time",
        form=forms.CounterForm,
        row="answer",
        label=_("Kan ikke nå det – foreslå en anden tid"),
        heading=_("Foreslå en anden tid"),
        consequence=_("Hospitalet får besked om 30 sekunder og svarer på jeres tid."),
        done=_("Jeres tid er foreslået."),
        when=_waits_for_municipality,
    ),
    ActSpec(
        slug="mangler-oplysning",
        name="question-discharge-time",
        form=forms.QuestionForm,
        row="answer",
        label=_("Mangler oplysning"),
        heading=_("Hvad mangler I for at kunne svare?"),
        consequence=_("Hospitalet får besked om 30 sekunder. I har ikke lovet noget."),
        done=_("Hospitalet bliver spurgt om 30 sekunder."),
        when=_waits_for_municipality,
    ),
    ActSpec(
        slug="svar-paa-spoergsmaal",
        name="answer-discharge-question",
        form=forms.ReplyForm,
        row="reply",
        label=_("Svar"),
        heading=_("Svar på kommunens spørgsmål"),
        consequence=_("Kommunen får svaret om 30 sekunder og svarer derefter på den foreslåede tid."),
        done=_("Spørgsmålet er besvaret."),
        when=_is_asked,
    ),
    ActSpec(
        slug="ja-til-kommunens-tid",
        name="accept-counter-proposal",
        form=forms.AcceptCounterForm,
        row="agreement",
        label=_("Sig ja til kommunens tid"),
        heading=_("Sig ja til kommunens tid"),
        consequence=_("Tiden er derefter aftalt. Kommunen får besked om 30 sekunder."),
        done=_("Tiden er aftalt."),
        when=_waits_for_hospital,
    ),
    ActSpec(
        slug="foreslaa-tid",
        name="propose-discharge-time",
        form=forms.ProposeForm,
        row="agreement",
        label=_("Foreslå en tid"),
        heading=_("Foreslå en tid for udskrivelsen"),
        consequence=_(
            "Kommunen får besked om 30 sekunder og svarer ja, foreslår en anden tid eller siger, hvad der mangler."
        ),
        done=_("Tiden er foreslået."),
        when=in_hospital,
    ),
    ActSpec(
        slug="forventet",
        name="expected-discharge",
        form=forms.ExpectedForm,
        row="expected",
        label=_("Anden forventet dag"),
        heading=_("Forventet udskrivelsesdag"),
        consequence=_("Dagen er et skøn og ikke en aftale."),
        done=_("Dagen er gemt."),
        when=_before_home,
    ),
    ActSpec(
        slug="oenske",
        name="wish",
        form=forms.WishForm,
        row="wish",
        label=_("Skriv ønske"),
        heading=_("Borgerens og de pårørendes ønsker"),
        consequence=_("Ønsket står i tidslinjen for alle parter i forløbet."),
        done=_("Ønsket er skrevet ned."),
        when=is_open,
    ),
    ActSpec(
        slug="hindring",
        name="barrier",
        form=forms.RaiseBarrierForm,
        row="barrier",
        label=_("Notér hindring"),
        heading=_("Hvad står i vejen for udskrivelsen?"),
        consequence=_("Den, der skal løse det, får opgaven med frist. En hindring er ikke en forsinkelse."),
        done=_("Hindringen er noteret."),
        when=_before_home,
    ),
    ActSpec(
        slug="hindring-vaek",
        name="close-barrier",
        form=forms.CloseBarrierForm,
        row="barrier",
        label=_("Hindring er væk"),
        heading=_("En hindring er væk"),
        consequence=_("Opgaven lukkes."),
        done=_("Hindringen er fjernet."),
        when=_has_barriers,
    ),
)
