"""Ways to break a good notification, each with the problem that must be found (VALIDATION, mutation test)."""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Bundle = dict[str, Any]


@dataclass(frozen=True)
class Mutation:
    """One way; `apply` changes the bundle in place and says whether it could."""

    name: str
    code: str
    change: Callable[[Bundle], object]

    def apply(self, bundle: Bundle) -> bool:
        try:
            self.change(bundle)
        except (KeyError, IndexError, StopIteration):
            return False
        return True


def copy_of(bundle: Bundle) -> Bundle:
    """A copy to break."""
    return copy.deepcopy(bundle)


def resource(bundle: Bundle, kind: str, index: int = 0) -> Any:
    return [entry["resource"] for entry in bundle["entry"] if entry["resource"]["resourceType"] == kind][index]


def header(bundle: Bundle) -> Any:
    return resource(bundle, "MessageHeader")


def encounter(bundle: Bundle) -> Any:
    return resource(bundle, "Encounter")


def patient(bundle: Bundle) -> Any:
    return resource(bundle, "Patient")


def own(bundle: Bundle) -> Any:
    target = f"MessageHeader/{header(bundle)['id']}"
    return next(
        entry["resource"]
        for entry in bundle["entry"]
        if entry["resource"].get("target") and entry["resource"]["target"][0]["reference"] == target
    )


def party(bundle: Bundle, system: str) -> Any:
    """The identifier of that system of the sender."""
    identifier = header(bundle)["sender"]["reference"].split("/")[-1]
    sender = next(e["resource"] for e in bundle["entry"] if e["resource"]["id"] == identifier)
    return next(item for item in sender["identifier"] if system in item["system"])


def without(bundle: Bundle, kind: str) -> None:
    bundle["entry"] = [entry for entry in bundle["entry"] if entry["resource"]["resourceType"] != kind]


def with_again(bundle: Bundle, kind: str) -> None:
    entry = next(entry for entry in bundle["entry"] if entry["resource"]["resourceType"] == kind)
    again = copy.deepcopy(entry)
    again["resource"]["id"], again["fullUrl"] = "again", f"{kind}/again"
    bundle["entry"].append(again)


def set_in(where: Callable[[Bundle], Any], **values: Any) -> Callable[[Bundle], object]:
    return lambda bundle: where(bundle).update(values)


def drop(where: Callable[[Bundle], Any], name: str) -> Callable[[Bundle], object]:
    return lambda bundle: where(bundle).pop(name)


def _broken_chain(bundle: Bundle) -> None:
    own(bundle)["entity"][0]["what"]["reference"] = "MessageHeader/not-here"


def _circular_chain(bundle: Bundle) -> None:
    own(bundle)["entity"][0]["what"]["reference"] = f"MessageHeader/{header(bundle)['id']}"


def _no_previous(bundle: Bundle) -> None:
    if not own(bundle)["activity"]["coding"][0]["code"].startswith(("revise", "cancel")):
        raise KeyError
    own(bundle).pop("entity")


def _header_last(bundle: Bundle) -> None:
    bundle["entry"].append(bundle["entry"].pop(0))


def _not_on_leave(bundle: Bundle) -> None:
    if encounter(bundle)["status"] != "onleave":
        raise KeyError
    encounter(bundle).pop("extension")


