"""Mails that have not left, why, and the button that tries again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.selectors.asker import Asker
from desk.views.frame.asking import asker_of, for_those_who_can
from notifications.channels.email.sending import try_again
from notifications.querysets import MailQuerySet
from notifications.selectors.mails import last_sent_at, unsent_mails
from notifications.selectors.managing import managed_mails, manages_all
from organisations.domain.moments import local_date
from organisations.domain.permissions import Permission


@for_those_who_can(Permission.MANAGE_REFERENCE_DATA)
def mails(request: HttpRequest) -> HttpResponse:
    """The list; those that wait for a person first."""
    asker = asker_of(request)
    context = {"rows": unsent_mails(_managed(asker)), "last_sent_at": last_sent_at()}
    return render(request, "desk/mails/unsent.html", context | {"manages_all": manages_all(asker.user)})


@require_POST
@for_those_who_can(Permission.MANAGE_REFERENCE_DATA)
def again(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """Into the queue once more."""
    asker = asker_of(request)
    if try_again(get_object_or_404(_managed(asker), pk=mail_id), now=asker.now):
        messages.success(request, _("Mailen forsøges sendt igen om et øjeblik."))
    else:
        messages.info(request, _("Mailen er sendt eller på vej."))
    return redirect("desk:mails")


def _managed(asker: Asker) -> MailQuerySet:
    return managed_mails(asker.user, on=local_date(asker.now))
