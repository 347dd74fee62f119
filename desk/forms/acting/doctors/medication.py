"""Who answers for the citizen's medication as a whole (RULES 2d, Medication; 003 #59)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import HappenedForm
from desk.forms.acting.spec import ActSpec
from desk.forms.fields import MomentField, OrganisationField
from discharge.responsibility import acts
from discharge.responsibility.rules.medication import MedicationParty
from journeys.domain.calendar.plausible import Meaning
from journeys.models import Journey
from organisations.domain.roles import Sector
from organisations.models import Organisation
from organisations.selectors.organisations import wards_of

M = MedicationParty
_PARTIES: dict[MedicationParty, Promise] = {
    M.HOSPITAL_PHYSICIAN: _("En læge på hospitalet"),
    M.GP: _("Egen læge"),
    M.OTHER_DOCTOR: _("En anden læge"),
    M.UNKNOWN: _("Det vides ikke"),
}


class MedicationForm(HappenedForm):
    """Stated by the side that knows; nothing is chosen beforehand."""

    does = acts.StateMedicationResponsible
    party = forms.ChoiceField(label=_("Hvem har ansvaret for den samlede medicin?"), widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Lægens navn"),
        help_text=_("Ikke ved egen læge. Ved en anden læge også arbejdsstedet."),
        max_length=120,
        required=False,
    )
    organisation = OrganisationField(
        label=_("Afsnit"),
        help_text=_("Kun ved en læge på hospitalet."),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Vælg afsnit"),
    )
    occurred_at = MomentField(label=_("Fra hvornår?"), meaning=Meaning.HAPPENED)
    field_order = ("party", "name", "organisation", "occurred_at")

    def prepare(self) -> None:
        """A practice answers for itself; a hospital may name its own wards."""
        practice = self.asker.sector is Sector.GENERAL_PRACTICE
        shown = (M.GP, M.UNKNOWN) if practice else tuple(M)
        self.fields["party"].choices = [(each.value, _PARTIES[each]) for each in shown]  # type: ignore[attr-defined]
        if practice:
            del self.fields["name"], self.fields["organisation"]
        elif self.journey is not None and self.journey.hospital is not None:
            wards = wards_of(self.journey.hospital).select_related("root").order_by("name")
            self.fields["organisation"].queryset = wards  # type: ignore[attr-defined]

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """From now, unless said otherwise."""
        return {"occurred_at": now}


MEDICATION_ACTS: tuple[ActSpec, ...] = (
    ActSpec(
        slug="medicinansvarlig",
        name="medication-responsible",
        form=MedicationForm,
        row="medication",
        label=_("Oplys medicinansvarlig"),
        heading=_("Hvem har ansvaret for den samlede medicin?"),
        consequence=_(
            "Står for alle parter, til en anden er oplyst, eller til borgeren indlægges eller udskrives. "
            "Derefter står der ukendt, til nogen oplyser det igen."
        ),
        done=_("Den medicinansvarlige er oplyst."),
    ),
)
