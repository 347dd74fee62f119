"""The administrator's form of an organisation: unknown is null, identifiers are checked, no circles."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from organisations.actions.organisations import OrganisationFacts, checked_facts, refuse_circle
from organisations.domain.refusals import InvalidOrganisation
from organisations.models import Organisation


class OrganisationForm(forms.ModelForm[Organisation]):
    """The checks of the actions, as messages at the fields."""

    class Meta:
        model = Organisation
        fields = (
            "name",
            "short_name",
            "kind",
            "function",
            "speciality",
            "parent",
            "sor",
            "gln",
            "ydernummer",
            "municipality_code",
            "region_code",
            "phone",
            "phone_hours",
            "opening_hours",
            "beds",
            "verified",
        )

    def clean(self) -> dict[str, Any]:
        """Normalise, check and turn empty into unknown."""
        data = super().clean() or {}
        for field in sorted(OrganisationFacts.__optional_keys__ & data.keys()):
            self._check(field, data)
        return data

    def clean_parent(self) -> Organisation | None:
        """Not under itself."""
        parent: Organisation | None = self.cleaned_data["parent"]
        try:
            refuse_circle(self.instance, parent)
        except InvalidOrganisation as refusal:
            raise ValidationError(refusal.sentence, code=refusal.code) from refusal
        return parent

    def _check(self, field: str, data: dict[str, Any]) -> None:
        try:
            data.update(checked_facts({field: data[field]}))
        except InvalidOrganisation as refusal:
            self.add_error(field, ValidationError(refusal.sentence, code=refusal.code))


class CloseUnitForm(forms.Form):
    """Who takes over from a unit that is closed."""

    successor = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Hvem tager over?"),
        required=False,
        help_text=_(
            "Tom: den enhed, den hører under. Åbne opgaver flyttes dertil, og alle tilknytninger slutter i dag."
        ),
    )

    def __init__(self, *args: Any, unit: Organisation, **kwargs: Any) -> None:
        """Open units of the same kind of house, but not itself."""
        super().__init__(*args, **kwargs)
        field = self.fields["successor"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organisation.objects.filter(closed_on__isnull=True).exclude(pk=unit.pk)
