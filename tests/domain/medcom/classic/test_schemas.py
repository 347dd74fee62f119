"""Classic letters and the official schemas: checked where one lies, and never said to be right without (issue 8)."""

from pathlib import Path

import pytest

from medcom.domain.reading import read
from medcom.domain.states import MessageState
from tests.domain.medcom.classic.samples import PLAN, REP, classic, email
from tests.medcom import official
from tests.services.medcom import medcom_folder

# A schema of our own invention, so that the check is tried where nobody has laid the official ones.
_SCHEMA = f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{REP}2006/07/01/"
    xmlns="{REP}2006/07/01/" elementFormDefault="qualified">
  <xs:element name="Emessage"><xs:complexType><xs:sequence>
    <xs:element name="Envelope" type="xs:anyType"/>
    <xs:element name="ClinicalEmail"><xs:complexType><xs:sequence>
      <xs:element name="Letter" type="xs:anyType"/><xs:element name="Sender" type="xs:anyType"/>
      <xs:element name="Receiver" type="xs:anyType"/><xs:element name="Patient" type="xs:anyType"/>
      <xs:element name="AdditionalInformation"><xs:complexType><xs:sequence>
        <xs:element name="Priority" type="xs:string"/>
        <xs:element name="Subject"><xs:simpleType>
          <xs:restriction base="xs:string"><xs:maxLength value="20"/></xs:restriction>
        </xs:simpleType></xs:element>
      </xs:sequence></xs:complexType></xs:element>
      <xs:element name="ClinicalInformation" type="xs:anyType"/>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>"""


@pytest.fixture
def schemas(tmp_path: Path) -> Path:
    folder = tmp_path / "2006" / "07" / "01"
    folder.mkdir(parents=True)
    (folder / "EMessage.xsd").write_text(_SCHEMA)
    return tmp_path


def _codes(body: bytes, schemas: Path | None) -> list[str]:
    return [problem.code for problem in read(body, schemas=schemas).problems]


def test_a_letter_that_follows_its_schema_is_said_to(schemas: Path) -> None:
    reading = read(email(), schemas=schemas)
    assert [problem.code for problem in reading.problems] == ["xml.structure_checked"]
    assert reading.incoming is not None
    assert not reading.incoming.parts.unchecked


def test_what_does_not_is_refused_by_its_place_and_without_its_words(schemas: Path) -> None:
    reading = read(email(subject="Nancys hemmelighed, der er lang"), schemas=schemas)
    assert (reading.state, reading.incoming) == (MessageState.REJECTED, None)
    (problem,) = reading.problems
    assert (problem.code, problem.expression) == ("xml.schema", "ClinicalEmail/AdditionalInformation/Subject")
    assert "hemmelighed" not in repr(problem)


def test_without_a_schema_nobody_says_that_it_is_right(schemas: Path) -> None:
    for body in (classic("XD2134C", PLAN, status=""), classic("XD1930C", [])):
        assert _codes(body, schemas) == ["xml.structure_unchecked"]
    assert _codes(email(), None) == ["xml.structure_unchecked"]
    (schemas / "2006/07/01/EMessage.xsd").write_text("<no schema")
    # Read once in a process; another folder is another schema.
    (schemas / "2007/02/01").mkdir(parents=True)
    (schemas / "2007/02/01/EMessage.xsd").write_text("<no schema")
    assert _codes(classic("XD1630C", []), schemas) == ["xml.structure_unchecked"]


@pytest.mark.parametrize("namespace", ["", "../../../etc/passwd", f"{REP}..//..//..//", f"{REP}2006/07/", "urn:x"])
def test_a_namespace_leads_nowhere_else(namespace: str, schemas: Path) -> None:
    body = email().replace(f"{REP}2006/07/01/".encode(), namespace.encode() or b"urn:none")
    assert "xml.schema" not in _codes(body, schemas / "2006/07/01")


def test_an_encoding_that_nobody_states_is_no_breach(schemas: Path) -> None:
    body = email("Søren får besøg", encoding="iso-8859-1").partition(b"\n")[2]
    assert _codes(body, schemas) == ["xml.structure_checked"]


@official.each("examples/oioxml/medcom-xml/DIS*.xml", "examples/oioxml/synthetic/*.xml")
def test_official_samples_follow_the_official_schemas(path: Path | None) -> None:
    folder = medcom_folder()
    body = official.read(path)
    assert folder is not None
    assert "xml.schema" not in _codes(body, folder / "schemas")
    assert "xml.structure_unchecked" not in _codes(body, folder / "schemas")
