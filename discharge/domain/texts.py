"""What every verdict says, in Danish and in English: code → (da, en). Words in braces are facts of the verdict."""

from collections.abc import Mapping

from discharge.domain.after_texts import AFTER_ACTS, AFTER_WORDS, CALLERS, MEDICATION
from discharge.domain.payment_texts import PAYMENT_DAYS
from discharge.domain.ready_texts import AGREEMENT, READY_ACTS
from discharge.domain.refusals import CHANNEL, READINESS, Text

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
    "window.E3.met": (
        "Udskrevet, og dermed færdigbehandlet.",
        "Discharged, and therefore medically ready.",
    ),
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

RESPONSIBILITY: Mapping[str, Text] = {
    "responsibility.S0": (
        "Borgeren er hjemme: egen læge er patientansvarlig, lægevagten svarer uden for hverdage kl. 8-16.",
        "The citizen is at home: the GP is responsible; the out-of-hours service answers outside weekdays 8-16.",
    ),
    "responsibility.S0.no_gp": (
        "Borgeren er hjemme og har ikke egen læge. Lægevagten svarer uden for hverdage kl. 8-16.",
        "The citizen is at home and has no GP. The out-of-hours service answers outside weekdays 8-16.",
    ),
    "responsibility.S1.no_gp": (
        "Indlæggelsen er besluttet, og borgeren har ikke egen læge. Henvisende læge svarer, til borgeren er indlagt.",
        "The admission is decided, and the citizen has no GP. The referring doctor answers until arrival.",
    ),
    "responsibility.S2.no_gp": (
        "Borgeren er akut ambulant og har ikke egen læge. Hospitalet svarer for den behandling, det giver.",
        "The citizen is in acute ambulatory care and has no GP. The hospital answers for the treatment it gives.",
    ),
    "responsibility.S6.no_gp": (
        "Borgeren er udskrevet og har ikke egen læge. Afdelingen svarer til {answers_until}.",
        "The citizen is discharged and has no GP. The ward answers until {answers_until}.",
    ),
    "responsibility.S6.hospital": (
        "Borgeren er udskrevet: hospitalslægen er patientansvarlig, og afdelingen svarer til {answers_until}.",
        "The citizen is discharged: the hospital physician is responsible, and the ward answers until {answers_until}.",
    ),
    "responsibility.S6u.no_gp": (
        "Borgeren er udskrevet og har ikke egen læge. Om afdelingen svarer i 72 timer, vides ikke endnu.",
        "The citizen is discharged and has no GP. Whether the ward answers for 72 hours is not known yet.",
    ),
    "responsibility.S7.no_gp": (
        "Borgeren er udskrevet uden for de 72 timer og har ikke egen læge. Lægevagten svarer uden for hverdage kl. "
        "8-16.",
        "The citizen is discharged, outside the 72 hours, and has no GP. The out-of-hours service answers outside "
        "weekdays 8-16.",
    ),
    "responsibility.S8.no_gp": (
        "Egen læge eller lægevagten har henvist til akutfunktionen, men borgeren har ikke egen læge.",
        "General practice or the out-of-hours service referred to the acute function, but the citizen has no GP.",
    ),
    "responsibility.S8.no_referrer": (
        "Borgeren er i akutfunktionen. Det vides ikke, hvem der har henvist, og derfor ikke, hvem der har ansvaret.",
        "The citizen is in the acute function. Who referred is not known, and so not who is responsible.",
    ),
    "responsibility.S11.no_gp": (
        "1-1-2 er kaldt: præhospitalet svarer. Borgeren har ikke egen læge.",
        "1-1-2 was called: the prehospital service answers. The citizen has no GP.",
    ),
    "responsibility.S1": (
        "Indlæggelsen er besluttet: egen læge er patientansvarlig, henvisende læge svarer, til borgeren er indlagt.",
        "The admission is decided: the GP is responsible, the referring doctor answers until arrival.",
    ),
    "responsibility.S2": (
        "Borgeren er akut ambulant: egen læge er patientansvarlig, hospitalet svarer for den behandling, det giver.",
        "The citizen is in acute ambulatory care: the GP is responsible, the hospital for the treatment it gives.",
    ),
    "responsibility.S3": (
        "Borgeren er indlagt: hospitalslægen er patientansvarlig og har behandlingsansvaret.",
        "The citizen is admitted: the hospital physician is responsible and treats.",
    ),
    "responsibility.S3b": (
        "Borgeren overflyttes: ansvaret går over, når en navngiven læge på den modtagende afdeling har taget imod.",
        "The citizen is being transferred: a named doctor of the receiving unit takes over on receipt.",
    ),
    "responsibility.S3b.not_received": (
        "Borgeren er overflyttet for mere end fire timer siden, men intet hospital har meldt modtagelsen. Afgivende "
        "afdeling svarer og er spurgt; hvem der er patientansvarlig, vides ikke.",
        "The citizen was transferred more than four hours ago, but no hospital has told of the receipt. The sending "
        "ward answers and has been asked; who is responsible is not known.",
    ),
    "responsibility.S11.hospital": (
        "1-1-2 er kaldt: præhospitalet svarer. Hospitalet har henvist til akutfunktionen, og hospitalslægen er "
        "patientansvarlig.",
        "1-1-2 was called: the prehospital service answers. The hospital referred to the acute function, and the "
        "hospital physician is responsible.",
    ),
    "responsibility.S4": (
        "Borgeren er på orlov og stadig indlagt: hospitalslægen er patientansvarlig.",
        "The citizen is on leave and still admitted: the hospital physician is responsible.",
    ),
    "responsibility.S5": (
        "Borgeren er færdigbehandlet, men ikke udskrevet: hospitalslægen er stadig patientansvarlig.",
        "The citizen is medically ready but not discharged: the hospital physician is still responsible.",
    ),
    "responsibility.S6": (
        "Borgeren er udskrevet: egen læge er patientansvarlig, og afdelingen svarer til {answers_until}.",
        "The citizen is discharged: the GP is responsible, and the ward answers until {answers_until}.",
    ),
    "responsibility.S6u": (
        "Borgeren er udskrevet: egen læge er patientansvarlig. Om afdelingen svarer i 72 timer, vides ikke endnu.",
        "The citizen is discharged: the GP is responsible. Whether the ward answers for 72 hours is not known yet.",
    ),
    "responsibility.unseen": (
        "Hvem der svarer, fremgår af et andet forløb, som I ikke er part i. Derfor vises det ikke her.",
        "Who answers is part of another journey that your unit has no part in, so it is not shown here.",
    ),
    "responsibility.S7": (
        "Borgeren er udskrevet uden for de 72 timer: egen læge er patientansvarlig.",
        "The citizen is discharged and outside the 72 hours: the GP is responsible.",
    ),
    "responsibility.S8": (
        "Egen læge eller lægevagten har henvist til akutfunktionen: egen læge er patientansvarlig.",
        "The GP or the out-of-hours service referred to the acute function: the GP is responsible.",
    ),
    "responsibility.S9": (
        "Hospitalet har henvist til akutfunktionen: hospitalslægen er patientansvarlig hele døgnet.",
        "The hospital referred to the acute function: the hospital physician is responsible day and night.",
    ),
    "responsibility.S10": ("Borgeren er død.", "The citizen has died."),
    "responsibility.S11": (
        "1-1-2 er kaldt: præhospitalet svarer, egen læge er patientansvarlig.",
        "1-1-2 was called: the prehospital service answers, the GP is responsible.",
    ),
}

