"""The table of acts: it drives the buttons, the pages and the API, so that no feature exists only on screen."""

from django.utils.translation import gettext_lazy as _

from desk.forms.acting import answers, citizen, stay
from desk.forms.acting.base import ActForm
from desk.forms.acting.departures import DEPARTURE_ACTS, DEPARTURE_ANSWERS
from desk.forms.acting.discharge.acute_function import ACUTE_FUNCTION_ACTS, ACUTE_FUNCTION_ANSWERS
from desk.forms.acting.discharge.agreement import AGREEMENT_ACTS
from desk.forms.acting.discharge.calls import CALL_ACTS
from desk.forms.acting.discharge.close_out import CLOSE_OUT_ACTS, CLOSE_OUT_ANSWERS
from desk.forms.acting.discharge.discharge_letter import LETTER_ACTS, LETTER_ANSWERS
from desk.forms.acting.discharge.extended_responsibility import (
    EXTENDED_RESPONSIBILITY_ACTS,
    EXTENDED_RESPONSIBILITY_ANSWERS,
)
from desk.forms.acting.discharge.knowledge import KNOWLEDGE_ACTS, KNOWLEDGE_ANSWERS
from desk.forms.acting.discharge.meetings import MEETING_ACTS, MEETING_ANSWERS, MEETING_DECLINES
from desk.forms.acting.discharge.payment import PAYMENT_ACTS
from desk.forms.acting.discharge.readiness.table import READY_ACTS
from desk.forms.acting.doctors.medication import MEDICATION_ACTS
from desk.forms.acting.doctors.physicians import PHYSICIAN_ACTS
from desk.forms.acting.doubts.table import DOUBTING_ACTS, DOUBTING_ANSWERS, DOUBTING_DENIES
from desk.forms.acting.joining.table import JOINING_ACTS
from desk.forms.acting.planning import waiting as planning
from desk.forms.acting.planning.waiting import PLANNING_ACTS, PLANNING_ANSWERS
from desk.forms.acting.reports import REPORTING_ACTS, REPORTING_ANSWERS, REPORTING_DECLINES
from desk.forms.acting.sharing import SHARING_ACTS
from desk.forms.acting.spec import (
    ActSpec,
    alive,
    has_the_citizen,
    in_bed,
    no_bed,
    not_here,
    on_leave,
    report_missing,
    report_words,
)
from desk.sentences import CALLS_ABOUT_ERRORS
from journeys.domain.events import EventKind

__all__ = ["ACTS", "ANSWERS", "BY_NAME", "BY_SLUG", "CORRECTS", "ActSpec"]

