"""Search by name or CPR number: always a POST, so that no number ever stands in an address (DESIGN §6)."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from desk.forms.doors import BreakGlassForm, ContactReasonForm, door_pass
from desk.selectors.asker import Asker
from desk.selectors.lists.search import LONGEST, SearchFound, cpr_in, is_cpr, journeys_of_citizen
from desk.selectors.lists.search import search as search_for
from desk.selectors.purpose import citizen_purpose
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.frame.back import to_page
from journeys.actions.access import (
    Look,
    Purpose,
    count_cpr_search,
    cpr_criterion,
    log_look,
    name_criterion,
    note_outside_search,
)
from journeys.actions.refusals import Refused
from journeys.domain.sight.showable import is_showable
from journeys.models import Citizen
from journeys.sentences import refused_sentence
from organisations.actions.security import SecurityKind, record_security
from organisations.domain.permissions import Permission
from organisations.selectors.keyset import cut_of


@for_those_who_can(Permission.SEARCH_CITIZENS)
def search(request: HttpRequest) -> HttpResponse:
    """The box, and what it found."""
    if request.GET:
        # Somebody put a question into the address: it goes no further, not even back to them.
        return redirect("desk:search")
    asker = asker_of(request)
    text = _asked(request.POST.get("q", "")) if request.method == "POST" else ""
    if is_cpr(text):
        try:
            count_cpr_search(by=asker.user, now=asker.now)
        except Refused as refused:
            return _must_wait(request, asker, text, refused)
    found = search_for(text, asker, cut_of(request.POST, key=UUID)) if text else None
    if found is not None:
        _log(asker, found, text)
        if found.by_cpr and not found.rows:
            note_outside_search(by=asker.user, now=asker.now)
    context = {"found": found, "asked": text if _is_name(text) else "", **_doors(asker, found)}
    return render(request, "desk/search.html", context)


def _must_wait(request: HttpRequest, asker: Asker, text: str, refused: Refused) -> HttpResponse:
    """Trying numbers out is stopped, said, and written down with the number's digest (D11)."""
    log_look(asker.user, Look.REFUSED, now=asker.now, purpose=Purpose.SEARCH, criterion=_criterion(text), reason="429")
    record_security(SecurityKind.SEARCHES_LIMITED, now=asker.now, user=asker.user)
    messages.error(request, refused_sentence(refused.code))
    return render(request, "desk/search.html", {"found": None, "asked": ""}, status=429)


def _criterion(text: str) -> str:
    cpr = cpr_in(text)
    return cpr_criterion(cpr) if cpr else name_criterion(text)


def _asked(text: str) -> str:
    """What was typed, blanks apart; what no name holds finds nothing and reaches no database."""
    return " ".join(text.split()) if is_showable(text) else "-"


def _is_name(text: str) -> bool:
    """Anything with digits may be a CPR number and is never shown again; what is longer than a name is not, either."""
    return len(text) <= LONGEST and not any(letter.isdigit() for letter in text)


def _log(asker: Asker, found: SearchFound, text: str) -> None:
    outside = [found.outside.pk] if found.outside else []
    log_look(
        asker.user,
        Look.SEARCH,
        now=asker.now,
        purpose=Purpose.SEARCH,
        criterion=_criterion(text),
        citizens=[*outside, *(row.journey.citizen_id for row in found.rows)],
        journeys=[row.journey.pk for row in found.rows],
    )


def _doors(asker: Asker, found: SearchFound | None) -> dict[str, object]:
    """The forms that open a citizen outside sight, on a pass that only this search gives."""
    if found is None or found.outside is None:
        return {}
    initial = {"ticket": door_pass(found.outside.pk, asker.user.pk)}
    return {
        "claim_form": ContactReasonForm(initial=initial, user_id=asker.user.pk, auto_id="claim-%s")
        if found.may_claim
        else None,
        "glass_form": BreakGlassForm(initial=initial, user_id=asker.user.pk) if found.may_break_glass else None,
    }


@for_those_who_can(Permission.VIEW_JOURNEY)
def citizen(request: HttpRequest, citizen_id: UUID) -> HttpResponse:
    """One citizen's journeys, for those who see any of them."""
    asker = asker_of(request)
    person = get_object_or_404(Citizen.objects.select_related("joined_to"), pk=citizen_id)
    found = journeys_of_citizen(asker, person.joined_to or person, cut_of(request.GET, key=UUID))
    rows = found.rows
    if not rows:
        raise Http404
    if person.joined_to_id is not None:
        return to_page(request, "desk:citizen", person.joined_to_id)
    log_look(
        asker.user,
        Look.LIST,
        now=asker.now,
        purpose=citizen_purpose(asker, person.pk),
        citizens=[person.pk],
        journeys=[row.journey.pk for row in rows],
    )
    entries = all(row.journey.unconfirmed for row in rows)
    shown = rows[0].journey.citizen if entries else person
    return render(request, "desk/citizen.html", {"citizen": shown, "rows": rows, "page": found.page})
