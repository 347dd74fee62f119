"""Registering readiness and what may follow: resumed, corrected, disagreed, terminal (RULES 2b; 001 §2.1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import ActForm, exactly
from desk.forms.checked import CONFIRM, SureInput
from desk.forms.fields import AnswerField, CalendarDayField, MomentField, area
from desk.forms.reasons import ReasonsField
from desk.templatetags.moments import day as day_words
from discharge.agreement.selectors import kept_story
from discharge.readiness.acts import registration as acts
from discharge.readiness.rules.registration import RegistrationProblem, RegistrationSeverity, Rehabilitation
from discharge.readiness.selectors.doctors import doctors_of
from discharge.wording.refused import RefusedByRule, Unmet
from discharge.wording.sentences import CAUSE_WORDS, TITLE_WORDS, sentence, sentence_of
from journeys.actions.refusals import Refused
from journeys.domain.calendar.clock import local_date
from journeys.domain.calendar.plausible import Meaning
from journeys.models import Journey
from journeys.selectors.telling import tells_municipality

# Where on the form each rule is answered.
_FIELD_OF = {
    "F1": "doctor",
    "F3": "terminal",
    "F5a": "at",
    "F6": "treatment_finished",
    "F7": "rehabilitation",
    "F8": "fmk_updated",
    "F9": "patient_informed",
    "F10a": "municipality_involved",
    "F11": "administration_done",
    "F13": "reasons",
}


@dataclass(frozen=True, slots=True)
class FormSection:
    """Fields under one heading."""

    heading: str
    fields: Sequence[BoundField]


def asked(label: Promise, help_text: Promise | str = "") -> AnswerField:
    """A question of the checklist: the rules judge what a missing answer means, so the form lets it through."""
    field = AnswerField(label=label, help_text=help_text, unknown=False, required=False)
    field.asked = True  # type: ignore[attr-defined]
    return field


class _DatedForm(ActForm):
    """Something that holds from a time; `at` typed as this very minute is now."""

    at_field, correctable = "at", False

    @property
    def happened_at(self) -> datetime | None:
        """So that what was recorded seconds ago stays before it."""
        at = super().happened_at
        return exactly(at, self.now) if at is not None else None

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """Now; who decided it is never filled in beforehand."""
        return {"at": now}


class ReadyForm(_DatedForm):
    """F1–F14: what a named doctor has assessed, each question asked; warnings are shown before anything is saved."""

    does = acts.RegisterReady
    doctor = forms.ChoiceField(label=_("Læge, der har vurderet borgeren"), required=False)
    assessed_by = forms.CharField(
        label=_("Lægens navn, hvis lægen ikke står på listen"),
        help_text=_("Vises som »ikke i registret«."),
        max_length=120,
        required=False,
    )
    assessed_title = forms.ChoiceField(
        label=_("Lægens titel, hvis lægen ikke står på listen"),
        choices=[("", _("Vælg titel")), *TITLE_WORDS.items()],
        required=False,
    )
    assessed_at = MomentField(label=_("Vurderet"), required=False, meaning=Meaning.ASSESSED)
    at = MomentField(label=_("Færdigbehandlet fra"), meaning=Meaning.READY)
    terminal = asked(_("Er borgeren terminal?"), _("En terminal borger meldes ikke færdigbehandlet."))
    treatment_finished = asked(
        _("1a. Er behandling og pleje på hospital slut?"),
        _("Lægeligt, sygeplejefagligt og terapeutisk."),
    )
    admission_not_required = asked(
        _("1b. Kan det, der er tilbage, ske uden indlæggelse?"),
        _("Der er ikke brug for viden eller udstyr, som kun findes på et hospital."),
    )
    continues_in_daily_life = asked(
        _("1c. Sker videre behandling bedst i samspil med hverdagen?"),
        _("Specialiseret behandling kan fortsætte ambulant."),
    )
    medicine_and_devices_ready = asked(
        _("1d. Er medicin og hjælpemidler klar til at følge med?"),
        _("Det, hospitalet har ansvar for. Ja, hvis der ikke er noget."),
    )
    fmk_updated = asked(_("Er FMK ajourført?"))
    rehabilitation = forms.ChoiceField(
        label=_("Genoptræningsplan"),
        choices=[(Rehabilitation.MADE.value, _("Er lavet")), (Rehabilitation.NOT_NEEDED.value, _("Ikke nødvendig"))],
        widget=forms.RadioSelect,
        required=False,
    )
    patient_informed = asked(_("2. Er borgeren informeret?"))
    relatives_informed = forms.ChoiceField(
        label=_("Er de pårørende informeret?"),
        choices=[("yes", _("Ja")), ("no", _("Nej")), ("none", _("Ikke relevant"))],
        widget=forms.RadioSelect,
        required=False,
    )
    municipality_involved = asked(
        _("3. Er kommunen inddraget?"), _("Om opholdet og om datoen. Ikke nødvendigt uden hjælp fra kommunen.")
    )
    municipality_involved_on = CalendarDayField(
        label=_("Hvornår blev kommunen inddraget?"), required=False, meaning=Meaning.HAPPENED
    )
    administration_done = asked(_("Er hospitalets administrative opgaver løst, så borgeren kan komme hjem?"))
    reasons = ReasonsField(
        label=_("Hvad venter borgeren på?"),
        help_text=_("Vælg alle, der gælder, og marker den vigtigste."),
        required=False,
    )
    confirmed = forms.BooleanField(label=_("Jeg har læst advarslerne. Registreringen er rigtig."), required=False)
    # Only the page asks for a second look; a program is answered with the warnings it caused.
    page = forms.CharField(required=False, widget=forms.HiddenInput)

    _SECTIONS = (
        (_("Lægens vurdering"), ("doctor", "assessed_by", "assessed_title", "assessed_at", "at", "terminal")),
        (
            _("Tjeklisten"),
            (
                "treatment_finished",
                "admission_not_required",
                "continues_in_daily_life",
                "medicine_and_devices_ready",
                "fmk_updated",
                "rehabilitation",
            ),
        ),
        (
            _("Borger, pårørende og kommune"),
            (
                "patient_informed",
                "relatives_informed",
                "municipality_involved",
                "municipality_involved_on",
                "administration_done",
            ),
        ),
        (_("Ventetid"), ("reasons",)),
    )

    def prepare(self) -> None:
        """Questions of the checklist are not optional, though the rules judge them."""
        for name in ("doctor", "assessed_at", "rehabilitation", "reasons"):
            self.fields[name].asked = True  # type: ignore[attr-defined]
        hospital = self.journey.hospital if self.journey is not None else None
        self.doctors = {str(each.uuid): each.name for each in doctors_of(hospital, on=local_date(self.asker.now))}
        self.fields["doctor"].choices = [("", gettext("Vælg læge")), *self.doctors.items()]  # type: ignore[attr-defined]

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """Most register what was assessed just now; who assessed it is never filled in beforehand (F1)."""
        return {"assessed_at": now, "at": now, "page": "1"}

    @property
    def sections(self) -> list[FormSection]:
        """The form in four parts."""
        return [FormSection(str(heading), [self[name] for name in names]) for heading, names in self._SECTIONS]

    @cached_property
    def warnings(self) -> list[str]:
        """What will be stored as a warning, or is known to be one before anything is typed."""
        return [sentence(p.verdict) for p in self._problems if p.severity is RegistrationSeverity.WARNING]

    @cached_property
    def _problems(self) -> tuple[RegistrationProblem, ...]:
        if self.journey is None or (self.is_bound and self.errors.get("at")):
            return ()
        if not self.is_bound:
            # What is known from the start, as if everything else were answered as it should be.
            likely = acts.RegisterReady(occurred_at=self.now, municipality_involved=True)
            return likely.problems(self.journey, now=self.now)
        return self.stated().problems(self.journey, now=self.now)

    @property
    def must_confirm(self) -> bool:
        """Whether there are warnings to be read; the box stands beside them from the start."""
        if self.warnings:
            self.fields["confirmed"].widget = SureInput(" ".join(sorted(self._warned)), answered=self._has_read)
        return bool(self.warnings)

    @property
    def _warned(self) -> set[str]:
        return {problem.rule for problem in self._problems if problem.severity is RegistrationSeverity.WARNING}

    @property
    def _has_read(self) -> bool:
        """Whether the box was ticked beside these warnings; a program's plain yes is for all."""
        said = self.data.get("confirmed")
        return said in (True, "on", "true") or self._warned <= set(str(said or "").split())

    @property
    def effect(self) -> str:
        """Who is told, and from which day days are counted."""
        said = self.cleaned_data.get("at") if self.is_bound and hasattr(self, "cleaned_data") else None
        first = day_words(local_date(said or self.asker.now), now=self.asker.now)
        if self.journey is not None and not tells_municipality(self.journey):
            return gettext("Kommunen får kun besked, hvis borgeren venter på noget, som kommunen har ansvar for.")
        return gettext("Kommunen får besked om 30 sekunder. Betalbare døgn regnes fra %(day)s.") % {"day": first}

    def clean(self) -> dict[str, Any]:
        """Warnings without errors wait for a second look."""
        said = super().clean() or self.cleaned_data
        if self.errors or not said.get("page") or self._has_read:
            return said
        severities = {problem.severity for problem in self._problems}
        if RegistrationSeverity.WARNING in severities and RegistrationSeverity.ERROR not in severities:
            self.add_error("confirmed", forms.ValidationError(sentence_of(CONFIRM), code=CONFIRM))
        return said

    def stated(self) -> acts.RegisterReady:
        """What was answered, of the doctor who was chosen or named."""
        act, said = super().stated(), self.cleaned_data
        assert isinstance(act, acts.RegisterReady)
        made = said.get("rehabilitation")
        return replace(
            act,
            assessed_by=self.doctors.get(said.get("doctor") or "") or act.assessed_by,
            rehabilitation=Rehabilitation(made) if made else None,
        )

    def refuse(self, refused: Refused) -> None:
        """Each rule at the question that answers it."""
        if not isinstance(refused, RefusedByRule):
            super().refuse(refused)
            return
        self.__dict__["_refused_by"] = [problem.verdict.as_json() for problem in refused.problems]
        for problem in refused.problems:
            error = forms.ValidationError(sentence(problem.verdict), code=problem.code)
            self.add_error(self._field_of(problem), error)
        for name in refused.unknown:
            if name in self.fields:
                self.add_error(name, forms.ValidationError(gettext("Svar på spørgsmålet."), code="ready.fact_missing"))
        if not self.errors:
            super().refuse(refused)

    def _field_of(self, problem: Unmet) -> str | None:
        """Where a rule is answered; of an assessment the time, when somebody is named."""
        named = problem.verdict.facts.get("assessed_by") and problem.verdict.facts.get("assessed_by_doctor")
        return "assessed_at" if problem.rule == "F1" and named else _FIELD_OF.get(problem.rule)


