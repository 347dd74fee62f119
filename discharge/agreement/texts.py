"""What refusals and verdicts about agreement and barriers say: code → (da, en)."""

from collections.abc import Mapping

from discharge.wording.texts import Text

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
    "agreement.why_day_missing": (
        "Skriv, hvorfor dagen er ændret. De andre parter læser det.",
        "State why the day has changed. The others read it.",
    ),
    "agreement.missing_missing": (
        "Skriv, hvad I mangler at vide for at kunne svare.",
        "State what you need to know before you can answer.",
    ),
    "agreement.same_time": (
        "Det er det tidspunkt, der er foreslået. Sig ja til det i stedet.",
        "That is the time proposed. Accept it instead.",
    ),
    "agreement.proposed_already": (
        "Det tidspunkt er allerede foreslået og venter på svar.",
        "That time is proposed already and waits for an answer.",
    ),
    "agreement.answered_already": (
        "Den anden part har svaret på det tidspunkt. Foreslå et nyt tidspunkt i stedet for at rette det gamle.",
        "The other party has answered that time. Propose a new one instead of correcting the old one.",
    ),
    "agreement.agreed_already": ("Det er den tid, der er aftalt. Den gælder.", "That is the time agreed. It holds."),
    "agreement.time_passed": (
        "Det foreslåede tidspunkt er gået. Foreslå en anden tid.",
        "The proposed time has passed. Propose another one.",
    ),
    "agreement.nothing_proposed": (
        "Der er intet forslag, der venter på svar. Hospitalet foreslår først et tidspunkt.",
        "No proposal waits for an answer. The hospital proposes a time first.",
    ),
    "agreement.call_first": (
        "Der er under {limit_hours} timer til den aftalte tid. Ring til den anden part. Når opkaldet er noteret på "
        "forløbet, kan I foreslå den nye tid.",
        "The agreed time is less than {limit_hours} hours ahead. Call the other party. Once the call is logged on "
        "the journey, you can propose the new time.",
    ),
    "agreement.time_stands": (
        "Der er allerede en tid. Svar på den i stedet.",
        "There is a time already. Answer that one instead.",
    ),
    "agreement.nothing_asked": ("Der er intet spørgsmål, der venter på svar.", "No question waits for an answer."),
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
