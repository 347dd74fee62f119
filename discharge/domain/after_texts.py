"""What the verdicts on calls and the refusals of the acts after a discharge say, in Danish and in English."""

from collections.abc import Mapping

Text = tuple[str, str]

MEDICATION: Mapping[str, Text] = {
    "medication.stated": (
        "Ansvaret for den samlede medicin står, som det er oplyst, og er ikke gættet ud fra, hvem der behandler.",
        "The responsibility for the medication stands as stated; it is not guessed from who treats the citizen.",
    ),
    "medication.never_stated": (
        "Ingen har oplyst, hvem der har ansvaret for den samlede medicin. Det gættes ikke ud fra, hvem der behandler.",
        "Nobody has stated who is responsible for the medication. It is not guessed from who treats the citizen.",
    ),
    "medication.stated_unknown": (
        "Det er oplyst, at det ikke vides, hvem der har ansvaret for den samlede medicin.",
        "It was stated that nobody knows who is responsible for the medication.",
    ),
    "medication.unseen": (
        "Ansvaret for medicinen er oplyst i et andet forløb, som I ikke er part i. Derfor vises det ikke her.",
        "The responsibility for the medication was stated in another journey that your unit has no part in, so it is "
        "not shown here.",
    ),
    "medication.stay_began": (
        "Det, der var oplyst om ansvaret for medicinen, er fra før borgeren kom på hospitalet, og gælder ikke længere.",
        "What was stated about the medication is from before the citizen came to hospital and no longer holds.",
    ),
    "medication.stay_ended": (
        "Det, der var oplyst om ansvaret for medicinen, er fra før udskrivelsen og gælder ikke længere.",
        "What was stated about the medication is from before the discharge and no longer holds.",
    ),
    "medication.other_practice": (
        "Den praksis, der var oplyst som ansvarlig for medicinen, er ikke længere borgerens egen læge.",
        "The practice that was stated as responsible for the medication is no longer the citizen's GP.",
    ),
    "medication.died": ("Borgeren er død.", "The citizen has died."),
    "medication.practice_for_itself": (
        "Praksis kan kun oplyse, at egen læge har ansvaret, eller at det ikke vides.",
        "A practice can only state that the GP is responsible, or that it is not known.",
    ),
    "medication.no_practice": (
        "Borgerens egen læge er ikke oplyst. Oplys egen læge først, eller vælg en anden.",
        "The citizen's GP is not stated. State the GP first, or choose somebody else.",
    ),
    "medication.hospital_doctor_missing": (
        "Skriv lægens navn, og vælg afsnittet.",
        "Write the doctor's name and choose the ward.",
    ),
    "medication.name_missing": (
        "Skriv lægens navn og arbejdssted.",
        "Write the doctor's name and place of work.",
    ),
}
CALLERS: Mapping[str, Text] = {
    "caller.entitled": (
        "Afdelingen svarer: {caller_role} må ringe i de 72 timer.",
        "The ward answers: {caller_role} may call during the 72 hours.",
    ),
    "caller.in_hospital": (
        "Afdelingen svarer: borgeren er på hospitalet.",
        "The ward answers: the citizen is in hospital.",
    ),
    "caller.acute_function": (
        "Hospitalet svarer døgnet rundt: det har henvist borgeren til den kommunale akutfunktion.",
        "The hospital answers around the clock: it referred the citizen to the municipal acute function.",
    ),
    "caller.undecided": (
        "Det er ikke afgjort, om de 72 timer gælder. Afdelingen svarer, til det er afgjort.",
        "It is not decided whether the 72 hours hold. The ward answers until it is.",
    ),
    "caller.not_entitled": (
        "Noteret som forsøgt opkald: kun sygeplejersker, social- og sundhedsassistenter, egen læge og lægevagten kan "
        "ringe til afdelingen. Henvis til {refer_to}.",
        "Noted as an attempted call: only nurses, social and health assistants, the GP and the out-of-hours doctor can "
        "call the ward. Refer to {refer_to}.",
    ),
    "caller.other_municipality": (
        "Noteret som forsøgt opkald: kun borgerens egen kommune kan ringe til afdelingen. Henvis til {refer_to}.",
        "Noted as an attempted call: only the municipality that serves the citizen can call. Refer to {refer_to}.",
    ),
    "caller.window_over": (
        "Noteret som forsøgt opkald: afdelingen svarer ikke længere. Henvis til {refer_to}.",
        "Noted as an attempted call: the ward no longer answers. Refer to {refer_to}.",
    ),
}

AFTER_WORDS: Mapping[str, Text] = {
    "nurse": ("sygeplejerske", "a nurse"),
    "social_health_assistant": ("social- og sundhedsassistent", "a social and health assistant"),
    "gp": ("egen læge", "the GP"),
    "out_of_hours": ("lægevagten", "the out-of-hours service"),
    "hospital": ("hospitalet", "the hospital"),
    "helper": ("social- og sundhedshjælper", "a helper"),
    "social_pedagogue": ("pædagog eller bostøtte", "a pedagogue or support worker"),
    "relative": ("pårørende", "a relative"),
    "citizen": ("borgeren selv", "the citizen"),
}

