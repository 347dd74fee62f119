"""The well-formed numbers of an organisation in a message; an ill-formed one is as good as none."""

from dataclasses import dataclass
from functools import lru_cache

from medcom.parsing.envelope import MessageOrganization
from organisations.domain.identifiers import (
    check_gln,
    check_region_code,
    check_sor,
    check_ydernummer,
    municipality_code,
    normalise_number,
)

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class MessageParty:
    """An organisation as a message names it, with only what can be trusted to be well-formed."""

    sor: str | None
    gln: str | None
    name: str
    ydernummer: str | None
    municipality_code: str | None
    region_code: str | None


# One message asks again and again about the same few.
@lru_cache(maxsize=256)
def party_of(named: MessageOrganization) -> MessageParty:
    """The organisation with its well-formed numbers; without a name it is called by its number."""
    sor = normalise_number(named.sor) if named.sor and not check_sor(named.sor) else None
    gln = normalise_number(named.gln) if named.gln and not check_gln(named.gln) else None
    number = f"SOR {sor}" if sor else f"GLN {gln}"
    return MessageParty(
        sor=sor,
        gln=gln,
        name=(named.name or number).strip()[:LONGEST_NAME],
        ydernummer=named.ydernummer if named.ydernummer and not check_ydernummer(named.ydernummer) else None,
        municipality_code=municipality_code(named.municipality_code) if named.municipality_code else None,
        region_code=named.region_code if named.region_code and not check_region_code(named.region_code) else None,
    )


def label_of(named: MessageOrganization | None) -> str:
    """How the message log names a party: name and number."""
    if named is None:
        return ""
    return " · ".join(part for part in ((named.name or "")[:120], number_of(named)) if part)[:LONGEST_NAME]


def number_of(named: MessageOrganization | None) -> str:
    """The number that tells a party from all others; empty where it has none."""
    if named is None or not (named.sor or named.gln):
        return ""
    return (f"SOR {named.sor}" if named.sor else f"GLN {named.gln}")[:60]
