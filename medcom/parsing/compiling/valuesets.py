"""The code lists that required bindings name, expanded where the published files allow it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

# Required bindings to HL7's own lists (FHIR R4 4.0.1) that matter to the two messages.
HL7_LISTS = {
    "administrative-gender": "male female other unknown",
    "address-type": "postal physical both",
    "address-use": "home work temp old billing",
    "bundle-type": "document message transaction transaction-response batch batch-response history searchset"
    " collection",
    "contact-point-system": "phone fax email pager url sms other",
    "contact-point-use": "home work temp old mobile",
    "encounter-status": "planned arrived triaged in-progress onleave finished cancelled entered-in-error unknown",
    "identifier-use": "usual official temp secondary old",
    "issue-severity": "fatal error warning information",
    "issue-type": "invalid structure required value invariant security login unknown expired forbidden suppressed"
    " processing not-supported duplicate multiple-matches not-found deleted too-long code-invalid extension too-costly"
    " business-rule conflict transient lock-error no-store exception timeout incomplete throttled informational",
    "name-use": "usual official temp nickname anonymous old maiden",
    "narrative-status": "generated extensions additional empty",
    "provenance-entity-role": "derivation revision quotation source removal",
    "response-code": "ok transient-error fatal-error",
}


class ValueSets:
    """Looks up value sets in the pinned packages and remembers which were asked for."""

    def __init__(self, folders: list[Path]) -> None:
        self._sets = self._read(folders, "ValueSet")
        self._systems = self._read(folders, "CodeSystem")
        self._used: dict[str, dict[str, list[str]]] = {}
        self._not_checked: set[str] = set()

    @staticmethod
    def _read(folders: list[Path], kind: str) -> dict[str, dict[str, Any]]:
        found = {}
        for folder in folders:
            for path in sorted(folder.glob(f"{kind}-*.json")):
                resource = json.loads(path.read_text("utf-8"))
                found[resource["url"]] = resource
        return found

    def name(self, canonical: str) -> str | None:
        """The name under which the list is used, or None where it cannot be expanded here."""
        name = canonical.split("|")[0].rsplit("/", 1)[-1]
        systems = self._expand(canonical.split("|")[0], name)
        if systems is None:
            self._not_checked.add(canonical)
            return None
        self._used[name] = systems
        return name

    def _expand(self, canonical: str, name: str) -> dict[str, list[str]] | None:
        if canonical.startswith("http://hl7.org/fhir/ValueSet/"):
            # The system is left open: these lists bind plain codes, which carry none.
            return {"": HL7_LISTS[name].split()} if name in HL7_LISTS else None
        found = self._sets.get(canonical)
        if found is None or "exclude" in found["compose"]:
            return None
        systems: dict[str, list[str]] = {}
        for include in found["compose"]["include"]:
            codes = self._included(include)
            if codes is None:
                return None
            systems.setdefault(include["system"], []).extend(codes)
        return systems

    def _included(self, include: dict[str, Any]) -> list[str] | None:
        if "concept" in include:
            return [concept["code"] for concept in include["concept"]]
        system = self._systems.get(include.get("system", ""))
        if system is None or "filter" in include or "valueSet" in include:
            return None
        return [concept["code"] for concept in system.get("concept", [])]

    def used(self) -> dict[str, dict[str, list[str]]]:
        return dict(sorted(self._used.items()))

    def not_checked(self) -> list[str]:
        """Required bindings to lists that are not among the files (v3-ActCode filters, SNOMED, …)."""
        return sorted(self._not_checked)
