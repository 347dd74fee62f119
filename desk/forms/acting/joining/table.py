"""The acts that say who a citizen is, for the table of acts (RULES 2i V9)."""

from django.utils.translation import gettext_lazy as _

from desk.forms.acting.joining import forms
from desk.forms.acting.spec import ActSpec
from journeys.models import Journey
from organisations.domain.identifiers import is_replacement_cpr


def _provisional(journey: Journey) -> bool:
    cpr = journey.citizen.cpr
    return not journey.unconfirmed and (cpr is None or is_replacement_cpr(cpr))


def _joined(journey: Journey) -> bool:
    return journey.citizen.joined_count > 0


JOINING_ACTS: tuple[ActSpec, ...] = (
    ActSpec(
        slug="saml",
        name="join-citizens",
        form=forms.JoinForm,
        row="identity",
        label=_("Saml med rigtigt CPR-nummer"),
        heading=_("Borgerens rigtige CPR-nummer"),
        consequence=_(
            "Forløbene under begge numre vises herefter på den rigtige borger, i én tidslinje. Det kan skilles ad igen."
        ),
        done=_("Numrene er samlet. Forløbet står nu på den rigtige borger."),
        when=_provisional,
    ),
    ActSpec(
        slug="skil",
        name="part-citizens",
        form=forms.PartForm,
        row="identity",
        label=_("Skil numrene ad"),
        heading=_("Skil et nummer fra borgeren"),
        consequence=_("Det, der er meldt under det valgte nummer, står herefter for sig selv igen."),
        done=_("Numrene er skilt ad."),
        when=_joined,
    ),
)
