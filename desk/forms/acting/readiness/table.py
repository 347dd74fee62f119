"""The acts of readiness, for the table of acts (RULES 2b)."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.readiness import corrections, forms
from desk.forms.acting.spec import ActSpec
from discharge.agreement.selectors import kept_story
from discharge.readiness.rules.corrections import pending_correction
from discharge.wording.sentences import sentence_of
from journeys.domain.state.status import IN_HOSPITAL, JourneyStatus
from journeys.models import Journey


def can_become_ready(journey: Journey) -> bool:
    """In a bed or on leave, and not ready; acute-ambulatory never (RULES 2b F2a)."""
    in_bed = journey.status_value in (JourneyStatus.ADMITTED, JourneyStatus.ON_LEAVE)
    return in_bed and not waits(journey)


def terminal_words(journey: Journey) -> str:
    """F3: a terminal citizen is not registered; the sentence is the tooltip of the disabled button."""
    return sentence_of("fb.terminal") if kept_story(journey).terminal else ""


def waits(journey: Journey) -> bool:
    """While a ready period is open."""
    if journey.status_value is JourneyStatus.ON_LEAVE:
        return kept_story(journey).open_period(timezone.now()) is not None
    return journey.status_value is JourneyStatus.READY


def was_ready(journey: Journey) -> bool:
    """Once there is a registration to correct or to disagree with."""
    return kept_story(journey).correctable_ref is not None


def correction_waits(journey: Journey) -> bool:
    """While a doctor must decide."""
    return pending_correction(kept_story(journey).counting) is not None


def _correctable(journey: Journey) -> bool:
    return was_ready(journey) and not correction_waits(journey)


def _not_terminal(journey: Journey) -> bool:
    return journey.status_value in IN_HOSPITAL and not kept_story(journey).terminal


READY_ACTS: tuple[ActSpec, ...] = (
    ActSpec(
        slug="faerdigbehandlet",
        name="ready",
        form=forms.ReadyForm,
        row="readiness",
        label=_("Registrér færdigbehandlet"),
        heading=_("Registrér færdigbehandlet"),
        consequence=_(
            "Efter 30 sekunder kan tidspunktet ikke ændres: så kan behandlingen genoptages, "
            "eller en læge kan godkende en rettelse."
        ),
        done=_("Borgeren er registreret færdigbehandlet."),
        when=can_become_ready,
        hindered=terminal_words,
    ),
    ActSpec(
        slug="genoptag",
        name="resume-treatment",
        form=forms.ResumeForm,
        row="readiness",
        label=_("Behandling genoptaget"),
        heading=_("Behandling genoptaget"),
        consequence=_(
            "Perioden slutter, og betalbare døgn tælles ikke længere. En aftalt udskrivelsestid bortfalder. "
            "Kommunen får besked om 30 sekunder."
        ),
        done=_("Behandlingen er genoptaget."),
        when=waits,
    ),
    ActSpec(
        slug="aarsager",
        name="waiting-reasons",
        form=forms.ReasonsForm,
        row="readiness",
        label=_("Ændr årsager"),
        heading=_("Hvad venter borgeren på nu?"),
        consequence=_("Kommunen får besked om 30 sekunder. De tidligere årsager bliver stående med deres tid."),
        done=_("Årsagerne er ændret."),
        when=waits,
    ),
    ActSpec(
        slug="terminal",
        name="terminal",
        form=forms.TerminalForm,
        row="readiness",
        label=_("Borgeren er terminal"),
        heading=_("Borgeren er terminal"),
        consequence=_(
            "En terminal borger meldes ikke færdigbehandlet. Er borgeren meldt, slutter perioden nu, "
            "og der kommer ikke flere betalbare døgn."
        ),
        done=_("Noteret, at borgeren er terminal."),
        when=_not_terminal,
    ),
    ActSpec(
        slug="uenig",
        name="disagree",
        form=forms.DisagreeForm,
        row="readiness",
        label=_("Skriv uenighed"),
        heading=_("Uenighed om færdigmeldingen"),
        consequence=_("Uenigheden står ved perioden. Registreringen ændres ikke."),
        done=_("Uenigheden er skrevet ned."),
        when=was_ready,
    ),
    ActSpec(
        slug="foreslaa-rettelse",
        name="propose-ready-correction",
        form=corrections.ProposeCorrectionForm,
        row="readiness",
        label=_("Foreslå rettelse"),
        heading=_("Foreslå en rettelse af færdigmeldingen"),
        consequence=_(
            "Intet ændres, før en anden læge på hospitalet har godkendt det. Kommunen får besked om 30 sekunder."
        ),
        done=_("Rettelsen er foreslået. En læge på hospitalet skal godkende den."),
        when=_correctable,
    ),
    ActSpec(
        slug="godkend-rettelse",
        name="approve-ready-correction",
        form=corrections.ApproveCorrectionForm,
        row="correction",
        label=_("Godkend rettelsen"),
        heading=_("Godkend rettelsen af færdigmeldingen"),
        consequence=_(
            "Den gamle registrering bliver stående i tidslinjen, streget over. Betalbare døgn regnes om, "
            "og kommunen får besked om 30 sekunder."
        ),
        done=_("Rettelsen er godkendt."),
        when=correction_waits,
    ),
    ActSpec(
        slug="afvis-rettelse",
        name="decline-ready-correction",
        form=corrections.DeclineCorrectionForm,
        row="correction",
        label=_("Afvis rettelsen"),
        heading=_("Afvis rettelsen af færdigmeldingen"),
        consequence=_("Registreringen gælder fortsat, som den står."),
        done=_("Rettelsen er afvist."),
        when=correction_waits,
    ),
)