AFTER_ACTS: Mapping[str, Text] = {
    "after.deceased": ("Borgeren er død.", "The citizen is dead."),
    "window.exempt_reason_missing": (
        "Skriv, hvorfor borgeren undtages. Kommunen og egen læge læser det.",
        "State why the citizen is exempted. The municipality and the GP read it.",
    ),
    "window.physician_missing": (
        "Skriv, hvilken læge der har besluttet det.",
        "State which doctor decided it.",
    ),
    "window.nothing_to_exempt": (
        "Borgeren er ikke omfattet af de 72 timer, så der er intet at undtage fra.",
        "The 72 hours do not hold for the citizen, so there is nothing to exempt from.",
    ),
    "window.is_over": (
        "De 72 timer gælder ikke længere. Egen læge har ansvaret.",
        "The 72 hours no longer hold. The GP is responsible.",
    ),
    "window.not_running": (
        "De 72 timer løber ikke nu, så de kan ikke forlænges. Se panelet om de 72 timer.",
        "The 72 hours do not run now, so they cannot be extended. See the panel on the 72 hours.",
    ),
    "window.until_not_later": (
        "Vælg et tidspunkt efter {ends_at}, hvor afdelingens ansvar ellers slutter.",
        "Choose a time after {ends_at}, when the ward's responsibility ends otherwise.",
    ),
    "window.extend_reason_missing": (
        "Skriv, hvorfor afdelingen svarer længere. Kommunen læser det.",
        "State why the ward answers longer. The municipality reads it.",
    ),
    "emergency.in_hospital": (
        "Borgeren er på hospitalet. Et 1-1-2-kald noteres kun, mens borgeren er hjemme.",
        "The citizen is in hospital. A 112 call is noted only while the citizen is at home.",
    ),
    "emergency.already_called": (
        "1-1-2 er allerede noteret. Notér, hvornår kaldet er slut, eller indtast indlæggelsen.",
        "The 112 call is noted already. Note when it ended, or enter the admission.",
    ),
    "emergency.none": ("Der er ikke noteret noget 1-1-2-kald.", "No 112 call has been noted."),
    "emergency.before_call": (
        "Kaldet kan ikke være slut, før det begyndte {called_at}.",
        "The call cannot have ended before it began {called_at}.",
    ),
    "emergency.overtakes": (
        "Et andet 1-1-2-kald er noteret imellem. Tag oplysningen tilbage, og indtast den på ny.",
        "Another 112 call is noted in between. Take this back and enter it again.",
    ),
    "call.question_missing": (
        "Skriv med få ord, hvad opkaldet handlede om.",
        "Say in a few words what the call was about.",
    ),
    "letter.none_due": (
        "Der mangler ingen epikrise: borgeren er ikke udskrevet, eller egen læge har kvitteret.",
        "No letter is missing: the citizen is not discharged, or the GP has acknowledged it.",
    ),
    "letter.no_practice": (
        "Borgeren har ikke egen læge. Giv borgeren epikrisen, på papir eller i Digital Post, og notér det.",
        "The citizen has no GP. Give the letter to the citizen, on paper or by Digital Post, and note it.",
    ),
    "letter.has_practice": (
        "Borgeren har egen læge. Send epikrisen dertil.",
        "The citizen has a GP. Send the letter there.",
    ),
    "letter.evidence_missing": (
        "Skriv, hvad der viser, at borgeren har fået epikrisen, for eksempel hvem der gav den.",
        "State what shows that the citizen has the letter, for example who handed it over.",
    ),
    "letter.recommendation_missing": (
        "Skriv, hvad egen læge bedes følge op på. Det står øverst hos egen læge.",
        "State what the GP is asked to follow up. It stands at the top of the GP's page.",
    ),
    "letter.none_sent": (
        "Der er ingen epikrise at kvittere for. Afdelingen skal først sende den.",
        "There is no letter to acknowledge. The ward has to send it first.",
    ),
    "close_out.cancelled": (
        "Indlæggelsen er annulleret, så der er intet at afslutte.",
        "The stay is cancelled, so there is nothing to close.",
    ),
    "close_out.already_met": (
        "Det er allerede registreret. Er det forkert, så ret det i tidslinjen.",
        "It is registered already. If it is wrong, correct it in the timeline.",
    ),
    "acute.referrer_missing": (
        "Vælg, hvem der har henvist: det afgør, hvem der er patientansvarlig.",
        "Choose who referred: that decides who is responsible.",
    ),
    "acute.in_hospital": (
        "Borgeren er på hospitalet. Akutfunktionen begynder først, når borgeren er udskrevet.",
        "The citizen is in hospital. The acute function begins after the discharge.",
    ),
    "acute.not_own_referral": (
        "Du kan kun henvise på egne vegne. Kommunens akutfunktion kan notere, hvem der ellers har henvist.",
        "You can only refer for yourself. The acute function can note who else has referred.",
    ),
    "acute.already_running": (
        "Akutfunktionen er allerede i gang. Skal en anden have ansvaret, så tilbyd overtagelse.",
        "The acute function runs already. If someone else is to be responsible, offer the takeover.",
    ),
    "acute.nothing_to_take_over": (
        "Vælg den anden side: den valgte har allerede ansvaret.",
        "Choose the other side: the chosen one is responsible already.",
    ),
    "acute.no_takeover_offered": (
        "Der er ikke tilbudt nogen overtagelse. Den, der har ansvaret, skal tilbyde den først.",
        "No takeover has been offered. Whoever is responsible has to offer it first.",
    ),
    "acute.not_asked": (
        "Overtagelsen er tilbudt den anden side, så kun de kan overtage.",
        "The takeover was offered to the other side, so only they can accept it.",
    ),
    "acute.not_by_hospital": (
        "Akutfunktionen er henvist af egen læge eller lægevagten. Afslut borgeren i akutfunktionen i stedet.",
        "The GP or the out-of-hours doctor referred. End the citizen's course in the acute function instead.",
    ),
    "acute.none_running": (
        "Der er ingen akutfunktion i gang for borgeren.",
        "No acute function runs for the citizen.",
    ),
}
