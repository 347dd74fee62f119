"""Codes of the surveys in words, in Danish and English."""

from collections.abc import Mapping

from principles.surveys.rules.questions import NOT_SAID, Respondent, Scale, SurveyName, Text
from principles.surveys.rules.themes import SurveyTheme

SCALES: Mapping[Scale, Mapping[int, Text]] = {
    Scale.GOOD: {
        5: ("Meget godt", "Very good"),
        4: ("Godt", "Good"),
        3: ("Både godt og skidt", "Good and bad"),
        2: ("Dårligt", "Bad"),
        1: ("Meget dårligt", "Very bad"),
        NOT_SAID: ("Ved ikke", "Do not know"),
    },
    Scale.DEGREE: {
        5: ("I meget høj grad", "Very much"),
        4: ("I høj grad", "Much"),
        3: ("I nogen grad", "Somewhat"),
        2: ("I lav grad", "A little"),
        1: ("Slet ikke", "Not at all"),
        NOT_SAID: ("Ved ikke", "Do not know"),
    },
}
SURVEYS: Mapping[SurveyName, Text] = {
    SurveyName.JOURNEY: ("Borgere og pårørende", "Citizens and relatives"),
    SurveyName.COOPERATION: ("Samarbejdet", "The cooperation"),
    SurveyName.PRINCIPLES: ("De seks principper", "The six principles"),
}
# What each follow-up question asks, and which survey answers it (001-104).
FOLLOW_UP: Mapping[SurveyName, Text] = {
    SurveyName.JOURNEY: (
        "FQ1: Hvordan oplever borgere og pårørende udskrivelsen, og er de med?",
        "FQ1: How do citizens and relatives experience the discharge, and do they take part?",
    ),
    SurveyName.COOPERATION: (
        "FQ4: Hvordan oplever medarbejderne samarbejdet med de andre sektorer?",
        "FQ4: How do staff experience the cooperation with the other sectors?",
    ),
    SurveyName.PRINCIPLES: (
        "FQ9: Betyder de seks principper stadig noget i hverdagen?",
        "FQ9: Do the six principles still matter in everyday work?",
    ),
}
# What staff are asked above the questions.
INTRODUCTIONS: Mapping[SurveyName, Text] = {
    SurveyName.JOURNEY: ("", ""),
    SurveyName.COOPERATION: (
        "Tænk på det seneste halve år i din egen enhed.",
        "Think of the last half-year in your own unit.",
    ),
    SurveyName.PRINCIPLES: (
        "Hvor meget betyder hvert princip i jeres hverdag?",
        "How much does each principle matter in your everyday work?",
    ),
}
RESPONDENTS: Mapping[Respondent, Text] = {
    Respondent.CITIZEN: ("Borgere", "Citizens"),
    Respondent.RELATIVE: ("Pårørende", "Relatives"),
    Respondent.HOSPITAL: ("Sygehuse", "Hospitals"),
    Respondent.MUNICIPALITY: ("Kommuner", "Municipalities"),
    Respondent.PRACTICE: ("Almen praksis", "General practice"),
}
SPECIALITIES: Mapping[str, Text] = {
    "somatic": ("Somatik", "Somatic"),
    "psychiatric": ("Psykiatri", "Psychiatric"),
}
THEMES: Mapping[SurveyTheme, Text] = {
    SurveyTheme.INFORMATION: ("At få noget at vide", "Being told"),
    SurveyTheme.INVOLVEMENT: ("At være med til at bestemme", "Having a say"),
    SurveyTheme.TIMING: ("Tidspunktet for udskrivelsen", "The time of the discharge"),
    SurveyTheme.HOME_CARE: ("Hjælpen derhjemme", "The help at home"),
    SurveyTheme.MEDICINE: ("Medicin", "Medicine"),
    SurveyTheme.AIDS: ("Hjælpemidler", "Aids"),
    SurveyTheme.TRANSPORT: ("Transport", "Transport"),
    SurveyTheme.RELATIVES: ("De pårørende", "The relatives"),
    SurveyTheme.HAND_OVER: ("Om de vidste det samme", "Whether they knew the same"),
    SurveyTheme.CONTACT: ("Hvem man kan ringe til", "Who to call"),
    SurveyTheme.KINDNESS: ("Måden man bliver mødt på", "How one is met"),
    SurveyTheme.OTHER: ("Andet", "Other"),
}
OPEN_QUESTIONS: Mapping[str, Text] = {
    "went_well": ("Det gik godt", "It went well"),
    "went_badly": ("Det kunne have været bedre", "It could have been better"),
}

