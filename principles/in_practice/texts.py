"""The words of the points and of what they ask: our own, short, Danish and English."""

from collections.abc import Mapping

Text = tuple[str, str]

# What the point asks.
POINT_TEXTS: Mapping[str, Text] = {
    "wishes": ("Borgerens og de pårørendes ønsker", "What the citizen and relatives wish"),
    "coordination": ("Behov for mere koordinering", "Need for more coordination"),
    "told": ("Borgeren ved, hvad der sker", "The citizen knows what happens"),
    "card": ("Aftalekort i hånden", "Agreement card in the hand"),
    "team": ("Alle parter er kendt", "All parties are known"),
    "owner": ("Alt åbent har en ejer", "Everything open has an owner"),
    "referral": ("Det, den henvisende læge ved", "What the referring doctor knows"),
    "planning": ("Planlægningen er begyndt", "Planning has begun"),
    "report": ("Kommunens oplysninger er ajour", "The municipality's information is up to date"),
    "early_contact": ("Tidlig kontakt til kommunen", "Early contact with the municipality"),
    "knowledge": ("Det, egen læge ved", "What the own practice knows"),
    "as_of_now": ("Planen siger det, der gælder nu", "The plan says what holds now"),
    "in_time": ("Svar til tiden", "Answers in time"),
    "meeting": ("Møde på tværs", "Meeting across sectors"),
    "plan": ("Realistisk plejeforløbsplan", "Realistic care pathway plan"),
    "expected": ("Dagen er planlagt", "The day is planned"),
    "agreed_time": ("Tiden er aftalt mellem hospital og kommune", "Hospital and municipality have agreed the time"),
    "citizen_agrees": ("Borgeren er med i aftalen", "The citizen is part of it"),
    "preparation": ("Tid til at forberede sig", "Time to prepare"),
    "contingency": ("Hvad gør vi, hvis det sker igen", "What to do if it happens again"),
    "letter": ("Epikrise inden for fristen", "Discharge letter within its time"),
}
STANDING_TEXTS: Mapping[str, Text] = {
    "asked": ("Mangler", "Missing"),
    "met": ("I orden", "Done"),
    "waiting": ("Afventer", "Waiting"),
    "unknown": ("Ukendt", "Unknown"),
    "off": ("Ikke aktuelt", "Not relevant"),
    "missed": ("Blev ikke gjort", "Was not done"),
}
# Why it stands so. {n} is a number.
REASON_TEXTS: Mapping[str, Text] = {
    "no_wish": ("Ingen ønsker er skrevet ned.", "No wishes are written down."),
    "no_relatives_stated": (
        "Det er ikke skrevet, om der er pårørende, eller om borgeren har brug for mere koordinering.",
        "Nobody has written whether there are relatives, or whether the citizen needs more coordination.",
    ),
    "not_stated": (
        "Det er ikke skrevet, om borgeren har brug for mere koordinering.",
        "Nobody has written whether the citizen needs more coordination.",
    ),
    "no_more_needed": ("Der er ikke brug for mere.", "No more is needed."),
    "alone": (
        "Borgeren har brug for mere koordinering og har ingen pårørende.",
        "The citizen needs more coordination and has no relatives.",
    ),
    "needs_more": ("Borgeren har brug for mere koordinering.", "The citizen needs more coordination."),
    "needed_more": (
        "Borgeren havde brug for mere koordinering. Det er ikke skrevet, om det blev til noget.",
        "The citizen needed more coordination. Nobody has written whether it came about.",
    ),
    "no_day": ("Der står ingen forventet dag.", "No expected day is written."),
    "no_card": ("Der er ikke lavet et aftalekort.", "No agreement card has been made."),
    "practice_unknown": ("Det er ikke oplyst, hvem egen læge er.", "It is not stated who the own doctor is."),
    "municipality_unknown": ("Kommunen er ikke kendt.", "The municipality is not known."),
    "no_physician": ("Den patientansvarlige læge er ikke navngivet.", "The responsible physician is not named."),
    "owned": ("Åbne opgaver: {n}. Hver af dem har en ejer.", "Open tasks: {n}. Each of them has an owner."),
    "nothing_open": ("Der er ingen åbne opgaver.", "There are no open tasks."),
    "no_referral": (
        "Ingen læge har skrevet her, hvad der blev givet videre.",
        "No doctor has written here what was passed on.",
    ),
    "after_a_day": ("Efter det første døgn.", "After the first 24 hours."),
    "not_begun": ("Ingen er begyndt at planlægge hjemkomsten.", "Nobody has begun to plan the home-coming."),
    "no_services": ("Borgeren får ingen hjælp fra kommunen.", "The citizen gets no help from the municipality."),
    "services_unknown": (
        "Det er ikke oplyst, om borgeren får hjælp fra kommunen.",
        "It is not stated whether the citizen gets help from the municipality.",
    ),
    "not_asked_for": ("Hospitalet har ikke bedt om en rapport.", "The hospital has not asked for a report."),
    "no_report": ("Rapporten er ikke sendt.", "The report is not sent."),
    "not_told_here": ("Det meldes ikke hertil, om det er gjort.", "Whether it was done is not told here."),
    "no_letter": ("Kommunen har ikke fået en korrespondance.", "The municipality has got no correspondence."),
    "nobody_asked": ("Ingen har spurgt egen læge.", "Nobody has asked the practice."),
    "practice_answers": ("Praksis er spurgt og har ikke svaret.", "The practice was asked and has not answered."),
    "not_readable": ("Din enhed læser ikke planen.", "Your unit does not read the plan."),
    "no_plan_yet": ("Der er endnu ingen plan.", "There is no plan yet."),
    "no_time_then": ("Ingen tid var aftalt, da den blev sendt.", "No time was agreed when it was sent."),
    "plan_is_old": (
        "Tiden er en anden end den, der gjaldt, da planen blev sendt.",
        "The time is another than when the plan was sent.",
    ),
    "late": ("Opgaver, hvis frist er overskredet: {n}.", "Tasks past their time: {n}."),
    "nothing_late": ("Ingen frist er overskredet.", "Nothing is past its time."),
    "meeting_waits": ("Nogen venter på svar om et møde.", "Somebody waits for an answer about a meeting."),
    "meeting_answered": ("Der er svaret, at der ikke holdes møde.", "The answer was that no meeting is held."),
    "no_meeting": ("Ingen har bedt om et møde.", "Nobody has asked for a meeting."),
    "psychiatry_letters": (
        "I psykiatrien bruges korrespondance og udskrivningsaftale.",
        "Psychiatry uses correspondence and a discharge agreement.",
    ),
    "plan_not_used": (
        "Plejeforløbsplanen bruges ikke: opholdet er kort, eller borgeren hører under socialområdet.",
        "The care pathway plan is not used: the stay is short, or the citizen belongs to the social services.",
    ),
    "agreed_after_discharge": (
        "Tiden blev først aftalt efter udskrivelsen.",
        "The time was agreed only after the discharge.",
    ),
    "no_plan": ("Plejeforløbsplanen er ikke sendt.", "The care pathway plan is not sent."),
    "after_discharge": ("Den kom efter udskrivelsen.", "It came after the discharge."),
    "waits_for_answer": ("En tid er foreslået og venter på svar.", "A time is proposed and waits for an answer."),
    "no_time": ("Ingen tid er foreslået.", "No time is proposed."),
    "citizen_not_written": (
        "Det er ikke skrevet, at borgeren er fortalt om udskrivelsen.",
        "Nobody has written that the citizen was told of the discharge.",
    ),
    "told_without_time": (
        "Borgeren er fortalt om udskrivelsen, men der er ingen aftalt tid.",
        "The citizen was told of the discharge, but no time is agreed.",
    ),
    "not_agreed_yet": ("Regnes, når en tid er aftalt.", "Worked out when a time is agreed."),
    "working_hours": ("Arbejdstimer til at forberede sig: {n}.", "Working hours to prepare: {n}."),
    "no_working_time": (
        "Der ligger ingen arbejdstid mellem beskeden og hjemkomsten.",
        "There is no working time between the word and the home-coming.",
    ),
    "no_contingency": (
        "Planen siger ikke, hvad man gør, hvis symptomerne kommer igen.",
        "The plan does not say what to do if the symptoms return.",
    ),
    "not_discharged": ("Først ved udskrivelsen.", "Not before the discharge."),
    "letter_late": ("Fristen er overskredet.", "Its time has passed."),
    "no_letter_yet": ("Den er ikke sendt endnu.", "It is not sent yet."),
    "letter_was_late": ("Den blev sendt efter fristen.", "It was sent after its time."),
    "no_receipt": (
        "Den er sendt, men der er ikke kommet kvittering for, at den er modtaget.",
        "It is sent, but no receipt has come that it was received.",
    ),
    "no_stay": ("Indlæggelsen blev ikke til noget.", "The stay did not take place."),
    "died": ("Borgeren døde under indlæggelsen.", "The citizen died during the stay."),
    "not_admitted": ("Borgeren blev ikke indlagt.", "The citizen was not admitted."),
    "not_begun_stay": ("Indlæggelsen er ikke begyndt.", "The stay has not begun."),
    "not_psychiatry": ("Gælder psykiatrien.", "Concerns psychiatry."),
}
PRINCIPLE_TEXTS: Mapping[int, Text] = {
    1: ("Borgeren og de pårørende er med", "The citizen and relatives take part"),
    2: ("Ansvaret er fælles", "The responsibility is shared"),
    3: ("Udskrivelsen begynder ved indlæggelsen", "The discharge begins at the admission"),
    4: ("Viden deles, og den passer", "Knowledge is shared, and it is right"),
    5: ("Relationer, tillid og dialog", "Relations, trust and dialogue"),
    6: ("Vi forbereder os sammen", "We prepare together"),
}
