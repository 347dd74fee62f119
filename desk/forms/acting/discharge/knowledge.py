"""The referral, the practice's knowledge and the need of coordination (001-12, 001-30, 001-40)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import ActForm
from desk.forms.acting.spec import ActSpec
from desk.forms.fields import AnswerField, area
from discharge.knowledge import acts
from discharge.knowledge.rules import ANSWER_TASK
from discharge.knowledge.selectors import knowledge_in
from journeys.models import Journey
from journeys.sentences import ended

_READ = _("De andre parter læser det. Skriv ikke CPR-nummer.")


class ReferralForm(ActForm):
    """What whoever refers passes on."""

    does = acts.TellReferral
    referred_for = area(_("Hvorfor henvises borgeren?"), help_text=_READ, rows=3)
    condition = area(_("Hvordan har borgeren det?"), required=False, rows=3)
    general = area(
        _("Andet, der er godt at vide"),
        help_text=_("For eksempel hjælp i hjemmet, pårørende, sprog, aftaler om behandling."),
        required=False,
        rows=3,
    )


class AskPracticeForm(ActForm):
    """The hospital asks."""

    does = acts.AskPractice
    text = area(_("Hvad vil I vide?"), help_text=_READ, rows=3)


class AnswerHospitalForm(ActForm):
    """The practice answers."""

    does = acts.AnswerHospital
    correctable = False
    text = area(_("Svar"), help_text=_READ, rows=4)

    @property
    def notice(self) -> str:
        """What was asked."""
        known = knowledge_in(self.journey) if self.journey else None
        if known is None or known.open is None:
            return ""
        if not known.question:
            return gettext("Spørgsmålet kan læses om højst 30 sekunder. Åbn siden igen, før I svarer.")
        return gettext("Hospitalet spørger: %(question)s") % {"question": ended(known.question)}


class CoordinationForm(ActForm):
    """Whether more coordination is needed."""

    does = acts.StateCoordination
    needs_more = AnswerField(label=_("Har borgeren brug for, at vi koordinerer mere end ellers?"))
    relatives = AnswerField(label=_("Er der pårørende, som er med?"))
    text = area(_("Hvad er der brug for?"), help_text=_READ, required=False, rows=2)

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """What was said last."""
        stated = knowledge_in(journey).coordination
        answers = {True: "yes", False: "no", None: "unknown"}
        if stated is None:
            return {"needs_more": "unknown", "relatives": "unknown"}
        return {"needs_more": answers[stated.needs_more], "relatives": answers[stated.relatives]}


KNOWLEDGE_ACTS: tuple[ActSpec, ...] = (
    ActSpec(
        slug="koordinering",
        name="coordination",
        form=CoordinationForm,
        row="wish",
        label=_("Oplys behov for koordinering"),
        heading=_("Har borgeren brug for mere koordinering?"),
        consequence=_("Svaret står i tidslinjen for alle parter i forløbet. Det, I ikke ved, står som ukendt."),
        done=_("Svaret om koordinering er gemt."),
    ),
    ActSpec(
        slug="giv-videre",
        name="referral",
        form=ReferralForm,
        row="referral",
        label=_("Giv videre ved henvisningen"),
        heading=_("Det, hospitalet skal vide ved indlæggelsen"),
        consequence=_("Afsnittet og de andre parter læser det i tidslinjen."),
        done=_("Oplysningerne er givet videre."),
    ),
    ActSpec(
        slug="spoerg-egen-laege",
        name="ask-practice",
        form=AskPracticeForm,
        row="referral",
        label=_("Spørg egen læge"),
        heading=_("Spørg egen læge om det, praksis ved"),
        consequence=_("Praksis får opgaven at svare, på hverdage inden for fire timer. Haster det, så ring."),
        done=_("Praksis bliver spurgt om 30 sekunder."),
        disabled_by=frozenset({"knowledge.no_practice"}),
    ),
    ActSpec(
        slug="svar-hospitalet",
        name="answer-hospital",
        form=AnswerHospitalForm,
        row="referral",
        label=_("Svar hospitalet"),
        heading=_("Svar på hospitalets spørgsmål"),
        consequence=_("Afsnittet får svaret om 30 sekunder, og opgaven er løst."),
        done=_("Hospitalets spørgsmål er besvaret."),
    ),
)
KNOWLEDGE_ANSWERS = {ANSWER_TASK: "answer-hospital", "begin_planning": "expected-discharge"}
