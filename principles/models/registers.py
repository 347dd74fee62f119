"""Registers of the agreement: initiatives' status, alternatives, practices, training, requests. No citizen is named.

Their codes are those of `principles/registers/rules`.
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from organisations.models import CooperationArea, Organisation


class InitiativeStatus(models.Model):
    """What was said of an initiative (append-only): the last holds, all of them are its history."""

    initiative = models.CharField(_("indsats"), max_length=10)
    status = models.CharField(_("status"), max_length=20)
    # A body or a unit, in words: the bodies of 2015–2018 are no organisations here.
    owner = models.CharField(_("ansvarlig"), max_length=200, blank=True)
    words = models.TextField(_("bemærkning"), blank=True)
    on = models.DateField(_("dag"))
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("status for en indsats")
        verbose_name_plural = _("status for indsatser")
        ordering = ("initiative", "-written_at", "-pk")
        indexes = (models.Index(fields=("initiative", "-written_at"), name="status_of_initiative"),)

    def __str__(self) -> str:
        """Which one, and what."""
        return f"{self.initiative} {self.status}"


class Alternative(models.Model):
    """What a cluster offers instead of an acute admission."""

    area = models.ForeignKey(
        CooperationArea, models.PROTECT, related_name="alternatives", verbose_name=_("samarbejdsområde")
    )
    # Null: everybody in the cluster.
    municipality = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kun for borgere i")
    )
    name = models.CharField(_("navn"), max_length=120)
    for_whom = models.CharField(_("for hvem"), max_length=400)
    phone = models.CharField(_("telefon"), max_length=20)
    hours = models.CharField(_("åbent"), max_length=120)
    how = models.CharField(_("sådan bruges det"), max_length=400, blank=True)
    valid_from = models.DateField(_("gælder fra"))
    last_on = models.DateField(_("sidste dag"), null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("alternativ til indlæggelse")
        verbose_name_plural = _("alternativer til indlæggelse")
        ordering = ("area__name", "name", "pk")

    def __str__(self) -> str:
        """Its name."""
        return self.name


class SharedPractice(models.Model):
    """A practice that works, described by a cluster so that others can take it up."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey(CooperationArea, models.PROTECT, related_name="practices", verbose_name=_("klynge"))
    title = models.CharField(_("navn"), max_length=120)
    problem = models.TextField(_("hvad var problemet"))
    method = models.TextField(_("sådan gør vi"))
    effect = models.TextField(_("hvad kom der ud af det"), blank=True)
    # An id of RULES 6 ("K7"), or empty.
    indicator = models.CharField(_("nøgletal"), max_length=4, blank=True)
    published_on = models.DateField(_("beskrevet"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("god løsning")
        verbose_name_plural = _("gode løsninger")
        ordering = ("-published_on", "title", "pk")

    def __str__(self) -> str:
        """Its name."""
        return self.title


class Adoption(models.Model):
    """Another cluster takes a practice up, and what it has seen since."""

    practice = models.ForeignKey(SharedPractice, models.PROTECT, related_name="adoptions")
    area = models.ForeignKey(CooperationArea, models.PROTECT, related_name="+", verbose_name=_("klynge"))
    begun_on = models.DateField(_("begyndt"))
    ended_on = models.DateField(_("stoppet"), null=True, blank=True)
    experience = models.TextField(_("erfaring"), blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("udbredelse af en løsning")
        verbose_name_plural = _("udbredelse af løsninger")
        ordering = ("practice", "begun_on", "pk")
        constraints = (models.UniqueConstraint(fields=("practice", "area"), name="adopted_once"),)

    def __str__(self) -> str:
        """Who, and from when."""
        return f"{self.area} {self.begun_on}"


class TrainingEvent(models.Model):
    """Joint training or a meeting across sectors: numbers of participants, never names."""

    area = models.ForeignKey(CooperationArea, models.PROTECT, related_name="training", verbose_name=_("klynge"))
    kind = models.CharField(_("slags"), max_length=20)
    title = models.CharField(_("emne"), max_length=200)
    held_on = models.DateField(_("dag"))
    # Null: nobody has said.
    from_hospital = models.PositiveSmallIntegerField(_("fra hospital"), null=True, blank=True)
    from_municipality = models.PositiveSmallIntegerField(_("fra kommune"), null=True, blank=True)
    from_practice = models.PositiveSmallIntegerField(_("fra almen praksis"), null=True, blank=True)
    score = models.DecimalField(_("karakter"), max_digits=2, decimal_places=1, null=True, blank=True)
    evaluation = models.TextField(_("evaluering"), blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("fælles læring")
        verbose_name_plural = _("fælles læring")
        ordering = ("-held_on", "-pk")

    def __str__(self) -> str:
        """About what."""
        return self.title


class FollowUpAnswer(models.Model):
    """What a cluster answers to a question of the follow-up (001-104): one a question, with its history."""

    area = models.ForeignKey(CooperationArea, models.PROTECT, related_name="+", verbose_name=_("klynge"))
    # FQ1 to FQ10.
    question = models.CharField(_("spørgsmål"), max_length=4)
    words = models.TextField(_("svar"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("svar på opfølgningen")
        verbose_name_plural = _("svar på opfølgningen")
        ordering = ("area__name", "question", "pk")
        constraints = (models.UniqueConstraint(fields=("area", "question"), name="one_answer_a_question"),)

    def __str__(self) -> str:
        """To which question."""
        return f"{self.area} {self.question}"


class ChangeRequest(models.Model):
    """A wish to change a clause, and where it stands; its decisions are its history."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clause = models.CharField(_("punkt"), max_length=20)
    wish = models.TextField(_("hvad skal ændres"))
    reason = models.TextField(_("hvorfor"))
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # The asker's hospital, municipality or practice; null of a citizen.
    house = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    state = models.CharField(_("status"), max_length=20, default="open")

    class Meta:
        verbose_name = _("forslag til aftalen")
        verbose_name_plural = _("forslag til aftalen")
        ordering = ("-asked_at", "pk")

    def __str__(self) -> str:
        """Of which clause."""
        return self.clause


class ChangeDecision(models.Model):
    """What the steering group decided of a request, and why (append-only)."""

    request = models.ForeignKey(ChangeRequest, models.PROTECT, related_name="decisions")
    state = models.CharField(max_length=20)
    reason = models.TextField(_("begrundelse"))
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("afgørelse om et forslag")
        verbose_name_plural = _("afgørelser om forslag")
        ordering = ("request", "pk")

    def __str__(self) -> str:
        """What it was."""
        return self.state
