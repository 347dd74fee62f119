"""What refusals about shared knowledge say: code → (da, en)."""

from collections.abc import Mapping

from discharge.wording.texts import Text

KNOWLEDGE: Mapping[str, Text] = {
    "knowledge.over": (
        "Indlæggelsen er slut: skriv i stedet en korrespondance.",
        "The stay is over: write a correspondence instead.",
    ),
    "knowledge.no_practice": (
        "Det er ikke oplyst, hvem borgerens egen læge er.",
        "It is not stated who the citizen's own doctor is.",
    ),
    "knowledge.cause": ("Skriv, hvorfor der henvises.", "State why the citizen is referred."),
    "knowledge.text": ("Skriv, hvad I vil vide, eller hvad I ved.", "State what you want to know, or what you know."),
    "knowledge.not_asked": ("Ingen venter på svar fra praksis.", "Nobody waits for an answer from the practice."),
    "knowledge.nothing_said": (
        "Svar på mindst ét af spørgsmålene.",
        "Answer at least one of the questions.",
    ),
}
