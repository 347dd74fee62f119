"""The tariff rows that administrators keep, with effective dates (RULES 2c; sundhedsloven § 238)."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

SPECIALITIES = (("somatic", _("Somatik")), ("psychiatric", _("Psykiatri")))
PAYEES = (("region", _("Regionen")), ("state", _("Staten")))


class Tariff(models.Model):
    """The amount per bed-day for the days `day_from`–`day_to` of a period, on the calendar days from–to (included).

    `verified` means found in the act; `official` means entered from the authority's list of the year: until then
    amounts are only indicative. `fictitious` rows belong to the demo.
    """

    speciality = models.CharField(_("speciale"), max_length=20, choices=SPECIALITIES)
    payee = models.CharField(_("opkræves af"), max_length=10, choices=PAYEES)
    day_from = models.PositiveSmallIntegerField(_("fra dag"), default=1, validators=(MinValueValidator(1),))
    day_to = models.PositiveSmallIntegerField(_("til dag"), null=True, blank=True)
    amount_dkk = models.DecimalField(
        _("kroner pr. sengedag"), max_digits=9, decimal_places=2, validators=(MinValueValidator(0),)
    )
    price_level_year = models.PositiveSmallIntegerField(_("prisniveau"))
    valid_from = models.DateField(_("gælder fra"))
    valid_to = models.DateField(_("gælder til"), null=True, blank=True)
    legal_ref = models.CharField(_("hjemmel"), max_length=120)
    verified = models.BooleanField(_("fundet i loven"), default=False)
    official = models.BooleanField(_("officiel takst"), default=False)
    fictitious = models.BooleanField(_("opdigtet"), default=False, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("takst")
        verbose_name_plural = _("takster")
        ordering = ("speciality", "payee", "valid_from", "day_from")
        constraints = (
            models.UniqueConstraint(fields=("speciality", "payee", "day_from", "valid_from"), name="tariff_once"),
            models.CheckConstraint(condition=Q(day_from__gte=1), name="tariff_from_day_one"),
            models.CheckConstraint(
                condition=Q(day_to__isnull=True) | Q(day_to__gte=F("day_from")), name="tariff_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="tariff_dates_in_order"
            ),
            models.CheckConstraint(condition=Q(amount_dkk__gte=0), name="tariff_not_negative"),
        )

    def __str__(self) -> str:
        """Who, how much and from when."""
        return f"{self.get_speciality_display()} · {self.get_payee_display()} · {self.amount_dkk} · {self.valid_from}"
