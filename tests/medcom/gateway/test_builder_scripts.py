"""MedCom's TestScripts for senders, asked of the stays that the builder makes.

Each script names the messages of a stay and what must be true of each; the expressions are evaluated by fhirpathpy.
"""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import fhirpathpy
from fhirpathpy.models import models

from medcom.parsing.building.builder import Episode
from medcom.parsing.checking.checker import check
from tests.domain.medcom.stays import HOME_CARE, NANCY, OTHER_WARD, WARD
from tests.medcom.official import each, load
from tests.medcom.oracles import base_fault, broken_invariants

STEPS = {"STOR": "leave", "SLOR": "come_back", "SLHJ": "discharge", "MORS": "die"}
# Errors of the scripts: no such activity exists (SPEC A3.1), and an expression that is no FHIRPath.
NOT_ASKED = ("discharge-patient-home", ".period.end.(substring")
# Leap day first (PF-send-tec-02), then steps so far apart that the second is in summer time (PF-send-tec-04).
START, STEP = datetime(2024, 2, 29, 10, tzinfo=UTC), timedelta(days=40)


def short_names(script: dict[str, Any]) -> list[str]:
    """STIN, RE-STIN, STOR2, … in the order of the script."""
    return [re.split(r"otification | Message", test["name"])[1] for test in script["test"]]


def play(names: list[str], *, report: bool = True) -> list[dict[str, Any]]:
    """The stay that the names tell."""
    episode = Episode(patient=NANCY, sender=WARD, receiver=HOME_CARE, seed=11)
    bundles = []
    for index, name in enumerate(names):
        at = START + index * STEP
        kind = name.rstrip("0123456789")
        if name in {"STIN2", "STIN3"}:
            # PF-send-tec-03: unanswered, told once more as a new letter that continues the first.
            bundles.append(episode.admit(at=START))
        elif kind.startswith("RE-"):
            bundles.append(episode.revise(at=at - timedelta(hours=1), sent_at=at, sender=OTHER_WARD))
        elif kind.startswith("AN-"):
            bundles.append(episode.cancel(sent_at=at))
        elif kind in {"STIN", "STAA"}:
            bundles.append(episode.admit(at=at, emergency=kind == "STAA", report=report))
        else:
            bundles.append(getattr(episode, STEPS[kind])(at=at))
    return bundles


def value_of(bundle: dict[str, Any], expression: str) -> list[Any]:
    found: list[Any] = fhirpathpy.evaluate(bundle, expression, {"resource": bundle}, models["r4"])
    return found


def failed(bundle: dict[str, Any], claim: dict[str, Any], variables: dict[str, str]) -> bool:
    expression = re.sub(r"\$\{([^}]+)\}", lambda found: variables.get(found.group(1), "-"), claim["expression"])
    found = value_of(bundle, expression)
    if "value" not in claim:
        return found != [True]
    # Of a chain of Provenances the expression gives all roles; the script means the last.
    return not found or str(found[-1]).lower() != claim["value"].lower()


def variables_of(script: dict[str, Any], made: dict[str, dict[str, Any]]) -> dict[str, str]:
    """The variables of the script that earlier messages give a value."""
    values = {}
    for variable in script["variable"]:
        expression = variable.get("expression")
        bundle = made.get(variable["name"].partition("-")[2])
        if bundle is not None and expression:
            found = value_of(bundle, expression)
            values[variable["name"]] = str(found[0]) if found else ""
    return values


@each("testscripts/hospitalnotification-3.0.1/*-send-*.json")
def test_stay_fulfils_the_script(path: Path | None) -> None:
    script = load(path)
    names = short_names(script)
    made: dict[str, dict[str, Any]] = {}
    bundles = play(names, report="stin-a1" not in script["id"])
    for name, bundle, test in zip(names, bundles, script["test"], strict=True):
        variables = variables_of(script, made)
        claims = [action["assert"] for action in test["action"] if "expression" in action.get("assert", {})]
        asked = [claim for claim in claims if not any(text in claim["expression"] for text in NOT_ASKED)]
        assert asked
        assert [claim["expression"] for claim in asked if failed(bundle, claim, variables)] == [], name
        made[name] = bundle


@each("testscripts/hospitalnotification-3.0.1/*-send-*.json")
def test_judges_agree_about_the_stay(path: Path | None, medcom_dir: Path) -> None:
    for bundle in play(short_names(load(path))):
        assert check(bundle) == ()
        assert base_fault(bundle) == ""
        assert broken_invariants(bundle, medcom_dir / "definitions", "hospital-notification-message") == []
