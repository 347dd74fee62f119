"""What refusals about meetings say: code → (da, en)."""

from collections.abc import Mapping

from discharge.wording.texts import Text

MEETINGS: Mapping[str, Text] = {
    "meeting.psychiatry": (
        "Dialogmøder og fælles aftaler indkaldes her kun i psykiatriske forløb.",
        "Dialogue meetings and joint agreements are called here only in psychiatric journeys.",
    ),
    "meeting.about": ("Skriv, hvad mødet skal handle om.", "State what the meeting is to be about."),
    "meeting.in_past": ("Vælg et tidspunkt, der ikke er gået.", "Choose a time that has not passed."),
    "meeting.where": ("Skriv, hvor mødet holdes, eller nummeret.", "State where it is held, or the number."),
    "meeting.nobody": ("Vælg, hvem I indbyder.", "Choose whom you invite."),
    "meeting.without_citizen": (
        "En koordinationsplan laves uden borgeren. Indbyd til en udskrivningsaftale, når borgeren er med.",
        "A coordination plan is made without the citizen. Invite to a discharge agreement when the citizen takes part.",
    ),
    "meeting.not_asked": (
        "Ingen venter på svar om et møde.",
        "Nobody waits for an answer about a meeting.",
    ),
    "meeting.why": ("Skriv, hvorfor der ikke holdes møde.", "State why no meeting is held."),
}
