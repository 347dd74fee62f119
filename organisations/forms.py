"""The administrator's form of an organisation: unknown is null, identifiers are checked, no circles."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from organisations.actions.organisations import OrganisationFacts, checked_facts, refuse_circle
from organisations.domain.phones import SPECIAL, PhonePurpose
from organisations.domain.refusals import InvalidOrganisation
from organisations.models import Organisation
from organisations.sentences import phone_purpose_label

_PARTS = ("number", "hours", "opening_hours")


class OrganisationForm(forms.ModelForm[Organisation]):
    """The checks of the actions, as messages at the fields. Each purpose of a phone has three fields of its own."""

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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """With what is stated for each purpose."""
        super().__init__(*args, **kwargs)
        for purpose in SPECIAL:
            stated = self.instance.phones.get(purpose.value) or {}
            for part in _PARTS:
                self.initial.setdefault(f"{purpose.value}_{part}", stated.get(part))

    def clean(self) -> dict[str, Any]:
        """Normalise, check and turn empty into unknown."""
        data = super().clean() or {}
        self.instance.phones = {purpose.value: phone for purpose in SPECIAL if (phone := self._phone(purpose, data))}
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

    def _phone(self, purpose: PhonePurpose, data: dict[str, Any]) -> dict[str, Any] | None:
        entry = {part: data.get(f"{purpose.value}_{part}") for part in _PARTS}
        try:
            checked: dict[str, Any] = checked_facts({"phones": {purpose.value: entry}})["phones"]
        except InvalidOrganisation as refusal:
            self.add_error(f"{purpose.value}_number", ValidationError(refusal.sentence, code=refusal.code))
            return None
        return checked.get(purpose.value)

    def _check(self, field: str, data: dict[str, Any]) -> None:
        try:
            data.update(checked_facts({field: data[field]}))
        except InvalidOrganisation as refusal:
            self.add_error(field, ValidationError(refusal.sentence, code=refusal.code))


for _purpose in SPECIAL:
    _named = phone_purpose_label(_purpose)
    _fields = {
        "number": forms.CharField(label=format_lazy("{}", _named), max_length=30, required=False),
        "hours": forms.CharField(label=format_lazy("{}: {}", _named, _("telefontid")), max_length=200, required=False),
        "opening_hours": forms.JSONField(label=format_lazy("{}: {}", _named, _("åbningstid")), required=False),
    }
    for _part, _field in _fields.items():
        OrganisationForm.base_fields[f"{_purpose.value}_{_part}"] = _field
        OrganisationForm.declared_fields[f"{_purpose.value}_{_part}"] = _field


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
