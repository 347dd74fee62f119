"""What the frame of every page shows: where one is, who one is, and what is out of order."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, TypedDict

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from desk.selectors.asker import Asker
from desk.selectors.lists.inbox import number_words, unread_number
from desk.selectors.machinery.gateways import gateway_news
from desk.views.frame.asking import asker_of
from desk.views.frame.session import GLASS, MEMBERSHIPS, SURVEYS
from desk.views.frame.tokens import page_unit_token
from journeys.selectors.sight import broken_glass_until
from notifications.models import Notification
from notifications.selectors.mails import failed_number
from notifications.selectors.managing import managed_mails
from notifications.selectors.notifications import account_news
from organisations.domain.moments import local_date
from organisations.domain.permissions import Permission, role_may
from organisations.domain.roles import Role, Sector
from organisations.models import User
from organisations.sentences import ROLE_LABELS
from principles.registers.selectors import open_changes
from principles.surveys.selectors import texts_waiting


class MenuEntry(TypedDict):
    """One entry of the main menu."""

    label: str
    url: str
    current: bool
    count: str | None
    key: str


# A change of administrators stays in sight for a week: whoever made it cannot press it away (D7).
ACCOUNT_NEWS_FOR = timedelta(days=7)
_PLACES: tuple[tuple[str, Promise, str, Permission, Sector | None], ...] = (
    ("desk:own", _("Min indlæggelse"), "", Permission.VIEW_OWN_JOURNEY, None),
    ("desk:ward", _("Afsnittet"), "h", Permission.VIEW_JOURNEY, Sector.HOSPITAL),
    ("desk:municipality", _("Borgere"), "k", Permission.VIEW_JOURNEY, Sector.MUNICIPALITY),
    ("desk:questions", _("Spørgsmål til os"), "", Permission.ANSWER_SERVICES, Sector.MUNICIPALITY),
    ("desk:practice", _("Mine patienter"), "l", Permission.VIEW_JOURNEY, Sector.GENERAL_PRACTICE),
    ("desk:inbox", _("Nyt til os"), "n", Permission.VIEW_JOURNEY, None),
    ("desk:mine", _("Til mig"), "", Permission.VIEW_JOURNEY, None),
    ("desk:documents", _("Breve"), "", Permission.ANSWER_DOCUMENT, None),
    ("desk:ledger", _("Betaling"), "", Permission.VIEW_PAYMENT, None),
    ("desk:search", _("Søg"), "", Permission.SEARCH_CITIZENS, None),
    ("desk:figures", pgettext_lazy("several", "Nøgletal"), "", Permission.VIEW_STATISTICS, None),
    ("desk:plans", _("Implementering"), "", Permission.MANAGE_PLANS, None),
    ("desk:registers", _("Registre"), "", Permission.MANAGE_INITIATIVES, None),
    ("desk:learning", _("Læring"), "", Permission.MANAGE_PLANS, None),
    ("desk:surveys", _("Spørgeskemaer"), "", Permission.VIEW_SURVEY_STATEMENTS, None),
    ("desk:glass-review", _("Kontrol af opslag"), "", Permission.REVIEW_BREAK_GLASS, None),
    ("desk:incidents", _("Databeskyttelse"), "", Permission.VIEW_MESSAGE_LOG, None),
    ("desk:data-quality", _("Datakvalitet"), "", Permission.VIEW_MESSAGE_LOG, None),
    ("desk:operations", _("Drift"), "", Permission.VIEW_OPERATIONS, None),
    ("medcom:log", _("Beskedlog"), "", Permission.VIEW_MESSAGE_LOG, None),
    ("desk:access-log", _("Adgangslog"), "", Permission.MANAGE_REFERENCE_DATA, None),
    ("desk:settings", _("Indstillinger"), "", Permission.MANAGE_REFERENCE_DATA, None),
    ("admin:index", _("Stamdata"), "", Permission.MANAGE_REFERENCE_DATA, None),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Django's context processor."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {"now": timezone.now(), "demo": settings.DEMO}
    asker = asker_of(request)
    news = gateway_news(asker.now) if asker.role is not Role.CITIZEN else None
    return {
        "now": asker.now,
        "page_unit": page_unit_token(user),
        "demo": settings.DEMO,
        "active_unit": asker.unit,
        "active_role": ROLE_LABELS[asker.role] if asker.role else "",
        "memberships": _memberships(request, user),
        "may_choose_mail": role_may(asker.role, Permission.CHOOSE_MAIL),
        "may_search": role_may(asker.role, Permission.SEARCH_CITIZENS),
        # A refresh draws no menu and asks for no number.
        "navigation": SimpleLazyObject(lambda: _navigation(request, asker)),
        "break_glass": _break_glass(request, user, asker.now),
        "last_message_at": news.last_message_at if news else None,
        "gateway_silence": news.silence if news else None,
        "account_news": _account_news(asker),
        "surveys_due": request.session.get(SURVEYS, []),
        "mails_failed": _mails_failed(asker),
    }


def _mails_failed(asker: Asker) -> int:
    if not role_may(asker.role, Permission.MANAGE_REFERENCE_DATA):
        return 0
    return failed_number(managed_mails(asker.user, on=local_date(asker.now)))


def _account_news(asker: Asker) -> list[Notification]:
    if asker.unit is None or not role_may(asker.role, Permission.MANAGE_REFERENCE_DATA):
        return []
    return account_news([asker.unit.pk], since=asker.now - ACCOUNT_NEWS_FOR)


def _memberships(request: HttpRequest, user: User) -> list[dict[str, Any]]:
    remembered = request.session.get(MEMBERSHIPS, [])
    return [
        {
            "id": choice["id"],
            "unit": choice["unit"],
            "role": ROLE_LABELS[Role(choice["role"])],
            "current": choice["id"] == (user.membership.pk if user.membership else None),
        }
        for choice in remembered
    ]


def _navigation(request: HttpRequest, asker: Asker) -> list[MenuEntry]:
    role, sector = asker.role, asker.sector
    items: list[MenuEntry] = []
    for name, label, key, permission, only in _PLACES:
        if not role_may(role, permission) or (only is not None and sector is not only):
            continue
        # Out-of-hours doctors have no patients of their own (DESIGN §6).
        if name in ("desk:practice", "desk:inbox", "desk:mine") and role is Role.OUT_OF_HOURS_DOCTOR:
            continue
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        count = _COUNTED[name](asker) if name in _COUNTED else None
        items.append(MenuEntry(label=str(label), url=url, current=request.path == url, count=count, key=key))
    return [*items, *_requests(request, asker), _agreement(request)]


def _requests(request: HttpRequest, asker: Asker) -> list[MenuEntry]:
    """For those who decide them: how many wait."""
    if not role_may(asker.role, Permission.DECIDE_CHANGE):
        return []
    url, waiting = reverse("desk:register", args=["forslag"]), open_changes()
    current, count = request.path.startswith(url), number_words(waiting) if waiting else None
    return [MenuEntry(label=gettext("Forslag til aftalen"), url=url, current=current, count=count, key="")]


def _agreement(request: HttpRequest) -> MenuEntry:
    """For everybody: what all of it rests on."""
    url = reverse("desk:agreement")
    return MenuEntry(label=gettext("Aftalen"), url=url, current=request.path.startswith(url), count=None, key="")


def _unread(asker: Asker) -> str | None:
    number = unread_number(asker)
    return number_words(number) if number else None


def _texts(asker: Asker) -> str | None:
    """What citizens wrote and nobody has freed of names yet, for those who do that."""
    if not role_may(asker.role, Permission.REVIEW_SURVEY_TEXTS):
        return None
    number = texts_waiting().count()
    return gettext("%(number)s at læse") % {"number": number_words(number)} if number else None


# What waits for the reader, beside the entry that leads to it.
_COUNTED: Mapping[str, Callable[[Asker], str | None]] = {"desk:inbox": _unread, "desk:surveys": _texts}


def _break_glass(request: HttpRequest, user: User, now: datetime) -> dict[str, Any] | None:
    """The session remembers that there may be one, so that nobody else pays for the question."""
    remembered = request.session.get(GLASS)
    if remembered is None or datetime.fromtimestamp(remembered, tz=UTC) <= now:
        return None
    until = broken_glass_until(user, now=now)
    return {"until": until, "end_url": reverse("desk:glass-end")} if until else None
