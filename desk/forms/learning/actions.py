"""What a meeting decided after talking about a journey, and the figure that is to show whether it helped."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.forms.fields import CalendarDayField, OrganisationField
from desk.forms.learning.cases import CaseForm, text_area
from desk.forms.seen import SEEN_ROW
from journeys.domain.calendar.plausible import Meaning
from organisations.models import Organisation, User
from organisations.selectors.areas import members_of
from principles.indicators.sentences import name_of
from principles.learning.actions import save_action
from principles.learning.selectors import SHARES
from principles.models import LearningAction, LearningCase, PlanMeeting
from principles.plans.selectors import own_area
from principles.plans.sentences import MEETING_WORDS, STATUS_WORDS


class MeetingField(forms.ModelChoiceField[PlanMeeting]):
    """A meeting by its day, kind and subject; programs send its number."""

    reads_any_shape = True

    def label_from_instance(self, obj: PlanMeeting) -> str:
        """As the plan shows it."""
        return f"{obj.held_on:%d-%m-%Y} {MEETING_WORDS[obj.kind]}: {obj.title}"  # type: ignore[index]


class ActionForm(CaseForm):
    """A decision with its action; how far it is can be said later."""

    meeting = MeetingField(
        label=_("Drøftet på"),
        queryset=PlanMeeting.objects.none(),
        help_text=_("Et møde eller seminar i klyngens plan. Mangler det, så skriv det i planen først."),
    )
    decision = text_area(_("Hvad blev besluttet?"), rows=3)
    title = forms.CharField(label=_("Handling"), max_length=200)
    owner = OrganisationField(
        label=_("Ansvarlig"), queryset=Organisation.objects.none(), required=False, empty_label=_("Sekretariatet")
    )
    indicator = forms.ChoiceField(
        label=_("Nøgletal"), help_text=_("Det tal, der skal vise, om det hjalp. Det vises for klyngen før og efter.")
    )
    begins_on = CalendarDayField(
        label=_("Begynder"), meaning=Meaning.DECIDED, help_text=_("Måneder før og efter denne dag bliver sammenlignet.")
    )
    due_on = CalendarDayField(label=_("Senest"), meaning=Meaning.DECIDED, required=False)
    status = forms.ChoiceField(
        label=_("Hvor langt"), choices=[(status.value, words) for status, words in STATUS_WORDS.items()]
    )
    done_on = CalendarDayField(
        label=_("Gjort den"), meaning=Meaning.HAPPENED, required=False, help_text=_("Kun når handlingen er gjort.")
    )
    outcome = text_area(_("Hvad kom der ud af det?"), rows=3, required=False)

    def __init__(self, *args: Any, action: LearningAction, by: User, today: date, **kwargs: Any) -> None:
        """With the meetings of the plans of one's own cluster; a new one has not come far."""
        names = (
            "meeting",
            "decision",
            "title",
            "owner",
            "indicator",
            "begins_on",
            "due_on",
            "status",
            "done_on",
            "outcome",
        )
        initial = {name: getattr(action, f"{name}_id" if name in ("meeting", "owner") else name) for name in names}
        kwargs.setdefault("initial", initial)
        super().__init__(*args, **kwargs)
        self.action = action
        meetings = PlanMeeting.objects.filter(plan__area__secretariat=by.unit).select_related("plan__area")
        self.fields["meeting"].queryset = meetings.order_by("-held_on", "-pk")  # type: ignore[attr-defined]
        self.fields["indicator"].choices = [  # type: ignore[attr-defined]
            (key, f"{key.partition('.')[0]} {name_of(key)}") for key in SHARES
        ]
        area = action.meeting.plan.area if action.meeting_id else own_area(by, on=today)
        if area is not None:
            self.fields["owner"].queryset = members_of(area, on=today)  # type: ignore[attr-defined]
        if action._state.adding:
            for name in ("status", "done_on", "outcome"):
                del self.fields[name]
        self.watch(action)

    def perform(self, by: User, now: datetime) -> LearningCase:
        """Saves it as it was filled in."""
        for name in self.fields:
            if name not in ("sure", SEEN_ROW):
                setattr(self.action, name, self.cleaned_data[name])
        return save_action(self.action, by=by, now=now).case
