"""Invented sample data of the style guide: no real person, phone or organisation."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from journeys.domain.verdicts import Verdict
from journeys.forms import TimeInput


class SampleForm(forms.Form):
    """One field of each kind, one of them with an error."""

    ward = forms.CharField(label=_("Afdeling"), help_text=_("Som den hedder på skiltet."))
    answer = forms.ChoiceField(label=_("Svar"), choices=[("yes", _("Ja")), ("no", _("Nej"))])
    from_at = forms.CharField(label=_("Klar fra"), required=False, widget=TimeInput())
    kind = forms.ChoiceField(
        label=_("Hvem ringede"), choices=[("n", _("Sygeplejerske")), ("d", _("Læge"))], widget=forms.RadioSelect
    )
    told = forms.BooleanField(label=_("De pårørende har fået besked"), required=False)
    note = forms.CharField(label=_("Aftalt"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


def _verdicts(now: datetime) -> list[dict[str, Any]]:
    yes = Verdict("E2", "RULES 2e E2; 001 §2.2", "long_stay", True, {"stay_hours": 49, "admitted_at": now.isoformat()})
    unknown = Verdict("E4", "RULES 2e E4", "nursing_unknown", None, {}, ("community_nursing",))
    no = Verdict("E1", "RULES 2e E1", "psychiatric", False, {"speciality": "psychiatric"})
    sentences = (
        (yes, _("Indlagt mere end 24 timer.")),
        (unknown, _("Det er ikke oplyst, om borgeren får kommunal sygepleje.")),
        (no, _("Udskrevet fra en psykiatrisk afdeling.")),
    )
    return [{**verdict.as_json(), "sentence": sentence} for verdict, sentence in sentences]


def _strips(now: datetime) -> dict[str, dict[str, Any]]:
    ends_at = now + timedelta(hours=31, minutes=20)
    return {
        "strip": {
            "physician": _("egen læge, Lægerne Torvet"),
            "physician_phone": "00001234",
            "label": _("Afdelingen svarer (udvidet behandlingsansvar)"),
            "answer": "M2",
            "phone": "00005678",
            "until": ends_at,
            "next": _("egen læge på hverdage 8–16, ellers lægevagten"),
            "verdict": _verdicts(now)[:1],
        },
        "strip_unknown": {
            "physician": _("egen læge, Lægerne Torvet"),
            "label": _("Udvidet behandlingsansvar"),
            "unknown": _("ukendt – Viborg Kommune er spurgt om kommunal sygepleje"),
            "phone": "00005678",
            "verdict": _verdicts(now),
        },
        "strip_admitted": {
            "physician_unknown": _("ingen læge er navngivet på M2"),
            "label": _("Behandlingsansvar"),
            "answer": _("sengeafsnit M2"),
        },
    }


def _rows(now: datetime) -> list[dict[str, Any]]:
    day = timedelta(days=1)
    rows = (
        (
            "12-1",
            "Ingrid Lund",
            86,
            "140640-0000",
            "ready",
            _("2 døgn"),
            6,
            None,
            "question",
            "Viborg",
            -1,
            "row-hatched",
        ),
        ("12-2", "Svend Aage Riis", 79, "020347-0000", "leaving_today", "", 3, 0, "acknowledged", "Skive", 3, ""),
        ("13-1", "Bodil Friis", 91, "111135-0000", "plan_sent", "", 4, 2, "received", "Viborg", 5, "row-unread"),
        ("13-2", "Poul Erik Dam", 68, "300958-0000", "admitted", "", 1, None, "none", "Silkeborg", -2, "row-late"),
        (
            "14-1",
            "Karen Margrethe Nygaard-Sørensen",
            83,
            "050543-0000",
            "plan_agreed",
            "",
            5,
            1,
            "acknowledged",
            "Favrskov",
            20,
            "",
        ),
        ("14-2", "Hans Bech", 77, "190749-0000", "on_leave", "", 8, 4, "acknowledged", "Skive", None, ""),
        ("15-1", "Inger Vad", 72, "240254-0000", "acute_ambulatory", "", 0, None, "none", "Viborg", None, ""),
        ("15-2", "Jørgen Skov", 84, "081242-0000", "resumed", "", 11, None, "cannot", "Struer", 9, ""),
    )
    keys = ("bed", "name", "age", "cpr", "state", "detail", "days", "expected", "ack", "municipality", "due", "css")
    found: list[dict[str, Any]] = [dict(zip(keys, row, strict=True)) for row in rows]
    for row in found:
        row["expected"] = None if row["expected"] is None else (now + row["expected"] * day).date()
        row["due"] = None if row["due"] is None else now + timedelta(hours=row["due"])
        row["new"] = row["css"] == "row-unread"
        row["doctor"] = None if row["bed"] == "13-2" else "A. Winther"
    return found


def style_sample(now: datetime) -> dict[str, Any]:
    """Everything the style guide shows, around the instant `now`."""
    return {
        "now": now,
        "soon": now + timedelta(hours=2, minutes=10),
        "future": now + timedelta(hours=31, minutes=20),
        "past": now - timedelta(hours=40, minutes=40),
        "earlier": now - timedelta(days=5, hours=3),
        "unknown": None,
        "filters": [
            {"label": _("Alle"), "count": 23, "url": "?", "current": True},
            {"label": _("Udskrives i dag"), "count": 3, "url": "?filter=today"},
            {"label": _("Færdigbehandlet"), "count": 2, "url": "?filter=ready"},
            {"label": _("Plan mangler"), "count": 4, "url": "?filter=plan"},
            {"label": _("Ubesvaret fra kommune"), "count": 1, "url": "?filter=unanswered"},
            {"label": _("Psykiatri"), "count": 0, "url": "?filter=psychiatry"},
        ],
        "dots": [
            ("L", "done", _("Læge: klar")),
            ("S", "done", _("Sygepleje: klar")),
            ("M", "blocked", _("Medicin: mangler")),
            ("H", "open", _("Hjælpemidler: ikke vurderet")),
        ],
        "rows": _rows(now),
        "form": SampleForm({"ward": "", "answer": "yes", "kind": "n"}),
        "verdicts": _verdicts(now),
        **_strips(now),
    }
