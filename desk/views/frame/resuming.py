"""After log-in: back to the form that came too late, or its words to be copied."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from desk.views.frame.typed import lead_back, typed_anywhere


@login_required
def resume(request: HttpRequest) -> HttpResponse:
    """Leads to the page with what was typed; without one it shows the words."""
    page = lead_back(request)
    if page is not None:
        messages.warning(request, _("Det, du skrev, før du blev logget ud, er ikke gemt. Se det igennem, og gem."))
        return redirect(page)
    lines = typed_anywhere(request)
    return render(request, "desk/resume.html", {"lines": lines}) if lines else redirect("desk:home")
