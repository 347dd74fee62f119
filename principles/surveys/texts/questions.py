"""The questions in force, in our own plain words (001-02: what a good journey is; FQ1, FQ4, FQ9)."""

from collections.abc import Mapping
from datetime import date

from principles.clauses.texts.principles import PRINCIPLES as CLAUSES
from principles.surveys.rules.questions import (
    STAFF,
    OpenQuestion,
    QuestionsVersion,
    Respondent,
    Scale,
    SurveyName,
    SurveyQuestion,
    Text,
)

_R = Respondent


def _both(citizen: Text, relative: Text) -> Mapping[Respondent, Text]:
    return {_R.CITIZEN: citizen, _R.RELATIVE: relative}


JOURNEY_1 = QuestionsVersion(
    SurveyName.JOURNEY,
    1,
    date(2024, 4, 1),
    questions=(
        SurveyQuestion(
            "discharge",
            Scale.GOOD,
            _both(
                ("Hvordan var det at blive udskrevet?", "How was it to be discharged?"),
                ("Hvordan gik udskrivelsen, som du så den?", "How did the discharge go, as you saw it?"),
            ),
            indicator="K1",
        ),
        SurveyQuestion(
            "involved",
            Scale.DEGREE,
            _both(
                (
                    "Var du med til at bestemme, hvad der skulle ske bagefter?",
                    "Did you have a say in what was to happen afterwards?",
                ),
                (
                    "Blev du taget med på råd om, hvad der skulle ske bagefter?",
                    "Were you asked about what was to happen afterwards?",
                ),
            ),
            indicator="K2",
        ),
        SurveyQuestion(
            "informed",
            Scale.DEGREE,
            _both(
                (
                    "Vidste du, hvad der skulle ske, og hvem du kunne ringe til?",
                    "Did you know what would happen, and who to call?",
                ),
                (
                    "Vidste du, hvad der skulle ske, og hvem du kunne ringe til?",
                    "Did you know what would happen, and who to call?",
                ),
            ),
        ),
        SurveyQuestion(
            "safe",
            Scale.DEGREE,
            _both(
                ("Var du tryg, da du forlod sygehuset?", "Did you feel safe when you left the hospital?"),
                (
                    "Var du tryg ved, at han eller hun forlod sygehuset?",
                    "Did you feel safe about him or her leaving the hospital?",
                ),
            ),
        ),
        SurveyQuestion(
            "coherent",
            Scale.DEGREE,
            _both(
                (
                    "Vidste sygehuset, kommunen og din læge det samme om dig?",
                    "Did the hospital, the municipality and your doctor know the same about you?",
                ),
                (
                    "Vidste sygehuset, kommunen og lægen det samme?",
                    "Did the hospital, the municipality and the doctor know the same?",
                ),
            ),
        ),
    ),
    open_questions=(
        OpenQuestion("went_well", _both(*(2 * (("Hvad gik godt?", "What went well?"),)))),
        OpenQuestion("went_badly", _both(*(2 * (("Hvad kunne have været bedre?", "What could have been better?"),)))),
    ),
)


def _with(hospital: bool, municipality: bool, practice: bool, words: Text) -> Mapping[Respondent, Text]:
    asked = {_R.HOSPITAL: hospital, _R.MUNICIPALITY: municipality, _R.PRACTICE: practice}
    return {respondent: words for respondent, is_asked in asked.items() if is_asked}


COOPERATION_1 = QuestionsVersion(
    SurveyName.COOPERATION,
    1,
    date(2024, 4, 1),
    questions=(
        SurveyQuestion(
            "with_hospital",
            Scale.GOOD,
            _with(False, True, True, ("Samarbejdet med sygehuset", "The cooperation with the hospital")),
            indicator="K18",
        ),
        SurveyQuestion(
            "with_municipality",
            Scale.GOOD,
            _with(True, False, True, ("Samarbejdet med kommunen", "The cooperation with the municipality")),
            indicator="K18",
        ),
        SurveyQuestion(
            "with_practice",
            Scale.GOOD,
            _with(True, True, False, ("Samarbejdet med praktiserende læger", "The cooperation with general practice")),
            indicator="K18",
        ),
        SurveyQuestion(
            "in_time",
            Scale.DEGREE,
            _with(
                True,
                True,
                True,
                (
                    "Får I det, I skal vide om borgeren, i god tid?",
                    "Do you get what you need to know about the citizen in good time?",
                ),
            ),
        ),
        SurveyQuestion(
            "reliable",
            Scale.DEGREE,
            _with(
                True,
                True,
                True,
                ("Holder det, I aftaler med de andre?", "Does what you agree with the others hold?"),
            ),
        ),
    ),
)


def _principle(number: int) -> SurveyQuestion:
    title = CLAUSES[f"1.{number}"].title
    return SurveyQuestion(f"principle_{number}", Scale.DEGREE, dict.fromkeys(STAFF, title), indicator="K22")


PRINCIPLES_1 = QuestionsVersion(
    SurveyName.PRINCIPLES, 1, date(2024, 4, 1), questions=tuple(_principle(number) for number in range(1, 7))
)
VERSIONS = (JOURNEY_1, COOPERATION_1, PRINCIPLES_1)
BY_KEY: Mapping[str, QuestionsVersion] = {version.key: version for version in VERSIONS}
