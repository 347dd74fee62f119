"""Pages of a list in the address."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

_MOST = 1000
_MOST_FIGURES = 9
_PAPER = "udskriv"


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Addresses of the neighbours; empty where there is none."""

    previous: str
    next: str
    # The same list as one page.
    paper: str


def page_number(request: HttpRequest) -> int:
    """The page that the address asks for; anything odd is the first."""
    asked = whole_number(request.GET.get("side", ""))
    return min(max(asked or 1, 1), _MOST)


def whole_number(text: str) -> int | None:
    """A number from an address, or None for what is none or has more figures than any row."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST_FIGURES else None


def page_links(request: HttpRequest, *, page: int, has_next: bool) -> PageLinks:
    """The same address with another page."""
    return PageLinks(
        previous=_url(request, page - 1) if page > 1 else "",
        next=_url(request, page + 1) if has_next else "",
        paper=_paper(request),
    )


def is_for_paper(request: HttpRequest) -> bool:
    """Whether the whole list is asked for: nobody turns the pages of a sheet."""
    return request.GET.get(_PAPER) == "1"


def _paper(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("side", None)
    query[_PAPER] = "1"
    return f"?{query.urlencode()}"


def _url(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["side"] = str(page)
    return f"?{query.urlencode()}"


_LIST_COOKIE = "list"
_LONGEST = 300


def remember_list(request: HttpRequest, response: HttpResponse) -> None:
    """Which list was looked at last, with its chip and page: a cookie, since reading a page should not write a row."""
    address = request.get_full_path()
    if len(address) <= _LONGEST:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(_LIST_COOKIE, address, secure=secure, httponly=True, samesite="Lax")


def list_address(request: HttpRequest, name: str) -> str:
    """The way back to the list of that name, as it was when it was left."""
    plain, last = reverse(name), request.COOKIES.get(_LIST_COOKIE, "")
    parts = urlsplit(last)
    same = not parts.scheme and not parts.netloc and parts.path == plain and len(last) <= _LONGEST
    return last if same else plain
