"""Sharing a journey inside the municipality, e.g. with the social area (RULES 001-73)."""

from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import ActForm
from desk.forms.acting.spec import ActSpec
from desk.forms.fields import OrganisationField
from journeys.actions.statements import ShareJourney
from organisations.domain.kinds import OrganisationKind
from organisations.models import Organisation


class ShareForm(ActForm):
    """The unit that from now on sees this journey; social units see nothing else (DESIGN 6)."""

    does = ShareJourney
    unit = OrganisationField(label=_("Enhed i kommunen"), queryset=Organisation.objects.none())

    def prepare(self) -> None:
        """Only social units of the citizen's own municipality; the others see the journey already."""
        if self.journey is None or self.journey.municipality_id is None:
            return
        own = Organisation.objects.under(self.journey.municipality_id).of_kind(OrganisationKind.SOCIAL_UNIT)
        self.fields["unit"].queryset = own.select_related("root")  # type: ignore[attr-defined]


SHARING_ACTS = (
    ActSpec(
        slug="del",
        name="share",
        form=ShareForm,
        row="affiliations",
        label=_("Del med en enhed i kommunen"),
        heading=_("Del forløbet med socialområdet"),
        consequence=_("Enheden ser forløbet fra nu af, også det, der allerede er sket. Delingen står i tidslinjen."),
        done=_("Forløbet er delt."),
    ),
)
