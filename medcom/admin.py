"""Gateways for the administrator: names, patience, and tokens that are shown once."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from medcom.actions.counterparts import ask_anew
from medcom.actions.gateways import renew_token
from medcom.models import Counterpart, Gateway
from medcom.sentences import version_choices

# Generic for mypy only: Django's class takes no type argument when it runs.
if TYPE_CHECKING:
    GatewayAdminBase = admin.ModelAdmin[Gateway]
    CounterpartFormBase = forms.ModelForm[Counterpart]
else:
    GatewayAdminBase = admin.ModelAdmin
    CounterpartFormBase = forms.ModelForm


@admin.register(Gateway)
class GatewayAdmin(GatewayAdminBase):
    """A gateway is switched off, never deleted: its messages name it."""

    list_display = ("name", "active", "all_senders", "last_message_at", "silent_after_minutes")
    fields = ("name", "active", "sender_roots", "all_senders", "silent_after_minutes", "last_message_at")
    readonly_fields = ("last_message_at",)
    autocomplete_fields = ("sender_roots",)
    actions = ("give_token",)

    def has_delete_permission(self, request: HttpRequest, obj: Gateway | None = None) -> bool:
        """Messages are kept, and so is who brought them."""
        return False

    def save_model(self, request: HttpRequest, obj: Gateway, form: Any, change: bool) -> None:
        """A new gateway gets its first token at once."""
        if change:
            obj.save()
            return
        obj.created_at = timezone.now()
        self._show(request, obj, renew_token(obj))

    @admin.action(description=_("Giv en ny nøgle (vises én gang)"), permissions=["change"])
    def give_token(self, request: HttpRequest, gateways: QuerySet[Gateway]) -> None:
        """Replace the tokens of the chosen gateways."""
        for gateway in gateways:
            self._show(request, gateway, renew_token(gateway))

    def _show(self, request: HttpRequest, gateway: Gateway, token: str) -> None:
        sentence = gettext("Nøgle til %(name)s: %(token)s. Den vises kun nu.")
        self.message_user(request, sentence % {"name": gateway.name, "token": token}, messages.WARNING)


class CounterpartForm(CounterpartFormBase):
    """The versions as boxes to tick: only those that are sent from here."""

    versions = forms.MultipleChoiceField(
        label=_("tager imod i OIOXML"),
        choices=version_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Sendes kun, når der er sat hak. Af to versioner sendes den nyeste."),
    )

    class Meta:
        model = Counterpart
        fields = ("organisation", "receives", "versions", "in_vans", "since")


@admin.register(Counterpart)
class CounterpartAdmin(SimpleHistoryAdmin):  # type: ignore[misc]
    """What an organisation's own system can receive, from when; what it was before stands in its history."""

    list_display = ("organisation", "receives", "since")
    list_filter = ("receives",)
    fields = ("organisation", "receives", "versions", "in_vans", "since")
    form = CounterpartForm
    autocomplete_fields = ("organisation",)
    search_fields = ("organisation__name",)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """From now on, where nothing else is said."""
        return {"since": timezone.now()}

    def save_model(self, request: HttpRequest, obj: Counterpart, form: Any, change: bool) -> None:
        """What was released since and is no message is asked about anew."""
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            ask_anew(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Counterpart | None = None) -> bool:
        """It is set to nothing, never deleted: letters were sent by it."""
        return False
