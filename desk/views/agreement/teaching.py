"""Pocket cards and the presentation of the principles, for everybody who is signed in (IP-11)."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from desk.selectors.agreement.teaching import pocket_cards
from desk.selectors.agreement.teaching import slides as slides_on
from desk.views.frame.asking import today_of


@login_required
def pockets(request: HttpRequest) -> HttpResponse:
    """Both pocket cards, to be printed on A6, front and back."""
    return render(request, "desk/agreement/pockets.html", {"cards": pocket_cards()})


@login_required
def pocket(request: HttpRequest, who: str) -> HttpResponse:
    """One of them."""
    cards = [card for card in pocket_cards() if card.slug == who]
    if not cards:
        raise Http404
    return render(request, "desk/agreement/pockets.html", {"cards": cards})


@login_required
def presentation(request: HttpRequest) -> HttpResponse:
    """The slides below each other; a script shows one at a time, by arrow keys and in full screen."""
    return render(request, "desk/agreement/presentation.html", {"slides": slides_on(today_of(request))})
