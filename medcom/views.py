"""The administrator's message log: what came in, what was answered, and why (DESIGN §4)."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from journeys.actions.access import Look, Purpose, log_look
from medcom.actions.failures import set_aside
from medcom.actions.intake import process
from medcom.actions.raw import open_raw
from medcom.domain.formats import is_classic_answer
from medcom.domain.states import NEEDS_EYES, RETRIABLE, WAITING, MessageState
from medcom.forms import LogFilterForm
from medcom.models import InboundMessage
from medcom.parsing.fhir.types import Json
from medcom.selectors.health import speak_for_all
from medcom.selectors.log import LogFilter, counts_by_state, log_page, logged_message, parts_of, repeats_of
from medcom.sentences import (
    DOOR_LABELS,
    SEVERITY_LABELS,
    activity_label,
    problem_from,
    problem_sentence,
    remedy_sentence,
    state_label,
)
from organisations.domain.permissions import Permission
from organisations.models import User
from organisations.selectors.keyset import NEWER, OLDER, cut_of
from organisations.selectors.permissions import check_can


def _administrator(request: HttpRequest) -> User:
    """The signed-in person, who must be allowed to read the log."""
    assert isinstance(request.user, User)
    check_can(request.user, Permission.VIEW_MESSAGE_LOG)
    return request.user


@require_safe
@login_required
def message_log(request: HttpRequest) -> HttpResponse:
    """The log, newest first."""
    user = _administrator(request)
    form = LogFilterForm(request.GET)
    wanted = form.wanted()
    page = log_page(wanted, cut_of(request.GET, key=UUID))
    _log_look(user, Look.READ_LOG, *page.rows)
    context = {
        "form": form,
        "speak_for_all": speak_for_all(),
        "filters": _filters(request, wanted),
        "rows": [
            (
                row,
                state_label(row.state_value),
                activity_label(row.activity) or row.event_code,
                row.state_value in NEEDS_EYES,
            )
            for row in page.rows
        ],
        "page": page,
        "older_url": _address(request, **{OLDER: page.older}) if page.older else "",
        "newer_url": _address(request, **{NEWER: page.newer}) if page.newer else "",
    }
    return render(request, "medcom/log.html", context)


@require_safe
@login_required
def message(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """One message: what came, what was answered, why, and what to do."""
    user = _administrator(request)
    found = _message(message_id)
    _log_look(user, Look.OPEN, found)
    return render(request, "medcom/message.html", _detail(found))


@require_POST
@login_required
@never_cache
def raw_message(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """The bytes themselves, which are about a citizen: only when asked for, and written in the access log."""
    user = _administrator(request)
    found = get_object_or_404(InboundMessage, pk=message_id)
    text = open_raw(found, by=user, now=timezone.now())
    return render(request, "medcom/message.html", _detail(found) | {"raw": text})


@require_POST
@login_required
def retry(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Work on a message that failed, now."""
    user = _administrator(request)
    found = get_object_or_404(InboundMessage, pk=message_id)
    done = process(found, now=timezone.now())
    _log_look(user, Look.ACT, found)
    if done.state_value is MessageState.FAILED_WILL_RETRY:
        flash.warning(request, _("Meddelelsen fejlede igen. Den prøves igen af sig selv."))
    elif done.state_value is MessageState.SET_ASIDE:
        flash.warning(request, _("Meddelelsen fejlede igen og er lagt til side. Grunden står under Fejl hos os."))
    else:
        flash.success(request, _("Meddelelsen er behandlet."))
    return redirect("medcom:message", message_id=message_id)


@require_POST
@login_required
def put_aside(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Stop trying, and say why; it can be tried again at any time."""
    user = _administrator(request)
    found = get_object_or_404(InboundMessage, pk=message_id)
    _log_look(user, Look.ACT, found)
    reason = " ".join(request.POST.get("reason", "").split())[:150]
    if not reason:
        flash.error(request, _("Skriv, hvorfor meddelelsen lægges til side."))
    elif set_aside(found, reason=f"{reason} ({user.name})"):
        flash.success(request, _("Meddelelsen er lagt til side."))
    else:
        flash.warning(request, _("Meddelelsen er allerede behandlet."))
    return redirect("medcom:message", message_id=message_id)


def _log_look(user: User, look: Look, *messages: InboundMessage) -> None:
    """A message is about a citizen, also where only its kind and its problems show (D12)."""
    citizens = [message.citizen_id for message in messages if message.citizen_id]
    log_look(user, look, now=timezone.now(), purpose=Purpose.ADMINISTRATION, citizens=citizens)


def _message(message_id: UUID) -> InboundMessage:
    found = logged_message(message_id)
    if found is None:
        raise Http404
    return found


# Not taken in, whatever a single warning says.
REFUSED = frozenset({MessageState.REJECTED, MessageState.UNREADABLE, MessageState.UNSUPPORTED, MessageState.CONFLICT})


def _detail(found: InboundMessage) -> dict[str, Any]:
    problems = [problem for stored in found.problems if (problem := problem_from(stored)) is not None]
    return {
        "message": found,
        "state_label": state_label(found.state_value),
        "event": activity_label(found.activity),
        "door": next(label for door, label in DOOR_LABELS.items() if door.value == found.door),
        "is_conflict": found.state_value is MessageState.CONFLICT,
        "can_retry": found.state_value in RETRIABLE,
        "can_put_aside": found.state_value in WAITING,
        "problems": [
            {
                "severity": SEVERITY_LABELS[problem.severity],
                "is_error": problem.severity.value == "error",
                "sentence": problem_sentence(problem),
                "place": problem.expression,
                "remedy": remedy_sentence(problem, refused=found.state_value in REFUSED),
                "code": problem.code,
                "medcom_code": problem.medcom_code,
            }
            for problem in problems
        ],
        "answer": _answer_words(found.answer),
        "parts": [(row, state_label(row.state_value)) for row in parts_of(found)],
        "repeats": [(row, state_label(row.state_value)) for row in repeats_of(found)],
    }


def _answer_words(answer: Json | None) -> str:
    """As it was sent, so that people can read it."""
    if answer is None:
        return ""
    return str(answer["oioxml"]) if is_classic_answer(answer) else json.dumps(answer, ensure_ascii=False, indent=2)


def _filters(request: HttpRequest, wanted: LogFilter) -> list[dict[str, Any]]:
    counts = counts_by_state(wanted)
    chips: list[dict[str, Any]] = [
        {"label": _("Alle"), "count": sum(counts.values()), "url": _address(request), "current": wanted.state is None}
    ]
    for state in MessageState:
        if counts.get(state) or wanted.state is state:
            chips.append(
                {
                    "label": state_label(state),
                    "count": counts.get(state, 0),
                    "url": _address(request, state=state.value),
                    "current": wanted.state is state,
                }
            )
    return chips


def _address(request: HttpRequest, **changes: str) -> str:
    """The log's address with the chosen gateway and day, and with these changes."""
    query = request.GET.copy()
    turns = {OLDER, NEWER} & set(changes)
    for name in (OLDER, NEWER, *(() if turns else ("state",))):
        query.pop(name, None)
    for name, value in changes.items():
        query[name] = value
    return f"{request.path}?{query.urlencode()}" if query else request.path
