"""A form about a row that somebody else may change meanwhile: nothing is written over unseen."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext as _

from desk.forms.checked import CheckedForm

# The form's hidden field with the row as it was when the page was made; programs may leave it out.
SEEN_ROW = "row_seen"


def row_mark(row: Model) -> str:
    """Another one as soon as anything in the row is another."""
    return rows_mark([row])


def rows_mark(rows: Iterable[Model]) -> str:
    """Another one as soon as a row is another, comes or goes."""
    values = [[getattr(row, field.attname) for field in row._meta.concrete_fields] for row in rows]
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


class SeenRowForm(CheckedForm):
    """`watch` in the form's beginning, while the row is as it is stored; what somebody changed since refuses once."""

    _mark = ""

    def watch(self, row: Model) -> None:
        """The row that is going to be changed; one that is new has been seen by nobody."""
        if row._state.adding:
            return
        self.watch_rows([row])

    def watch_rows(self, rows: Iterable[Model]) -> None:
        """All that the page shows of what the form is about, also where there is nothing yet."""
        self._mark = rows_mark(rows)
        self.fields[SEEN_ROW] = forms.CharField(required=False, widget=forms.HiddenInput, initial=self._mark)

    def clean(self) -> dict[str, Any]:
        """Two tabs and two colleagues: the second to save reads first what the first has saved."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        seen = said.pop(SEEN_ROW, "")
        if seen and seen != self._mark:
            sentence = _(
                "Det er blevet ændret, siden du åbnede siden. Intet er gemt. Åbn siden i en ny fane, og se, hvad der "
                "står nu. Gem så igen, hvis dine ord skal gælde i stedet."
            )
            self.add_error(None, forms.ValidationError(sentence, code="changed_meanwhile"))
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data[SEEN_ROW] = self._mark  # type: ignore[index]
        return said
