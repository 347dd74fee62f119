"""What refusals and verdicts about readiness, agreement and barriers say: code → (da, en)."""

from collections.abc import Mapping

Text = tuple[str, str]

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
AGREEMENT: Mapping[str, Text] = {
    "agreement.not_in_hospital": (
        "Udskrivelsen aftales kun, mens borgeren er på hospitalet.",
        "A discharge is agreed only while the citizen is in hospital.",
    ),
    "agreement.in_past": ("Vælg et tidspunkt, der ikke er gået.", "Choose a time that has not passed."),
    "agreement.why_missing": (
        "Skriv, hvorfor tidspunktet er ændret. De andre parter læser det.",
        "State why the time has changed. The others read it.",
    ),
    "agreement.missing_missing": (
        "Skriv, hvad I mangler at vide for at kunne svare.",
        "State what you need to know before you can answer.",
    ),
    "agreement.same_time": (
        "Det er det tidspunkt, der er foreslået. Sig ja til det i stedet.",
        "That is the time proposed. Accept it instead.",
    ),
    "agreement.nothing_proposed": (
        "Der er intet forslag, der venter på svar. Hospitalet foreslår først et tidspunkt.",
        "No proposal waits for an answer. The hospital proposes a time first.",
    ),
    "agreement.nothing_asked": (
        "Der er intet spørgsmål, der venter på svar.",
        "No question waits for an answer.",
    ),
    "agreement.reply_missing": (
        "Skriv svaret. Kommunen læser det og svarer derefter på tiden.",
        "Write the answer. The municipality reads it and then answers the time.",
    ),
    "agreement.own_proposal": (
        "Det er jeres eget forslag. Den anden part skal svare på det.",
        "It is your own proposal. The other party answers it.",
    ),
    "barrier.text_missing": ("Skriv, hvad der står i vejen.", "State what stands in the way."),
    "barrier.not_open": ("Hindringen er allerede væk.", "The barrier is gone already."),
    "preparation.known": (
        "{working_hours} arbejdstimer, fra kommunen havde læst det første forslag, til borgeren kommer hjem.",
        "{working_hours} working hours from when the municipality had read the first proposal to the home-coming.",
    ),
    "preparation.assumed": (
        "{working_hours} arbejdstimer, regnet fra kommunens næste vagtskifte, til borgeren kommer hjem.",
        "{working_hours} working hours, counted from the municipality's next change of shift to the home-coming.",
    ),
    "preparation.unknown": (
        "Kan regnes ud, når hospitalet har foreslået en tid, og den er aftalt.",
        "Can be worked out once the hospital has proposed a time and it is agreed.",
    ),
}
