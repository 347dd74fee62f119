"""What can be wrong with an identifier; a machine code, turned into a sentence elsewhere."""

from enum import StrEnum


class IdentifierProblem(StrEnum):
    """One code per identifier and kind of fault."""

    CPR_FORMAT = "cpr.format"
    CPR_DATE = "cpr.date"
    CPR_FUTURE = "cpr.future"
    GLN_FORMAT = "gln.format"
    GLN_CHECK_DIGIT = "gln.check_digit"
    SOR_FORMAT = "sor.format"
    YDERNUMMER_FORMAT = "ydernummer.format"
    SHAK_FORMAT = "shak.format"
    MUNICIPALITY_FORMAT = "municipality_code.format"
    REGION_UNKNOWN = "region_code.unknown"
    CVR_FORMAT = "cvr.format"
    CVR_CHECK_DIGIT = "cvr.check_digit"
    AUTHORISATION_FORMAT = "authorisation_id.format"