ACTS: tuple[ActSpec, ...] = (
    ActSpec(
        slug="kvitter",
        name="acknowledge",
        form=answers.AcknowledgeForm,
        row="acknowledge",
        label=_("Kvittér"),
        heading=_("Kvittér for forløbet"),
        consequence=_("Din enhed har læst alt, hvad andre har skrevet til nu."),
        done=_("Kvitteret. De andre parter kan se det om 30 sekunder."),
    ),
    ActSpec(
        slug="note",
        name="note",
        form=answers.NoteForm,
        row="note",
        label=_("Skriv"),
        heading=_("Skriv til de andre parter"),
        consequence=_("Noten står i tidslinjen for alle parter i forløbet. De får besked om 30 sekunder."),
        done=_("Noten er skrevet."),
    ),
    ActSpec(
        slug="plads",
        name="place",
        form=stay.PlaceForm,
        row="place",
        label=_("Skift afsnit eller seng"),
        heading=_("Afsnit og seng"),
        consequence=_(
            "Borgeren står derefter på det valgte afsnits liste. Den patientansvarlige læge er den samme, "
            "til en anden har overtaget."
        ),
        done=_("Pladsen er gemt."),
    ),
    *PHYSICIAN_ACTS,
    *MEDICATION_ACTS,
    ActSpec(
        slug="udskrives-til",
        name="destination",
        form=answers.DestinationForm,
        row="destination",
        label=_("Oplys udskrivelsessted"),
        heading=_("Hvor udskrives borgeren til?"),
        consequence=_("Stedet er med til at afgøre, om afdelingen svarer i 72 timer efter udskrivelsen."),
        done=_("Stedet er gemt."),
    ),
    ActSpec(
        slug="sygepleje",
        name="nursing",
        form=answers.NursingForm,
        row="nursing",
        label=_("Svar om sygepleje"),
        heading=_("Kommunal sygepleje"),
        consequence=_("Svaret afgør, om afdelingen svarer i 72 timer efter udskrivelsen."),
        done=_("Svaret er gemt."),
        when=alive,
    ),
    ActSpec(
        slug="tilknytning",
        name="affiliations",
        form=citizen.AffiliationsForm,
        row="affiliations",
        label=_("Oplys tilknytning"),
        heading=_("Borgerens tilknytning til kommunen"),
        consequence=_(
            "Det, I ikke svarer på, står, som det er. Svarene gælder borgeren og bruges også ved senere forløb."
        ),
        done=_("Tilknytningen er gemt."),
    ),
    ActSpec(
        slug="egen-laege",
        name="gp",
        form=citizen.CitizenPracticeForm,
        row="gp",
        label=_("Oplys egen læge"),
        heading=_("Borgerens egen læge"),
        consequence=_("Praksis kan se forløbet og står som patientansvarlig efter udskrivelsen."),
        done=_("Egen læge er gemt."),
    ),
    ActSpec(
        slug="kommune",
        name="residence",
        form=citizen.ResidenceForm,
        row="residence",
        label=_("Ret bopælskommune"),
        heading=_("Bopælskommune"),
        consequence=_("Kommunen bliver part i forløbet og får de spørgsmål, der hører til."),
        done=_("Bopælskommunen er gemt."),
    ),
    ActSpec(
        slug="speciale",
        name="speciality",
        form=stay.SpecialityForm,
        row="speciality",
        label=_("Oplys speciale"),
        heading=_("Speciale"),
        consequence=_("De 72 timer gælder kun udskrivelser fra somatiske afdelinger."),
        done=_("Specialet er gemt."),
    ),
    ActSpec(
        slug="indlaeggelsesform",
        name="admission-type",
        form=stay.AdmissionTypeForm,
        row="admission_type",
        label=_("Oplys akut eller planlagt"),
        heading=_("Akut eller planlagt"),
        consequence=_("Vises for alle parter."),
        done=_("Indlæggelsesformen er gemt."),
    ),
    ActSpec(
        slug="paaroerende",
        name="relative",
        form=citizen.RelativeForm,
        row="relatives",
        label=_("Tilføj pårørende"),
        heading=_("Pårørende"),
        consequence=_("Alle parter i borgerens forløb kan se det. Skriv kun, hvad den pårørende ved, at I deler."),
        done=_("Den pårørende er gemt."),
    ),
    ActSpec(
        slug="indlaeggelsesrapport",
        name="report-sent",
        form=answers.AdmissionReportForm,
        row="report",
        label=_("Sendt fra et andet system"),
        heading=_("Indlæggelsesrapporten er sendt fra et andet system"),
        consequence=_("Opgaven lukkes. Kun for en rapport, der ikke skrives her under Breve og planer."),
        done=_("Noteret, at indlæggelsesrapporten er sendt."),
        when=report_missing,
        hindered=report_words,
    ),
    *PLANNING_ACTS,
    ActSpec(
        slug="akut-modtaget",
        name="arrived",
        form=stay.ArrivedForm,
        row="contact",
        label=_("Modtaget akut"),
        heading=_("Borgeren er modtaget akut"),
        consequence=_("Indtast kun, når beskeden fra hospitalet mangler."),
        done=_("Gemt som indtastet manuelt."),
        when=not_here,
    ),
    ActSpec(
        slug="indlagt",
        name="admitted",
        form=stay.AdmittedForm,
        row="contact",
        label=_("Indlagt"),
        heading=_("Borgeren er indlagt"),
        consequence=_("Indtast kun, når beskeden fra hospitalet mangler."),
        done=_("Gemt som indtastet manuelt."),
        when=no_bed,
    ),
    ActSpec(
        slug="orlov",
        name="leave",
        form=stay.LeaveForm,
        row="contact",
        label=_("På orlov"),
        heading=_("Borgeren er gået på orlov"),
        consequence=_("Indtast kun, når beskeden fra hospitalet mangler."),
        done=_("Gemt som indtastet manuelt."),
        when=in_bed,
    ),
    ActSpec(
        slug="tilbage",
        name="return",
        form=stay.ReturnForm,
        row="contact",
        label=_("Tilbage fra orlov"),
        heading=_("Borgeren er tilbage fra orlov"),
        consequence=_("Indtast kun, når beskeden fra hospitalet mangler."),
        done=_("Gemt som indtastet manuelt."),
        when=on_leave,
    ),
    *DEPARTURE_ACTS,
    ActSpec(
        slug="doed",
        name="died",
        form=stay.DiedForm,
        row="contact",
        label=_("Død"),
        heading=_("Borgeren er død"),
        consequence=_(
            "De åbne opgaver lukkes; kun en epikrise til egen læge skal stadig sendes. Kommer beskeden fra hospitalet "
            "senere, så tag denne indtastning tilbage."
        ),
        done=_("Dødsfaldet er gemt som indtastet manuelt."),
        when=has_the_citizen,
    ),
    *REPORTING_ACTS,
    *JOINING_ACTS,
    *DOUBTING_ACTS,
    *SHARING_ACTS,
    *READY_ACTS,
    *AGREEMENT_ACTS,
    *CALL_ACTS,
    *EXTENDED_RESPONSIBILITY_ACTS,
    *LETTER_ACTS,
    *CLOSE_OUT_ACTS,
    *ACUTE_FUNCTION_ACTS,
    *MEETING_ACTS,
    *KNOWLEDGE_ACTS,
    *PAYMENT_ACTS,
)
BY_SLUG = {spec.slug: spec for spec in ACTS}
BY_NAME = {spec.name: spec for spec in ACTS}

