"""Danish words for the answers to the open points (RULES §7)."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from discharge.settings.rules.decisions import FOLLOWS
from discharge.settings.rules.limits import LimitForm
from discharge.settings.rules.open_points import BY_ID

YES, NO = _("Ja"), _("Nej")
ANSWERS: dict[str, dict[str, Promise]] = {
    "A1": {"elder_unit_only": _("Ja, men kun til ældreområdets enhed"), "forbidden": _("Nej")},
    "A2": {
        "standard_first": _("MedCom-standarden går forud (fodnote 7)"),
        "correspondence": _("Korrespondance (bilag 2)"),
    },
    "A3": {"yes": YES, "no": NO},
    "A4": {
        "discharge_report": _("Udskrivningsrapport; det psykiatriske dokument er sin egen slags"),
        "discharge_agreement": _("Udskrivningsaftale"),
    },
    "A5": {"no": NO, "yes": YES},
    "A6": {"yes": YES, "no": NO},
    "A7": {"earlier_days_stand": _("Ja, de tidligere dage står"), "all_void": _("Nej, ingen af dagene tæller")},
    "A8": {"unknown": _("Ukendt: spørg afdelingen"), "eligible": YES, "excluded": NO},
    "A9": {"old_window_valid": _("Ja, til sit oprindelige udløb"), "old_window_ends": _("Nej, det slutter")},
    "A10": {"interrupts": YES, "continues": NO},
    "A11": {"not_more": NO, "more": YES},
    "A12": {"strict_for_all": _("Den strenge for alle; gruppen vises"), "by_group": _("Efter gruppe")},
    "A16": {"gp": _("Egen læge; afdelingen svarer"), "hospital_physician": _("Hospitalets læge")},
    "A17": {"s9_dominates": _("Akutfunktionen går forud"), "s6_dominates": _("De 72 timer går forud")},
    "A22": {"open_end": _("Uden slutdato")},
    "A23": {
        "all_four": _("Alle fire skal være ja"),
        "sds_definition": _("Kun 1a eller 1b; et nej til de andre er en advarsel"),
    },
    "A24": {"allowed": _("Ja, med en advarsel"), "refused": NO},
    "A25": {"own_home": YES, "not_covered": NO},
    "A26": {"restarts": YES, "continues": NO},
}
DEFAULTS: dict[str, Promise] = {
    "A13": _("Ingen takst (takst mangler)"),
    "A14": _("Rækkerne slutter 31.12.2026, til andet indtastes"),
    "A15": _("Ingen, før de indtastes"),
    "A18": _("Ja, undtagen de ekstra lukkedage"),
}
LIMIT_HELP: dict[LimitForm, Promise] = {
    LimitForm.CLOCKS: _("Klokkeslæt, højst seks, for eksempel 07.00, 15.00, 23.00"),
    LimitForm.SPAN: _("Fra og til samme dag, for eksempel 08.00–15.00"),
    LimitForm.CLOCK: _("Et klokkeslæt, for eksempel 14.30"),
    LimitForm.HOURS: _("Hele timer fra 1 til 72, for eksempel 24"),
}
DOCUMENT_ERRORS = ("A19", "A20", "A21")
# Answered by rows of data elsewhere.
BY_DATA = frozenset({"A13", "A14", "A15", "A18"})


def answer_word(point_id: str, value: str) -> str:
    """An answer as people read it; a day is shown as it was written."""
    if value == FOLLOWS:
        return gettext("Som alle andre: intet eget svar")
    return str(ANSWERS.get(point_id, {}).get(value, value))


def default_word(point_id: str) -> str:
    """The answer that holds until somebody decides."""
    known = DEFAULTS.get(point_id)
    return str(known) if known is not None else answer_word(point_id, BY_ID[point_id].default)
