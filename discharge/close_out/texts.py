"""What the refusals of the close-out say: code → (da, en)."""

from collections.abc import Mapping

from discharge.wording.texts import Text

CLOSE_OUT_ACTS: Mapping[str, Text] = {
    "close_out.cancelled": (
        "Indlæggelsen er annulleret, så der er intet at afslutte.",
        "The stay is cancelled, so there is nothing to close.",
    ),
    "close_out.already_met": (
        "Det er allerede registreret. Er det forkert, så ret det i tidslinjen.",
        "It is registered already. If it is wrong, correct it in the timeline.",
    ),
}
