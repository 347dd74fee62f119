"""The acts of readiness, for the table of acts (RULES 2b)."""

from django.utils.translation import gettext_lazy as _

from desk.forms.acting.discharge.readiness import corrections, forms
from desk.forms.acting.spec import ActSpec

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
        disabled_by=frozenset({"fb.terminal"}),
    ),
    ActSpec(
        slug="genoptag",
        name="resume-treatment",
        form=forms.ResumeForm,
        row="readiness",
        label=_("Behandling genoptaget"),
        heading=_("Behandling genoptaget"),
        consequence=_("Perioden slutter, og betalbare døgn tælles ikke længere. En aftalt udskrivelsestid bortfalder."),
        told=_("Kommunen får besked om 30 sekunder."),
        done=_("Behandlingen er genoptaget."),
    ),
    ActSpec(
        slug="aarsager",
        name="waiting-reasons",
        form=forms.ReasonsForm,
        row="readiness",
        label=_("Ændr årsager"),
        heading=_("Hvad venter borgeren på nu?"),
        consequence=_("De tidligere årsager bliver stående med deres tid."),
        told=_("Kommunen får besked om 30 sekunder."),
        done=_("Årsagerne er ændret."),
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
    ),
    ActSpec(
        slug="foreslaa-rettelse",
        name="propose-ready-correction",
        form=corrections.ProposeCorrectionForm,
        row="readiness",
        label=_("Foreslå rettelse"),
        heading=_("Foreslå en rettelse af færdigmeldingen"),
        consequence=_("Intet ændres, før en anden læge på hospitalet har godkendt det."),
        told=_("Kommunen får besked om 30 sekunder."),
        done=_("Rettelsen er foreslået. En læge på hospitalet skal godkende den."),
    ),
    ActSpec(
        slug="godkend-rettelse",
        name="approve-ready-correction",
        form=corrections.ApproveCorrectionForm,
        row="correction",
        label=_("Godkend rettelsen"),
        heading=_("Godkend rettelsen af færdigmeldingen"),
        consequence=_("Den gamle registrering bliver stående i tidslinjen, streget over. Betalbare døgn regnes om."),
        told=_("Kommunen får besked om 30 sekunder."),
        done=_("Rettelsen er godkendt."),
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
    ),
)
