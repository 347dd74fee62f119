"""Break-glass grants that wait for somebody else's eyes (RULES 4)."""

from django.db.models import QuerySet

from desk.selectors.asker import Asker
from journeys.models import BreakGlassGrant
from organisations.domain.roles import Role
from organisations.selectors.units import house_ids

MOST_SHOWN = 100


def to_review(asker: Asker) -> QuerySet[BreakGlassGrant]:
    """Grants nobody has reviewed, but never one's own: a doctor's house's, the administrator's all."""
    grants = BreakGlassGrant.objects.filter(reviewed_at__isnull=True).exclude(user=asker.user)
    if asker.role is not Role.SYSTEM_ADMINISTRATOR:
        assert asker.unit is not None
        grants = grants.filter(user__memberships__unit__in=house_ids(asker.unit)).distinct()
    return grants.select_related("user", "citizen", "user__active_membership__unit").order_by("granted_at")
