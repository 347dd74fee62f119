"""What verdicts and refusals about the 72 hours say: code → (da, en)."""

from collections.abc import Mapping

from discharge.wording.texts import Text

WINDOW: Mapping[str, Text] = {
    "window.E1.met": (
        "Udskrevet fra en somatisk afdeling i Region Midtjylland.",
        "Discharged from a somatic ward in Region Midtjylland.",
    ),
    "window.E1.not_somatic": (
        "Udskrevet fra psykiatrien, som ikke er omfattet af de 72 timer.",
        "Discharged from psychiatry, which the 72 hours do not cover.",
    ),
    "window.E1.other_region": (
        "Den udskrivende afdeling ligger ikke i Region Midtjylland.",
        "The discharging ward is not in Region Midtjylland.",
    ),
    "window.E1.unknown": (
        "Det vides ikke, om afdelingen er somatisk og ligger i Region Midtjylland.",
        "It is not known whether the ward is somatic and in Region Midtjylland.",
    ),
    "window.E2.met": (
        "Indlagt i {stay_hours}, altså mere end {longer_than_hours}.",
        "Admitted for {stay_hours}, which is more than {longer_than_hours}.",
    ),
    "window.E2.exactly": (
        "Indlagt i netop {stay_hours}. Det er besluttet, at det er nok.",
        "Admitted for exactly {stay_hours}. It has been decided that this is enough.",
    ),
    "window.E2.too_short": (
        "Indlagt i {stay_hours}. Det skal være mere end {longer_than_hours}.",
        "Admitted for {stay_hours}. It must be more than {longer_than_hours}.",
    ),
    "window.E2.unknown": (
        "Det vides ikke, hvor længe borgeren har været indlagt.",
        "It is not known how long the citizen was admitted.",
    ),
    "window.E3.met": ("Udskrevet, og dermed færdigbehandlet.", "Discharged, and therefore medically ready."),
    "window.E3.not_discharged": ("Borgeren er ikke udskrevet.", "The citizen has not been discharged."),
    "window.E3.died": ("Borgeren døde under indlæggelsen.", "The citizen died during the stay."),
    "window.E3.no_show": ("Borgeren kom ikke til indlæggelsen.", "The citizen did not come to be admitted."),
    "window.E3.transferred": (
        "Overflyttet til et andet hospital, ikke udskrevet til hjemmet.",
        "Transferred to another hospital, not discharged home.",
    ),
    "window.E3.left_unknown": (
        "Borgeren udskrev sig mod lægeligt råd. Spørg afdelingen, om borgeren er færdigbehandlet.",
        "The citizen left against advice. Ask the ward whether the citizen was medically ready.",
    ),
    "window.E3.left_ready": (
        "Borgeren udskrev sig mod lægeligt råd. Afdelingen siger, at borgeren var færdigbehandlet.",
        "The citizen left against advice. The ward says that the citizen was medically ready.",
    ),
    "window.E3.left_not_ready": (
        "Borgeren udskrev sig mod lægeligt råd. Afdelingen siger, at borgeren ikke var færdigbehandlet.",
        "The citizen left against advice. The ward says that the citizen was not medically ready.",
    ),
    "window.E3.left_met": (
        "Borgeren udskrev sig mod lægeligt råd. Det er besluttet, at de 72 timer gælder.",
        "The citizen left against advice. It has been decided that the 72 hours hold.",
    ),
    "window.E3.left_excluded": (
        "Borgeren udskrev sig mod lægeligt råd. Det er besluttet, at de 72 timer ikke gælder.",
        "The citizen left against advice. It has been decided that the 72 hours do not hold.",
    ),
    "window.E4.met": ("Udskrevet til kommunal sygepleje.", "Discharged to community nursing."),
    "window.E4.none": (
        "Borgeren får ikke kommunal sygepleje efter udskrivelsen.",
        "The citizen gets no community nursing after the discharge.",
    ),
    "window.E4.unknown": (
        "Kommunen har ikke svaret på, om borgeren får kommunal sygepleje.",
        "The municipality has not answered whether the citizen gets community nursing.",
    ),
    "window.E5.met": (
        "Udskrevet til {destination}, som aftalen omfatter.",
        "Discharged to {destination}, which the agreement covers.",
    ),
    "window.E5.not_covered": (
        "Udskrevet til {destination}, som aftalen ikke omfattede på dagen.",
        "Discharged to {destination}, which the agreement did not cover on that day.",
    ),
    "window.E5.residential": (
        "Udskrevet til et bosted med kommunal sygepleje, som regnes som eget hjem.",
        "Discharged to a residential facility with community nursing, which counts as the citizen's own home.",
    ),
    "window.E5.nursing_unknown": (
        "Udskrevet til et bosted. Det vides ikke, om borgeren får kommunal sygepleje.",
        "Discharged to a residential facility. Whether the citizen gets community nursing is not known.",
    ),
    "window.E5.unknown": (
        "Det vides ikke, hvor borgeren er udskrevet til.",
        "It is not known where the citizen was discharged to.",
    ),
    "window.E5.not_begun": (
        "Aftalen om 72 timer var ikke trådt i kraft på dagen.",
        "The agreement on 72 hours was not in force on that day.",
    ),
    "window.X1.superseded": (
        "Indlagt igen {readmitted_at}. De 72 timer er afløst af den nye indlæggelse.",
        "Admitted again {readmitted_at}. The new stay replaces the 72 hours.",
    ),
    "window.X1.short": (
        "Indlagt igen {readmitted_at}, men for kort til nye 72 timer. De gamle gælder til deres sluttidspunkt.",
        "Admitted again {readmitted_at}, too briefly for a new window. The old one holds until its end.",
    ),
    "window.X1.unseen": (
        "Indlagt igen i et andet forløb, som I ikke er part i. Derfor vises det ikke her, hvornår.",
        "Admitted again in another journey that your unit has no part in, so the time is not shown here.",
    ),
    "window.X1.unknown": (
        "Indlagt igen {readmitted_at}. Det vides ikke, hvor længe.",
        "Admitted again {readmitted_at}. It is not known for how long.",
    ),
    "window.X3.lapsed": (
        "1-1-2 er kaldt {called_at}. De 72 timer er sat på pause.",
        "1-1-2 was called {called_at}. The 72 hours are suspended.",
    ),
    "window.X3.lapsed_unseen": (
        "1-1-2 er kaldt. De 72 timer er sat på pause.",
        "1-1-2 was called. The 72 hours are suspended.",
    ),
    "window.X3.ended_unseen": (
        "1-1-2 blev kaldt uden indlæggelse. De 72 timer gælder igen.",
        "1-1-2 was called without admission. The 72 hours hold again.",
    ),
    "window.X3.ended": (
        "1-1-2 blev kaldt {called_at} uden indlæggelse. De 72 timer gælder igen.",
        "1-1-2 was called {called_at} without admission. The 72 hours hold again.",
    ),
    "window.X4": (
        "Borgeren døde {died_at}. De 72 timer er slut.",
        "The citizen died {died_at}. The 72 hours are over.",
    ),
    "window.X6": ("Udskrivelsen er annulleret.", "The discharge was cancelled."),
    "window.exempted": (
        "Hospitalet har undtaget borgeren fra de 72 timer.",
        "The hospital has exempted the citizen from the 72 hours.",
    ),
    "window.extended": (
        "Hospitalet har forlænget ansvaret til {until}.",
        "The hospital has extended the responsibility until {until}.",
    ),
}


WINDOW_ACTS: Mapping[str, Text] = {
    "after.deceased": ("Borgeren er død.", "The citizen is dead."),
    "window.exempt_reason_missing": (
        "Skriv, hvorfor borgeren undtages. Kommunen og egen læge læser det.",
        "State why the citizen is exempted. The municipality and the GP read it.",
    ),
    "window.physician_missing": ("Skriv, hvilken læge der har besluttet det.", "State which doctor decided it."),
    "window.nothing_to_exempt": (
        "Borgeren er ikke omfattet af de 72 timer, så der er intet at undtage fra.",
        "The 72 hours do not hold for the citizen, so there is nothing to exempt from.",
    ),
    "window.exempted_already": (
        "Borgeren er allerede undtaget. Er det forkert, så ret det i tidslinjen.",
        "The citizen is exempted already. If it is wrong, correct it in the timeline.",
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
}
