"""What the access log tells: what was done, and on what ground (DESIGN §6; RULES 4 Logging)."""

from enum import StrEnum

# How the criterion of a search by CPR number begins; a keyed digest follows.
CPR_CRITERION = "cpr:"


class Look(StrEnum):
    """What was done."""

    LIST = "list"
    OPEN = "open"
    SEARCH = "search"
    ACT = "act"
    READ_LOG = "read_log"
    EXPORT = "export"
    REFUSED = "refused"


class Purpose(StrEnum):
    """On what ground."""

    PARTY = "party"
    CURRENT_CONTACT = "current_contact"
    BREAK_GLASS = "break_glass"
    SEARCH = "search"
    SELF = "self"
    # With a code that the citizen, or the ward for the citizen, gave a relative.
    RELATIVE = "relative"
    ADMINISTRATION = "administration"
    # What is left of a journey when nobody can be recognised in it, read to learn from.
    LEARNING = "learning"
    NONE = "none"
