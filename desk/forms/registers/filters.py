"""What a register is filtered by: one choice for each of its filters, in the address."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext as _


class FilterForm(forms.Form):
    """Never refused: what is no choice finds nothing."""

    def __init__(self, filters: Mapping[str, tuple[str, Sequence[tuple[str, str]]]], asked: Mapping[str, str]) -> None:
        """Filled with what is asked for."""
        super().__init__(initial=dict(asked))
        for name, (label, choices) in filters.items():
            field = forms.ChoiceField(label=label, choices=[("", _("Alle")), *choices], required=False)
            # Nobody has to be told that a filter may be left alone.
            field.asked = True  # type: ignore[attr-defined]
            self.fields[name] = field
