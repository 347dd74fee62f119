"""A message Bundle with its entries indexed: which resource a reference means, which Provenance is about what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from medcom.parsing.fhir.safe import as_list, as_text, dicts, entry_parts, extension, first, text_at
from medcom.parsing.fhir.types import Json

_RECIPIENT_OF_REPORT = "medcom-messaging-reportOfAdmissionRecipientExtension"


@dataclass(frozen=True, slots=True)
class BundleEntry:
    """One resource and where it stands."""

    index: int
    full_url: str | None
    resource: Json
    type: str
    # Its logical id; None where it has none.
    id: str | None
    path: str

    @classmethod
    def of(cls, index: int, item: Any) -> BundleEntry:
        """From an entry of a bundle; what is missing or of another shape is empty."""
        return cls(index, *entry_parts(item), f"Bundle.entry[{index}].resource")


class Message:
    """The entries of a bundle, never failing on what is missing."""

    def __init__(self, bundle: Json) -> None:
        self.bundle = bundle
        self.entries = [BundleEntry.of(index, item) for index, item in enumerate(as_list(bundle.get("entry")))]
        self._types: dict[str, list[BundleEntry]] = {}
        self._provenances: dict[str, list[BundleEntry]] = {}
        self._index: dict[str, BundleEntry] = {}
        for entry in self.entries:
            self._types.setdefault(entry.type, []).append(entry)
            for key in self._keys(entry):
                self._index.setdefault(key, entry)
        for entry in self.of_type("Provenance"):
            targets = {message_of(target) for target in dicts(entry.resource.get("target"))}
            for target in targets - {None}:
                self._provenances.setdefault(str(target), []).append(entry)

    @classmethod
    def of(cls, bundle: Json | Message) -> Message:
        """The bundle indexed; one that is indexed already is taken as it is."""
        return bundle if isinstance(bundle, Message) else cls(bundle)

    @staticmethod
    def _keys(entry: BundleEntry) -> list[str]:
        keys = [entry.full_url] if entry.full_url else []
        # A resource without an id of its own is named by its address (FHIR, resolving references in bundles).
        named = entry.id or (entry.full_url or "").rpartition(f"/{entry.type}/")[2]
        return [*keys, f"{entry.type}/{named}"] if named and entry.type else keys

    def of_type(self, name: str) -> list[BundleEntry]:
        """The entries that hold a resource of one type, in their order."""
        return self._types.get(name, [])

    @cached_property
    def header(self) -> BundleEntry | None:
        """The first MessageHeader, wherever it stands."""
        return next(iter(self.of_type("MessageHeader")), None)

    def resolve(self, reference: Any) -> BundleEntry | None:
        """The entry that a Reference (or its text) means."""
        text = reference.get("reference") if isinstance(reference, dict) else reference
        if not isinstance(text, str):
            return None
        found = self._index.get(text)
        # An absolute reference may name the resource of a bundle with relative addresses, and the reverse.
        return found or self._index.get("/".join(text.split("/")[-2:]))

    @property
    def report_recipient(self) -> Any:
        """The reference to whoever gets the report of admission; None where nobody is named."""
        return extension(self.header.resource if self.header else {}, _RECIPIENT_OF_REPORT).get("valueReference")

    @cached_property
    def messaging_organizations(self) -> list[BundleEntry]:
        """Sender, receivers, recipient of a report of admission, and whoever sent the messages of the chain."""
        header = self.header.resource if self.header else {}
        references = [header.get("sender")]
        references += [destination.get("receiver") for destination in dicts(header.get("destination"))]
        references.append(self.report_recipient)
        for entry in self.of_type("Provenance"):
            references += [agent.get("who") for agent in dicts(entry.resource.get("agent"))]
        resolved = [self.resolve(reference) for reference in references]
        named = {entry.index: entry for entry in resolved if entry is not None and entry.type == "Organization"}
        return list(named.values())

    def own_provenances(self) -> list[BundleEntry]:
        """The Provenances about this very message (SPEC A2)."""
        if self.header is None or self.header.id is None:
            return []
        return self.provenances_about(self.header.id)

    def provenances_about(self, message_id: str) -> list[BundleEntry]:
        """The Provenances whose target is the message; the very same one twice counts once."""
        found: list[BundleEntry] = []
        for entry in self._provenances.get(message_id, ()):
            if all(entry.resource != other.resource for other in found):
                found.append(entry)
        return found


def message_of(reference: Any) -> str | None:
    """The id of the MessageHeader that a reference names: `MessageHeader/<id>`, absolute or `urn:uuid:<id>`."""
    text = text_at(reference, "reference")
    if text is None:
        return text_at(reference, "identifier", "value")
    if text.startswith("urn:uuid:"):
        return text.removeprefix("urn:uuid:")
    kind, _, identifier = text.rpartition("/")
    return identifier or None if kind.rpartition("/")[2] == "MessageHeader" else None


def previous_of(provenance: Json) -> tuple[str | None, str | None]:
    """Id of the preceding message and the role (`revision`, `removal`) that this one has towards it."""
    for entity in dicts(provenance.get("entity")):
        found = message_of(entity.get("what"))
        if found is not None:
            return found, as_text(entity.get("role"))
    return None, as_text(first(provenance.get("entity")).get("role"))


def activity_of(provenance: Json, system: str) -> str | None:
    """The activity code, preferring a coding of MedCom's own system."""
    codings = dicts(provenance, "activity", "coding")
    ours = [coding for coding in codings if coding.get("system") == system] or codings
    return as_text(ours[0].get("code")) if ours else None
