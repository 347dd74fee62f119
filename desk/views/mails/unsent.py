"""Mails that have not left, why, and the button that tries again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.views.frame.asking import asker_of, for_those_who_can
from notifications.channels.email.sending import try_again
from notifications.models import Mail
from notifications.selectors.mails import last_sent_at, unsent_mails
from organisations.domain.permissions import Permission


@for_those_who_can(Permission.MANAGE_REFERENCE_DATA)
def mails(request: HttpRequest) -> HttpResponse:
    """The list; those that wait for a person first."""
    return render(request, "desk/mails/unsent.html", {"rows": unsent_mails(), "last_sent_at": last_sent_at()})


@require_POST
@for_those_who_can(Permission.MANAGE_REFERENCE_DATA)
def again(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """Into the queue once more."""
    if try_again(get_object_or_404(Mail, pk=mail_id), now=asker_of(request).now):
        messages.success(request, _("Mailen forsøges sendt igen om et øjeblik."))
    else:
        messages.info(request, _("Mailen er sendt eller på vej."))
    return redirect("desk:mails")
