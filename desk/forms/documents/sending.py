"""To whom a working copy goes, and what a person has decided about it (RULES 2a)."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from desk.forms.checked import CheckedForm
from desk.forms.fields import AnswerField, MomentField, OrganisationField, area
from documents.domain.answers import TIMED
from documents.domain.declaring import DeclaredKind
from documents.domain.files import MEGABYTE, MOST_BYTES
from documents.selectors.choice import ReceiverChoice
from documents.sentences import in_language, reading_words
from journeys.domain.calendar.plausible import Meaning
from journeys.domain.events.payloads.documents import AnswerCode, Mistake
from organisations.models import Organisation


class SendForm(CheckedForm):
    """Receivers, the need of the municipality where nobody knows it, and a decision where the rules cannot tell."""

    receivers = forms.MultipleChoiceField(
        label=_("Modtagere"), widget=forms.CheckboxSelectMultiple, error_messages={"required": _("Vælg en modtager.")}
    )
    needs = AnswerField(label=_("Får borgeren brug for kommunens hjælp efter udskrivelsen?"), required=False)
    decided = forms.BooleanField(label=_("Jeg har undersøgt det og afgjort, at det må sendes"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(
        self, choices: list[ReceiverChoice], *args: Any, now: datetime, asks_need: bool = False, **kwargs: Any
    ) -> None:
        """Only those that it may go to, or may go to once a person has decided."""
        super().__init__(*args, **kwargs)
        open_to = [choice for choice in choices if choice.permission.allowed is not False]
        self.fields["receivers"].choices = [(str(each.unit.pk), _label(each, now)) for each in open_to]  # type: ignore[attr-defined]
        if not asks_need:
            del self.fields["needs"]
        if all(each.permission.allowed for each in open_to):
            del self.fields["decided"]

    @property
    def chosen(self) -> tuple[UUID, ...]:
        """The receivers' ids."""
        return tuple(map(UUID, self.cleaned_data["receivers"]))


class FileForm(CheckedForm):
    """A file to send along; what it may be, the action says."""

    file = forms.FileField(
        label=_("Vedhæft en fil"),
        required=False,
        allow_empty_file=True,
        help_text=_("PDF, PNG, JPEG eller GIF. Filerne i et brev må tilsammen højst fylde %(most)s MB.")
        % {"most": MOST_BYTES // MEGABYTE},
        error_messages={"max_length": _("Filens navn er for langt. Giv den et kortere navn.")},
        max_length=200,
    )


def _label(choice: ReceiverChoice, now: datetime) -> str:
    """The receiver, and by when it is read where that is agreed."""
    return f"{choice.unit.label}: {reading_words(choice.reading, now)}" if choice.reading else choice.unit.label


CHOICES = (
    (AnswerCode.ACKNOWLEDGED, _("Kvittér: vi har læst det")),
    (AnswerCode.READY, _("Klar fra …")),
    (AnswerCode.CANNOT, _("Kan ikke nå det – foreslår …")),
    (AnswerCode.MISSING, _("Vi mangler oplysninger")),
    (AnswerCode.CALL_ME, _("Ring til os")),
    (AnswerCode.HOME, _("Borgeren er kommet hjem")),
    (AnswerCode.DISCARDED, _("Vi har talt med afsenderen og bruger ikke brevet")),
)


class VersionAnswerForm(CheckedForm):
    """A receiver's answer to one version."""

    answer = forms.ChoiceField(
        label=_("Svar"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Det svar kan ikke gives nu."), "required": _("Vælg et svar.")},
    )
    at = MomentField(
        label=_("Hvornår?"),
        meaning=Meaning.EXPECTED,
        required=False,
        help_text=_("Hvornår I er klar, hvilken tid I foreslår, eller hvornår borgeren kom hjem."),
    )
    field = forms.ChoiceField(label=_("I hvilket felt mangler noget?"), required=False)
    text = forms.CharField(
        label=_("Bemærkning"),
        help_text=_("Mangler I noget, eller skal de ringe: skriv hvad, eller hvilket nummer. Skriv ikke CPR-nummer."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, kind: DeclaredKind, offered: Collection[AnswerCode], *args: Any, **kwargs: Any) -> None:
        """What can be answered to this kind, by this reader, now."""
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = [(code.value, word) for code, word in CHOICES if code in offered]  # type: ignore[attr-defined]
        nothing = [("", _("Ikke et bestemt felt"))]
        named = [(field.name, in_language(field.label)) for field in kind.fields.values()]
        self.fields["field"].choices = [*nothing, *named]  # type: ignore[attr-defined]
        # Some answers need it: "optional" would be said of those too.
        self.fields["at"].asked = self.fields["text"].asked = True  # type: ignore[attr-defined]
        if not {*TIMED, AnswerCode.HOME} & set(offered):
            del self.fields["at"]
        if AnswerCode.MISSING not in offered:
            del self.fields["field"]
            self.fields["text"].help_text = _("Skriv ikke CPR-nummer.")
            self.fields["text"].asked = False  # type: ignore[attr-defined]


class ErrorForm(CheckedForm):
    """What was wrong about a sending, and of whom."""

    mistake = forms.ChoiceField(
        label=_("Hvad er forkert?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvad der er forkert.")},
        choices=[
            (Mistake.RECEIVER.value, _("Den er sendt til en forkert modtager")),
            (Mistake.CITIZEN.value, _("Den er om en forkert borger")),
        ],
    )
    receivers = forms.MultipleChoiceField(
        label=_("Hvem skulle ikke have haft den?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Er den om en forkert borger, gælder det alle modtagere."),
    )
    text = area(_("Bemærkning"), required=False, help_text=_("Skriv ikke CPR-nummer."))
    version = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, receivers: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        """Of those who got it."""
        super().__init__(*args, **kwargs)
        self.fields["receivers"].choices = receivers  # type: ignore[attr-defined]
        self.fields["receivers"].asked = True  # type: ignore[attr-defined]


class ForwardForm(CheckedForm):
    """To which other unit of the municipality a version goes."""

    unit = OrganisationField(
        label=_("Enhed i kommunen"),
        queryset=Organisation.objects.none(),
        empty_label=_("Vælg"),
        error_messages={
            "required": _("Vælg en enhed."),
            "invalid_choice": _("Enheden har allerede fået brevet, eller den er ikke jeres. Vælg en anden."),
        },
    )
    text = area(_("Hvorfor?"), required=False, help_text=_("Skriv ikke CPR-nummer."))
    version = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, units: QuerySet[Organisation], *args: Any, **kwargs: Any) -> None:
        """Those that have not got it."""
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
