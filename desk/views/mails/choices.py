"""One's own choices: of what one gets mail, at once or together, and when it is quiet."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from desk.forms.mails import ChoicesForm
from desk.selectors.asker import Asker
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.frame.typed import typed_now
from notifications.actions.choosing import choose_mail
from notifications.selectors.mails import choices_of, mail_hours_of
from organisations.domain.permissions import Permission


@for_those_who_can(Permission.CHOOSE_MAIL)
def choices(request: HttpRequest) -> HttpResponse:
    """The form; a POST saves it."""
    asker = asker_of(request)
    form = ChoicesForm(typed_now(request), role=asker.role, initial=_initial(asker))
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["email"]
        choose_mail(ways=form.ways, hours=form.hours, address=address, by=asker.user, now=asker.now)
        messages.success(request, _("Dine valg er gemt og gælder fra nu af."))
        return redirect("desk:mail-choices")
    rows = [form[group.value] for group in form.groups]
    return render(request, "desk/mails/choices.html", {"form": form, "rows": rows}, status=422 if form.errors else 200)


def _initial(asker: Asker) -> dict[str, Any]:
    hours = mail_hours_of(asker.user)
    return {
        "email": asker.user.email,
        **{group.value: way.value for group, way in choices_of(asker.user).items()},
        "quiet_from": hours.quiet_from,
        "quiet_to": hours.quiet_to,
        "quiet_weekends": hours.quiet_weekends,
        "digest_at": hours.digest_at,
    }