PAYMENT: Mapping[str, Text] = {
    "payment.P1": (
        "{days} dage tæller, fra dagen for færdigmeldingen til dagen før ventetiden sluttede.",
        "{days} days count, from the day of readiness to the day before the waiting ended.",
    ),
    "payment.leave": (
        "{days} dage tæller ikke, fordi orloven varede tre gange 24 timer eller mere.",
        "{days} days do not count, because the leave lasted three times 24 hours or more.",
    ),
    "payment.terminal": (
        "{days} dage tæller ikke, fordi borgeren er erklæret terminal.",
        "{days} days do not count, because the citizen was declared terminal.",
    ),
    "payment.no_residence": (
        "{days} dage tæller ikke, fordi borgeren ikke har bopæl i en dansk kommune.",
        "{days} days do not count, because the citizen has no Danish municipality of residence.",
    ),
    "payment.reason_not_municipal": (
        "{days} dage tæller ikke, fordi ingen årsag til at vente var kommunens.",
        "{days} days do not count, because no reason to wait was the municipality's.",
    ),
    "payment.no_reason_holds": (
        "{days} dage tæller ikke, fordi ingen af de angivne årsager til at vente gælder de dage.",
        "{days} days do not count, because none of the reasons stated for waiting holds on those days.",
    ),
    "payment.no_tariff": (
        "Takst mangler for en eller flere dage. Derfor er der intet beløb.",
        "There is no tariff for one or more days, so there is no amount.",
    ),
}

LETTER: Mapping[str, Text] = {
    "letter.same_day": (
        "Udskrevet på en hverdag før kl. 12: epikrisen skal være sendt samme dag, {due_on}.",
        "Discharged on a weekday before 12: the letter is due the same day, {due_on}.",
    ),
    "letter.next_business_day": (
        "Epikrisen skal være sendt senest {due_on}.",
        "The letter is due on {due_on} at the latest.",
    ),
    "letter.not_discharged": ("Borgeren er ikke udskrevet.", "The citizen has not been discharged."),
    "letter.group_unknown": (
        "Det vides ikke, om modtageren straks skal fortsætte behandlingen.",
        "It is not known whether the recipient must continue the treatment at once.",
    ),
    "letter.no_standard": ("Der er ingen epikrisestandard for dagen.", "There is no letter standard for that day."),
}

COINCIDENCE: Mapping[str, Text] = {
    "coincidence.not_registered": (
        "Færdigbehandlet og udskrevet på samme tid: registrering var ikke nødvendig.",
        "Ready and discharged together: no registration was needed.",
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

# Of a code without a sentence: the test of completeness keeps it from ever being needed.
NO_SENTENCE: Text = ("Det kan ikke forklares nærmere.", "There is no further explanation.")

TEXTS: Mapping[str, Text] = {
    **WINDOW,
    **RESPONSIBILITY,
    **PAYMENT,
    **PAYMENT_DAYS,
    **LETTER,
    **COINCIDENCE,
    **READINESS,
    **READY_ACTS,
    **AGREEMENT,
    **CHANNEL,
    **CALLERS,
    **AFTER_ACTS,
    **MEDICATION,
}

WORDS: Mapping[str, Text] = {
    "own_home": ("eget hjem", "own home"),
    "nursing_home": ("plejehjem", "a nursing home"),
    "temporary_place": ("midlertidig plads", "a temporary place"),
    "acute_place": ("akutplads", "an acute place"),
    "health_care_place": ("sundheds- og omsorgsplads", "a health and care place"),
    "residential_facility": ("bosted", "a residential facility"),
    "hospice": ("hospice", "a hospice"),
    "other_hospital": ("et andet hospital", "another hospital"),
    "other": ("et andet sted", "another place"),
    **AFTER_WORDS,
}
