"""Organisations, users and memberships for tests; everything goes through the actions."""

from datetime import date
from itertools import count
from typing import Any

from organisations.actions.memberships import give_membership
from organisations.actions.organisations import register_organisation
from organisations.actions.users import register_user
from organisations.domain.identifiers import gln_check_digit
from organisations.domain.kinds import REGION_MIDTJYLLAND, OrganisationKind, Speciality, UnitFunction
from organisations.domain.roles import Role
from organisations.models import Organisation, User

LONG_AGO = date(2020, 1, 1)
# From where no number that a test writes out (888, 999 …) can meet it; five digits are the GLN's.
_serial = count(10_000)
# Six digits hold ten thousand invented numbers; no test has more practices than that.
_practices = count(1)


def fictitious_sor(serial: int) -> str:
    """A SOR number that nobody has."""
    return f"9998{serial:011}"


def fictitious_gln(serial: int) -> str:
    """A GLN with a right check digit that nobody has."""
    digits = f"5799998{serial:05}"
    return digits + gln_check_digit(digits)


def make_organisation(name: str = "Enhed", *, kind: OrganisationKind, **facts: Any) -> Organisation:
    """An organisation in the region with unique invented identifiers."""
    serial = next(_serial)
    values: dict[str, Any] = {
        "sor": fictitious_sor(serial),
        "gln": fictitious_gln(serial),
        "region_code": REGION_MIDTJYLLAND,
        "verified": True,
        **facts,
    }
    return register_organisation(name=name, kind=kind, **values)


def make_hospital(name: str = "Regionshospitalet Viborg", **facts: Any) -> Organisation:
    """A hospital, somatic unless said otherwise."""
    return make_organisation(name, kind=OrganisationKind.HOSPITAL, **{"speciality": Speciality.SOMATIC, **facts})


def make_ward(hospital: Organisation | None = None, name: str = "Medicin 1", **facts: Any) -> Organisation:
    """A somatic ward with a phone and two beds, of a new hospital unless one is given."""
    values: dict[str, Any] = {
        "speciality": Speciality.SOMATIC,
        "phone": "00 00 12 34",
        "beds": ["01-1", "01-2"],
        **facts,
    }
    return make_organisation(name, kind=OrganisationKind.WARD, parent=hospital or make_hospital(), **values)


def make_municipality(name: str = "Viborg Kommune", *, code: str = "791", **facts: Any) -> Organisation:
    """A municipality; its needs assessment is a unit of its own."""
    return make_organisation(name, kind=OrganisationKind.MUNICIPALITY, municipality_code=code, **facts)


def make_municipal_unit(
    municipality: Organisation,
    name: str = "Visitationen",
    *,
    function: UnitFunction | None = UnitFunction.NEEDS_ASSESSMENT,
    **facts: Any,
) -> Organisation:
    """A unit of a municipality, by default the needs assessment."""
    code = municipality.municipality_code
    return make_organisation(
        name,
        kind=OrganisationKind.MUNICIPAL_UNIT,
        parent=municipality,
        function=function,
        municipality_code=code,
        **facts,
    )


def make_social_unit(municipality: Organisation, name: str = "Socialpsykiatrien", **facts: Any) -> Organisation:
    """A unit of the municipality's social area."""
    return make_organisation(name, kind=OrganisationKind.SOCIAL_UNIT, parent=municipality, **facts)


def make_practice(name: str = "Lægehuset Eksempelgade", **facts: Any) -> Organisation:
    """A general practice with an invented ydernummer."""
    values: dict[str, Any] = {"ydernummer": f"98{next(_practices) % 10_000:04}", "phone": "00 00 56 78", **facts}
    return make_organisation(name, kind=OrganisationKind.GP_PRACTICE, **values)


def make_user(name: str, *, role: Role, unit: Organisation | None, username: str | None = None) -> User:
    """A person with one membership, which is the active one; no password, tests use force_login."""
    user = register_user(username=username or f"user{next(_serial)}", name=name)
    give_membership(user, unit=unit, role=role, valid_from=LONG_AGO)
    return user