MUTATIONS = [
    Mutation("bundle without id", "bundle.id_missing", lambda b: b.pop("id")),
    Mutation("bundle without timestamp", "bundle.timestamp_missing", lambda b: b.pop("timestamp")),
    Mutation("timestamp without zone", "value.time", lambda b: b.update(timestamp="2023-03-01T12:00:00")),
    Mutation("timestamp that never was", "value.time", lambda b: b.update(timestamp="2023-02-30T12:00:00+01:00")),
    Mutation("bundle of type collection", "bundle.type", lambda b: b.update(type="collection")),
    Mutation("bundle with a total", "bundle.interaction", lambda b: b.update(total=3)),
    Mutation("entry without fullUrl", "entry.full_url_missing", lambda b: b["entry"][1].pop("fullUrl")),
    Mutation("entry with a request", "bundle.interaction", lambda b: b["entry"][1].update(request={"url": "x"})),
    Mutation("two entries of one fullUrl", "entry.duplicate", lambda b: b["entry"].append(b["entry"][1])),
    Mutation("entry without resource", "entry.resource_missing", lambda b: b["entry"].append({"fullUrl": "a/b"})),
    Mutation("header last", "header.missing", _header_last),
    Mutation("two headers", "header.too_many", lambda b: with_again(b, "MessageHeader")),
    Mutation("header without id", "header.id_missing", drop(header, "id")),
    Mutation("no eventCoding", "header.event_missing", drop(header, "eventCoding")),
    Mutation("no sender", "header.sender_missing", drop(header, "sender")),
    Mutation("no destination", "header.receiver_missing", drop(header, "destination")),
    Mutation("no receiver", "header.receiver_missing", lambda b: header(b)["destination"][0].pop("receiver")),
    Mutation("no endpoint", "element.missing", lambda b: header(b)["destination"][0].pop("endpoint")),
    Mutation("no source", "element.missing", drop(header, "source")),
    Mutation("no focus", "header.focus_missing", drop(header, "focus")),
    Mutation("two foci", "element.too_many", lambda b: header(b)["focus"].append(header(b)["focus"][0])),
    Mutation(
        "copy receiver",
        "hn.destination_not_primary",
        lambda b: header(b)["destination"][0]["extension"][0]["valueCoding"].update(code="cc"),
    ),
    Mutation(
        "sender that is not there", "reference.unresolved", set_in(header, sender={"reference": "Organization/x"})
    ),
    Mutation(
        "focus on the patient",
        "reference.wrong_type",
        lambda b: header(b)["focus"][0].update(reference=encounter(b)["subject"]["reference"]),
    ),
    Mutation("unknown element", "element.unknown", set_in(encounter, ward="B7")),
    Mutation("class as a list", "value.datatype", lambda b: encounter(b).update({"class": [encounter(b)["class"]]})),
    Mutation("null element", "value.datatype", set_in(encounter, subject=None)),
    Mutation(
        "one extension beside a list",
        "value.datatype",
        lambda b: patient(b)["name"][0].update(_given={"extension": [{"url": "urn:x", "valueCode": "unknown"}]}),
    ),
    Mutation(
        "a list of extensions beside one value",
        "value.datatype",
        lambda b: patient(b)["name"][0].update(_family=[{"extension": [{"url": "urn:x", "valueCode": "unknown"}]}]),
    ),
    Mutation("no class", "hn.class_missing", drop(encounter, "class")),
    Mutation("ambulatory class", "hn.class_unknown", lambda b: encounter(b)["class"].update(code="AMB")),
    Mutation("class of another system", "hn.class_unknown", lambda b: encounter(b)["class"].update(system="urn:x")),
    Mutation("no status", "hn.status_missing", drop(encounter, "status")),
    Mutation("planned status", "hn.status_unknown", set_in(encounter, status="planned")),
    Mutation("no subject", "hn.subject_missing", drop(encounter, "subject")),
    Mutation("no period", "hn.period_missing", drop(encounter, "period")),
    Mutation("no start", "hn.start_missing", set_in(encounter, period={"end": "2023-03-01T12:00:00+01:00"})),
    Mutation("start without zone", "value.time", set_in(encounter, period={"start": "2023-03-01T12:00:00"})),
    Mutation("start without time", "hn.time_imprecise", set_in(encounter, period={"start": "2023-03-01"})),
    Mutation("start that never was", "hn.time_impossible", set_in(encounter, period={"start": "9999-12-31T23:59:59Z"})),
    Mutation("no service provider", "hn.service_provider_missing", drop(encounter, "serviceProvider")),
    Mutation("no episode of care", "hn.episode_missing", drop(encounter, "episodeOfCare")),
    Mutation(
        "episode by reference",
        "element.forbidden",
        lambda b: encounter(b)["episodeOfCare"][0].update(reference="EpisodeOfCare/1"),
    ),
    Mutation("a diagnosis", "element.forbidden", set_in(encounter, diagnosis=[{"condition": {"display": "x"}}])),
    Mutation("a reason", "element.forbidden", set_in(encounter, reasonCode=[{"text": "x"}])),
    Mutation("on leave since when", "hn.leave_start_missing", _not_on_leave),
    Mutation(
        "leave without start",
        "element.missing",
        lambda b: encounter(b)["extension"][0].update(valuePeriod={"end": "2023-03-01T12:00:00+01:00"}),
    ),
    Mutation("flag that is a text", "value.datatype", lambda b: header(b)["extension"][0].update(valueBoolean="true")),
    Mutation(
        "flag as a code",
        "element.forbidden",
        lambda b: header(b)["extension"].__setitem__(0, {"url": header(b)["extension"][0]["url"], "valueCode": "yes"}),
    ),
    Mutation(
        "extension that changes the meaning",
        "modifier.unknown",
        set_in(encounter, modifierExtension=[{"url": "urn:not", "valueBoolean": True}]),
    ),
    Mutation("no patient", "hn.patient_missing", lambda b: without(b, "Patient")),
    Mutation("two patients", "hn.patient_too_many", lambda b: with_again(b, "Patient")),
    Mutation("no encounter", "hn.encounter_missing", lambda b: without(b, "Encounter")),
    Mutation("patient without CPR", "hn.cpr_missing", lambda b: patient(b)["identifier"][0].update(system="urn:x")),
    Mutation("CPR with a hyphen", "hn.cpr_invalid", lambda b: patient(b)["identifier"][0].update(value="250947-9989")),
    Mutation("CPR that is garbage", "hn.cpr_invalid", lambda b: patient(b)["identifier"][0].update(value="xyz")),
    Mutation("CPR on 31 February", "hn.cpr_invalid", lambda b: patient(b)["identifier"][0].update(value="3102479989")),
    Mutation("replacement CPR", "hn.cpr_replacement", lambda b: patient(b)["identifier"][0].update(value="8509479989")),
    Mutation(
        "electronic replacement CPR beside it",
        "hn.cpr_not_alone",
        lambda b: patient(b)["identifier"].append({"system": "urn:oid:1.2.208.176.1.6.1.1", "value": "2509471AB9"}),
    ),
    Mutation("no official name", "hn.name_missing", lambda b: patient(b)["name"][0].update(use="nickname")),
    Mutation("no family name", "element.missing", lambda b: patient(b)["name"][0].pop("family")),
    Mutation(
        "GLN with a wrong check digit",
        "organization.gln_invalid",
        lambda b: party(b, "gln").update(value="5790000209353"),
    ),
    Mutation("no GLN", "organization.gln_missing", lambda b: party(b, "gln").update(system="urn:x")),
    Mutation("SOR that is a word", "organization.sor_invalid", lambda b: party(b, "176.1.1").update(value="afdeling")),
    Mutation("no SOR", "organization.sor_missing", lambda b: party(b, "176.1.1").update(system="urn:x")),
    Mutation("no provenance", "provenance.missing", lambda b: without(b, "Provenance")),
    Mutation(
        "provenance of another",
        "provenance.own_missing",
        lambda b: own(b).update(target=[{"reference": "MessageHeader/x"}]),
    ),
    Mutation(
        "two own provenances",
        "provenance.own_too_many",
        lambda b: b["entry"].append({"fullUrl": "Provenance/x", "resource": {**own(b), "id": "x"}}),
    ),
    Mutation(
        "activity of another message",
        "hn.activity_unknown",
        lambda b: own(b)["activity"]["coding"][0].update(code="new-message"),
    ),
    Mutation(
        "activity that is none",
        "value.not_in_valueset",
        lambda b: own(b)["activity"]["coding"][0].update(code="go-home"),
    ),
    Mutation("no activity", "hn.activity_missing", lambda b: own(b).pop("activity")),
    Mutation("no occurred", "element.missing", lambda b: own(b).pop("occurredDateTime")),
    Mutation("recorded without zone", "value.time", lambda b: own(b).update(recorded="2023-03-01T12:00:00")),
    Mutation("role that is none", "value.not_in_valueset", lambda b: own(b)["entity"][0].update(role="undo")),
    Mutation("link missing in the chain", "provenance.chain_broken", _broken_chain),
    Mutation("chain in a ring", "provenance.chain_circular", _circular_chain),
    Mutation("correction of nothing", "hn.previous_missing", _no_previous),
]