class ResumeForm(_DatedForm):
    """*Behandling genoptaget*."""

    does = acts.ResumeTreatment
    at = MomentField(label=_("Behandlingen genoptaget"), meaning=Meaning.READY)
    cause = forms.ChoiceField(label=_("Hvorfor?"), widget=forms.RadioSelect)
    physician = forms.CharField(label=_("Læge, der har besluttet det"), max_length=120)

    def prepare(self) -> None:
        """In the language of the page."""
        choices = [(cause.value, str(CAUSE_WORDS[cause.value]).capitalize()) for cause in acts.ResumptionCause]
        self.fields["cause"].choices = choices  # type: ignore[attr-defined]


class TerminalForm(_DatedForm):
    """A doctor's assessment that the citizen is terminal (001-89)."""

    does = acts.DeclareTerminal
    at = MomentField(label=_("Vurderet"), meaning=Meaning.READY)
    physician = forms.CharField(label=_("Læge, der har vurderet det"), max_length=120)


class ReasonsForm(_DatedForm):
    """Other reasons to wait."""

    does = acts.RestateReasons
    at = MomentField(label=_("Gælder fra"), meaning=Meaning.READY)
    reasons = ReasonsField(
        label=_("Hvad venter borgeren på?"),
        help_text=_("Vælg alle, der gælder nu, og marker den vigtigste. En årsag uden kryds slutter."),
    )

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """The reasons that hold."""
        period = kept_story(journey).open_period(now)
        going_on = [each for each in period.reasons if each.to is None] if period else []
        reasons = [
            {"reason": each.reason, "sector": each.sector, "primary": each.primary, "text": each.text}
            for each in going_on
        ]
        return {"at": now, "reasons": reasons}


class DisagreeForm(ActForm):
    """Either party disagrees on the date; that changes nothing (001-65, 001-85)."""

    does = acts.RecordDisagreement
    correctable = False
    text = area(
        _("Hvad er I uenige i?"), help_text=_("De andre parter læser det. Skriv ikke CPR-nummer."), most=1000, rows=4
    )
