"""Organisation: a hospital, ward, municipality, practice or other unit (DESIGN 3)."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from organisations.domain.kinds import Speciality
from organisations.domain.phones import Phone, PhonePurpose, phone_for
from organisations.querysets import OrganisationQuerySet
from organisations.sentences import function_choices, kind_choices, speciality_choices


class Organisation(models.Model):
    """One unit with its identifiers; null means that nothing is known, never a guess."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference_key = models.SlugField(_("referencenøgle"), max_length=80, unique=True, null=True, blank=True)
    kind = models.CharField(_("type"), max_length=30, choices=kind_choices)
    function = models.CharField(_("funktion"), max_length=30, choices=function_choices, null=True, blank=True)
    speciality = models.CharField(
        _("speciale"), max_length=20, choices=speciality_choices, default=Speciality.UNKNOWN.value
    )
    name = models.CharField(_("navn"), max_length=200)
    short_name = models.CharField(_("kort navn"), max_length=60, null=True, blank=True)
    sor = models.CharField(_("SOR-id"), max_length=20, unique=True, null=True, blank=True)
    gln = models.CharField(_("lokationsnummer (GLN)"), max_length=13, unique=True, null=True, blank=True)
    ydernummer = models.CharField(_("ydernummer"), max_length=6, unique=True, null=True, blank=True)
    municipality_code = models.CharField(_("kommunekode"), max_length=3, null=True, blank=True, db_index=True)
    region_code = models.CharField(_("regionskode"), max_length=4, null=True, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("hører under")
    )
    root = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name=_("øverste enhed")
    )
    # The ordinary number; those for one purpose only stand in `phones` (RULES 2d).
    phone = models.CharField(_("telefon"), max_length=30, null=True, blank=True)
    phone_hours = models.CharField(_("telefontid"), max_length=200, null=True, blank=True)
    opening_hours = models.JSONField(_("åbningstid"), null=True, blank=True)
    phones = models.JSONField(_("telefoner efter formål"), default=dict, blank=True)
    beds = models.JSONField(_("sengepladser"), null=True, blank=True)
    # A closed unit keeps its past; what is asked of it goes to the successor, or else to the unit above it.
    closed_on = models.DateField(_("lukket"), null=True, blank=True, editable=False)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="predecessors",
        verbose_name=_("afløses af"),
    )
    verified = models.BooleanField(_("kontrolleret"), default=False)
    fictitious = models.BooleanField(_("opdigtet"), default=False)

    objects = OrganisationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisationer")
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(condition=~Q(parent=F("id")), name="organisation_not_its_own_parent"),
            # Two organisations with an empty identifier would collide; unknown is null.
            models.CheckConstraint(
                condition=~Q(sor="") & ~Q(gln="") & ~Q(ydernummer=""), name="organisation_identifier_null_not_empty"
            ),
        )

    def __str__(self) -> str:
        """The name that people use."""
        return self.name

    def phone_for(self, purpose: PhonePurpose) -> Phone | None:
        """The number for a question; None where nobody has stated one."""
        ordinary = (
            Phone(PhonePurpose.INQUIRIES, self.phone, self.phone_hours, self.opening_hours) if self.phone else None
        )
        return phone_for(purpose, ordinary, self.phones)

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name
