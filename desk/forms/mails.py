"""What a person chooses about mail, and what an administrator decides for a unit."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from desk.forms.checked import CheckedForm
from desk.forms.fields import CalendarDayField, OrganisationField
from journeys.domain.calendar.plausible import Meaning
from notifications.domain.escalation import LONGEST_WAIT, Watch
from notifications.domain.groups import RULED_GROUPS, NewsGroup
from notifications.domain.mail import DIGEST_AT, MailWay, QuietHours
from notifications.selectors.managing import staff_listed
from notifications.sentences import GROUP_LABELS, MAIL_WAY_LABELS, WATCH_LABELS
from organisations.domain.permissions import WHO_MAY, Permission, role_may
from organisations.domain.roles import Role
from organisations.models import Organisation, User
from organisations.sentences import ROLE_LABELS

_UNIT = "unit"
_PERSON, _ROLE = "person:", "role:"


class ClockField(forms.TimeField):
    """A time of day as Danish clocks show it: "22.00"."""

    def __init__(self, **kwargs: Any) -> None:
        """Typed as text, so that the browser's language changes nothing."""
        shown = forms.TimeInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "off",
                "placeholder": _("f.eks. 22.00"),
                "class": "form-clock",
            },
            format="%H.%M",
        )
        super().__init__(input_formats=["%H.%M", "%H:%M", "%H%M", "%H"], widget=shown, **kwargs)
        self.error_messages["invalid"] = _("Skriv klokkeslættet med fire cifre, for eksempel 22.00.")

    def to_python(self, value: Any) -> time | None:
        """ "kl. 22" is how people say it."""
        plain = value.strip().lower().removeprefix("kl").lstrip(". ") if isinstance(value, str) else value
        return super().to_python(plain)


class ChoicesForm(CheckedForm):
    """For each group of news whether one wants mail, and when; empty leaves it to the unit's rules."""

    email = forms.EmailField(
        label=_("Din mailadresse"),
        help_text=_("Brug din adresse på arbejdet. Den ses kun af administratorer."),
        required=False,
        # As much as an account holds; a form of its own lets more through.
        max_length=254,
    )

    def __init__(self, *args: Any, role: Role | None, **kwargs: Any) -> None:
        """A field for each group that the role reads of."""
        super().__init__(*args, **kwargs)
        accounts = role_may(role, Permission.MANAGE_REFERENCE_DATA)
        self.groups = [group for group in NewsGroup if (group is NewsGroup.ACCOUNTS) is accounts]
        ways = [("", _("Som enheden har bestemt")), *((way.value, label) for way, label in MAIL_WAY_LABELS.items())]
        for group in self.groups:
            self.fields[group.value] = forms.ChoiceField(label=str(GROUP_LABELS[group]), choices=ways, required=False)
            # Its empty answer is an answer.
            self.fields[group.value].asked = True  # type: ignore[attr-defined]
        for name, label in (("quiet_from", _("Stille fra kl.")), ("quiet_to", _("Stille til kl."))):
            self.fields[name] = ClockField(label=label, required=False)
        self.fields["quiet_weekends"] = forms.BooleanField(label=_("Ingen mail lørdag og søndag"), required=False)
        self.fields["digest_at"] = ClockField(label=_("Samlet mail kl."), initial=DIGEST_AT)
        self.fields["sure"] = self.fields.pop("sure")

    def clean(self) -> dict[str, Any]:
        """A quiet time has both ends; who wants mail has an address."""
        said = super().clean() or self.cleaned_data
        ends = ("quiet_from", "quiet_to")
        if len([end for end in ends if said.get(end) is None]) == 1 and not any(end in self.errors for end in ends):
            self.add_error("quiet_to", gettext("Skriv både, hvornår den stille tid begynder, og hvornår den slutter."))
        wants = [group for group in self.groups if said.get(group.value) in (MailWay.AT_ONCE, MailWay.DIGEST)]
        if wants and not said.get("email") and "email" not in self.errors:
            self.add_error("email", gettext("Skriv den adresse, som mail skal sendes til."))
        return said

    @property
    def ways(self) -> Mapping[NewsGroup, MailWay | None]:
        """What was chosen, by group."""
        said = self.cleaned_data
        return {group: MailWay(said[group.value]) if said[group.value] else None for group in self.groups}

    @property
    def hours(self) -> QuietHours:
        """The hours that were chosen."""
        said = self.cleaned_data
        return QuietHours(said["quiet_from"], said["quiet_to"], said["quiet_weekends"], said["digest_at"] or time(7))