SURVEY_REFUSALS: Mapping[str, tuple[str, str]] = {
    # One answer for a code that was used, is too old or never was: the program cannot tell them apart either.
    "survey.code": (
        "Koden kan ikke bruges. Har du allerede svaret, er dit svar gemt, og du skal ikke gøre mere. Ellers se, om "
        "den er tastet rigtigt, og om datoen på arket er overskredet.",
        "The code cannot be used. If you have answered already, your answer is saved and there is nothing more to do. "
        "Otherwise check that it is typed rightly and that the date on the sheet is not past.",
    ),
    "survey.too_often": (
        "Der er prøvet for mange forkerte koder herfra. Vent en time, og prøv igen.",
        "Too many wrong codes were tried from here. Wait an hour and try again.",
    ),
    "survey.empty": (
        "Svar på mindst ét spørgsmål, før du sender.",
        "Answer at least one question before you send.",
    ),
    "survey.answered": (
        "Du har svaret for denne periode. Tak for det. Svaret kan ikke ændres, fordi vi ikke gemmer, hvem der svarede "
        "hvad.",
        "You have answered for this period. Thank you. The answer cannot be changed, because we do not keep who "
        "answered what.",
    ),
    "survey.closed": (
        "Undersøgelsen er ikke åben nu.",
        "The survey is not open now.",
    ),
    "survey.month": (
        "Koder kan kun laves til denne måned og den forrige.",
        "Codes can be made for this month and the one before only.",
    ),
    "survey.number": (
        "Lav mellem 10 og 100 koder ad gangen. Færre ville vise, hvem der svarede.",
        "Make between 10 and 100 codes at a time. Fewer would show who answered.",
    ),
    "survey.withdrawn": (
        "De ark er trukket tilbage. Tryk igen for at lave nye.",
        "Those sheets are withdrawn. Press again to make new ones.",
    ),
    "survey.hospital": (
        "Vælg et hospital i jeres klynge.",
        "Choose a hospital of your cluster.",
    ),
    "survey.month_over": (
        "Koderne er udløbet, og månedens tal står fast. De kan ikke trækkes tilbage mere.",
        "The codes have expired, and the figures of the month stand. They can no longer be withdrawn.",
    ),
    "survey.withdrawn_already": (
        "Arkene er allerede trukket tilbage.",
        "The sheets are withdrawn already.",
    ),
    "survey.handed_out": (
        "Skriv, hvor mange af arkene der er delt ud: 0 eller flere, men færre end alle.",
        "State how many of the sheets were handed out: 0 or more, but fewer than all.",
    ),
    "survey.no_hospital": (
        "Jeres enhed hører ikke til et hospital eller en klynge, så der kan ikke laves koder.",
        "Your unit belongs to no hospital or cluster, so no codes can be made.",
    ),
    "survey.text_gone": (
        "En kollega har behandlet teksten, siden du åbnede siden. Intet er gemt.",
        "A colleague has dealt with the text since you opened the page. Nothing is saved.",
    ),
    "survey.no_theme": (
        "Vælg mindst ét emne.",
        "Choose at least one subject.",
    ),
    "survey.no_words": (
        "Skriv teksten uden navne, eller smid den væk.",
        "Write the text without names, or throw it away.",
    ),
}
