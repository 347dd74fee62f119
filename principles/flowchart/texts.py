"""The words of the chart: our own, short, Danish and English. No sentence of a source is copied."""

from collections.abc import Mapping
from dataclasses import dataclass

Text = tuple[str, str]


@dataclass(frozen=True, slots=True)
class StepText:
    """What a step is called, what is done in it, and by when."""

    title: Text
    text: Text
    when: Text


_AT_ONCE = ("Så snart det vides", "As soon as it is known")
_AT_DISCHARGE = ("Ved udskrivelsen", "At the discharge")
STEP_TEXTS: Mapping[str, StepText] = {
    "referral": StepText(
        ("Lægen henviser", "The doctor refers"),
        (
            "Egen læge eller vagtlægen giver videre, hvordan borgeren har det, hvorfor der henvises, og hvad der "
            "ellers "
            "er godt at vide.",
            "The own doctor or the doctor on call passes on how the citizen is, why they refer, and what else is good "
            "to "
            "know.",
        ),
        ("Ved henvisningen", "At the referral"),
    ),
    "knowledge": StepText(
        ("Praksis svarer hospitalet", "The practice answers the hospital"),
        (
            "Hospitalet spørger egen læge om det, praksis ved: ved akutte indlæggelser også lægevagten, på telefon.",
            "The hospital asks the own doctor for what the practice knows: at acute admissions the doctor on call too, "
            "by telephone.",
        ),
        ("Når hospitalet har brug for det", "When the hospital needs it"),
    ),
    "planning": StepText(
        ("Planlægningen begynder", "Planning begins"),
        (
            "Afdelingen begynder dialogen om hjemkomsten med borgeren, de pårørende og kommunen.",
            "The ward begins the dialogue about the home-coming with the citizen, relatives and municipality.",
        ),
        ("Ved indlæggelsen, inden for et døgn", "At the admission, within a day"),
    ),
    "planned": StepText(
        ("Indlæggelsen planlægges", "The admission is planned"),
        (
            "Hospitalet aftaler en tid med borgeren og begynder at tænke på udskrivelsen.",
            "The hospital agrees a time with the citizen and begins to think of the discharge.",
        ),
        ("Før indlæggelsen", "Before the admission"),
    ),
    "admitted": StepText(
        ("Indlagt registreres", "The admission is registered"),
        (
            "Registreringen sender automatisk et advis med afsnittet til kommunen, når kommunen kender borgeren. "
            "Kommunen ser efter, om dens oplysninger er ajour.",
            "The registration sends a notice naming the ward to the municipality by itself, when it knows the citizen. "
            "The municipality checks whether its information is up to date.",
        ),
        ("Ved indlæggelsen", "At the admission"),
    ),
    "report": StepText(
        ("Indlæggelsesrapport", "Report of admission"),
        (
            "Kommunen sætter sine ydelser på pause. Er noget ændret, sender den selv en ny rapport. Dosispakket "
            "medicin "
            "stopper kun, hvis hospitalet gør noget aktivt.",
            "The municipality pauses its services. If anything has changed it sends a new report itself. "
            "Dose-dispensed "
            "medicine only stops when the hospital does something about it.",
        ),
        (
            "Hurtigst muligt, senest 24 timer efter indlæggelsen",
            "As soon as possible, within 24 hours of the admission",
        ),
    ),
    "contact": StepText(
        ("Akutafdelingen giver besked", "The acute ward tells"),
        (
            "Kommunen får besked ved korrespondance eller telefon. Skal den gøre noget inden for et døgn, ringes der "
            "altid. Kommunen læser korrespondance én gang i hver vagt.",
            "The municipality is told by correspondence or telephone. If it must act within a day, somebody always "
            "calls. The municipality reads correspondence once in every shift.",
        ),
        ("Ring, når noget skal ske inden 24 timer", "Call when something must happen within 24 hours"),
    ),
    "early_contact": StepText(
        ("Tidlig kontakt til kommunen", "Early contact with the municipality"),
        (
            "Ventes borgeren at få brug for kommunen, så tal sammen tidligt: ved korrespondance og om nødvendigt på "
            "telefon. Pas særligt på børn, unge og dem, egen læge har henvist.",
            "If the citizen will probably need the municipality, talk early: by correspondence and, where needed, by "
            "telephone. Mind children, young people and those whom their own doctor referred.",
        ),
        ("Ved indlæggelsen", "At the admission"),
    ),
    "physician": StepText(
        ("Én ansvarlig læge", "One responsible doctor"),
        (
            "Borgeren har én læge med navn, der holder overblikket, også når andre specialer behandler en tid.",
            "The citizen has one doctor by name who keeps the overview, also when other specialities treat for a "
            "while.",
        ),
        ("Inden 24 timer", "Within 24 hours"),
    ),
    "involved": StepText(
        ("Borger og pårørende tages med", "Citizen and relatives take part"),
        (
            "Tal med borgeren, pårørende, kommunen og måske egen læge. Spørg, hvad pårørende kan og vil. Tænk på "
            "medicin, "
            "sygepleje, pleje, praktisk hjælp, hjælpemidler, bolig, forebyggelse og genoptræning. Mangler noget, så "
            "skriv "
            "– eller ring, når det haster.",
            "Talk with the citizen, relatives, the municipality and perhaps the own doctor. Ask what relatives can and "
            "will do. Think of medicine, nursing, care, practical help, aids, the home, prevention and rehabilitation. "
            "If "
            "something is missing, write – or call when it is urgent.",
        ),
        ("Fra indlæggelsen og løbende", "From the admission on"),
    ),
    "letters": StepText(
        ("Breve læses og besvares", "Letters are read and answered"),
        (
            "Den, der får et brev, læser det, svarer og gør det, der bedes om.",
            "Whoever gets a letter reads it, answers and does what it asks for.",
        ),
        ("Kommunen: hver vagt. Afsnittet: hver dag kl. 8–15", "Municipality: every shift. Ward: every day 8–15"),
    ),
    "meeting": StepText(
        ("Dialogmøde", "Dialogue meeting"),
        (
            "Alle parter og borgeren kan bede om et møde. Hospitalet indbyder og får parternes bidrag til aftalen og "
            "planen.",
            "All parties and the citizen can ask for a meeting. The hospital invites and gathers what the parties "
            "bring "
            "to the agreement and the plan.",
        ),
        ("Når forløbet er svært, og før udskrivelsen", "When the journey is hard, and before the discharge"),
    ),
    "care_plan": StepText(
        ("Plejeforløbsplan", "Care pathway plan"),
        (
            "Send den til alle, der skal have hjælp fra kommunen, når I realistisk ved, hvordan borgeren fungerer, og "
            "hvad der skal til. Er opholdet under et døgn, så ring, og skriv aftalen i en korrespondance i stedet.",
            "Send it for everybody who will have municipal services, when you realistically know how the citizen "
            "manages "
            "and what is needed. For a stay under a day call, and write the agreement in a correspondence instead.",
        ),
        ("Så snart en realistisk plan findes", "As soon as there is a realistic plan"),
    ),
    "changed_plan": StepText(
        ("Ændret plan", "Changed plan"),
        (
            "Ændrer tilstand, tidspunkt eller behov sig, så send en ny plan, hvor det nye er mærket med dato. Skal "
            "noget "
            "ske samme dag, ringes der, medmindre planen kom før kl. 12. Kommunen svarer under emnet Vedr. "
            "plejeforløbsplan. Weekend og helligdage kræver en aftale.",
            "If condition, time or need changes, send a new plan in which what is new is marked with a date. If "
            "something "
            "must happen the same day, call, unless the plan came before 12. The municipality answers under the "
            "subject "
            "“Vedr. plejeforløbsplan”. Weekends and holidays need an agreement.",
        ),
        ("Straks. Korrespondance sendes før kl. 14.30", "At once. Correspondence is sent before 14:30"),
    ),
    "barriers": StepText(
        ("Hindringer ryddes", "Barriers are cleared"),
        (
            "Det, der kan holde borgeren tilbage, har en ejer og en frist: hjælpemidler, bolig, medicin, plads, "
            "transport.",
            "What may hold the citizen back has an owner and a time: aids, home, medicine, place, transport.",
        ),
        ("Før den aftalte tid", "Before the agreed time"),
    ),
    "agreed_time": StepText(
        ("Tiden aftales", "The time is agreed"),
        (
            "Hospitalet foreslår, hvornår borgeren kommer hjem. Kommune, hospital og borger bliver enige, så alle kan "
            "nå "
            "det.",
            "The hospital proposes when the citizen goes home. Municipality, hospital and citizen agree, so that all "
            "can "
            "be ready.",
        ),
        _AT_ONCE,
    ),
    "ready": StepText(
        ("Færdigbehandlet", "Ready for discharge"),
        (
            "En læge vurderer, at borgeren ikke behøver hospitalet mere, og det registreres. Venter borgeren, skrives "
            "hvorfor.",
            "A doctor finds that the citizen needs the hospital no more, and that is registered. If the citizen waits, "
            "the reason is written.",
        ),
        ("Når det er sandt, ikke før", "When it is true, not before"),
    ),
    "discharged": StepText(
        ("Udskrevet", "Discharged"),
        (
            "Borgeren forlader hospitalet den aftalte dag, og advis går til kommunen.",
            "The citizen leaves the hospital on the agreed day, and the notice goes to the municipality.",
        ),
        ("Den aftalte tid", "At the agreed time"),
    ),
    "card": StepText(
        ("Aftalekort i hånden", "Agreement card in hand"),
        (
            "Borgeren får kortet med den fælles plan fra kommune, ambulatorium og sengeafsnit med hjem.",
            "The citizen takes the card home, with the joint plan of municipality, clinic and ward.",
        ),
        _AT_DISCHARGE,
    ),
    "medicine": StepText(
        ("Medicinkort ajour", "Medicine record up to date"),
        (
            "Hospitalet ajourfører Fælles Medicinkort, som kommunen og egen læge giver medicin efter.",
            "The hospital updates the Shared Medication Record, by which municipality and own doctor give medicine.",
        ),
        _AT_DISCHARGE,
    ),
    "rehabilitation": StepText(
        ("Genoptræning afgøres", "Rehabilitation is decided"),
        (
            "Hospitalet afgør, om borgeren skal genoptrænes, og sender planen, hvis det er så.",
            "The hospital decides whether the citizen needs rehabilitation, and sends the plan if so.",
        ),
        _AT_DISCHARGE,
    ),
    "letter": StepText(
        ("Epikrise", "Discharge letter"),
        (
            "Egen læge får at vide, hvad der er sket, og hvad der skal følges op. Har borgeren ingen læge, får "
            "borgeren "
            "den selv.",
            "The own doctor learns what happened and what is to be followed up. A citizen without a doctor gets it "
            "directly.",
        ),
        ("Efter den gældende standard", "By the standard in force"),
    ),
    "letter_received": StepText(
        ("Egen læge har epikrisen", "The own doctor has the letter"),
        (
            "Lægens system kvitterer. Efter udskrivelsen er egen læge igen den, der har ansvaret for overblikket.",
            "The doctor's system acknowledges. After the discharge the own doctor keeps the overview again.",
        ),
        ("Når epikrisen er kommet", "When the letter has come"),
    ),
    "enrolled": StepText(
        ("Hjemme igen", "Home again"),
        (
            "Kommunen har borgeren i sit system, og ydelserne begynder igen.",
            "The municipality has the citizen in its system, and services begin again.",
        ),
        ("Inden 72 timer", "Within 72 hours"),
    ),
    "answers": StepText(
        ("Afsnittet svarer i 72 timer", "The ward answers for 72 hours"),
        (
            "Sygeplejersker og assistenter i kommunen, egen læge og lægevagt kan ringe til det afsnit, der udskrev. "
            "Gælder somatiske ophold over et døgn med kommunal sygepleje bagefter.",
            "Nurses and assistants of the municipality, the own doctor and the doctor on call can ring the ward that "
            "discharged. It holds for somatic stays over a day with municipal nursing afterwards.",
        ),
        ("72 timer fra udskrivelsen", "72 hours from the discharge"),
    ),
    "acute_function": StepText(
        ("Akutfunktion", "Acute function"),
        (
            "Fortsætter behandlingen i kommunens akutfunktion, er der en navngiven læge bag: den, der henviste.",
            "If treatment goes on in the municipality's acute function there is a doctor by name behind it: whoever "
            "referred.",
        ),
        ("Fra funktionen begynder", "From when the function begins"),
    ),
    "closed": StepText(
        ("Forløbet slutter", "The journey ends"),
        (
            "Alt det aftalte er gjort, og ingen mangler noget fra de andre.",
            "All that was agreed is done, and nobody lacks anything from the others.",
        ),
        ("Inden 72 timer", "Within 72 hours"),
    ),
}
TRACK_WORDS: Mapping[str, Text] = {
    "acute": ("Akut indlæggelse", "Acute admission"),
    "planned": ("Planlagt indlæggelse", "Planned admission"),
    "psychiatry": ("Psykiatri, enkel udgave", "Psychiatry, simple version"),
}
LANE_WORDS: Mapping[str, Text] = {
    "citizen": ("Borger og pårørende", "Citizen and relatives"),
    "gp": ("Egen læge", "Own doctor"),
    "hospital": ("Hospital", "Hospital"),
    "municipality": ("Kommune", "Municipality"),
}
STATE_WORDS: Mapping[str, Text] = {
    "done": ("Gjort", "Done"),
    "next": ("Nu", "Now"),
    "ahead": ("Senere", "Later"),
    "waiting": ("I gang", "Under way"),
    "skipped": ("Sprunget over", "Skipped"),
    "not_applicable": ("Ikke relevant", "Not applicable"),
    "unknown": ("Ukendt", "Unknown"),
}
REASON_WORDS: Mapping[str, Text] = {
    "begun": ("Opholdet er begyndt.", "The stay has begun."),
    "left": ("Borgeren er udskrevet, uden at det er meldt gjort.", "The citizen was discharged and nobody stated it."),
    "deceased": ("Borgeren er død.", "The citizen has died."),
    "cancelled": ("Forløbet er aflyst.", "The journey was cancelled."),
    "not_stated": ("Det meldes ikke hertil, om det er gjort.", "Whether it was done is not told here."),
    "running": ("Løber nu.", "Runs now."),
    "awaits_answer": ("Et brev venter på svar.", "A letter awaits an answer."),
    "not_readable": (
        "Kun afsender og modtagere ser, om den er sendt.",
        "Only sender and receivers see whether it was sent.",
    ),
    "no_services": ("Borgeren har ikke kommunale ydelser.", "The citizen has no municipal services."),
    "services_unknown": (
        "Det vides ikke, om borgeren har kommunale ydelser.",
        "Whether the citizen has municipal services is not known.",
    ),
    "none_raised": ("Ingen har meldt en hindring.", "Nobody has stated a barrier."),
    "not_asked_for": ("Hospitalet har ikke bedt om en rapport.", "The hospital has not asked for a report."),
    "plan_not_used": (
        "Plejeforløbsplanen bruges ikke: opholdet er kort, eller borgeren hører under socialområdet.",
        "The care pathway plan is not used: the stay is short, or the citizen belongs to the social services.",
    ),
    "terminal": ("En terminal borger meldes ikke færdigbehandlet.", "A terminal citizen is not registered as ready."),
    "did_not_wait": (
        "Borgeren ventede ikke: så skal det ikke registreres.",
        "The citizen did not wait: then nothing is to be registered.",
    ),
    "meeting_answered": ("Der er svaret, at der ikke holdes møde.", "The answer was that no meeting is held."),
    "none_asked": ("Ingen har bedt om et møde.", "Nobody has asked for a meeting."),
    "practice_not_asked": ("Ingen har spurgt praksis.", "Nobody has asked the practice."),
    "no_letters": ("Ingen breve endnu.", "No letters yet."),
    "one_version": ("Planen er ikke ændret.", "The plan has not been changed."),
    "not_needed": ("Det er afgjort, at det ikke er nødvendigt.", "It was decided that it is not needed."),
    "window_off": ("De 72 timer gælder ikke for dette ophold.", "The 72 hours do not hold for this stay."),
    "window_unknown": ("Det kan ikke afgøres endnu.", "It cannot be decided yet."),
    "no_function": ("Der er ingen akutfunktion i forløbet.", "There is no acute function in the journey."),
    "not_admitted": ("Borgeren blev ikke indlagt.", "The citizen was not admitted."),
    "agreed_after_discharge": (
        "Tiden blev først aftalt efter udskrivelsen.",
        "The time was agreed only after the discharge.",
    ),
    "after_discharge": ("Planen kom efter udskrivelsen.", "The plan came after the discharge."),
    "no_practice": ("Borgeren har ikke egen læge.", "The citizen has no own doctor."),
}

FLOWCHART_REFUSALS: Mapping[str, Text] = {
    "flowchart.no_such_step": ("Trinnet findes ikke i flowchartet.", "The flowchart has no such step."),
}
