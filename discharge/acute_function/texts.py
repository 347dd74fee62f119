"""What the refusals of the acute function say: code → (da, en)."""

from collections.abc import Mapping

from discharge.wording.texts import Text

ACUTE_FUNCTION_ACTS: Mapping[str, Text] = {
    "acute.referrer_missing": (
        "Vælg, hvem der har henvist: det afgør, hvem der er patientansvarlig.",
        "Choose who referred: that decides who is responsible.",
    ),
    "acute.in_hospital": (
        "Borgeren er på hospitalet. Akutfunktionen begynder først, når borgeren er udskrevet.",
        "The citizen is in hospital. The acute function begins after the discharge.",
    ),
    "acute.not_own_referral": (
        "Du kan kun henvise på egne vegne. Kommunens akutfunktion kan notere, hvem der ellers har henvist.",
        "You can only refer for yourself. The acute function can note who else has referred.",
    ),
    "acute.already_running": (
        "Akutfunktionen er allerede i gang. Skal en anden have ansvaret, så tilbyd overtagelse.",
        "The acute function runs already. If someone else is to be responsible, offer the takeover.",
    ),
    "acute.nothing_to_take_over": (
        "Vælg den anden side: den valgte har allerede ansvaret.",
        "Choose the other side: the chosen one is responsible already.",
    ),
    "acute.no_takeover_offered": (
        "Der er ikke tilbudt nogen overtagelse. Den, der har ansvaret, skal tilbyde den først.",
        "No takeover has been offered. Whoever is responsible has to offer it first.",
    ),
    "acute.not_asked": (
        "Overtagelsen er tilbudt den anden side, så kun de kan overtage.",
        "The takeover was offered to the other side, so only they can accept it.",
    ),
    "acute.not_by_hospital": (
        "Akutfunktionen er henvist af egen læge eller lægevagten. Afslut borgeren i akutfunktionen i stedet.",
        "The GP or the out-of-hours doctor referred. End the citizen's course in the acute function instead.",
    ),
    "acute.course_is_over": (
        "Borgeren er allerede afsluttet i akutfunktionen. Hospitalet har ansvaret, til dets behandling også er slut.",
        "The citizen's course in the acute function is over already. The hospital is responsible until its treatment is"
        " over too.",
    ),
    "acute.treatment_is_over": (
        "Hospitalets behandling er allerede slut. Hospitalet har ansvaret, til borgeren også er afsluttet i"
        " akutfunktionen.",
        "The hospital's treatment is over already. The hospital is responsible until the course in the acute function"
        " is over too.",
    ),
    "acute.none_running": ("Der er ingen akutfunktion i gang for borgeren.", "No acute function runs for the citizen."),
}
