"""Where a form or a file leads back to: its page, and nowhere outside the house."""

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def back(request: HttpRequest) -> HttpResponseRedirect:
    """To the form's `next`, else to the front page."""
    next_url = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(next_url, allowed_hosts={request.get_host()})
    return redirect(next_url if safe else "/")


def to_page(request: HttpRequest, name: str, *args: object) -> HttpResponseRedirect:
    """To the page that reads the same question: from a file, as it says what is wrong with it; or where it lies now."""
    return redirect(asking_the_same(request, reverse(name, args=args)))


def asking_the_same(request: HttpRequest, address: str) -> str:
    """The address with what the request's own asks."""
    asked = request.GET.urlencode()
    return f"{address}?{asked}" if asked else address
