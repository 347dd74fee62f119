"""Nothing is predicted about anybody (HP-1a): no field, address or function gives a citizen a risk."""

import ast
import re

from django.apps import apps
from django.urls import get_resolver

from principles.registers.rules.cohorts import CohortSum
from tools.places import PACKAGES, ROOT

# What would be the name of one. That a fall risk is written in a care plan by a person is no prediction.
_PREDICTS = re.compile(r"predict|risk_?score|risk_?of|propensity|likelihood|probabilit", re.IGNORECASE)
_LEARNS = frozenset({"sklearn", "torch", "tensorflow", "xgboost", "lightgbm", "statsmodels", "lifelines"})


def test_no_function_or_class_predicts_and_nothing_is_learned() -> None:
    found = []
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef | ast.ClassDef) and _PREDICTS.search(node.name):
                    found.append(f"{path.name}: {node.name}")
                if isinstance(node, ast.Import | ast.ImportFrom):
                    names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [n.name for n in node.names]
                    found += [f"{path.name}: {name}" for name in names if name.partition(".")[0] in _LEARNS]
    assert found == []


def test_no_field_or_address_holds_a_risk() -> None:
    fields = [f"{model.__name__}.{field.name}" for model in apps.get_models() for field in model._meta.get_fields()]
    addresses = [str(name) for name in get_resolver().reverse_dict]
    assert [name for name in fields + addresses if _PREDICTS.search(name)] == []


def test_a_group_is_a_sum_and_names_nobody() -> None:
    assert set(CohortSum.__dataclass_fields__) == {"number", "numerator"}