# "Ret": the form that says the same kind of thing again. What is not here can only be taken back.
CORRECTS: dict[EventKind, type[ActForm]] = {
    **{
        spec.form.kind: spec.form
        for spec in ACTS
        if spec.form.kind
        and spec.form.correctable
        and spec.form.kind not in (EventKind.ACKNOWLEDGED, EventKind.HANDOVER_ACCEPTED, EventKind.AFFILIATION_STATED)
        and spec.name != "call-off"
    },
    EventKind.AFFILIATION_STATED: citizen.AffiliationForm,
    EventKind.ADMISSION_DECIDED: planning.PlannedForm,
    EventKind.ADMISSION_CALLED_OFF: planning.CallOffForm,
}

# The act that answers an open task.
ANSWERS: dict[str, str] = {
    "municipal_services": "affiliations",
    "report_of_admission": "report-sent",
    "name_physician": "physician",
    "state_gp": "gp",
    "find_gp": "gp",
    "accept_handover": "handover-accept",
    "state_destination": "destination",
    "answer_nursing": "nursing",
    "state_speciality": "speciality",
    "state_admission": "admitted",
    "answer_discharge_time": "accept-discharge-time",
    "propose_discharge_time": "propose-discharge-time",
    "answer_counter_proposal": "accept-counter-proposal",
    "answer_discharge_question": "answer-discharge-question",
    "decide_ready_correction": "approve-ready-correction",
    "settle_ready_registration": "propose-ready-correction",
    "state_reasons": "waiting-reasons",
    "clear_barriers_hospital": "close-barrier",
    "clear_barriers_municipality": "close-barrier",
    # A logged call is the call that was asked for.
    "contact_municipality": "log-call",
    **dict.fromkeys(CALLS_ABOUT_ERRORS, "log-call"),
    **PLANNING_ANSWERS,
    **DEPARTURE_ANSWERS,
    **EXTENDED_RESPONSIBILITY_ANSWERS,
    **LETTER_ANSWERS,
    **CLOSE_OUT_ANSWERS,
    **ACUTE_FUNCTION_ANSWERS,
    **MEETING_ANSWERS,
    **KNOWLEDGE_ANSWERS,
    **DOUBTING_ANSWERS,
    **REPORTING_ANSWERS,
}
# The other answer, where the task asks for a yes or a no.
OTHER_ANSWERS: dict[str, str] = {**REPORTING_DECLINES, **DOUBTING_DENIES, **MEETING_DECLINES}
