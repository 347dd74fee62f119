"""Færdigbehandlet, who is responsible, and the 72 hours."""

from collections.abc import Mapping

from principles.clauses.rules.in_force import Wording

DEFINITIONS: Mapping[str, Wording] = {
    "2.1": Wording(
        ("Færdigbehandlet", "Ready for discharge (færdigbehandlet)"),
        (
            "Efter lægens vurdering er behandlingen slut, eller også kan den fortsætte uden indlæggelse; og "
            "hospitalets "
            "papirarbejde er så langt, at kommunen kan tage borgeren hjem. Det er Sundhedsstyrelsens definition, brugt "
            "til afregning. Punkterne herunder siger, hvad det betyder i hverdagen.",
            "In the doctor's judgement the treatment has ended, or can go on without admission; and the hospital's "
            "paperwork is far enough for the municipality to take the citizen home. It is the national definition, "
            "used "
            "for settlement. The points below say what it means day to day.",
        ),
    ),
    "2.1.1": Wording(
        ("Lægens samlede vurdering", "The doctor's overall judgement"),
        (
            "Alle fire skal være opfyldt:\n"
            "- læge, sygeplejerske og terapeut er færdige, og genoptræningen er planlagt (a)\n"
            "- intet mere kræver viden eller udstyr, som kun et hospital har (b)\n"
            "- resten behandles bedst i borgerens egen hverdag, eventuelt ambulant (c)\n"
            "- hospitalets medicin og hjælpemidler ligger klar, og FMK er ajour (d)",
            "All four must be met:\n"
            "- doctor, nurse and therapist have finished, and rehabilitation is planned (a)\n"
            "- nothing more needs knowledge or equipment that only a hospital has (b)\n"
            "- the rest is best treated in the citizen's own daily life, possibly as an outpatient (c)\n"
            "- the hospital's medicine and aids are ready, and the medication record is up to date (d)",
        ),
    ),
    "2.1.2": Wording(
        ("Borgeren ved besked", "The citizen has been told"),
        (
            "Borgeren og de pårørende har fået de oplysninger, der betyder noget for dem.",
            "The citizen and relatives have been given the information that matters to them.",
        ),
    ),
    "2.1.3": Wording(
        ("Tiden er aftalt med kommunen", "The time is agreed with the municipality"),
        (
            "Hvor kommunen er med, har hospitalet talt med den undervejs og om datoen.",
            "Where the municipality takes part, the hospital has talked with it during the stay and about the date.",
        ),
    ),
    "2.1.4": Wording(
        ("Hjem den dag, man er færdig", "Home on the day of being ready"),
        (
            "Hospital og kommune planlægger sammen, så dagen for udskrivelsen og dagen for færdigmeldingen så vidt "
            "muligt er den samme.",
            "Hospital and municipality plan together, so that the day of discharge and the day of being ready are the "
            "same wherever possible.",
        ),
    ),
    "2.1.5": Wording(
        ("Tidspunktet ligger fast", "The time stands"),
        (
            "Et registreret tidspunkt ændres ikke, medmindre borgerens tilstand ændrer sig så meget, at det ikke er "
            "forsvarligt at udskrive. Tiden for udskrivelsen er altid noget, begge er enige om.",
            "A registered time is not changed, unless the citizen's condition changes so much that discharge would be "
            "unsafe. The time of discharge is always something both agree on.",
        ),
    ),
    "2.1.6": Wording(
        ("Kun når borgeren må vente, og på hvad", "Only when the citizen must wait, and for what"),
        (
            "Der registreres kun, når borgeren ikke kan tage hjem med det samme. Ventetiden skal have en grund: en "
            "midlertidig plads eller genoptræningsplads, et plejehjem, noget i hjemmet eller lignende.",
            "Registration is only for when the citizen cannot go home at once. The wait must have a reason: a "
            "temporary "
            "or rehabilitation place, a nursing home, something in the home or the like.",
        ),
    ),
    "2.1.7": Wording(
        ("Behandling genoptaget", "Treatment resumed"),
        (
            "Bliver borgeren syg igen under ventetiden, af det samme eller noget nyt, der kræver hospital, er borgeren "
            "ikke længere færdigbehandlet. Behandlingen genoptages og registreres som det.",
            "If the citizen falls ill again while waiting, of the same or of something new that needs a hospital, the "
            "citizen is no longer ready. Treatment is resumed and registered as such.",
        ),
    ),
    "2.1.8": Wording(
        ("Kommunen betaler for ventedage", "The municipality pays for days of waiting"),
        (
            "Aftales en dag efter den, hvor borgeren var færdigbehandlet, betaler kommunen taksten, som den er nu. "
            "Hvilke dage og hvilket beløb følger af sundhedslovens § 238 og takstbekendtgørelsen.",
            "Where a day later than that of being ready is agreed, the municipality pays the tariff of the time. Which "
            "days and which amount follows from the Health Act, section 238, and the order on tariffs.",
        ),
    ),
    "2.1.9": Wording(
        ("Terminale borgere registreres ikke", "Terminal citizens are not registered"),
        (
            "En borger, som lægen vurderer som terminal, registreres aldrig som færdigbehandlet.",
            "A citizen whom the doctor judges to be terminal is never registered as ready.",
        ),
    ),
    "2.2": Wording(
        ("Hvem har ansvaret", "Who is responsible"),
        (
            "To slags ansvar: ét for hele forløbet (patientansvarlig læge) og ét for den enkelte behandling.",
            "Two kinds of responsibility: one for the whole journey (responsible physician) and one for each "
            "treatment.",
        ),
    ),
    "2.2.1": Wording(
        ("Patientansvarlig læge", "The responsible physician"),
        (
            "En læge med navn, som har overblikket og samler trådene, men ikke svarer fagligt for andre specialer. "
            "Lægen bliver ved, også mens borgeren en tid behandles et andet sted.\n\n"
            "Lægen sørger for:\n"
            "- at borgeren er tryg og kan se en sammenhæng\n"
            "- at der er en plan for behandlingen\n"
            "- at det går fremad\n"
            "- at være den, man ringer til, når tilstanden ændrer sig",
            "A doctor with a name who keeps the overview and gathers the threads, but does not answer for other "
            "specialities. The doctor stays, also while the citizen is treated elsewhere for a time.\n\n"
            "The doctor sees to:\n"
            "- that the citizen feels safe and sees how things belong together\n"
            "- that there is a plan for the treatment\n"
            "- that it moves on\n"
            "- being the one to call when the condition changes",
        ),
    ),
    "2.2.2": Wording(
        ("Ansvaret for en behandling", "Responsibility for a treatment"),
        (
            "Den læge, der behandler, for eksempel ved et tilsyn eller i lægevagten, svarer for sin behandling og for, "
            "at den passer ind i den samlede plan, men ikke for planen.",
            "The doctor who treats, for instance at a consultation or out of hours, answers for that treatment and for "
            "its fitting the whole plan, but not for the plan.",
        ),
    ),
    "2.2.3": Wording(
        ("Før, under og efter indlæggelsen", "Before, during and after the stay"),
        (
            "Egen læge er patientansvarlig før indlæggelsen, og igen når borgeren er både færdigbehandlet og "
            "udskrevet. "
            "Under indlæggelsen er det hospitalets læge, som også svarer for behandlingen.",
            "The GP is responsible before the stay, and again when the citizen is both ready and discharged. During "
            "the "
            "stay it is the hospital's doctor, who answers for the treatment too.",
        ),
    ),
    "2.2.4": Wording(
        ("I kommunens akutfunktion", "In the municipality's acute function"),
        (
            "Har egen læge eller lægevagten henvist, er egen læge patientansvarlig og kan nås direkte på hverdage "
            "mellem 8 og 16.\n\n"
            "Har hospitalet henvist, er hospitalets læge det døgnet rundt, indtil både behandlingen og opholdet i "
            "akutfunktionen er slut, og har en vagttelefon. Hospitalets læge kan spørge egen læge til råds.",
            "Where the GP or the out-of-hours doctor referred, the GP is responsible and can be reached directly on "
            "weekdays between 8 and 16.\n\n"
            "Where the hospital referred, the hospital's doctor is responsible round the clock until both the "
            "treatment "
            "and the time in the acute function have ended, and has a duty telephone. The hospital's doctor may ask "
            "the "
            "GP for advice.",
        ),
    ),
    "2.2.5": Wording(
        ("De 72 timer efter udskrivelsen", "The 72 hours after discharge"),
        (
            "Afdelingen, der udskrev, svarer på spørgsmål i 72 timer. Det gælder borgere, der har været indlagt mere "
            "end et døgn på en somatisk afdeling i regionen, er færdigbehandlet og skal have kommunal sygepleje: på "
            "akut- eller midlertidig plads, på plejehjem eller hjemme.\n\n"
            "Det gælder ikke ophold under et døgn og ikke psykiatrien.\n\n"
            "Meningen er en tryg overgang: at nogen kan nås, og at de første dage er sikre.",
            "The ward that discharged answers questions for 72 hours. It is for citizens who were in a somatic ward of "
            "the region for more than a day, are ready and are to have municipal nursing: in an acute or temporary "
            "place, a nursing home or at home.\n\n"
            "It is not for stays under a day and not for psychiatry.\n\n"
            "The point is a safe passage: that somebody can be reached, and that the first days are safe.",
        ),
    ),
    "fn5": Wording(
        (
            "Aftalen om akutfunktioner er midlertidig (fodnote 5)",
            "The acute function's terms are temporary (footnote 5)",
        ),
        (
            "Rammeaftalen bag reglerne om akutfunktioner gælder, til almen praksis får en ny overenskomst.",
            "The frame behind the rules of acute functions holds until general practice has a new collective "
            "agreement.",
        ),
    ),
    "fn6": Wording(
        ("Hvem fra kommunen kan ringe (fodnote 6)", "Who of the municipality may call (footnote 6)"),
        (
            "Fra kommunen er det sygeplejersker med autorisation og social- og sundhedsassistenter, der bruger de 72 "
            "timer. Praktiserende læger og lægevagten kan det også.",
            "Of the municipality it is authorised nurses and social and health assistants who use the 72 hours. "
            "General "
            "practitioners and the out-of-hours service may too.",
        ),
    ),
}
