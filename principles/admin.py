"""Reference data of the figures for administrators: how many people live where."""

from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from organisations.domain.kinds import OrganisationKind
from organisations.models import Organisation
from principles.models import Population


@admin.register(Population)
class PopulationAdmin(SimpleHistoryAdmin):  # type: ignore[misc]
    """One number a municipality and year, with where it comes from; until then nothing is told per inhabitant."""

    list_display = ("municipality", "year", "inhabitants", "source")
    list_filter = ("year",)
    list_select_related = ("municipality",)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):  # type: ignore[no-untyped-def]
        """Municipalities only."""
        if db_field.name == "municipality":
            kwargs["queryset"] = Organisation.objects.filter(
                kind=OrganisationKind.MUNICIPALITY.value, parent__isnull=True
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
