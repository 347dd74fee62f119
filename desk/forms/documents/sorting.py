"""A rule by which a unit sorts, and sorting one document by hand."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.forms.checked import CheckedForm
from desk.forms.fields import CalendarDayField, OrganisationField
from desk.selectors.documents.sorting_words import ASKS, HOURS, WATCHES, hours_words, watch_words
from documents.actions.sorting import SortingChoice
from documents.domain.kinds import KINDS
from documents.domain.kinds.correspondence import CATEGORIES
from documents.domain.kinds.shared import NURSING
from documents.domain.sorting.rules import AREAS, Ask
from documents.domain.sorting.tasks import WORKS, Work
from documents.models import SortingRule
from documents.selectors.sorting import side_of, work_units
from documents.sentences import in_language
from journeys.domain.calendar.plausible import Meaning
from organisations.models import Organisation

# Together as many as a rule can be read with.
MOST_WORDS = 20


class PhrasesField(forms.CharField):
    """Words or parts of sentences, with a comma between them."""

    def __init__(self, **kwargs: Any) -> None:
        """None is nothing asked."""
        super().__init__(required=False, max_length=400, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """As they are typed."""
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:
        """Each once, without blanks around it."""
        phrases = [" ".join(part.split()) for part in str(super().clean(value)).split(",")]
        chosen = list(dict.fromkeys(filter(None, phrases)))
        if len(chosen) > MOST_WORDS:
            raise forms.ValidationError(_("Skriv højst %(most)s ord.") % {"most": MOST_WORDS})
        return chosen


def _many(ask: Ask, choices: Sequence[tuple[str, Any]] = ()) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=ASKS[ask], choices=choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class WorkForm(CheckedForm):
    """What is to be done with a document, by whom, and in what time."""

    work = forms.ChoiceField(
        label=gettext_lazy("Opgave"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Vælg, hvad der skal gøres med brevet.")},
    )
    unit = OrganisationField(
        label=gettext_lazy("Enhed"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=gettext_lazy("Den enhed, der fik brevet"),
    )
    within_hours = forms.TypedChoiceField(
        label=gettext_lazy("Frist"), coerce=int, empty_value=None, required=False, choices=()
    )
    watch = forms.ChoiceField(
        label=gettext_lazy("Hold øje"),
        required=False,
        help_text=gettext_lazy("Faggruppen ser på brevet og i listen, at det er til dem."),
    )

    def __init__(self, owner: Organisation, *args: Any, **kwargs: Any) -> None:
        """Within the house whose rules they are."""
        super().__init__(*args, **kwargs)
        self.fields["work"].choices = [(work.value, in_language(words)) for work, words in WORKS.items()]  # type: ignore[attr-defined]
        self.fields["unit"].queryset = work_units(owner)  # type: ignore[attr-defined]
        hours = [(str(each), hours_words(each)) for each in HOURS]
        self.fields["within_hours"].choices = [("", _("Ingen frist")), *hours]  # type: ignore[attr-defined]
        watches = [(role.value, watch_words(role)) for role in WATCHES[side_of(owner)]]
        self.fields["watch"].choices = [("", _("Ingen bestemt faggruppe")), *watches]  # type: ignore[attr-defined]


class SortingRuleForm(WorkForm):
    """One rule: what it asks, what follows, and from when."""

    name = forms.CharField(
        label=gettext_lazy("Navn"),
        max_length=80,
        error_messages={"required": gettext_lazy("Giv reglen et navn. Det står på de breve, den sorterer.")},
    )
    kind = _many(Ask.KIND)
    category = _many(Ask.CATEGORY)
    subject = PhrasesField(label=ASKS[Ask.SUBJECT], help_text=gettext_lazy("Sæt komma imellem. Ét af dem er nok."))
    area = _many(Ask.AREA)
    word = PhrasesField(
        label=ASKS[Ask.WORD],
        help_text=gettext_lazy("Sæt komma imellem. Ét af dem er nok. »Fald« finder også »faldt«, men ikke »affald«."),
    )
    holder = _many(Ask.HOLDER)
    valid_from = CalendarDayField(
        label=gettext_lazy("Gælder fra"),
        help_text=gettext_lazy("Tomt: reglen er slået fra og kan prøves først."),
        required=False,
        meaning=Meaning.DECIDED,
    )
    valid_to = CalendarDayField(
        label=gettext_lazy("Gælder til"),
        help_text=gettext_lazy("Den første dag, den ikke gælder mere. Tomt: indtil videre."),
        required=False,
        meaning=Meaning.DECIDED,
    )

    # As the page asks: what is wrong is listed in the same order.
    field_order = ("name", "kind", "category", "subject", "area", "word", "holder")
    ASKED = ("kind", "category", "subject", "area", "word", "holder")
    FOLLOWS = ("work", "unit", "within_hours", "watch")

    def __init__(self, owner: Organisation, *args: Any, rule: SortingRule, **kwargs: Any) -> None:
        """As the rule stands."""
        stands = {name: getattr(rule, name) for name in ("name", *self.FOLLOWS, "valid_from", "valid_to")}
        initial = {**stands, "unit": rule.unit_id, **rule.conditions}
        super().__init__(owner, *args, initial=initial, **kwargs)
        self.rule = rule
        units = [(str(unit.pk), unit.label) for unit in work_units(owner) if unit.pk != owner.pk]
        choices = {
            "kind": [(kind.value, in_language(declared.label)) for kind, declared in KINDS.items()],
            "category": [(choice.code, in_language(choice.label)) for choice in CATEGORIES],
            "area": [(each.name, in_language(each.label)) for each in NURSING.fields if each.name in AREAS],
            # A unit that has been closed since stays chosen until somebody takes it away.
            "holder": units,
        }
        for name, options in choices.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]
        if not units:
            del self.fields["holder"]

    def clean(self) -> dict[str, Any]:
        """In the order of days."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        begins, ends = said.get("valid_from"), said.get("valid_to")
        if ends and not begins:
            self.add_error("valid_from", _("Skriv, hvornår reglen begynder."))
        elif begins and ends and ends <= begins:
            self.add_error("valid_to", _("Reglen slutter, før den begynder."))
        return said

    def filled_rule(self) -> SortingRule:
        """The rule with what was typed; not saved."""
        said, rule = self.cleaned_data, self.rule
        for name in ("name", "work", "unit", "within_hours", "watch", "valid_from", "valid_to"):
            setattr(rule, name, said[name])
        rule.conditions = {name: list(said[name]) for name in self.ASKED if said.get(name)}
        return rule


class SortForm(WorkForm):
    """Sorting one document by hand."""

    delivery = forms.CharField(widget=forms.HiddenInput, max_length=150)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=30_000)

    def choice(self, receiver: Organisation) -> SortingChoice:
        """What was said; without a unit the one that got it."""
        said = self.cleaned_data
        return SortingChoice(
            delivery=said["delivery"],
            seen=said["seen"],
            work=Work(said["work"]),
            unit=(said["unit"] or receiver).pk,
            within_hours=said["within_hours"],
            watch=said["watch"],
        )
