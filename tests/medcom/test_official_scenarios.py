"""The official notifications through the intake, each scenario in a database of its own (issue item 2; SPEC A6)."""

import csv
import json
from collections import defaultdict
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from journeys.models import Journey, JourneyEvent
from medcom.actions.parties import Unknown
from medcom.domain.reading import read
from medcom.domain.states import MessageState
from medcom.models import InboundMessage
from organisations.models import Organisation
from tests.factories.organisations import make_municipal_unit, make_municipality
from tests.medcom.official import ABSENT, BROKEN
from tests.medcom.world import deliver, deliver_all, make_department, make_served_citizen, outcome_of
from tests.services.medcom import medcom_folder
from tests.services.require import missing

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
CPR = "2509479989"
# The state that the last message of a scenario leaves, by its short name.
STATUS = {
    "STAA": "acute_ambulatory",
    "STIN": "admitted",
    "RE": "admitted",
    "AN": "cancelled",
    "STOR": "on_leave",
    "SLOR": "admitted",
    "SLHJ": "discharged",
    "MORS": "deceased",
    "TEK": "admitted",
}
# The published examples have no scenario names; each goes on from the first one.
CHAINS = {
    "examples: revised": ("a5e5b880", "bfab3e80", "admitted"),
    "examples: cancelled": ("a5e5b880", "c83671a4", "cancelled"),
    "examples: leave and home": ("a5e5b880", "d3128d9b", "e94de8ee", "f4aa42a4", "discharged"),
    "examples: on leave": ("a5e5b880", "d3128d9b", "on_leave"),
    "examples: dead": ("a5e5b880", "g099bbf3", "deceased"),
    "examples: acute": ("h1c8e4a8", "acute_ambulatory"),
    "examples: both episode ids": ("n73ccf30", "admitted"),
}


def _index() -> list[dict[str, str]]:
    folder = medcom_folder()
    if folder is None:
        return []
    with (folder / "examples/fhir/INDEX.csv").open(encoding="utf-8") as rows:
        return [row | {"folder": str(folder / "examples/fhir")} for row in csv.DictReader(rows)]


def _path(row: dict[str, str]) -> Path:
    return Path(row["folder"]) / row["set"] / row["file"]


def _scenarios() -> dict[str, tuple[list[Path], str]]:
    """Name → files in order, status after them. Messages of one letter belong together; B and C are alternatives."""
    found: dict[str, tuple[list[Path], str]] = {}
    rows = _index()
    for name, (*files, status) in CHAINS.items():
        paths = [
            _path(row)
            for file in files
            for row in rows
            if row["set"] == "hospitalnotification-3.0.2" and file in row["file"]
        ]
        if paths:
            found[name] = (paths, status)
    letters: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        if row["set"].startswith("hospitalnotificationtestscripts") and BROKEN not in row["file"]:
            name = row["scenario"].removeprefix("HospitalNotification_Ex_")
            # B1 and B2, C1 and C2 share a message id: alternatives, not a sequence.
            letters[name if name.startswith("TEK") else name.rpartition("_")[2]].append(row)
    for letter, members in letters.items():
        ordered = sorted(members, key=lambda row: len(row["all_activities"].split("|")))
        short = ordered[-1]["scenario"].removeprefix("HospitalNotification_Ex_").split("_")[0]
        found[letter] = ([_path(row) for row in ordered], STATUS[short])
    return found


SCENARIOS = _scenarios()


def _files(name: str) -> tuple[list[bytes], str]:
    if name not in SCENARIOS:
        missing(ABSENT)
    paths, status = SCENARIOS[name]
    return [path.read_bytes() for path in paths], status


