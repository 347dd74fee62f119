"""Citizens and the relatives they name."""

import uuid
from datetime import date
from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from journeys.domain.citizen.own_access import age_on
from organisations.domain.identifiers import cpr_birth_date, is_replacement_cpr, mask_cpr


class Citizen(models.Model):
    """One person. Name and address are what the latest message said; the CPR number never leaves this row unmasked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Null only for a citizen entered by hand whose number nobody knew; two unknown numbers are two citizens.
    cpr = models.CharField(max_length=10, unique=True, null=True)
    family_name = models.CharField(_("efternavn"), max_length=120, blank=True)
    given_names = models.CharField(_("fornavne"), max_length=120, blank=True)
    # For the search box: `domain.likeness.folded_name`. Longer than the names: æ, ø and å take two letters.
    search_name = models.CharField(max_length=500, blank=True, db_index=True)
    address_line = models.CharField(_("adresse"), max_length=200, blank=True)
    postal_code = models.CharField(_("postnummer"), max_length=10, blank=True)
    city = models.CharField(_("by"), max_length=80, blank=True)
    address_protected = models.BooleanField(_("navne- og adressebeskyttelse"), default=False)

    # The real citizen whom a replacement or unknown number turned out to be (RULES 2i V9); its events are read there.
    joined_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="members")
    joined_count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("borger")
        verbose_name_plural = _("borgere")

    def __str__(self) -> str:
        """The name; never the CPR number."""
        return self.name

    @property
    def name(self) -> str:
        """Given names and family name, or the word for an unknown name."""
        return f"{self.given_names} {self.family_name}".strip() or str(_("Navn ukendt"))

    @property
    def root_id(self) -> uuid.UUID:
        """The row under which the person is known: the real citizen's, or this one."""
        return self.joined_to_id or self.pk

    @property
    def masked_cpr(self) -> str:
        """DDMMYY-••••, or empty when the number is unknown."""
        return mask_cpr(self.cpr) if self.cpr else ""

    @cached_property
    def birth_date(self) -> date | None:
        """From the CPR number; None when it says none."""
        return cpr_birth_date(self.cpr) if self.cpr else None

    @cached_property
    def known_birth_date(self) -> date | None:
        """As a real number tells; a replacement number may tell another day, so it tells nothing here."""
        return self.birth_date if self.cpr and not is_replacement_cpr(self.cpr) else None

    def age_on(self, day: date) -> int | None:
        """Whole years on a day."""
        born = self.birth_date
        return None if born is None else age_on(born, day)


class Relative(models.Model):
    """Someone the citizen names as *pårørende*, and what has been agreed with them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="relatives")
    name = models.CharField(_("navn"), max_length=120)
    relation = models.CharField(_("relation"), max_length=60, blank=True)
    phone = models.CharField(_("telefon"), max_length=30, blank=True)
    agreed = models.TextField(_("kan og vil"), blank=True)
    informed_at = models.DateTimeField(_("talt med"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("pårørende")
        verbose_name_plural = _("pårørende")
        ordering = ("name",)

    def __str__(self) -> str:
        """Name and relation."""
        return f"{self.name} ({self.relation})" if self.relation else self.name
