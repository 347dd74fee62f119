"""What verdicts and refusals about calls say: code → (da, en)."""

from collections.abc import Mapping

from discharge.wording.texts import Text

CALLERS: Mapping[str, Text] = {
    "caller.entitled": (
        "Afdelingen svarer: {caller_role} må ringe i de 72 timer.",
        "The ward answers: {caller_role} may call during the 72 hours.",
    ),
    "caller.own_call": ("Afdelingen ringede selv op.", "The ward itself rang."),
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


CALL_ACTS: Mapping[str, Text] = {
    "call.question_missing": (
        "Skriv med få ord, hvad opkaldet handlede om.",
        "Say in a few words what the call was about.",
    ),
}
