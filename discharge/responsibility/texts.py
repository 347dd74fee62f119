"""What verdicts and refusals about responsibility and medication say: code → (da, en)."""

from collections.abc import Mapping

from discharge.wording.texts import Text

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
    "medication.name_missing": ("Skriv lægens navn og arbejdssted.", "Write the doctor's name and place of work."),
}