class _ForWhom(CheckedForm):
    """Somebody of a unit: everybody, those of a role, or one person."""

    whom = forms.ChoiceField(label=_("Hvem"))
    valid_from = CalendarDayField(
        label=_("Gælder fra"),
        meaning=Meaning.DECIDED,
        error_messages={"required": _("Skriv, hvilken dag det gælder fra.")},
    )

    def __init__(self, *args: Any, unit: Organisation | None, on: date, **kwargs: Any) -> None:
        """Whom one can choose of the unit; without a unit everybody and the roles."""
        super().__init__(*args, **kwargs)
        self.unit = unit
        staff = staff_listed(unit, on=on) if unit else []
        self.people = {user.pk: user for user, _role in staff}
        held = {role for _user, role in staff} if unit else WHO_MAY[Permission.VIEW_JOURNEY]
        roles = [(f"{_ROLE}{role.value}", ROLE_LABELS[role]) for role in Role if role in held]
        people = [(f"{_PERSON}{user.pk}", user.name) for user, _role in staff]
        self.fields["whom"].choices = [  # type: ignore[attr-defined]
            (_UNIT, _("Alle i enheden")),
            *([(_("En rolle"), roles)] if roles else []),
            *([(_("En person"), people)] if people else []),
        ]
        self.fields["valid_from"].initial = on
        self.order_fields([*(name for name in self.fields if name not in ("valid_from", "sure")), "valid_from", "sure"])

    @property
    def role(self) -> str:
        """The role that was chosen, or none."""
        whom = str(self.cleaned_data["whom"])
        return whom.removeprefix(_ROLE) if whom.startswith(_ROLE) else ""

    @property
    def person(self) -> User | None:
        """The person who was chosen, or nobody."""
        whom = str(self.cleaned_data.get("whom", ""))
        return self.people[int(whom.removeprefix(_PERSON))] if whom.startswith(_PERSON) else None


class NewsRuleForm(_ForWhom):
    """Whom one group of a unit's news concerns."""

    group = forms.ChoiceField(label=_("Hvad"), choices=[(group.value, GROUP_LABELS[group]) for group in RULED_GROUPS])
    way = forms.ChoiceField(
        label=_("Mail"),
        help_text=_("Den enkelte kan selv vælge noget andet."),
        choices=[(way.value, label) for way, label in MAIL_WAY_LABELS.items()],
        initial=MailWay.DIGEST.value,
    )
    field_order = ("group", "whom", "way")


class StepForm(_ForWhom):
    """Who is told how long after a time has passed."""

    watch = forms.ChoiceField(label=_("Når"), choices=[(watch.value, label) for watch, label in WATCH_LABELS.items()])
    hours = forms.DecimalField(
        label=_("Timer efter"),
        help_text=_("0 er straks. Halve timer skrives som 0,5."),
        error_messages={"required": _("Skriv, hvor mange timer der går. 0 er straks.")},
        min_value=0,
        decimal_places=2,
        localize=True,
        validators=[MaxValueValidator(LONGEST_WAIT.total_seconds() // 3600)],
    )
    to_unit = OrganisationField(
        label=_("Anden enhed i huset"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Nej, enheden selv"),
    )
    breaks_quiet = forms.BooleanField(label=_("Mail også i den enkeltes stille tid"), required=False)
    field_order = ("watch", "hours", "whom", "to_unit", "breaks_quiet")

    def __init__(self, *args: Any, unit: Organisation | None, **kwargs: Any) -> None:
        """The other units of its house; those of everybody's steps have none."""
        super().__init__(*args, unit=unit, **kwargs)
        if unit is None:
            del self.fields["to_unit"]
        else:
            others = Organisation.objects.under(unit.root_id or unit.pk).exclude(pk=unit.pk).filter(closed_on=None)
            self.fields["to_unit"].queryset = others.order_by("name", "pk")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A person is of the unit itself."""
        said = super().clean() or self.cleaned_data
        if said.get("to_unit") and "whom" in said and self.person is not None:
            self.add_error("to_unit", gettext("Vælg enten en person eller en anden enhed."))
        return said

    @property
    def waits(self) -> timedelta:
        """How long after."""
        return timedelta(minutes=int(self.cleaned_data["hours"] * 60))

    @property
    def watch_value(self) -> Watch:
        """What is watched."""
        return Watch(self.cleaned_data["watch"])
