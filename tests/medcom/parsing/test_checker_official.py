"""The checker against the official bundles, as JSON and as XML, beside two judges that are not ours."""

from pathlib import Path

import pytest

from medcom.parsing.checking.checker import check
from medcom.parsing.fhir.decode import decode, encode_xml
from medcom.parsing.messages.notification import read_notification
from medcom.parsing.problems.problem import Severity
from tests.medcom.mutations import MUTATIONS, Mutation, copy_of
from tests.medcom.official import (
    ACKNOWLEDGEMENTS,
    BROKEN,
    EMPTY_MESSAGE,
    NOT_UUID5,
    NOTIFICATIONS,
    WRONG_DETAIL,
    each,
    load,
    read,
)
from tests.medcom.oracles import base_fault, broken_invariants

EXPECTED = {
    BROKEN: ["header.event_missing", "hn.class_missing"],
    NOT_UUID5: ["hn.lpr3_not_uuid5"],
    EMPTY_MESSAGE: ["header.event_unsupported"],
    WRONG_DETAIL: ["ack.detail_unknown"],
}


def expected(path: Path | None) -> list[str]:
    return EXPECTED.get(path.stem.removeprefix("Bundle-"), []) if path else []


@each(NOTIFICATIONS, *ACKNOWLEDGEMENTS)
def test_official_bundle_has_only_its_known_problems(path: Path | None) -> None:
    assert [problem.code for problem in check(load(path))] == expected(path)


@each(NOTIFICATIONS, *ACKNOWLEDGEMENTS)
def test_official_bundle_in_xml_is_judged_alike(path: Path | None) -> None:
    assert check(decode(encode_xml(decode(read(path))))) == check(load(path))


@each(NOTIFICATIONS)
def test_accepted_notification_can_be_read(path: Path | None) -> None:
    bundle = load(path)
    if any(problem.severity is Severity.ERROR for problem in check(bundle)):
        assert path is not None
        assert BROKEN in path.stem
        return
    found = read_notification(bundle)
    assert (found.cpr, found.receiver.gln) == ("2509479989", "5790001348120")
    assert not found.occurred_at_is_fallback


@each(NOTIFICATIONS)
def test_judges_agree_about_the_official_bundles(path: Path | None, medcom_dir: Path) -> None:
    bundle = load(path)
    assert path is not None
    is_broken = BROKEN in path.stem
    assert bool(base_fault(bundle)) == is_broken
    assert broken_invariants(bundle, medcom_dir / "definitions", "hospital-notification-message") == []


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_every_mutation_of_official_bundles_is_caught(mutation: Mutation, medcom_dir: Path) -> None:
    """VALIDATION: 31 and more ways to break a good bundle; each is caught, as an error of its own code."""
    folder = medcom_dir / "examples/fhir/hospitalnotification-3.0.2"
    tried = 0
    for path in sorted(folder.glob("Bundle-*.json")):
        bundle = copy_of(load(path))
        if mutation.apply(bundle):
            tried += 1
            errors = {problem.code for problem in check(bundle) if problem.severity is Severity.ERROR}
            assert mutation.code in errors, (path.name, errors)
    assert tried
