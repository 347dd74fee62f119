"""Which citizen a log-in opens, for administrators: by CPR number in the form, never in an address or a list."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journeys.actions.access import Look, Purpose, cpr_criterion, log_look
from journeys.actions.own_access import check_login, tie_login
from journeys.actions.refusals import Refused
from journeys.models import Citizen, CitizenLogin
from journeys.sentences import refused_sentence
from organisations.domain.identifiers import normalise_cpr
from organisations.domain.roles import Role
from organisations.models import User

if TYPE_CHECKING:
    LoginForm = forms.ModelForm[CitizenLogin]
    LoginAdmin = admin.ModelAdmin[CitizenLogin]
else:
    LoginForm, LoginAdmin = forms.ModelForm, admin.ModelAdmin


class CitizenLoginForm(LoginForm):
    """A log-in of the role citizen and a CPR number that is known here."""

    cpr = forms.CharField(
        label=_("Borgerens CPR-nummer"), max_length=11, widget=forms.TextInput({"autocomplete": "off"})
    )

    class Meta:
        model = CitizenLogin
        fields = ("user",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Only people who are citizens here."""
        super().__init__(*args, **kwargs)
        people = User.objects.filter(memberships__role=Role.CITIZEN.value).distinct()
        self.fields["user"].queryset = people  # type: ignore[attr-defined]

    def clean_cpr(self) -> Citizen:
        """The citizen; an unknown number is refused, since a page about nobody would be nobody's."""
        citizen = Citizen.objects.filter(cpr=normalise_cpr(self.cleaned_data["cpr"])).first()
        if citizen is None:
            raise ValidationError(_("Vi kender ingen borger med det nummer."))
        return citizen

    def clean(self) -> dict[str, Any]:
        """Refused here with the action's own sentence."""
        said = super().clean() or self.cleaned_data
        if "cpr" in said and "user" in said:
            try:
                check_login(said["user"], said["cpr"], on=timezone.localdate())
            except Refused as refusal:
                raise ValidationError(refused_sentence(refusal.code)) from refusal
        return said


@admin.register(CitizenLogin)
class CitizenLoginAdmin(LoginAdmin):
    """Given and taken away here; changed by giving it anew."""

    form = CitizenLoginForm
    list_display = ("user", "tied_at", "tied_by")
    list_select_related = ("user", "tied_by")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Somebody else's page is another row."""
        return False

    def save_model(self, request: HttpRequest, obj: CitizenLogin, form: Any, change: bool) -> None:
        """Through the action; whose number was typed is logged as any search is."""
        assert isinstance(request.user, User)
        citizen, now = form.cleaned_data["cpr"], timezone.now()
        log_look(
            request.user,
            Look.ACT,
            now=now,
            purpose=Purpose.ADMINISTRATION,
            citizens=[citizen.pk],
            criterion=cpr_criterion(citizen.cpr),
        )
        saved = tie_login(obj.user, citizen, now=now, by=request.user)
        obj.pk, obj.tied_at, obj.tied_by = saved.pk, saved.tied_at, saved.tied_by
