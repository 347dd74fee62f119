"""What the verdicts on channels say, in Danish and in English: code → (da, en)."""

from collections.abc import Mapping

from discharge.wording.texts import Text

_ELDER = (
    "Borgeren hører til ældre/omsorg: MedCom-standarden bruges.",
    "The citizen belongs to elder care: the MedCom standard is used.",
)
_SOCIAL = (
    "Må ikke bruges til socialområdet. Skriv en korrespondance, og ring ved behov.",
    "May not be used for the social area. Send correspondence and call if needed.",
)
# O7: the ban is on the message; the plan itself is still owed to the citizen and the municipality.
_SOCIAL_REHABILITATION = (
    "Må ikke sendes til socialområdet. Giv borgeren planen på papir, og skriv indholdet i en korrespondance.",
    "May not be sent to the social area. Give the citizen the plan on paper, and write its content in correspondence.",
)
_KB_MANDATORY = ("Korrespondance skal bruges til socialområdet.", "Correspondence must be used for the social area.")
_BOTH = (
    "Borgeren hører til både ældre/omsorg og socialområdet: bruges sammen med korrespondance.",
    "The citizen belongs to elder care and the social area: used together with correspondence.",
)
_ELDER_UNIT = ("Må kun sendes til ældre/omsorg.", "May only be sent to the elder-care unit.")
_IF_STANDARD = ("Kun når ingen MedCom-standard passer.", "Only when no MedCom standard fits.")
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
    "social_rehabilitation": _SOCIAL_REHABILITATION,
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
        "Det vides ikke, om ældreområdet eller socialområdet har borgeren. Spørg kommunen; en korrespondance må gerne "
        "sendes.",
        "It is not known whether elder care or the social area has the citizen. Ask the municipality; correspondence "
        "may be sent.",
    ),
    "channel.C10.either_way": ("Gælder, uanset hvad borgeren hører til.", "Holds wherever the citizen belongs."),
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
        "Bruges ikke ved ophold under {limit_hours} timer. Ring, og skriv aftalen i en korrespondance.",
        "Not used for stays under {limit_hours} hours. Call, and put the agreement into correspondence.",
    ),
    "channel.O1.unknown": (
        "Det vides ikke, om opholdet varer {limit_hours} timer.",
        "It is not known whether the stay lasts {limit_hours} hours.",
    ),
    "channel.O1.telephone": (
        "Opholdet er under {limit_hours} timer: aftalen laves i telefonen og skrives i en korrespondance.",
        "The stay is under {limit_hours} hours: agree by telephone and put it into correspondence.",
    ),
    "channel.O2.social_recipient": _SOCIAL,
    "channel.O2.social_rehabilitation": _SOCIAL_REHABILITATION,
    "channel.O3.to_gp": ("Epikrisen sendes altid til egen læge.", "The discharge letter always goes to the GP."),
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
        "Udskrivningsaftale og koordinationsplan hører til psykiatrien.",
        "Discharge agreement and coordination plan belong to psychiatry.",
    ),
    "channel.O3.card": (
        "Aftalekortet gives borgeren i hånden; andre får det som korrespondance med bilag.",
        "The agreement card is put in the citizen's hand; others get it as correspondence with attachment.",
    ),
    "channel.O3.agreement_unknown": (
        "Det vides ikke, om afdelingen er psykiatrisk.",
        "It is not known whether the ward is psychiatric.",
    ),
    "channel.O4.soon": (
        "Der skal handles inden for {limit_hours} timer: ring også.",
        "Action is needed within {limit_hours} hours: call as well.",
    ),
    "channel.O4.plan_in_time": (
        "Planen er sendt før, senest kl. 12 på dagen: telefon er ikke påkrævet, men altid mulig.",
        "The plan was sent before, at latest at 12 on the day: a call is not required, but always possible.",
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
        "Det vides ikke, om opholdet er under {limit_hours} timer, hvor der skal ringes.",
        "It is not known whether the stay is under {limit_hours} hours, when a call is required.",
    ),
}
