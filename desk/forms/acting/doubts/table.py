"""The acts that settle a doubt, for the table of acts (DESIGN §4)."""

from django.utils.translation import gettext_lazy as _

from desk.forms.acting.doubts import forms
from desk.forms.acting.spec import ActSpec
from journeys.domain.events import CONTACT_KINDS
from journeys.domain.state.doubts import outlives_death
from journeys.domain.state.status import JourneyStatus
from journeys.models import Journey


def _can_be_right(journey: Journey) -> bool:
    """Whether all can be right as it stands: not that somebody lives on after their death."""
    lives = journey.status_value is not JourneyStatus.DECEASED
    return bool(journey.doubts) and not (lives and outlives_death(journey.doubts[:1]))


def _has_target(journey: Journey) -> bool:
    return bool(journey.doubts) and bool(journey.doubts[0]["target"])


def _dead_before(journey: Journey) -> bool:
    return outlives_death(journey.doubts)


def _can_be_timed(journey: Journey) -> bool:
    return bool(journey.doubts) and journey.doubts[0]["about"] in CONTACT_KINDS


DOUBTING_ACTS: tuple[ActSpec, ...] = (
    ActSpec(
        slug="bekraeft-oplysninger",
        name="confirm-doubt",
        form=forms.ConfirmDoubtForm,
        row="doubted",
        label=_("Bekræft"),
        heading=_("Bekræft, at oplysningerne er rigtige"),
        consequence=_("Advarslen forsvinder for alle parter. Borgerens status ændres ikke."),
        done=_("Oplysningerne er bekræftet."),
        when=_can_be_right,
    ),
    ActSpec(
        slug="annuller-oplysning",
        name="cancel-doubt",
        form=forms.CancelDoubtForm,
        row="doubted",
        label=_("Annullér"),
        heading=_("Annullér den hændelse, beskeden gælder"),
        consequence=_("Hændelsen tæller ikke længere for nogen af parterne, og forløbet regnes om."),
        done=_("Hændelsen er annulleret."),
        when=_has_target,
    ),
    ActSpec(
        slug="ret-oplysning",
        name="correct-doubt",
        form=forms.CorrectDoubtForm,
        row="doubted",
        label=_("Ret"),
        heading=_("Ret tidspunktet for den hændelse, beskeden gælder"),
        consequence=_("Tidspunktet gælder for alle parter. Beskeden står fortsat i tidslinjen."),
        done=_("Tidspunktet er rettet."),
        when=_can_be_timed,
    ),
    ActSpec(
        slug="borgeren-lever",
        name="deny-death",
        form=forms.DenyDeathForm,
        row="doubted",
        label=_("Borgeren lever"),
        heading=_("Tag dødsfaldet tilbage"),
        consequence=_("Borgeren er ikke død. Det gælder med det samme og for alle parter i alle borgerens forløb."),
        done=_("Dødsfaldet er taget tilbage."),
        when=_dead_before,
    ),
)
DOUBTING_ANSWERS = {"settle_doubt": "confirm-doubt"}
DOUBTING_DENIES = {"settle_doubt": "deny-death"}
