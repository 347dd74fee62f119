"""Reference data for administrators, with history; organisations brought by messages are listed as not verified."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from organisations.actions.closing import close_unit
from organisations.actions.memberships import decide_role, save_membership
from organisations.actions.organisations import move_organisation, verify_organisation
from organisations.actions.security import SecurityKind, record_security
from organisations.domain.refusals import InvalidOrganisation, Refusal
from organisations.domain.roles import Role
from organisations.forms import CloseUnitForm, OrganisationForm
from organisations.models import (
    CooperationArea,
    CooperationAreaMember,
    CooperationAreaName,
    Membership,
    Organisation,
    RoleRequest,
    SecurityEvent,
    User,
)

# Generic for mypy only: Django's class takes no type argument when it runs.
if TYPE_CHECKING:
    AnyModelAdmin = admin.ModelAdmin[Model]
else:
    AnyModelAdmin = admin.ModelAdmin


class ReadOnlyAdmin(AnyModelAdmin):
    """Rows that others write."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Not here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False


def _actor(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


@admin.register(Organisation)
class OrganisationAdmin(SimpleHistoryAdmin):  # type: ignore[misc]
    """Organisations; the root follows the parent through the action."""

    form = OrganisationForm
    list_display = ("name", "kind", "parent", "sor", "gln", "verified", "fictitious")
    list_filter = ("verified", "kind", "speciality", "fictitious")
    list_select_related = ("parent",)
    search_fields = ("name", "short_name", "sor", "gln", "ydernummer")
    autocomplete_fields = ("parent",)
    readonly_fields = ("reference_key", "fictitious", "closed_on", "successor")
    actions = ("mark_verified", "close")

    def save_model(self, request: HttpRequest, obj: Organisation, form: Any, change: bool) -> None:
        """Write through the action, so that everything under it keeps the right root."""
        move_organisation(obj, parent=obj.parent, by=_actor(request))

    @admin.action(description=_("Markér som kontrolleret"))
    def mark_verified(self, request: HttpRequest, queryset: QuerySet[Organisation]) -> None:
        """Verify the chosen ones one by one, so that history is written."""
        for organisation in queryset:
            verify_organisation(organisation, by=_actor(request))

    @admin.action(description=_("Luk enheden …"), permissions=["change"])
    def close(self, request: HttpRequest, queryset: QuerySet[Organisation]) -> HttpResponse | None:
        """Ask who takes over; one at a time."""
        chosen = list(queryset[:2])
        if len(chosen) != 1:
            self.message_user(request, _("Vælg én enhed ad gangen."), messages.ERROR)
            return None
        return HttpResponseRedirect(reverse("admin:organisations_organisation_close", args=[chosen[0].pk]))

    def get_urls(self) -> list[URLPattern]:
        """And the page that closes."""
        page = self.admin_site.admin_view(self.close_page)
        return [path("<uuid:unit_id>/luk/", page, name="organisations_organisation_close"), *super().get_urls()]

    def close_page(self, request: HttpRequest, unit_id: UUID) -> HttpResponse:
        """What happens, who takes over, and the button (B31)."""
        unit = get_object_or_404(Organisation, pk=unit_id)
        form = CloseUnitForm(request.POST or None, unit=unit)
        if request.method == "POST" and form.is_valid():
            try:
                heir = close_unit(
                    unit, successor=form.cleaned_data["successor"], now=timezone.now(), by=_actor(request)
                )
            except InvalidOrganisation as refusal:
                form.add_error(None, refusal.sentence)
            else:
                said = gettext("Enheden er lukket. %(heir)s har overtaget dens åbne opgaver.")
                self.message_user(request, said % {"heir": heir.name})
                return HttpResponseRedirect(reverse("admin:organisations_organisation_changelist"))
        context = {**self.admin_site.each_context(request), "form": form, "unit": unit, "title": _("Luk enheden")}
        return render(request, "admin/close_unit.html", context, status=422 if form.errors else 200)


class NameInline(admin.TabularInline[CooperationAreaName, CooperationArea]):
    """What the area was called and when."""

    model = CooperationAreaName
    extra = 0


class MemberInline(admin.TabularInline[CooperationAreaMember, CooperationArea]):
    """Who belongs to the area and when."""

    model = CooperationAreaMember
    extra = 0
    autocomplete_fields = ("organisation",)


@admin.register(CooperationArea)
class CooperationAreaAdmin(SimpleHistoryAdmin):  # type: ignore[misc]
    """Clusters and health councils."""

    list_display = ("name", "type", "valid_from", "valid_to")
    autocomplete_fields = ("secretariat",)
    inlines = (NameInline, MemberInline)


class MembershipForm(forms.ModelForm[Membership]):
    """A membership is given as it is and ended by a date; nothing else of it changes."""

    class Meta:
        model = Membership
        fields = ("unit", "role", "valid_from", "valid_to")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Of one that stands only the end is open."""
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            for name in ("unit", "role", "valid_from"):
                self.fields[name].disabled = True


class MembershipInline(admin.TabularInline[Membership, User]):
    """Where a person works. Nobody gives a membership to themself or changes one of their own (D7)."""

    model = Membership
    form = MembershipForm
    extra = 0
    autocomplete_fields = ("unit",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not on one's own page."""
        return obj != request.user and super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not on one's own page."""
        return obj != request.user and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A membership is ended, never deleted: it says who could see what."""
        return False


@admin.register(User)
class UserAdmin(DjangoUserAdmin[User], SimpleHistoryAdmin):  # type: ignore[misc]
    """People who sign in; what they may do comes from their memberships alone."""

    list_display = ("username", "name", "active_membership", "is_active")
    list_filter = ("is_active",)
    search_fields = ("username", "name", "email")
    list_select_related = ("active_membership__unit",)
    ordering = ("name",)
    inlines = (MembershipInline,)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("name", "email", "authorisation_id")}),
        (_("Adgang"), {"fields": ("is_active",)}),
    )
    add_fieldsets = ((None, {"fields": ("username", "name", "password1", "password2")}),)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who has acted is named by what they did; an account is made inactive."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """And write down who changed whose account."""
        super().save_model(request, obj, form, change)
        fields = ",".join(form.changed_data) if change else "new"
        by = _actor(request)
        record_security(SecurityKind.ACCOUNT_CHANGED, now=timezone.now(), user=obj, by=by, fields=fields)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002
        """Never a colleague administrator's: who sets it can be them, and two people would be one (D7)."""
        user, by = self.get_object(request, id), _actor(request)
        if user is not None and user != by and _administers(user):
            raise PermissionDenied
        answer: HttpResponse = super().user_change_password(request, id, form_url)
        if request.method == "POST" and answer.status_code == HTTPStatus.FOUND and user is not None:
            record_security(SecurityKind.PASSWORD_CHANGED, now=timezone.now(), user=user, by=by)
        return answer

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Through the action, which writes down who gave what to whom; some roles wait for a second person."""
        by = _actor(request)
        assert by is not None
        for membership in formset.save(commit=False):
            try:
                done = save_membership(membership, by=by)
            except Refusal as refusal:
                self.message_user(request, refusal.sentence, messages.ERROR)
                continue
            if isinstance(done, RoleRequest):
                sentence = _("Rollen er foreslået. En anden administrator skal give den, før den gælder.")
                self.message_user(request, sentence, messages.WARNING)


def _administers(user: User) -> bool:
    return Membership.objects.valid_on(timezone.localdate()).filter(user=user, role=Role.SYSTEM_ADMINISTRATOR).exists()


@admin.register(RoleRequest)
class RoleRequestAdmin(ReadOnlyAdmin):
    """Roles that take two people: asked for by one, given or declined by another."""

    list_display = ("user", "role", "unit", "asked_by", "asked_at", "granted", "decided_by")
    list_filter = (("decided_at", admin.EmptyFieldListFilter),)
    list_select_related = ("user", "unit", "asked_by", "decided_by")
    actions = ("give", "decline")

    @admin.action(description=_("Giv rollen"), permissions=["view"])
    def give(self, request: HttpRequest, rows: QuerySet[RoleRequest]) -> None:
        """Yes, to each."""
        self._decide(request, rows, granted=True)

    @admin.action(description=_("Afslå"), permissions=["view"])
    def decline(self, request: HttpRequest, rows: QuerySet[RoleRequest]) -> None:
        """No, to each."""
        self._decide(request, rows, granted=False)

    def _decide(self, request: HttpRequest, rows: QuerySet[RoleRequest], *, granted: bool) -> None:
        by = _actor(request)
        assert by is not None
        for row in rows:
            try:
                decide_role(row, granted=granted, by=by)
            except Refusal as refusal:
                self.message_user(request, f"{row}: {refusal.sentence}", messages.ERROR)


@admin.register(SecurityEvent)
class SecurityEventAdmin(ReadOnlyAdmin):
    """Who came in, who failed, who changed whose rights, from where."""

    list_display = ("at", "kind", "user_uuid", "by_uuid", "address", "device", "detail")
    list_filter = ("kind",)
    search_fields = ("user_uuid", "by_uuid", "address")
    date_hierarchy = "at"


# Second factors and addresses of the log-in library, and groups, which give no rights here (D4).
for _model in (Authenticator, EmailAddress, Group):
    if admin.site.is_registered(_model):
        admin.site.unregister(_model)
