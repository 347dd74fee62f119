"""The committed tables are what the compiler makes of the published definitions, and agree with other sources."""

import json
from pathlib import Path

import pytest

from medcom.parsing import codes
from medcom.parsing.activities import ACTIVITIES
from medcom.parsing.compiling.compiler import compile_all, dump
from medcom.parsing.problems.problem import PROBLEMS, Problem
from medcom.parsing.tables import FOLDER


@pytest.mark.parametrize("name", ["resources", "hospitalnotification", "acknowledgement"])
def test_committed_table_is_up_to_date(name: str, medcom_dir: Path) -> None:
    tables = compile_all(medcom_dir / "definitions")
    assert dump(tables[name]) == (FOLDER / f"{name}.json").read_text("utf-8"), "run manage.py compile_medcom"


def test_activities_are_those_of_the_value_set(medcom_dir: Path) -> None:
    path = medcom_dir / "definitions/terminology-1.1.1/ValueSet-medcom-hospitalNotification-messageActivities.json"
    (include,) = json.loads(path.read_text("utf-8"))["compose"]["include"]
    assert include["system"] == codes.ACTIVITY_CODES
    assert set(ACTIVITIES) == {concept["code"] for concept in include["concept"]}


@pytest.mark.parametrize("code", PROBLEMS)
def test_every_problem_has_a_detail_code_of_the_acknowledgement(code: str, medcom_dir: Path) -> None:
    path = medcom_dir / "definitions/terminology-1.4.0/ValueSet-medcom-acknowledgement-issue-details.json"
    allowed = {
        (include["system"], concept["code"])
        for include in json.loads(path.read_text("utf-8"))["compose"]["include"]
        for concept in include["concept"]
    }
    problem = Problem(code)
    assert (problem.medcom_system, problem.medcom_code) in allowed
