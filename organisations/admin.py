"""Reference data for administrators, with history; organisations brought by messages are listed as not verified."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from organisations.actions.memberships import save_membership
from organisations.actions.organisations import move_organisation, verify_organisation
from organisations.forms import OrganisationForm
from organisations.models import (
    CooperationArea,
    CooperationAreaMember,
    CooperationAreaName,
    Membership,
    Organisation,
    User,
)


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
    readonly_fields = ("reference_key", "fictitious")
    actions = ("mark_verified",)

    def save_model(self, request: HttpRequest, obj: Organisation, form: Any, change: bool) -> None:
        """Write through the action, so that everything under it keeps the right root."""
        move_organisation(obj, parent=obj.parent, by=_actor(request))

    @admin.action(description=_("Markér som kontrolleret"))
    def mark_verified(self, request: HttpRequest, queryset: QuerySet[Organisation]) -> None:
        """Verify the chosen ones one by one, so that history is written."""
        for organisation in queryset:
            verify_organisation(organisation, by=_actor(request))


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


class MembershipInline(admin.TabularInline[Membership, User]):
    """Where a person works. Nobody gives a membership to themself or changes one of their own (D7)."""

    model = Membership
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
    """People who sign in."""

    list_display = ("username", "name", "active_membership", "is_active", "is_staff")
    search_fields = ("username", "name", "email")
    list_select_related = ("active_membership__unit",)
    ordering = ("name",)
    inlines = (MembershipInline,)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("name", "email", "authorisation_id")}),
        (_("Adgang"), {"fields": ("is_active", "is_staff", "is_superuser")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "name", "password1", "password2")}),)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Through the action, which writes down who gave what to whom."""
        for membership in formset.save(commit=False):
            save_membership(membership, by=_actor(request))


# Second factors and addresses of the log-in library: nothing that an administrator reads or sets (D4).
for _model in (Authenticator, EmailAddress):
    if admin.site.is_registered(_model):
        admin.site.unregister(_model)
