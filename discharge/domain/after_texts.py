"""What the verdicts on calls and the refusals of the acts after a discharge say, in Danish and in English."""

from collections.abc import Mapping

Text = tuple[str, str]

CALLERS: Mapping[str, Text] = {
    "caller.entitled": (
        "Afdelingen svarer: {caller_role} må ringe i de 72 timer.",
        "The ward answers: {caller_role} may call during the 72 hours.",
    ),
    "caller.in_hospital": (
        "Afdelingen svarer: borgeren er på hospitalet.",
        "The ward answers: the citizen is in hospital.",
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
    "helper": ("social- og sundhedshjælper", "a helper"),
    "social_pedagogue": ("pædagog eller bostøtte", "a pedagogue or support worker"),
    "relative": ("pårørende", "a relative"),
    "citizen": ("borgeren selv", "the citizen"),
}
