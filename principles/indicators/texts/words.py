"""What the follow-up asks, why a figure has no number, and why a journey is in none: (da, en)."""

from collections.abc import Mapping

from discharge.wording.texts import Text
from principles.indicators.rules.cases import Left
from principles.indicators.rules.registry import Absent

QUESTIONS: Mapping[str, Text] = {
    "FQ1": (
        "Hvordan oplever borgere og pårørende udskrivelsen, og føler de sig inddraget?",
        "How do citizens and relatives experience discharge, and do they feel involved?",
    ),
    "FQ2": (
        "Hvor lykkes forløbene, og hvad kan vi lære af dem, der ikke gør?",
        "Where do journeys succeed, and what can be learnt from those that do not?",
    ),
    "FQ3": ("Bliver gode løsninger delt?", "Are good solutions shared?"),
    "FQ4": (
        "Hvordan opleves samarbejdet mellem kommune, hospital og almen praksis?",
        "How is the cooperation of municipality, hospital and general practice experienced?",
    ),
    "FQ5": ("Hvad giver fælles skolebænk?", "What does joint training give?"),
    "FQ6": (
        "Virker fælles forberedelse i stedet for faste varsler?",
        "Does shared preparation work in place of fixed notice?",
    ),
    "FQ7": (
        "Kommer borgeren hjem den dag, borgeren er færdigbehandlet?",
        "Does the citizen come home on the day of being ready?",
    ),
    "FQ8": ("Er flowchartet til at bruge?", "Is the flowchart usable?"),
    "FQ9": ("Er principperne relevante?", "Are the principles relevant?"),
    "FQ10": ("Er der brug for at justere i klyngerne?", "Do the clusters need adjustments?"),
}
ABSENT: Mapping[Absent, Text] = {
    Absent.CHANNEL: (
        "Et brev i forkert kanal kan ikke sendes her, og breve sendt uden om programmet kendes ikke.",
        "A letter in the wrong channel cannot be sent here, and letters sent elsewhere are not known.",
    ),
    Absent.DIAGNOSES: (
        "Kræver diagnoser, som programmet ikke gemmer.",
        "Needs diagnoses, which the software does not keep.",
    ),
    Absent.REQUIRED: (
        "Om en udskrivningsaftale eller koordinationsplan var påkrævet, registreres ikke, så nævneren er ukendt.",
        "Whether a discharge agreement or coordination plan was required is not registered, so the denominator is "
        "unknown.",
    ),
}
LEFT: Mapping[Left, Text] = {
    Left.NOT_DISCHARGED: ("ikke udskrevet", "not discharged"),
    Left.CANCELLED: ("annulleret", "cancelled"),
    Left.DIED: ("død", "died"),
    Left.TRANSFERRED: ("flyttet til et andet hospital", "moved to another hospital"),
    Left.TIME_IN_DOUBT: ("tidspunktet er usikkert", "the time is in doubt"),
    Left.SHORT_STAY: ("højst 24 timer", "at most 24 hours"),
    Left.AMBULATORY: ("kun akutmodtagelse", "emergency visit only"),
    Left.NO_NEED: ("kommunen skal ikke hjælpe", "no municipal help needed"),
    Left.NEED_UNKNOWN: ("det vides ikke, om kommunen skal hjælpe", "municipal need not known"),
    Left.NO_ADMISSION: ("indlæggelsestidspunkt ukendt", "time of admission not known"),
    Left.NO_PLAN: ("ingen plan sendt", "no plan sent"),
    Left.PLAN_NOT_USED: ("planen bruges ikke", "the plan is not used"),
    Left.NOTHING_AGREED: ("ingen tid aftalt", "no time agreed"),
    Left.NOT_COMPARABLE: ("kan ikke sammenlignes", "cannot be compared"),
    Left.NOT_REGISTERED: ("ikke registreret færdigbehandlet", "not registered as ready"),
    Left.NO_WAITING: ("ventede ikke", "did not wait"),
    Left.NO_PRACTICE: ("ingen egen læge", "no GP"),
    Left.PRACTICE_UNKNOWN: ("det vides ikke, om der er en egen læge", "not known whether there is a GP"),
    Left.DEADLINE_UNKNOWN: ("fristen er ukendt", "deadline not known"),
    Left.NOT_ASKED: ("ingen rapport bestilt", "no report asked for"),
    Left.NOT_SENT: ("ingen epikrise sendt", "no letter sent"),
    Left.NOT_CALLED: ("ingen ringede", "nobody called"),
    Left.NO_WINDOW: ("intet 72-timersansvar", "no 72-hour responsibility"),
    Left.OTHER_CONTINGENCY: ("tælles i den anden linje", "counted in the other line"),
    Left.CONTINGENCY_UNKNOWN: ("det vides ikke, om planen havde handlemuligheder", "contingency not known"),
    Left.NO_INDEX: ("ikke et ophold, der tæller", "not a stay that counts"),
}
