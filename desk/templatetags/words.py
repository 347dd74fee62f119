"""The visual grammar in words: states, acknowledgements, lanes (UX §1.0)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Badge:
    """How one state is shown, never by colour alone.

    `shape` is a symbol of static/img/status.svg, `tone` a class of static/css/parts.css.
    """

    state: str
    letter: str
    shape: str
    tone: str
    word: "StrOrPromise"


UNKNOWN = Badge("unknown", "?", "question", "grey", _("Ukendt status"))

BADGES = {
    badge.state: badge
    for badge in (
        Badge("planned", "J", "dashed-circle", "grey", _("Planlagt")),
        Badge("admitted", "I", "circle", "grey", _("Indlagt")),
        Badge("acute_ambulatory", "M", "cross", "plum", _("Akut ambulant")),
        Badge("on_leave", "O", "door", "olive", _("På orlov")),
        Badge("plan_sent", "P", "half-circle", "amber", _("Plan sendt")),
        Badge("plan_agreed", "A", "disc", "blue", _("Plan aftalt")),
        Badge("ready", "F", "triangle", "red", _("Færdigbehandlet")),
        Badge("resumed", "G", "turn", "purple", _("Behandling genoptaget")),
        Badge("leaving_today", "U", "arrow", "green", _("Udskrives i dag")),
        Badge("leaving", "u", "arrow", "green", _("Udskrives")),
        Badge("discharged", "H", "house", "moss", _("Udskrevet")),
        Badge("transferred", "V", "arrow", "moss", _("Overflyttet")),
        Badge("left_against_advice", "R", "house", "moss", _("Udskrevet mod lægeligt råd")),
        Badge("extended", "72", "pie", "teal", _("Afdelingen svarer")),
        Badge("gp", "L", "house-cross", "bluegrey", _("Egen læge")),
        Badge("closed", "S", "check", "bluegrey", _("Afsluttet")),
        Badge("cancelled", "X", "strike", "grey", _("Annulleret")),
        Badge("deceased", "D", "bar", "slate", _("Død")),
        Badge("terminal", "T", "leaf", "slate", _("Terminal")),
        Badge("psychiatry", "Ψ", "hexagon", "brown", _("Psykiatri")),
    )
}


def badge_of(state: object) -> Badge:
    """The badge of a state; an unknown state says so instead of guessing."""
    return BADGES.get(str(state or ""), UNKNOWN)


@dataclass(frozen=True, slots=True)
class AckMark:
    """How far a message got with one party."""

    sign: str
    word: "StrOrPromise"


ACK_MARKS = {
    "none": AckMark("–", _("ikke modtaget")),
    "received": AckMark("✓", _("modtaget")),
    "seen": AckMark("✓", _("set")),
    "acknowledged": AckMark("✓✓", _("kvitteret")),
    "acknowledged_before": AckMark("✓✓", _("kvitteret, nyt siden")),
    "question": AckMark("?", _("spørgsmål")),
    "cannot": AckMark("✗", _("kan ikke")),
}

LANES = {
    "hospital": _("Hospital"),
    "municipality": _("Kommune"),
    "gp": _("Egen læge"),
    "citizen": _("Borger og pårørende"),
    "system": _("Automatisk"),
}

# The demo logins of DESIGN §7 and what each of them comes to see.
DEMO_LOGINS = (
    ("hospital", _("Sygeplejerske på hospitalet")),
    ("doctor", _("Læge på hospitalet")),
    ("municipality", _("Visitator i kommunen")),
    ("social", _("Medarbejder på socialområdet")),
    ("facility", _("Medarbejder på et bosted")),
    ("psychiatry", _("Sygeplejerske i psykiatrien")),
    ("psychiatrist", _("Læge i psykiatrien")),
    ("gp", _("Praktiserende læge")),
    ("ooh", _("Lægevagt")),
    ("admin", _("Systemadministrator")),
    ("cluster", _("Klyngesekretariat")),
    ("consultant", _("Praksiskonsulent")),
    ("analyst", _("Regionens analytiker")),
    ("steering", _("Styregruppe")),
    ("operator", _("Driftsansvarlig")),
    ("citizen", _("Borger")),
)
