"""Why something cannot be written in a register, in Danish and English."""

from collections.abc import Mapping

REGISTER_REFUSALS: Mapping[str, tuple[str, str]] = {
    "register.no_cluster": (
        "Jeres enhed er ikke sekretariat for en klynge, så der er intet at skrive i.",
        "Your unit is not the secretariat of a cluster, so there is nothing to write in.",
    ),
    "register.not_your_cluster": (
        "Rækken hører til en anden klynge. I kan læse den, men ikke ændre den.",
        "The row belongs to another cluster. You can read it but not change it.",
    ),
    "register.days_in_order": (
        "Den sidste dag kan ikke ligge før den første.",
        "The last day cannot come before the first.",
    ),
    "register.no_phone": (
        "Skriv et telefonnummer: 3 til 15 cifre, gerne med mellemrum.",
        "Write a phone number: 3 to 15 digits, with spaces if you like.",
    ),
    "register.own_practice": (
        "Løsningen er jeres egen. En anden klynge kan tage den op.",
        "The practice is your own. Another cluster can take it up.",
    ),
    "register.answered_already": (
        "Klyngen har svaret på det spørgsmål. Find svaret i registret, og ret det.",
        "The cluster has answered that question. Find the answer in the register and change it.",
    ),
    "register.adopted_already": (
        "I har allerede taget løsningen op. Åbn den, og skriv jeres erfaring.",
        "You have taken the practice up already. Open it and write your experience.",
    ),
    "register.not_held_yet": (
        "Mødet er ikke holdt endnu. Skriv deltagere og evaluering bagefter.",
        "It has not been held yet. Write participants and evaluation afterwards.",
    ),
    "register.not_now": (
        "Forslaget står et andet sted, end da du åbnede siden. Intet er gemt.",
        "The request stands elsewhere than when you opened the page. Nothing is saved.",
    ),
}
