"""What citizens' own words are about: the codes by which situations are counted (K3, FQ1c)."""

from enum import StrEnum

# Fewer statements than this are not shown, not even their words: their number would be.
FEWEST_STATEMENTS = 5


class SurveyTheme(StrEnum):
    """A situation that goes well or does not."""

    INFORMATION = "information"
    INVOLVEMENT = "involvement"
    TIMING = "timing"
    HOME_CARE = "home_care"
    MEDICINE = "medicine"
    AIDS = "aids"
    TRANSPORT = "transport"
    RELATIVES = "relatives"
    HAND_OVER = "hand_over"
    CONTACT = "contact"
    KINDNESS = "kindness"
    OTHER = "other"
