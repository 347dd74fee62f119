"""Does any act of the table as a page would: every field filled with something that fits, every word a mark."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.forms.models import ModelChoiceField
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from desk.forms.acting.spec import ActSpec
from desk.forms.acting.table import BY_SLUG
from desk.forms.fields import MomentField
from desk.forms.reasons import ReasonsField
from desk.selectors.asker import Asker
from journeys.domain.calendar.clock import COPENHAGEN, local_date
from journeys.domain.calendar.plausible import Meaning
from journeys.models import Journey
from organisations.models import User
from organisations.selectors.permissions import can
from tests.actors import Actors
from tests.factories.journeys import invented_cpr

# What somebody wrote; looked for on every page of the others.
MARK = "Hemmeligord"
# What was written in an act before it, which everybody has read by now.
READ_MARK = "Forhenværende"
# Where somebody lies and who answers are state, which shows to everyone at once (DESIGN §4).
STATE_FIELDS = frozenset({"bed", "name", "physician", "doctor", "assessed_by"})
# Acts that must come before, so that this one can be done; in the world it is done in.
BEFORE: dict[str, tuple[str, ...]] = {
    "ja-til-tid": ("foreslaa-tid",),
    "anden-tid": ("foreslaa-tid",),
    "mangler-oplysning": ("foreslaa-tid",),
    "svar-paa-spoergsmaal": ("foreslaa-tid", "mangler-oplysning"),
    "ja-til-kommunens-tid": ("foreslaa-tid", "anden-tid"),
    "hindring-vaek": ("hindring",),
    "intet-moede": ("bed-om-moede",),
    "svar-hospitalet": ("spoerg-egen-laege",),
    "overtag": ("overdrag",),
    "tilbage": ("orlov",),
    "genoptag": ("faerdigbehandlet",),
    "aarsager": ("faerdigbehandlet",),
    "uenig": ("faerdigbehandlet",),
    "foreslaa-rettelse": ("faerdigbehandlet",),
    "godkend-rettelse": ("faerdigbehandlet", "foreslaa-rettelse"),
    "afvis-rettelse": ("faerdigbehandlet", "foreslaa-rettelse"),
    "epikrise-kvittering": ("epikrise-sendt",),
    "112-slut": ("112",),
    "bekraeft-udskrevet": ("meld-udskrevet",),
    "afvis-udskrevet": ("meld-udskrevet",),
    "bekraeft-doed": ("meld-doed",),
    "afvis-doed": ("meld-doed",),
    "skil": ("saml",),
    "genoptraening-sendt": ("genoptraening",),
    "akutfunktion-laege": ("akutfunktion",),
    "tilbyd-overtagelse": ("akutfunktion",),
    "overtag-akutfunktion": ("akutfunktion", "tilbyd-overtagelse"),
    "behandling-slut": ("akutfunktion",),
    "akutfunktion-slut": ("akutfunktion",),
}
# The worlds that acts are done in; an act that is not named here is done on a citizen in a bed.
WORLDS: dict[str, frozenset[str]] = {
    "home": frozenset(
        {
            "epikrise-sendt",
            "epikrise-kvittering",
            "112",
            "112-slut",
            "undtag",
            "forlaeng",
            "opkald",
            "akutfunktion",
            "akutfunktion-laege",
            "tilbyd-overtagelse",
            "overtag-akutfunktion",
            "behandling-slut",
            "akutfunktion-slut",
            "akut-modtaget",
            "indlagt",
            "udskrivningsmaade",
            "oevrige-opgaver",
        }
    ),
    "undecided": frozenset({"speciale", "region"}),
    "planned": frozenset({"aflys", "kom-ikke", "flyt-plan"}),
    "claimed": frozenset({"bekraeft-indlaeggelse", "afvis-indlaeggelse"}),
    "doubted": frozenset({"bekraeft-oplysninger", "annuller-oplysning", "ret-oplysning"}),
    "mourned": frozenset({"borgeren-lever"}),
    "waiting": frozenset({"enig-i-dage", "uenig-i-dage"}),
    "no practice": frozenset({"epikrise-givet"}),
    "nameless": frozenset({"saml", "skil"}),
    "psychiatry": frozenset({"bed-om-moede", "indbyd", "intet-moede"}),
    "told": frozenset({"borgeren-fortalt"}),
}
# What lies ahead of us when it is said.
AHEAD = {
    Meaning.EXPECTED: timedelta(hours=26),
    Meaning.DUE: timedelta(hours=30),
    Meaning.EXTENDED: timedelta(hours=100),
}
# The number that the citizen of the last world turns out to have.
REAL_CPR = invented_cpr(4712)


def world_of(slug: str) -> str:
    return next((world for world, slugs in WORLDS.items() if slug in slugs), "bed")


_MET = (
    "treatment_finished",
    "admission_not_required",
    "continues_in_daily_life",
    "medicine_and_devices_ready",
    "fmk_updated",
    "patient_informed",
    "municipality_involved",
    "administration_done",
)


def filled(spec: ActSpec, user: User, journey: Journey, now: datetime, mark: str = MARK) -> dict[str, Any]:
    """POST data that fits the form as it stands."""
    asker = Asker(user, now)
    begun = {**spec.form.known(journey, now)}
    form = spec.form(asker=asker, journey=journey, initial=begun)
    said: dict[str, Any] = {}
    for name, field in form.fields.items():
        value = _fitting(name, field, begun.get(name, field.initial), now, mark)
        if value not in (None, ""):
            said |= value if isinstance(value, dict) else {name: value}
    return said | _special(spec.slug, user, now)


def _fitting(name: str, field: forms.Field, begun: Any, now: datetime, mark: str) -> Any:
    if name in ("version", "key"):
        return None
    if isinstance(field, MomentField) and field.meaning in AHEAD:
        return _wall(now + AHEAD[field.meaning])
    if isinstance(field, MomentField):
        return _wall(begun if isinstance(begun, datetime) else now)
    if isinstance(field, forms.DateField):
        return local_date(begun if isinstance(begun, datetime) else now).isoformat()
    if isinstance(field, ReasonsField):
        return {"reasons-other": "1", "reasons-other-text": mark, "reasons-primary": "other"}
    if isinstance(field, forms.BooleanField):
        return "on"
    if isinstance(field, ModelChoiceField):
        return str(field.queryset.values_list("pk", flat=True)[0])
    if isinstance(field, forms.ChoiceField):
        codes = [code for code, _word in field.choices if code]  # type: ignore[misc, has-type]
        return str(begun) if begun in codes else next(iter(codes), None)
    if name in STATE_FIELDS:
        return begun or "Prøvelæge 1"
    return begun or (mark if isinstance(field, forms.CharField) and name != "page" else None)


def _wall(at: datetime) -> str:
    return at.astimezone(COPENHAGEN).strftime("%Y-%m-%dT%H:%M")


def _special(slug: str, user: User, now: datetime) -> dict[str, Any]:
    """Where the first choice is one that the rules refuse."""
    if slug == "faerdigbehandlet":
        met = dict.fromkeys(_MET, "yes") | {"terminal": "no", "relatives_informed": "yes", "page": "1"}
        involved = local_date(now - timedelta(days=1)).isoformat()
        return met | {"rehabilitation": "not_needed", "municipality_involved_on": involved, "confirmed": "on"}
    if slug == "anden-tid":
        # Another one than was proposed.
        return {"at": _wall(now + timedelta(hours=50))}
    if slug == "forventet":
        return {"on": local_date(now + timedelta(days=2)).isoformat()}
    if slug == "foreslaa-rettelse":
        # Another time than the registered one, after the assessment and within the tolerance of the clock (F1, F5a).
        return {"at": _wall(now + timedelta(minutes=2))}
    if slug == "egen-laege":
        return {"none": ""}
    if slug == "tilbyd-overtagelse":
        return {"to": "gp"}
    if slug == "koordinering":
        return {"needs_more": "yes", "relatives": "no"}
    if slug == "saml":
        return {"cpr": REAL_CPR}
    return {}


def doer(spec: ActSpec, actors: Actors, journey: Journey) -> User:
    """Who does it: somebody of each sector in turn, whoever the table lets."""
    if spec.slug == "overtag-akutfunktion":
        return actors.gp
    if spec.slug in ("godkend-rettelse", "afvis-rettelse", "overtag"):
        return actors.doctor
    people = (actors.nurse, actors.doctor, actors.assessor, actors.community_nurse, actors.gp)
    return next(user for user in people if can(user, spec.form.right(journey), journey))


def do(slug: str, journey: Journey, user: User, mark: str = MARK) -> Any:
    """Posts the filled form; the journey is read again first, as a page would."""
    client = Client()
    client.force_login(user)
    spec, fresh = BY_SLUG[slug], Journey.objects.get(pk=journey.pk)
    address = reverse("desk:journey-act", args=[journey.pk, slug])
    return client.post(address, filled(spec, user, fresh, timezone.now(), mark))
