"""Numbers as people read them: rounded, with the separators of the reader's language."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _


def rounded(value: float | Decimal, places: int = 0) -> str:
    """18.57 with one place is 18,6: `number_format` by itself cuts off what it does not show."""
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    # Minus nought is nought.
    return number_format(exact or abs(exact), decimal_pos=places, force_grouping=True)


def percent(value: float) -> str:
    """A share of 0 to 100; what is not all is never told as all, nor what is something as nothing."""
    if 0 < value < 0.5:
        return _("under 1 %")
    if 99.5 <= value < 100:
        return _("over 99 %")
    return f"{rounded(value)} %"
