"""The acts of stays that have not begun, or of which nothing is heard, for the table of acts (RULES 2i V7, V8)."""

from django.utils.translation import gettext_lazy as _

from desk.forms.acting.planning import forms
from desk.forms.acting.spec import ActSpec, in_hospital, planned

PLANNING_ACTS: tuple[ActSpec, ...] = (
    ActSpec(
        slug="aflys",
        name="call-off",
        form=forms.CallOffForm,
        row="plan",
        label=_("Aflys indlæggelsen"),
        heading=_("Aflys den planlagte indlæggelse"),
        consequence=_("De andre parter får besked om, at borgeren ikke bliver indlagt, og hvorfor."),
        done=_("Indlæggelsen er aflyst."),
        when=planned,
    ),
    ActSpec(
        slug="kom-ikke",
        name="plan-outcome",
        form=forms.PlanOutcomeForm,
        row="plan",
        label=_("Kom ikke eller ny tid"),
        heading=_("Den planlagte indlæggelse"),
        consequence=_(
            "Kom borgeren ikke, slutter forløbet, og de andre parter får besked. En ny tid holder forløbet åbent. "
            "Er borgeren kommet, så indtast indlæggelsen i stedet."
        ),
        done=_("Svaret er gemt."),
        when=planned,
    ),
    ActSpec(
        slug="er-her",
        name="still-here",
        form=forms.StayConfirmedForm,
        row="contact",
        label=_("Er her stadig"),
        heading=_("Borgeren er her stadig"),
        consequence=_(
            "Det noteres, at borgeren er her. Går der derefter lang tid uden nyt, bliver I spurgt. Er borgeren "
            "udskrevet, så indtast udskrivelsen i stedet."
        ),
        done=_("Noteret, at borgeren er her stadig."),
        when=in_hospital,
    ),
)

PLANNING_ANSWERS: dict[str, str] = {"planned_stay_missed": "plan-outcome", "stay_silent": "still-here"}
