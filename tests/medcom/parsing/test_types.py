"""The data types written down by hand and the resources compiled, beside those of fhir.resources."""

import pytest
from fhir.resources.R4B import get_fhir_model_class

from medcom.parsing.fhir.datatypes import DATATYPES
from medcom.parsing.fhir.types import elements_of
from medcom.parsing.tables import load

NAMED = [name for name in (*DATATYPES, *load("resources")) if "." not in name]
# R4B names the types of Signature and Attachment.size as R4 does; these bases are abstract there.
ABSTRACT = {"Element", "BackboneElement"}


@pytest.mark.parametrize("name", [name for name in NAMED if name not in ABSTRACT])
def test_elements_and_repetition_agree(name: str) -> None:
    fields = {
        field.alias or key: field
        for key, field in get_fhir_model_class(name).model_fields.items()
        if not key.endswith("__ext") and key not in {"resource_type", "fhir_comments"}
    }
    for element, kind in elements_of(name).items():
        if kind.choice and element not in fields:
            assert name == "Extension"
            continue
        assert element in fields, element
        assert kind.many == ("List" in str(fields[element].annotation)), element
