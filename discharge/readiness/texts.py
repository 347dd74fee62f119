"""What refusals and verdicts about readiness and coincidence say: code → (da, en)."""

from collections.abc import Mapping

from discharge.wording.texts import Text

READY_ACTS: Mapping[str, Text] = {
    "ready.fact_missing": (
        "Der mangler oplysninger, som afgør det: {missing}.",
        "Facts that decide are missing: {missing}.",
    ),
    "ready.not_ready": (
        "Borgeren er ikke registreret færdigbehandlet nu, så der er ingen periode at ændre.",
        "The citizen is not registered ready now, so there is no period to change.",
    ),
    "ready.already_discharged": (
        "Borgeren er udskrevet. Perioden er slut og kan kun rettes af en læge.",
        "The citizen is discharged. The period is over and only a doctor can correct it.",
    ),
    "ready.nothing_registered": (
        "Borgeren har ikke været registreret færdigbehandlet i forløbet.",
        "The citizen has not been registered ready in this journey.",
    ),
    "ready.time_outside_period": (
        "Tidspunktet skal ligge efter færdigmeldingen {ready_at} og må ikke ligge i fremtiden.",
        "The time must be after the registration {ready_at} and not in the future.",
    ),
    "ready.time_outside_stay": (
        "Tidspunktet skal ligge i indlæggelsen og må ikke ligge i fremtiden.",
        "The time must be within the stay and not in the future.",
    ),
    "ready.terminal_already": (
        "Borgeren er allerede erklæret terminal.",
        "The citizen has been declared terminal already.",
    ),
    "ready.doctor_missing": ("Skriv navnet på den læge, der har vurderet det.", "Name the doctor who assessed it."),
    "ready.reason_missing": ("Skriv, hvorfor tidspunktet skal rettes.", "State why the time is to be corrected."),
    "ready.text_missing": ("Skriv noget, de andre parter kan læse.", "Write something that the others can read."),
    "ready.correction_waits": (
        "Der er allerede foreslået en rettelse. En læge skal afgøre den først.",
        "A correction has been proposed already. A doctor must decide on it first.",
    ),
    "ready.no_correction": ("Der er ingen rettelse, der venter.", "No correction waits."),
    "ready.own_correction": (
        "Den, der har foreslået rettelsen, kan ikke selv godkende den. Bed en anden læge på hospitalet.",
        "Whoever proposed the correction cannot approve it. Ask another doctor of the hospital.",
    ),
    "ready.correction_out_of_range": (
        "Det rettede tidspunkt skal være et andet, ligge i samme indlæggelse og før det, der afsluttede perioden.",
        "The corrected time must differ, lie in the same stay and before what ended the period.",
    ),
    "ready.correction_before_assessment": (
        "Lægens vurdering skal ligge i indlæggelsen og senest på det tidspunkt, hvor borgeren var færdigbehandlet. "
        "Er også vurderingens tidspunkt skrevet forkert, så ret det med.",
        "The doctor's assessment must lie in the stay and no later than the time from which the citizen was ready. "
        "If its time was typed wrongly too, correct it as well.",
    ),
    "ready.confirm_warnings": (
        "Læs advarslerne, og sæt kryds, hvis registreringen alligevel er rigtig.",
        "Read the warnings, and tick the box if the registration is right nevertheless.",
    ),
}


COINCIDENCE: Mapping[str, Text] = {
    "coincidence.not_registered": (
        "Færdigbehandlet og udskrevet på samme tid: registrering var ikke nødvendig.",
        "Ready and discharged together: no registration was needed.",
    ),
    "coincidence.waited_before": (
        "Ventetiden var slut, før borgeren blev udskrevet: færdigbehandlet og udskrevet på samme tid.",
        "The waiting had ended before the discharge: ready and discharged together.",
    ),
    "coincidence.same_day": ("Udskrevet samme dag som færdigbehandlet.", "Discharged on the day of readiness."),
    "coincidence.later": (
        "Udskrevet {hours} efter færdigbehandlet, på en anden dag.",
        "Discharged {hours} after being ready, on another day.",
    ),
    "coincidence.not_discharged": ("Borgeren er ikke udskrevet.", "The citizen has not been discharged."),
    "coincidence.terminal": ("Tæller ikke: borgeren er terminal.", "Not counted: the citizen is terminal."),
    "coincidence.died": ("Tæller ikke: borgeren er død.", "Not counted: the citizen died."),
    "coincidence.transferred": (
        "Tæller ikke: overflyttet til et andet hospital.",
        "Not counted: transferred to another hospital.",
    ),
    "coincidence.left_against_advice": (
        "Tæller ikke: udskrevet mod lægeligt råd uden at være meldt færdigbehandlet.",
        "Not counted: left against advice without being registered as ready.",
    ),
    "coincidence.cancelled": ("Tæller ikke: opholdet er annulleret.", "Not counted: the stay was cancelled."),
    "coincidence.data_error": (
        "Tæller ikke: udskrevet før færdigbehandlet. Ret tidspunkterne.",
        "Not counted: discharged before being ready. Correct the times.",
    ),
}


