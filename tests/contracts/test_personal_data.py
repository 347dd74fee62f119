"""Every field of every model is declared personal or not (DESIGN 9)."""

from importlib import import_module
from importlib.util import find_spec
from typing import get_args

import pytest
from django.apps import apps
from django.db.models import Model

from organisations.domain.personal import PersonalFields, Privacy

OUR_APPS = ("organisations", "notifications", "journeys", "discharge", "documents", "principles", "medcom", "desk")


def _declared(app_label: str) -> PersonalFields | None:
    for package in (app_label, f"{app_label}.domain"):
        if find_spec(package) is not None and find_spec(f"{package}.personal") is not None:
            declared: PersonalFields = import_module(f"{package}.personal").PERSONAL_FIELDS
            return declared
    return None


def _models() -> list[type[Model]]:
    # A history table has the fields of its model, which are declared there.
    ours = [m for m in apps.get_models() if m._meta.app_label in OUR_APPS and not hasattr(m, "history_object")]
    return [model for model in ours if _declared(model._meta.app_label) is not None]


@pytest.mark.parametrize("model", _models(), ids=lambda model: model._meta.label)
def test_every_field_is_declared(model: type[Model]) -> None:
    fields = {f.name for f in (*model._meta.concrete_fields, *model._meta.local_many_to_many)}
    declared = (_declared(model._meta.app_label) or {}).get(model._meta.label, {})
    assert set(declared) == fields


@pytest.mark.parametrize("app_label", [label for label in OUR_APPS if _declared(label)])
def test_nothing_is_declared_that_does_not_exist(app_label: str) -> None:
    declared = _declared(app_label) or {}
    assert set(declared) <= {model._meta.label for model in _models()}
    assert {value for fields in declared.values() for value in fields.values()} <= set(get_args(Privacy))
