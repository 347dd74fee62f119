"""How much of a text the rows hold; the whole text stays in the raw message (medcom.md M04)."""

from medcom.parsing.messages.notification import HospitalNotification
from medcom.parsing.problems.problem import Problem

# The columns of journeys.Citizen; a test holds the two against each other.
LONGEST = {"family_name": 120, "given_names": 120, "address_line": 200, "postal_code": 10, "city": 80}
_ELEMENTS = {
    "family_name": "Patient.name.family",
    "given_names": "Patient.name.given",
    "address_line": "Patient.address.line",
    "postal_code": "Patient.address.postalCode",
    "city": "Patient.address.city",
}


def shortened(text: str, longest: int) -> str:
    """The text, or its beginning with a sign that there is more."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def texts_of(notification: HospitalNotification) -> dict[str, str | None]:
    """Name and address as they are told, each as one text."""
    return {
        "family_name": notification.family_name,
        "given_names": notification.given_names,
        "address_line": ", ".join(notification.address_lines),
        "postal_code": notification.postal_code,
        "city": notification.city,
    }


def fitted_texts(notification: HospitalNotification) -> dict[str, str | None]:
    """Name and address as the rows hold them."""
    texts = texts_of(notification)
    return {name: shortened(text, LONGEST[name]) if text else text for name, text in texts.items()}


def problems_of_lengths(notification: HospitalNotification) -> tuple[Problem, ...]:
    """A warning for each text that is shortened."""
    long = [name for name, text in texts_of(notification).items() if text and len(text) > LONGEST[name]]
    return tuple(Problem("hn.text_shortened", _ELEMENTS[name], {"element": _ELEMENTS[name]}) for name in long)