# The refusal: what is wrong and what to do. The same sentence is the tooltip of the disabled button.
READINESS: Mapping[str, Text] = {
    "fb.assessment_missing": (
        "Vælg den læge, der har vurderet borgeren, eller skriv navn og titel, og hvornår det var.",
        "Choose the doctor who assessed the citizen, or write name and title, and when it was.",
    ),
    "fb.assessment_out_of_range": (
        "Vurderingen skal ligge efter indlæggelsen, og efter at behandlingen sidst blev genoptaget, og senest på det "
        "tidspunkt, hvor borgeren er færdigbehandlet.",
        "The assessment must be after the admission, and after treatment was last resumed, and no later than the time "
        "from which the citizen is ready.",
    ),
    "fb.stay_not_active": (
        "Kun en borger, der er indlagt nu, kan meldes færdigbehandlet.",
        "Only a citizen who is admitted now can be registered ready.",
    ),
    "fb.on_leave": (
        "Borgeren er på orlov på det tidspunkt. Orlovens dage tæller aldrig i betalingen.",
        "The citizen is on leave at that time. The days of the leave never count for payment.",
    ),
    "fb.terminal": (
        "En terminal borger må ikke meldes færdigbehandlet.",
        "A terminal citizen must not be registered ready.",
    ),
    "fb.already_ready": (
        "Borgeren er allerede færdigbehandlet. Genoptag behandlingen, eller ret registreringen.",
        "The citizen is ready already. Resume the treatment or correct the registration.",
    ),
    "fb.time_out_of_range": (
        "Tidspunktet skal ligge efter indlæggelsen og en genoptaget behandling og må ikke ligge i fremtiden.",
        "The time must be after the admission and any resumed treatment, and not in the future.",
    ),
    "fb.backdated": (
        "Tidspunktet ligger før i dag. Kommunen får besked om, at det er skrevet bagefter.",
        "The time is before today. The municipality is told that it was written afterwards.",
    ),
    "fb.treatment_open": (
        "Svar på alle fire spørgsmål (1a–1d). De skal alle være ja, før borgeren er færdigbehandlet.",
        "Answer all four questions (1a–1d). Each must be a yes before the citizen is ready.",
    ),
    "fb.not_all_four": (
        "Ikke alle fire svar (1a–1d) er ja. Sundhedsstyrelsens definition er opfyldt, aftalens punkter er det ikke.",
        "Not all four answers (1a–1d) are yes. The authority's definition is met, the agreement's points are not.",
    ),
    "fb.rehab_plan_missing": (
        "Beslut, om der skal være en genoptræningsplan.",
        "Decide whether there is to be a rehabilitation plan.",
    ),
    "fb.fmk_not_updated": (
        "Medicin og hjælpemidler skal være klar, og FMK skal være ajourført.",
        "Medicine and assistive devices must be ready, and the shared medication record up to date.",
    ),
    "fb.patient_not_informed": (
        "Informér borgeren, og de pårørende hvor det er relevant.",
        "Inform the citizen, and the relatives where relevant.",
    ),
    "fb.municipality_not_involved": (
        "Tal med kommunen om opholdet og datoen. Venter borgeren på kommunen, skal kommunen være inddraget.",
        "Talk with the municipality about the stay and the date. It must take part if the citizen waits for it.",
    ),
    "fb.time_not_agreed": (
        "Udskrivelsestidspunktet er ikke aftalt med kommunen endnu.",
        "The time of discharge has not been agreed with the municipality yet.",
    ),
    "fb.admin_open": (
        "Afslut de administrative opgaver, der hindrer, at borgeren kan komme hjem.",
        "Finish the administrative tasks that keep the citizen from going home.",
    ),
    "fb.not_needed": (
        "Udskrivelsen er aftalt til samme dag eller inden for 4 timer, så registreringen er ikke nødvendig.",
        "The discharge is agreed for the same day or within 4 hours, so the registration is not needed.",
    ),
    "fb.reason_missing": (
        "Vælg mindst én årsag til at vente, og hvilken der er den vigtigste. »Andet« kræver en tekst.",
        "Choose at least one reason to wait, and which one is primary. “Other” needs a text.",
    ),
    "fb.reason_not_municipal": (
        "Ingen af årsagerne er kommunens, så dagene tæller ikke i betalingen.",
        "None of the reasons is the municipality's, so the days do not count for payment.",
    ),
}
