"""Who reads a citizen's own page (001-10; DESIGN §6)."""

from datetime import date

# Sundhedsloven § 17: from that birthday on a patient decides alone.
DECIDES_FROM = 15


def age_on(born: date, on: date) -> int:
    """Whole years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def may_read_alone(born: date | None, on: date) -> bool:
    """Whether a log-in of their own may be given: not below 15, nor where the number tells no age."""
    return born is not None and age_on(born, on) >= DECIDES_FROM
