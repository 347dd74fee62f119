"""What a pack's codes say, and why something cannot be done with a journey to learn from, in Danish and English."""

from collections.abc import Mapping

Text = tuple[str, str]

LEARNING_REFUSALS: Mapping[str, Text] = {
    "learning.own_nomination": (
        "Du har selv foreslået forløbet. En anden fra en af parterne skal se det igennem.",
        "You nominated the journey yourself. Somebody else of one of the parties has to look it through.",
    ),
    "learning.nobody_told": (
        "Fortæl det først til borgeren eller den, der har borgerens rettigheder, og skriv, hvem og hvornår.",
        "First tell the citizen, or whoever holds their rights, and write whom and when.",
    ),
    "learning.objected": (
        "Der er sagt nej til, at andre lærer af forløbet. Intet om det er gemt.",
        "Somebody has said no to others learning from the journey. Nothing about it is kept.",
    ),
    "learning.shown_already": (
        "En kollega har set forløbet igennem, siden du åbnede siden. Intet er ændret.",
        "A colleague has looked the journey through since you opened the page. Nothing is changed.",
    ),
    "learning.nominated_already": (
        "Du har allerede foreslået forløbet.",
        "You have nominated the journey already.",
    ),
    "learning.not_over": (
        "Forløbet er ikke slut. Se det igennem, når borgeren er udskrevet.",
        "The journey is not over. Look it through when the citizen is discharged.",
    ),
    "learning.not_shown": (
        "Forløbet er ikke set igennem endnu, så det kan ikke drøftes på et møde.",
        "The journey has not been looked through yet, so it cannot be discussed at a meeting.",
    ),
    "learning.recognisable": (
        "Teksten kan vise, hvem det handler om. Skriv den om uden: {what}.",
        "The text can show who it is about. Write it without: {what}.",
    ),
    "learning.nothing_answered": (
        "Svar på mindst ét spørgsmål.",
        "Answer at least one question.",
    ),
    "learning.holder": (
        "Det er ikke den, der kan svare for borgeren.",
        "That is not who can answer for the citizen.",
    ),
    "learning.told_before": (
        "Dagen ligger før den dag, forløbet blev foreslået.",
        "The day comes before the day on which the journey was nominated.",
    ),
}
TRACES: Mapping[str, Text] = {
    "cpr": ("CPR-nummer", "a CPR number"),
    "phone": ("telefonnummer", "a phone number"),
    "mail": ("mailadresse", "a mail address"),
    "address": ("adresse", "an address"),
    "date": ("dato", "a date"),
    "name": ("navn på en person", "somebody's name"),
    "place": ("navn på et sted, der var med", "the name of a place that took part"),
    "id": ("nummer, der hører til forløbet", "a number that belongs to the journey"),
}
TONES: Mapping[str, Text] = {
    "went_well": ("Det gik godt", "It went well"),
    "went_badly": ("Det gik ikke godt", "It did not go well"),
}
HOLDERS: Mapping[str, Text] = {
    "citizen": ("borgeren selv", "the citizen"),
    "parents": ("forældrene", "the parents"),
    "guardian": ("værgen", "the guardian"),
    "relatives": ("de nærmeste pårørende", "the closest relatives"),
}
SIDES: Mapping[str, Text] = {
    "hospital": ("Hospitalet", "The hospital"),
    "municipality": ("Kommunen", "The municipality"),
    "general_practice": ("Almen praksis", "General practice"),
    "region": ("Regionen", "The region"),
    "citizen": ("Borgeren", "The citizen"),
}
TRAITS: Mapping[str, Text] = {
    "age": ("Alder", "Age"),
    "area": ("Klynge", "Cluster"),
    "speciality": ("Område", "Speciality"),
    "admission": ("Indlæggelse", "Admission"),
    "stay": ("Døgn indlagt", "Days in bed"),
    "reason": ("Ventede på", "Waited for"),
    "destination": ("Udskrevet til", "Discharged to"),
}
STEPS: Mapping[str, Text] = {
    "arrived": ("Modtaget akut", "Received acutely"),
    "planned": ("Indlæggelse planlagt", "Admission planned"),
    "admitted": ("Indlagt", "Admitted"),
    "moved": ("Flyttet til et andet afsnit", "Moved to another ward"),
    "leave": ("På orlov", "On leave"),
    "back": ("Tilbage fra orlov", "Back from leave"),
    "discharged": ("Udskrevet", "Discharged"),
    "died": ("Død", "Died"),
    "physician": ("Patientansvarlig læge udpeget", "Responsible doctor named"),
    "handover": ("Patientansvar overtaget", "Responsibility taken over"),
    "nursing": ("Svar om sygepleje", "Answer about nursing"),
    "report": ("Indlæggelsesrapport sendt", "Report of admission sent"),
    "acknowledged": ("Kvitteret", "Acknowledged"),
    "note": ("Skrevet til hinanden", "Wrote to each other"),
    "ready": ("Færdigbehandlet", "Ready for discharge"),
    "reasons": ("Årsag til at vente ændret", "Reason to wait changed"),
    "resumed": ("Behandling genoptaget", "Treatment resumed"),
    "disagreed": ("Uenige om færdigmeldingen", "Disagreed on being ready"),
    "barrier": ("Noget stod i vejen", "Something stood in the way"),
    "barrier_gone": ("Det er ikke i vejen mere", "It is out of the way"),
    "expected": ("Forventet udskrivelsesdag oplyst", "Expected day of discharge stated"),
    "proposed": ("Tid for udskrivelsen foreslået", "Time of discharge proposed"),
    "agreed": ("Tid for udskrivelsen aftalt", "Time of discharge agreed"),
    "countered": ("Anden tid foreslået", "Another time proposed"),
    "asked": ("Spurgt om mere", "Asked for more"),
    "answered": ("Svaret på det", "Answered that"),
    "wish": ("Ønske skrevet ned", "Wish written down"),
    "letter": ("Epikrise sendt", "Discharge letter sent"),
    "letter_read": ("Epikrise modtaget", "Discharge letter received"),
    "medication": ("Medicinkort ajourført", "Medication record updated"),
    "enrolled": ("Hjælpen er sat i gang", "Help is in place"),
    "document": ("Brev eller plan sendt", "Letter or plan sent"),
    "document_answered": ("Brev eller plan besvaret", "Letter or plan answered"),
    "meeting_asked": ("Bedt om et dialogmøde", "Asked for a dialogue meeting"),
    "meeting": ("Indbudt til møde", "Invited to a meeting"),
    "call": ("Opkald i de 72 timer", "Call within the 72 hours"),
    "emergency": ("1-1-2 kaldt", "1-1-2 called"),
    "acute_function": ("Kommunens akutfunktion begyndt", "Municipal acute function begun"),
    "other": ("Andet", "Something else"),
}
DAYS: Mapping[str, Text] = {
    "before": ("før indlæggelsen", "before admission"),
    "0": ("samme dag", "same day"),
    "1": ("dag 1", "day 1"),
    "2-3": ("dag 2–3", "day 2–3"),
    "4-7": ("dag 4–7", "day 4–7"),
    "8-14": ("dag 8–14", "day 8–14"),
    "15-30": ("dag 15–30", "day 15–30"),
    "31+": ("efter dag 30", "after day 30"),
    "0-7": ("første uge", "first week"),
    "8+": ("efter første uge", "after the first week"),
    "": ("–", "–"),
}
PARTS: Mapping[str, Text] = {
    "night": ("nat", "night"),
    "morning": ("formiddag", "morning"),
    "afternoon": ("eftermiddag", "afternoon"),
    "evening": ("aften", "evening"),
    "night_weekend": ("nat i en weekend", "weekend night"),
    "morning_weekend": ("formiddag i en weekend", "weekend morning"),
    "afternoon_weekend": ("eftermiddag i en weekend", "weekend afternoon"),
    "evening_weekend": ("aften i en weekend", "weekend evening"),
    "": ("", ""),
}
VERDICTS: Mapping[str, Text] = {
    "yes": ("Ja", "Yes"),
    "partly": ("Delvist", "Partly"),
    "no": ("Nej", "No"),
    "unknown": ("Ved ikke", "Do not know"),
    "not_applicable": ("Ikke aktuelt", "Not applicable"),
}
WITHHELD_WORDS: Text = ("ikke oplyst, for få ligner", "not told, too few are alike")
UNKNOWN_WORDS: Text = ("ukendt", "unknown")
PLACE_WORDS: Text = ("en plads", "a place")
OTHER_WORDS: Text = ("andet", "something else")
NOT_WAITED: Text = ("ikke noget", "nothing")
