"""The conditions that close a journey (RULES 001-03)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import ActForm, HappenedForm
from desk.forms.fields import AnswerField
from discharge.close_out.actions import (
    decide_rehabilitation,
    enrol,
    finish_other_tasks,
    send_rehabilitation_plan,
    update_fmk,
)
from journeys.actions.acting.acts import Act
from journeys.domain.events import EventKind
from journeys.models import Journey
from organisations.domain.permissions import Permission


class _DoneForm(HappenedForm):
    """Something was done at a time."""

    permission = Permission.CLOSE_OUT

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """Mostly just now."""
        return {"occurred_at": now}


class FmkForm(_DoneForm):
    """The shared medication record is up to date (iv)."""

    kind = EventKind.FMK_UPDATED

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        update_fmk(self.journey, at=self.happened_at, act=act)


class RehabilitationForm(ActForm):
    """Whether there is to be a rehabilitation plan (v)."""

    kind, permission = EventKind.REHABILITATION_DECIDED, Permission.CLOSE_OUT
    needed = AnswerField(label=_("Skal borgeren have en genoptræningsplan?"), unknown=False)

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        decide_rehabilitation(self.journey, needed=self.cleaned_data["needed"], act=act)


class RehabilitationSentForm(_DoneForm):
    """The plan has been sent (v)."""

    kind = EventKind.REHABILITATION_PLAN_SENT

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        send_rehabilitation_plan(self.journey, at=self.happened_at, act=act)


class EnrolForm(ActForm):
    """The municipality's answer (ii)."""

    kind, permission = EventKind.MUNICIPAL_ENROLLED, Permission.ENROL
    needed = AnswerField(label=_("Er pleje og hjælpemidler sat i gang i kommunens system?"), unknown=False)

    def prepare(self) -> None:
        """A no is an answer that closes the condition too."""
        self.fields["needed"].choices = [  # type: ignore[attr-defined]
            ("yes", _("Ja, borgeren er tilgangsført")),
            ("no", _("Der er ikke noget at tilgangsføre")),
        ]

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        enrol(self.journey, needed=self.cleaned_data["needed"], act=act)


class OtherTasksForm(ActForm):
    """Everything else is done (vi)."""

    kind, permission = EventKind.OTHER_TASKS_DONE, Permission.CLOSE_OUT

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        finish_other_tasks(self.journey, act=act)
