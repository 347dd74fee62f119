"""Danish and English for the single days of the payment ledger (RULES 2c)."""

from collections.abc import Mapping

from discharge.wording.texts import Text

PAYMENT_DAYS: Mapping[str, Text] = {
    "payment.day.countable": (
        "Dag {day_number} tæller: borgeren var færdigbehandlet og ventede.",
        "Day {day_number} counts: the citizen was ready and waited.",
    ),
    "payment.day.countable.agreed": (
        "Dag {day_number} tæller: udskrivelsen var aftalt til senere, end borgeren var færdigbehandlet.",
        "Day {day_number} counts: the discharge was agreed for later than the citizen was ready.",
    ),
    "payment.day.leave": (
        "Dagen tæller ikke: borgeren var på orlov i tre gange 24 timer eller mere.",
        "The day does not count: the citizen was on leave for three times 24 hours or more.",
    ),
    "payment.day.terminal": (
        "Dagen tæller ikke: borgeren er erklæret terminal.",
        "The day does not count: the citizen was declared terminal.",
    ),
    "payment.day.no_residence": (
        "Dagen tæller ikke: borgeren har ikke bopæl i en dansk kommune.",
        "The day does not count: the citizen has no Danish municipality of residence.",
    ),
    "payment.day.reason_not_municipal": (
        "Dagen tæller ikke: ingen årsag til at vente var kommunens.",
        "The day does not count: no reason to wait was the municipality's.",
    ),
    "payment.day.no_reason_holds": (
        "Dagen tæller ikke: ingen af de angivne årsager til at vente gælder den dag.",
        "The day does not count: none of the reasons stated for waiting holds on that day.",
    ),
    "payment.day.no_tariff": (
        "Takst mangler for dag {day_number}. Derfor er der intet beløb.",
        "There is no tariff for day {day_number}, so there is no amount.",
    ),
    "payment.day.payer_unknown": (
        "Bopælskommunen er ikke kendt den dag.",
        "The municipality of residence is not known on that day.",
    ),
    "payment.day.disputed": (
        "Dagen er omtvistet. Det ændrer ikke registreringen.",
        "The day is disputed. That does not change the registration.",
    ),
    "payment.day.claimed": (
        "Dagen er omtvistet: det, der skulle gøre den mindre, kommer ikke fra hospitalet og er ikke bekræftet.",
        "The day is disputed: what would make it less does not come from the hospital and is not confirmed.",
    ),
    "payment.not_in_ledger": ("Dagen {date} står ikke i opgørelsen.", "The day {date} is not in the ledger."),
    "payment.not_over": ("Dagen {date} er ikke gået endnu.", "The day {date} is not over yet."),
    "payment.no_days": ("Vælg mindst én dag.", "Choose at least one day."),
    "payment.text_missing": ("Skriv kort, hvorfor I er uenige.", "Write briefly why you disagree."),
    "setting.no_such_answer": ("Vælg et af de svar, der står på siden.", "Choose one of the answers on the page."),
    "setting.not_per_area": (
        "Svaret gælder alle samarbejdsområder og kan ikke afgøres for et enkelt.",
        "The answer holds for all cooperation areas and cannot be decided for one.",
    ),
    "setting.not_per_hospital": (
        "Svaret gælder alle hospitaler og kan ikke afgøres for et enkelt.",
        "The answer holds for all hospitals and cannot be decided for one.",
    ),
    "setting.reason_missing": ("Skriv, hvorfor det er besluttet.", "Write why it was decided."),
    "setting.closed_already": ("Dagen er allerede en lukkedag.", "The day is a closing day already."),
}


PAYMENT: Mapping[str, Text] = {
    "payment.P1": (
        "{days} dage tæller, fra dagen for færdigmeldingen til dagen før ventetiden sluttede.",
        "{days} days count, from the day of readiness to the day before the waiting ended.",
    ),
    "payment.leave": (
        "{days} dage tæller ikke, fordi orloven varede tre gange 24 timer eller mere.",
        "{days} days do not count, because the leave lasted three times 24 hours or more.",
    ),
    "payment.terminal": (
        "{days} dage tæller ikke, fordi borgeren er erklæret terminal.",
        "{days} days do not count, because the citizen was declared terminal.",
    ),
    "payment.no_residence": (
        "{days} dage tæller ikke, fordi borgeren ikke har bopæl i en dansk kommune.",
        "{days} days do not count, because the citizen has no Danish municipality of residence.",
    ),
    "payment.reason_not_municipal": (
        "{days} dage tæller ikke, fordi ingen årsag til at vente var kommunens.",
        "{days} days do not count, because no reason to wait was the municipality's.",
    ),
    "payment.no_reason_holds": (
        "{days} dage tæller ikke, fordi ingen af de angivne årsager til at vente gælder de dage.",
        "{days} days do not count, because none of the reasons stated for waiting holds on those days.",
    ),
    "payment.no_tariff": (
        "Takst mangler for en eller flere dage. Derfor er der intet beløb.",
        "There is no tariff for one or more days, so there is no amount.",
    ),
}
