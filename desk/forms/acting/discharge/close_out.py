"""The conditions that close a journey (RULES 001-03)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import ActForm, HappenedForm
from desk.forms.acting.spec import ActSpec
from desk.forms.fields import AnswerField
from discharge.close_out import acts
from journeys.models import Journey


class _DoneForm(HappenedForm):
    """Something was done at a time."""

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """Mostly just now."""
        return {"occurred_at": now}


class FmkForm(_DoneForm):
    """The shared medication record is up to date (iv)."""

    does = acts.UpdateFmk


class RehabilitationForm(ActForm):
    """Whether there is to be a rehabilitation plan (v)."""

    does = acts.DecideRehabilitation
    needed = AnswerField(label=_("Skal borgeren have en genoptræningsplan?"), unknown=False)


class RehabilitationSentForm(_DoneForm):
    """The plan has been sent (v)."""

    does = acts.SendRehabilitationPlan


class EnrolForm(ActForm):
    """The municipality's answer (ii)."""

    does = acts.Enrol
    needed = AnswerField(label=_("Er pleje og hjælpemidler sat i gang i kommunens system?"), unknown=False)

    def prepare(self) -> None:
        """A no is an answer that closes the condition too."""
        self.fields["needed"].choices = [  # type: ignore[attr-defined]
            ("yes", _("Ja, borgeren er tilgangsført")),
            ("no", _("Der er ikke noget at tilgangsføre")),
        ]


class OtherTasksForm(ActForm):
    """Everything else is done (vi)."""

    does = acts.FinishOtherTasks


CLOSE_OUT_ACTS: tuple[ActSpec, ...] = (
    ActSpec(
        slug="fmk",
        name="fmk-updated",
        form=FmkForm,
        row="close_out_fmk",
        label=_("Medicinkortet er ajourført"),
        heading=_("FMK er ajourført"),
        consequence=_("Egen læge ser, at medicinlisten passer."),
        told=_("Kommunen ser det også."),
        done=_("Noteret, at FMK er ajourført."),
    ),
    ActSpec(
        slug="genoptraening",
        name="decide-rehabilitation",
        form=RehabilitationForm,
        row="close_out_rehabilitation",
        label=_("Afgør genoptræning"),
        heading=_("Genoptræningsplan"),
        consequence=_("Et ja åbner opgaven at sende planen. Et nej lukker punktet."),
        done=_("Beslutningen er gemt."),
    ),
    ActSpec(
        slug="genoptraening-sendt",
        name="rehabilitation-sent",
        form=RehabilitationSentForm,
        row="close_out_rehabilitation",
        label=_("Sendt fra et andet system"),
        heading=_("Genoptræningsplanen er sendt fra et andet system"),
        consequence=_("Punktet lukkes. Kun for en plan, der ikke skrives her under Breve og planer."),
        done=_("Noteret, at genoptræningsplanen er sendt."),
    ),
    ActSpec(
        slug="tilgangsfoert",
        name="enrol",
        form=EnrolForm,
        row="close_out_enrolled",
        label=_("Svar om modtagelsen"),
        heading=_("Tilgangsført i kommunen"),
        consequence=_("Hospitalet og egen læge ser svaret, og punktet lukkes."),
        done=_("Svaret er gemt."),
    ),
    ActSpec(
        slug="oevrige-opgaver",
        name="other-tasks-done",
        form=OtherTasksForm,
        row="close_out_other_tasks",
        label=_("Opgaverne er udført"),
        heading=_("Øvrige udskrivningsopgaver er udført"),
        consequence=_("Er alle seks punkter i orden, er forløbet afsluttet."),
        done=_("Punktet er lukket."),
    ),
)


CLOSE_OUT_ANSWERS: dict[str, str] = {
    "enrol": "enrol",
    "update_fmk": "fmk-updated",
    "decide_rehabilitation": "decide-rehabilitation",
    "send_rehabilitation_plan": "rehabilitation-sent",
    "other_discharge_tasks": "other-tasks-done",
}
