"""A provisional CPR number joined with the real one, and parted again (RULES 2i V9)."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import ActForm
from desk.forms.fields import CprField, area
from journeys.actions.acting.acts import Act
from journeys.actions.joining import SHORTEST_REASON, join_citizens, part_citizens
from journeys.models import Citizen
from organisations.domain.permissions import Permission


def _reason() -> forms.CharField:
    help_text = _("Alle parter kan læse det. Skriv ikke CPR-nummer.")
    return area(_("Hvordan ved I det?"), help_text=help_text, min_length=SHORTEST_REASON, most=300)


class JoinForm(ActForm):
    """The real number travels by POST only (DESIGN §6)."""

    permission = Permission.JOIN_CITIZENS
    # Taken back by parting them again, with a reason.
    immediate = True
    cpr = CprField(
        label=_("Borgerens rigtige CPR-nummer"),
        max_length=11,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    reason = _reason()

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        said = self.cleaned_data
        join_citizens(self.journey, cpr=said["cpr"], reason=said["reason"], act=act)


class PartForm(ActForm):
    """Which of the joined numbers was somebody else after all."""

    permission = Permission.JOIN_CITIZENS
    # Taken back by parting them again, with a reason.
    immediate = True
    member = forms.ChoiceField(label=_("Hvilket nummer skal skilles fra?"), widget=forms.RadioSelect)
    reason = _reason()

    def prepare(self) -> None:
        """The rows that are joined with this citizen, by name and masked number."""
        members = Citizen.objects.filter(joined_to=self.journey.citizen_id) if self.journey else Citizen.objects.none()
        members = members.order_by("family_name", "given_names", "pk")
        choices = [(str(each.pk), f"{each.name} {each.masked_cpr}".strip()) for each in members]
        self.fields["member"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["member"].initial = choices[0][0]

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        said = self.cleaned_data
        part_citizens(self.journey, member_id=UUID(said["member"]), reason=said["reason"], act=act)
