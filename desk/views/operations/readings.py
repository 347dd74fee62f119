"""The operators' page: each figure in words, its limit, whether it is past it, and then what to do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.selectors.machinery.health import TOO_LATE
from desk.selectors.machinery.operations import Operations
from desk.templatetags.moments import duration, relative
from medcom.domain.states import NEEDS_EYES, MessageState
from medcom.sentences import state_label

_KINDS: dict[str, Promise] = {
    "hospital-notification-message": gettext_lazy("Sygehusadvis"),
    "care-communication-message": gettext_lazy("Korrespondance (FHIR)"),
    "homecareobservation-message": gettext_lazy("Målinger fra hjemmet"),
    "acknowledgement-message": gettext_lazy("Kvittering"),
    "other": gettext_lazy("Ukendt slags"),
    "unread": gettext_lazy("Kunne ikke læses"),
}


@dataclass(frozen=True, slots=True)
class OperationsReading:
    """One figure: what it is, how it stands, where its limit lies ("" for none), and the way out when it is past it."""

    key: str
    name: str
    words: str
    limit: str = ""
    wrong: bool = False
    mend: str = ""


@dataclass(frozen=True, slots=True)
class IntakeRow:
    """Messages of the last hour of one kind and outcome."""

    kind: str
    outcome: str
    number: int
    wrong: bool


def readings(found: Operations) -> Sequence[OperationsReading]:
    """All figures of queues and timers, in the order of what hurts most."""
    rooms: tuple[Callable[[Operations], tuple[OperationsReading, ...]], ...] = (
        _outbox,
        _deadlines,
        _messages,
        _mails,
        _cells,
        _doors,
    )
    return [reading for room in rooms for reading in room(found)]


def intake_rows(found: Operations) -> Sequence[IntakeRow]:
    """By kind and outcome, in words; a classic letter is known by its own code."""
    return [
        IntakeRow(str(_KINDS.get(kind, kind)), state_label(state), number, _is_wrong(state))
        for (kind, state), number in found.intake.items()
    ]


def _is_wrong(state: MessageState) -> bool:
    return state in NEEDS_EYES


def _outbox(found: Operations) -> tuple[OperationsReading, ...]:
    return (
        _late("outbox_age", _("Ældste besked, der ikke er sendt"), found.health.outbox_overdue_for, mend=_worker()),
        _plain("outbox_due", _("Beskeder, der skal sendes nu"), found.outbox.due),
        _plain("outbox_held", _("Beskeder, der venter på deres tid (kan stadig fortrydes)"), found.outbox.held),
        _none(
            "outbox_dead",
            _("Beskeder, der er opgivet"),
            found.outbox.dead,
            mend=_("En administrator ser fejlen under Stamdata, Udgående handlinger, og sender dem igen derfra."),
        ),
    )


def _deadlines(found: Operations) -> tuple[OperationsReading, ...]:
    lag = found.deadlines.longest_lag
    slow = lag is not None and lag > TOO_LATE
    return (
        _late(
            "deadline_age", _("Ældste frist, der ikke er varslet"), found.health.deadline_overdue_for, mend=_worker()
        ),
        _plain("deadlines_overdue", _("Frister, der skal varsles nu"), found.deadlines.overdue),
        _plain("deadlines_fired", _("Frister, der er varslet den seneste time"), found.deadlines.fired),
        OperationsReading(
            "deadline_lag",
            _("Længste forsinkelse af et varsel den seneste time"),
            duration(lag) if lag is not None else _("ingen varsler"),
            _at_most(TOO_LATE),
            slow,
            _("Det er indhentet, hvis ingen frist venter nu. Se i loggen, hvornår arbejderne stod stille.")
            if slow
            else "",
        ),
        _plain("deadlines_pending", _("Frister, der løber"), found.deadlines.pending),
    )


def _messages(found: Operations) -> tuple[OperationsReading, ...]:
    mend = _("Se beskedens fejl i beskedloggen (administrator). Står alle stille, så genstart arbejderne.")
    return (
        _late(
            "message_age",
            _("Ældste modtagne besked, der ikke er behandlet"),
            found.health.message_waiting_for,
            mend=mend,
        ),
        _plain("messages_waiting", _("Modtagne beskeder, der ikke er behandlet"), found.messages_waiting),
    )


def _mails(found: Operations) -> tuple[OperationsReading, ...]:
    mend = _("Se, om mailserveren svarer. Beskeden selv står i enhedens Nyt til os.")
    failed = _("En administrator prøver igen under Indstillinger, Mails, der ikke er sendt.")
    return (
        _late("mail_age", _("Ældste mail, der ikke er sendt"), found.health.mail_overdue_for, mend=mend),
        _none("mails_failed", _("Mails, der er opgivet"), found.health.mails_failed, mend=failed),
    )


def _cells(found: Operations) -> tuple[OperationsReading, ...]:
    mend = _("Se, om opgaven keep-figures kører. Tallene rettes af sig selv, når den gør.")
    return (
        _late("cells_age", _("Ældste ændring, nøgletallene ikke har med"), found.cells_waiting_for, mend=mend),
        _plain("cells_waiting", _("Ændringer, nøgletallene ikke har med"), found.cells_waiting),
    )


def _doors(found: Operations) -> tuple[OperationsReading, ...]:
    silence = found.silence
    rows = [_gateway(found)]
    if silence:
        since = relative(silence["since"], now=found.at) if silence["since"] else _("aldrig")
        words = _("{name} er tavs: seneste besked {since}").format(name=silence["name"], since=since)
        mend = _("Ring til driften af det afsendende system. Siderne viser det også for brugerne.")
        rows = [OperationsReading("gateway", _("Forbindelser"), words, _("ingen er tavs"), wrong=True, mend=mend)]
    if found.health.demo_left:
        mend = _("Fjern demoens brugere og adgange, før rigtige borgere skrives ind.")
        words = ", ".join(found.health.demo_left)
        rows.append(
            OperationsReading("demo_left", _("Demoens døre står åbne"), words, _("ingen"), wrong=True, mend=mend)
        )
    return tuple(rows)


def _gateway(found: Operations) -> OperationsReading:
    last = max((at for at in found.health.gateways.values() if at), default=None)
    words = _("seneste besked {since}").format(since=relative(last, now=found.at)) if last else _("ingen besked endnu")
    return OperationsReading("gateway", _("Forbindelser"), words, _("ingen er tavs"))


def _late(key: str, name: str, span: timedelta | None, *, mend: str) -> OperationsReading:
    """An age with the limit of the health endpoint."""
    wrong = span is not None and span > TOO_LATE
    words = duration(span) if span is not None else _("ingen venter")
    return OperationsReading(key, name, words, _at_most(TOO_LATE), wrong, mend if wrong else "")


def _plain(key: str, name: str, number: int) -> OperationsReading:
    return OperationsReading(key, name, number_format(number, force_grouping=True))


def _none(key: str, name: str, number: int, *, mend: str) -> OperationsReading:
    """A number that should be nought."""
    return OperationsReading(
        key, name, number_format(number, force_grouping=True), "0", number > 0, mend if number else ""
    )


def _at_most(span: timedelta) -> str:
    return _("højst {span}").format(span=duration(span))


def _worker() -> str:
    return _("Se, om worker og beat kører (docker compose ps), og genstart dem. Intet går tabt: rækkerne venter.")
