"""What somebody typed and could not save: kept for them alone, sealed, for an hour (faults U13, B15)."""

import base64
import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve, reverse

from desk.forms.documents.draft import SEEN
from desk.forms.seen import SEEN_ROW

KEPT_FOR = timedelta(hours=1)
_DRAFT = "typed"
# A care plan with all its fields; nobody keeps a file here.
_LONGEST = 100_000
_NOT_TYPED = frozenset(
    {"csrfmiddlewaretoken", "page_unit", "key", "version", "next", "page", "ticket", "revision", "discard", SEEN_ROW}
)
# Pages that can show again what was typed.
REOPENED = frozenset(
    {
        "desk:clause-versions",
        "desk:closing-days",
        "desk:document",
        "desk:document-error",
        "desk:document-forward",
        "desk:document-send",
        "desk:document-sorted",
        "desk:document-write",
        "desk:escalation-step-new",
        "desk:journey-act",
        "desk:journey-learning",
        "desk:journey-new",
        "desk:journey-correct",
        "desk:learning-write",
        "desk:learning-write-row",
        "desk:mail-choices",
        "desk:own-codes",
        "desk:own-learning",
        "desk:own-words",
        "desk:plan-new",
        "desk:plan-write",
        "desk:plan-write-row",
        "desk:question",
        "desk:register-new",
        "desk:register-write",
        "desk:relative-codes",
        "desk:setting",
        "desk:sorting-rule",
        "desk:sorting-rule-new",
        "desk:survey-codes",
        "desk:survey-staff",
        "desk:survey-text",
        "desk:tariff",
        "desk:tariff-new",
        "desk:telling-rule-new",
    }
)
# Pages that cannot be opened again: the words of a person there, to be copied. What a button says is nobody's words.
_COPIED = {"desk:claim": ("reason",), "desk:glass": ("reason",), "desk:glass-reviewed": ("note",)}


def keep_typed(request: HttpRequest, user_id: int) -> bool:
    """Keeps a form that came too late, for this user; False when there was nothing worth keeping."""
    name = _name_of(request.path)
    words = request.POST if name in REOPENED else _copied(name, request.POST)
    return _keep(request, words, user_id, path=request.path)


def keep_for(request: HttpRequest, user_id: int, path: str, **page: str) -> bool:
    """Keeps what was sent to a page that has moved for the one at `path`, with that page's own hidden fields."""
    words = request.POST.copy()
    for name in page.keys() & words.keys():
        words[name] = page[name]
    return _keep(request, words, user_id, path=path)


def _keep(request: HttpRequest, words: QueryDict, user_id: int, *, path: str) -> bool:
    if not typed_lines(words):
        return False
    fields = words.urlencode()
    if len(fields) > _LONGEST:
        return False
    kept = {"user": user_id, "path": path, "query": request.META["QUERY_STRING"], "fields": fields}
    request.session[_DRAFT] = _seal().encrypt(json.dumps(kept).encode()).decode()
    return True


def typed_before(request: HttpRequest) -> QueryDict | None:
    """What the user had typed on this page, once: it is gone from the session when it is on the page again."""
    kept = _kept(request)
    if kept is None or kept["path"] != request.path:
        return None
    del request.session[_DRAFT]
    return QueryDict(kept["fields"])


def typed_now(request: HttpRequest) -> QueryDict | None:
    """What is sent now; where a page is only opened, what the user had typed on it before."""
    return request.POST if request.method == "POST" else typed_before(request)


def lead_back(request: HttpRequest) -> str | None:
    """The page that shows it again; None when there is none, or nothing is kept."""
    kept = _kept(request)
    if kept is None:
        return None
    if _name_of(kept["path"]) not in REOPENED:
        return None
    return f"{kept['path']}?{kept['query']}" if kept.get("query") else str(kept["path"])


def typed_anywhere(request: HttpRequest) -> list[str]:
    """The lines of a form that no page can show again, once."""
    kept = _kept(request)
    if kept is None:
        return []
    del request.session[_DRAFT]
    return typed_lines(QueryDict(kept["fields"]))


def typed_lines(fields: QueryDict) -> list[str]:
    """What a person has typed, without what the page itself added."""
    names = [name for name in fields if name not in _NOT_TYPED and not name.startswith(SEEN)]
    return [value for name in names for value in fields.getlist(name) if value.strip()]


def _name_of(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def _copied(name: str, fields: QueryDict) -> QueryDict:
    words = QueryDict(mutable=True)
    for each in _COPIED.get(name, ()):
        words.setlist(each, fields.getlist(each))
    return words


def _kept(request: HttpRequest) -> Mapping[str, Any] | None:
    """What is kept, for the one who typed it; anybody else makes it go away."""
    sealed = request.session.get(_DRAFT)
    if sealed is None:
        return None
    try:
        kept: Mapping[str, Any] = json.loads(_seal().decrypt(sealed.encode(), ttl=int(KEPT_FOR.total_seconds())))
    except (InvalidToken, ValueError):
        kept = {}
    if kept.get("user") != request.user.pk:
        del request.session[_DRAFT]
        return None
    return kept


def _seal() -> Fernet:
    digest = hashlib.sha256(f"desk.typed:{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


def resume_url() -> str:
    """Where log-in leads when something was typed."""
    return reverse("desk:resume")
