"""What the verdicts on readiness and on channels say, in Danish and in English: code → (da, en)."""

from collections.abc import Mapping

Text = tuple[str, str]

# The refusal: what is wrong and what to do. The same sentence is the tooltip of the disabled button.
READINESS: Mapping[str, Text] = {
    "fb.assessment_missing": (
        "Vælg den læge, der har vurderet borgeren, eller skriv navn og titel. Vurderingen skal ligge efter "
        "indlæggelsen og senest på det tidspunkt, hvor borgeren er færdigbehandlet.",
        "Choose the doctor who assessed the citizen, or write name and title. The assessment must be after the "
        "admission and no later than the time from which the citizen is ready.",
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

_ELDER = (
    "Borgeren hører til ældre/omsorg: MedCom-standarden bruges.",
    "The citizen belongs to elder care: the MedCom standard is used.",
)
_SOCIAL = (
    "Må ikke bruges til socialområdet. Skriv en korrespondance, og ring ved behov. Genoptræningsplan på papir.",
    "May not be used for the social area. Send correspondence and call if needed; give a rehabilitation plan on paper.",
)
_KB_MANDATORY = (
    "Korrespondance skal bruges til socialområdet.",
    "Correspondence must be used for the social area.",
)
_BOTH = (
    "Borgeren hører til både ældre/omsorg og socialområdet: bruges sammen med korrespondance.",
    "The citizen belongs to elder care and the social area: used together with correspondence.",
)
_ELDER_UNIT = ("Må kun sendes til ældre/omsorg.", "May only be sent to the elder-care unit.")
_IF_STANDARD = (
    "Kun når ingen MedCom-standard passer.",
    "Only when no MedCom standard fits.",
)
_REHAB = ("Ved behov for genoptræning.", "When rehabilitation is needed.")
_TO_SOCIAL = ("Sendes til socialområdet.", "Sent to the social area.")
_PSYCHIATRIC = (
    "Bruges ikke af psykiatrien til en borger uden ældre/omsorg. Skriv en korrespondance.",
    "Psychiatry does not use it for a citizen outside elder care. Send correspondence.",
)
_CELLS: Mapping[str, Text] = {
    "elder": _ELDER,
    "where_relevant": ("Bruges, hvor det er relevant.", "Used where relevant."),
    "if_rehabilitation": _REHAB,
    "if_no_standard": _IF_STANDARD,
    "social": _SOCIAL,
    "mandatory": _KB_MANDATORY,
    "both": _BOTH,
    "elder_unit_only": _ELDER_UNIT,
    "to_social": _TO_SOCIAL,
    "no_data": (
        "Kommunen kender ikke borgeren og har ingen oplysninger at sende.",
        "The municipality does not know the citizen and has nothing to send.",
    ),
    "opens_case": (
        "Borgeren får brug for kommunen: planen opretter sagen.",
        "The citizen will need the municipality: the plan opens the case.",
    ),
    "allowed": ("Må bruges.", "May be used."),
    "no_need": (
        "Borgeren får ikke brug for kommunen. Skriv en korrespondance ved behov.",
        "The citizen will not need the municipality. Send correspondence if needed.",
    ),
    "optional": ("Kan bruges.", "Can be used."),
    "psychiatric": _PSYCHIATRIC,
    "early_contact": (
        "Kontakt kommunen så tidligt som muligt, særligt om børn og unge.",
        "Contact the municipality as early as possible, especially about children and young people.",
    ),
}
CHANNEL: Mapping[str, Text] = {
    **{f"channel.C{row}.{cell}": text for row in range(1, 10) for cell, text in _CELLS.items()},
    "channel.C10.ask": (
        "Det vides ikke, hvad borgeren hører til. Spørg kommunen; en korrespondance må gerne sendes.",
        "It is not known where the citizen belongs. Ask the municipality; correspondence may be sent.",
    ),
    "channel.C10.either_way": (
        "Gælder, uanset hvad borgeren hører til.",
        "Holds wherever the citizen belongs.",
    ),
    "channel.V10.newborn": (
        "Et nyfødt barns ophold sendes ikke til kommunens pleje. Skriv en korrespondance ved behov.",
        "A newborn's stay is not sent to municipal care. Send correspondence if needed.",
    ),
    "channel.A1.forbidden": (
        "Det er besluttet, at dokumentet ikke bruges, når borgeren også hører til socialområdet.",
        "It has been decided that the document is not used when the social area is involved too.",
    ),
    "channel.A2.correspondence": (
        "Det er besluttet at bruge korrespondance ved psykiatrisk indlæggelse.",
        "It has been decided to use correspondence at a psychiatric admission.",
    ),
    "channel.A3.not_sent": (
        "Det er besluttet, at hospitalets psykiatri ikke sender adviser. Ring, eller skriv en korrespondance.",
        "It has been decided that the hospital's psychiatry sends no notifications. Call, or write correspondence.",
    ),
    "channel.A3.unknown": (
        "Det vides ikke, om afdelingen er psykiatrisk, og psykiatrien sender ikke adviser.",
        "It is not known whether the ward is psychiatric, and psychiatry sends no notifications.",
    ),
    "channel.A4.agreement": (
        "Det er besluttet, at psykiatrien sender udskrivningsaftalen i stedet for udskrivningsrapporten.",
        "It has been decided that psychiatry sends the discharge agreement instead of the discharge report.",
    ),
    "channel.O1.short_stay": (
        "Bruges ikke ved ophold under 24 timer. Ring, og skriv aftalen i en korrespondance.",
        "Not used for stays under 24 hours. Call, and put the agreement into correspondence.",
    ),
    "channel.O1.unknown": (
        "Det vides ikke, om opholdet varer 24 timer.",
        "It is not known whether the stay lasts 24 hours.",
    ),
    "channel.O1.telephone": (
        "Opholdet er under 24 timer: aftalen laves i telefonen og skrives i en korrespondance.",
        "The stay is under 24 hours: agree by telephone and put it into correspondence.",
    ),
    "channel.O2.social_recipient": _SOCIAL,
    "channel.O3.to_gp": (
        "Epikrisen sendes altid til egen læge.",
        "The discharge letter always goes to the GP.",
    ),
    "channel.O3.only_gp": (
        "Epikrisen sendes til egen læge. Skriv en korrespondance til andre.",
        "The discharge letter goes to the GP. Send correspondence to others.",
    ),
    "channel.O3.not_to_gp": (
        "Plejeforløbsplanen sendes ikke til egen læge. Skriv en korrespondance.",
        "The care plan is not sent to the GP. Send correspondence.",
    ),
    "channel.O3.agreement": (
        "Udskrivningsaftale og koordinationsplan sendes som korrespondance med bilag.",
        "Discharge agreement and coordination plan go as correspondence with attachment.",
    ),
    "channel.O3.agreement_psychiatric_only": (
        "Udskrivningsaftalen hører til psykiatrien.",
        "The discharge agreement belongs to psychiatry.",
    ),
    "channel.O3.agreement_unknown": (
        "Det vides ikke, om afdelingen er psykiatrisk.",
        "It is not known whether the ward is psychiatric.",
    ),
    "channel.O4.soon": (
        "Der skal handles inden for 24 timer: ring også.",
        "Action is needed within 24 hours: call as well.",
    ),
    "channel.O5.emergency": ("Livstruende: ring 1-1-2.", "Life-threatening: call 1-1-2."),
    "channel.O6.automatic": (
        "Sendes automatisk af hospitalets system.",
        "Sent automatically by the hospital's system.",
    ),
    "channel.phone_not_required": (
        "Telefon er ikke påkrævet, men altid mulig.",
        "A call is not required, but always possible.",
    ),
    "channel.phone_unknown": (
        "Det vides ikke, om opholdet er under 24 timer, hvor der skal ringes.",
        "It is not known whether the stay is under 24 hours, when a call is required.",
    ),
}
