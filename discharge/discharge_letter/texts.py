"""What verdicts and refusals about the discharge letter say: code → (da, en)."""

from collections.abc import Mapping

from discharge.wording.texts import Text

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


LETTER_ACTS: Mapping[str, Text] = {
    "letter.none_due": (
        "Der mangler ingen epikrise: borgeren er ikke udskrevet, eller egen læge har kvitteret.",
        "No letter is missing: the citizen is not discharged, or the GP has acknowledged it.",
    ),
    "letter.no_practice": (
        "Borgeren har ikke egen læge. Giv borgeren epikrisen, på papir eller i Digital Post, og notér det.",
        "The citizen has no GP. Give the letter to the citizen, on paper or by Digital Post, and note it.",
    ),
    "letter.has_practice": (
        "Borgeren har egen læge. Send epikrisen dertil.",
        "The citizen has a GP. Send the letter there.",
    ),
    "letter.evidence_missing": (
        "Skriv, hvad der viser, at borgeren har fået epikrisen, for eksempel hvem der gav den.",
        "State what shows that the citizen has the letter, for example who handed it over.",
    ),
    "letter.recommendation_missing": (
        "Skriv, hvad egen læge bedes følge op på. Det står øverst hos egen læge.",
        "State what the GP is asked to follow up. It stands at the top of the GP's page.",
    ),
    "letter.written_here": (
        "Epikrisen ligger under Breve og planer. Læs den, og kvittér for den der.",
        "The letter stands under Letters and plans. Read it and acknowledge it there.",
    ),
    "letter.none_sent": (
        "Der er ingen epikrise at kvittere for. Afdelingen skal først sende den.",
        "There is no letter to acknowledge. The ward has to send it first.",
    ),
}