@pytest.fixture
def files(request: pytest.FixtureRequest) -> tuple[list[bytes], str]:
    """The files of a scenario, whose organisations are registered and whose citizen has home help."""
    bodies, status = _files(request.param)
    make_served_citizen(CPR)
    municipality = make_municipality("Herlev Kommune", code="163")
    for body in bodies:
        envelope = read(body).envelope
        assert envelope is not None
        assert envelope.sender is not None
        assert envelope.receiver is not None
        if not Organisation.objects.filter(sor=envelope.sender.sor).exists():
            make_department(envelope.sender)
        receiver = envelope.receiver
        if not Organisation.objects.filter(sor=receiver.sor).exists():
            make_municipal_unit(municipality, receiver.name or "", sor=receiver.sor, gln=receiver.gln)
    return bodies, status


def each_scenario(*, at_least: int = 1) -> pytest.MarkDecorator:
    names = [name for name, (paths, _status) in SCENARIOS.items() if len(paths) >= at_least] or ["absent"]
    return pytest.mark.parametrize("files", names, ids=names, indirect=True)


@each_scenario()
def test_a_scenario_is_accepted_as_one_journey(files: tuple[list[bytes], str]) -> None:
    bodies, status = files
    assert set(deliver_all(bodies)) == {MessageState.ACCEPTED}
    journey = Journey.objects.current().get()
    assert journey.status == status
    assert journey.municipality is not None
    assert journey.municipality.name == "Herlev Kommune"
    assert journey.municipal_services is True


@each_scenario()
def test_a_scenario_again_gives_only_duplicates(files: tuple[list[bytes], str]) -> None:
    bodies, _status = files
    deliver_all(bodies)
    before = JourneyEvent.objects.count()
    assert set(deliver_all(bodies)) == {MessageState.DUPLICATE}
    assert JourneyEvent.objects.count() == before


@each_scenario(at_least=2)
def test_a_scenario_gives_the_same_rows_in_any_order(files: tuple[list[bytes], str]) -> None:
    bodies, _status = files
    assert len({outcome_of(order, CPR) for order in permutations(bodies)}) == 1


@each_scenario()
def test_a_scenario_is_accepted_where_nobody_is_known(files: tuple[list[bytes], str]) -> None:
    bodies, _status = files
    Organisation.objects.update(sor=None, gln=None)
    states = {deliver(body, unknown=Unknown.REGISTER).state_value for body in bodies}
    assert states == {MessageState.ACCEPTED}
    assert Organisation.objects.filter(verified=False).exists()


def _broken() -> bytes:
    folder = medcom_folder() or missing(ABSENT)
    return next(folder.glob(f"examples/fhir/*/Bundle-{BROKEN}.json")).read_bytes()


def test_the_broken_one_is_refused_with_the_right_code() -> None:
    message = deliver(_broken(), unknown=Unknown.REGISTER)
    assert message.state_value is MessageState.REJECTED
    assert {problem["code"] for problem in message.problems} == {"header.event_missing", "hn.class_missing"}
    assert message.answer_code == "fatal-error"
    assert _details(message) == {"MSG_BAD_SYNTAX"}
    assert not Journey.objects.exists()


def _details(message: InboundMessage) -> set[str]:
    resources: list[dict[str, Any]] = [entry["resource"] for entry in (message.answer or {})["entry"]]
    outcome = next(item for item in resources if item["resourceType"] == "OperationOutcome")
    return {issue["details"]["coding"][0]["code"] for issue in outcome["issue"]}


def test_a_transfer_under_a_used_id_is_not_dropped() -> None:
    """The published B1 and B2 are two hospitals' admissions under one id (SPEC A6)."""
    first, second = (json.loads(body) for body in _pair("STIN_B1", "STIN_B2"))
    assert deliver(first, unknown=Unknown.REGISTER).state_value is MessageState.ACCEPTED
    assert deliver(second, unknown=Unknown.REGISTER).state_value is MessageState.CONFLICT


def _pair(*names: str) -> list[bytes]:
    rows = {row["scenario"].removeprefix("HospitalNotification_Ex_"): row for row in _index()}
    if not rows:
        missing(ABSENT)
    return [_path(rows[name]).read_bytes() for name in names]
