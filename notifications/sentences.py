"""One Danish sentence per kind of notification, completed with the facts that are known."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from notifications.domain.escalation import Watch
from notifications.domain.groups import NewsGroup
from notifications.domain.kinds import NotificationKind
from notifications.domain.mail import MailState, MailWay
from notifications.domain.outbox import OutboxState
from organisations.domain.moments import moment
from organisations.sentences import reading_language

KIND_SENTENCES: dict[NotificationKind, Promise] = {
    NotificationKind.ADMISSION: _("Borgeren er indlagt"),
    NotificationKind.ACUTE_ARRIVAL: _("Borgeren er modtaget akut og er ikke indlagt"),
    NotificationKind.DISCHARGE: _("Borgeren er udskrevet"),
    NotificationKind.NO_SHOW: _("Borgeren kom ikke til den planlagte indlæggelse"),
    NotificationKind.TRANSFER: _("Borgeren er overflyttet til et andet hospital"),
    NotificationKind.LEFT_AGAINST_ADVICE: _("Borgeren har udskrevet sig mod lægeligt råd"),
    NotificationKind.LEAVE: _("Borgeren er på orlov"),
    NotificationKind.DEATH: _("Borgeren er død"),
    NotificationKind.DEATH_REPORTED: _("Borgeren er meldt død. Det er ikke bekræftet"),
    NotificationKind.DISCHARGE_REPORTED: _("Borgeren er meldt udskrevet. Det er ikke bekræftet"),
    NotificationKind.REPORT_DECLINED: _("Det, der var meldt om borgeren, er afvist"),
    NotificationKind.STAY_CLAIMED: _("Borgeren er indtastet som indlagt hos jer. Det er ikke bekræftet"),
    NotificationKind.STAY_DECLINED: _("Jeres indtastning er afvist af den anden side"),
    NotificationKind.CORRECTION: _("Hospitalet har rettet en tidligere besked"),
    NotificationKind.CANCELLATION: _("Hospitalet har annulleret en tidligere besked"),
    NotificationKind.ADMISSION_PLANNED: _("En indlæggelse er planlagt"),
    NotificationKind.ADMISSION_CALLED_OFF: _("Den planlagte indlæggelse er aflyst"),
    NotificationKind.REPORT_REQUESTED: _("Hospitalet beder om en indlæggelsesrapport"),
    NotificationKind.QUESTION_ASKED: _("Der er et spørgsmål til jer"),
    NotificationKind.QUESTION_ANSWERED: _("Jeres spørgsmål er besvaret"),
    NotificationKind.HANDOVER_OFFERED: _("I er bedt om at overtage patientansvaret"),
    NotificationKind.HANDOVER_ACCEPTED: _("Patientansvaret er overtaget"),
    NotificationKind.WINDOW_STARTED: _("Hospitalets 72-timers behandlingsansvar er begyndt"),
    NotificationKind.WINDOW_CHANGED: _("Hospitalets 72-timers behandlingsansvar er ændret"),
    NotificationKind.WINDOW_ENDED: _("Hospitalets 72-timers behandlingsansvar er udløbet"),
    NotificationKind.WINDOW_VOIDED: _("Hospitalets 72-timers behandlingsansvar er bortfaldet"),
    NotificationKind.READY: _("Borgeren er registreret færdigbehandlet"),
    NotificationKind.READY_REASONS: _("Årsagerne til at vente er ændret"),
    NotificationKind.READY_CORRECTION_PROPOSED: _("Der er foreslået en rettelse af færdigmeldingen"),
    NotificationKind.READY_DISAGREED: _("En part er uenig i færdigmeldingen"),
    NotificationKind.TREATMENT_RESUMED: _("Behandlingen er genoptaget"),
    NotificationKind.TERMINAL: _("Borgeren er erklæret terminal"),
    NotificationKind.BARRIER_RAISED: _("Noget står i vejen for udskrivelsen"),
    NotificationKind.BARRIER_CLOSED: _("En hindring for udskrivelsen er væk"),
    NotificationKind.EXPECTED_DISCHARGE: _("Den forventede udskrivelsesdag er oplyst"),
    NotificationKind.DISCHARGE_PROPOSED: _("Hospitalet foreslår en tid for udskrivelsen"),
    NotificationKind.DISCHARGE_AGREED: _("Tiden for udskrivelsen er aftalt"),
    NotificationKind.DISCHARGE_COUNTERED: _("Kommunen foreslår en anden tid for udskrivelsen"),
    NotificationKind.DISCHARGE_QUESTIONED: _("Kommunen mangler oplysninger om udskrivelsen"),
    NotificationKind.DISCHARGE_ANSWERED: _("Hospitalet har svaret på jeres spørgsmål om udskrivelsen"),
    NotificationKind.WISH_RECORDED: _("Borgerens eller de pårørendes ønske er skrevet ned"),
    NotificationKind.WINDOW_EXEMPTED: _("Borgeren er undtaget fra hospitalets 72-timers behandlingsansvar"),
    NotificationKind.EMERGENCY: _("Der er ringet 1-1-2 til borgeren"),
    NotificationKind.EMERGENCY_OVER: _("1-1-2-kaldet er slut uden indlæggelse"),
    NotificationKind.LETTER_SENT: _("Epikrisen er sendt"),
    NotificationKind.DOCUMENT_SENT: _("Der er kommet et brev eller en plan til jer"),
    NotificationKind.DOCUMENT_SENT_IN_ERROR: _("Et brev er sendt til jer ved en fejl. Det må ikke bruges"),
    NotificationKind.MESSAGE_NOT_RECEIVED: _("Et brev fra jer er ikke nået frem til modtagerens system"),
    NotificationKind.DOCUMENT_ANSWERED: _("Modtageren har svaret på det, I har sendt"),
    NotificationKind.CITIZEN_TOLD: _("En læge har fortalt borgeren om en plan, I har fået"),
    NotificationKind.MEETING_ASKED: _("Der er bedt om et dialogmøde"),
    NotificationKind.MEETING_INVITED: _("I er indbudt til et møde om borgeren"),
    NotificationKind.MEETING_DECLINED: _("Hospitalet har svaret, at der ikke holdes dialogmøde"),
    NotificationKind.LETTER_RECEIPT: _("Egen læge har svaret på, om epikrisen er kommet"),
    NotificationKind.LETTER_OVERDUE: _("Epikrisen er ikke modtaget til tiden"),
    NotificationKind.ACUTE_FUNCTION: _("Der er nyt om, hvem der har ansvaret i kommunens akutfunktion"),
    NotificationKind.ACUTE_FUNCTION_OVER: _("Forløbet i kommunens akutfunktion er ændret"),
    NotificationKind.ENROLLED: _("Kommunen har svaret, om hjælpen er sat i gang"),
    NotificationKind.NOTE: _("Nogen har skrevet til jer"),
    NotificationKind.DEADLINE_PASSED: _("En frist er overskredet"),
    NotificationKind.ANSWER_OWED: _("Et brev til jer er ikke besvaret"),
    NotificationKind.ANSWER_MISSING: _("Modtageren har ikke svaret på et brev fra jer"),
    NotificationKind.PLAN_TASK_LATE: _("En opgave i en implementeringsplan er forsinket"),
    NotificationKind.LEARNING_NOMINATED: _(
        "Forløbet er foreslået til læring. En anden end den, der foreslog det, skal se det igennem"
    ),
    NotificationKind.ADMINISTRATOR_ASKED: _("Rollen som administrator er foreslået"),
    NotificationKind.ADMINISTRATOR_GIVEN: _("Rollen som administrator er givet eller ændret"),
    NotificationKind.ADMINISTRATOR_ENDED: _("Rollen som administrator er afsluttet"),
    NotificationKind.ADMINISTRATOR_SEES: _("En administrator har fået en rolle, der ser borgere"),
}
LEAVE_ENDED = _("Borgeren er tilbage fra orlov")
STATE_LABELS: dict[OutboxState, Promise] = {
    OutboxState.PENDING: _("Venter"),
    OutboxState.DONE: _("Udført"),
    OutboxState.DEAD: _("Opgivet"),
    OutboxState.WITHDRAWN: _("Trukket tilbage"),
}
GROUP_LABELS: dict[NewsGroup, Promise] = {
    NewsGroup.STAY: _("Indlæggelse og udskrivelse"),
    NewsGroup.DISCHARGE_TIME: _("Tid for udskrivelsen og det, der står i vejen"),
    NewsGroup.READINESS: _("Færdigbehandling"),
    NewsGroup.DOCUMENTS: _("Breve, planer og svar på dem"),
    NewsGroup.QUESTIONS: _("Spørgsmål"),
    NewsGroup.RESPONSIBILITY: _("Ansvar og overtagelse"),
    NewsGroup.ESCALATIONS: _("Overskredne frister og manglende svar"),
    NewsGroup.PLANS: _("Forsinkede opgaver i implementeringsplaner"),
    NewsGroup.ACCOUNTS: _("Roller som administrator"),
}
MAIL_WAY_LABELS: dict[MailWay, Promise] = {
    MailWay.NONE: _("Ingen mail"),
    MailWay.AT_ONCE: _("Mail med det samme"),
    MailWay.DIGEST: _("Samlet mail en gang om dagen"),
}
MAIL_STATE_LABELS: dict[MailState, Promise] = {
    MailState.QUEUED: _("I kø"),
    MailState.IN_FLIGHT: _("Sendes nu"),
    MailState.WAITING: _("Venter på nyt forsøg"),
    MailState.SENT: _("Sendt"),
    MailState.FAILED: _("Ikke sendt"),
}
WATCH_LABELS: dict[Watch, Promise] = {
    Watch.DEADLINE: _("Fristen for en opgave er overskredet"),
    Watch.TO_ANSWER: _("Et brev til enheden er ikke besvaret"),
    Watch.UNANSWERED: _("Modtageren har ikke svaret på et brev fra enheden"),
    Watch.PLAN_TASK: _("En opgave i en implementeringsplan er forsinket"),
}


def group_choices() -> list[tuple[str, Promise]]:
    """Choices of a group of news."""
    return [(group.value, label) for group, label in GROUP_LABELS.items()]


def mail_way_choices() -> list[tuple[str, Promise]]:
    """Choices of how somebody is told by mail."""
    return [(way.value, label) for way, label in MAIL_WAY_LABELS.items()]


def mail_state_choices() -> list[tuple[str, Promise]]:
    """Choices of Mail.state."""
    return [(state.value, label) for state, label in MAIL_STATE_LABELS.items()]


def watch_choices() -> list[tuple[str, Promise]]:
    """Choices of EscalationStep.watch."""
    return [(watch.value, label) for watch, label in WATCH_LABELS.items()]


# What an error of the mail server means for whoever can do something about it; by the error's name.
_TROUBLES: dict[str, Promise] = {
    "NoAddress": _("Brugeren har ingen mailadresse eller er ikke aktiv. Ret det i stamdata."),
    "Interrupted": _("Afsendelsen blev afbrudt og forsøges igen."),
    "SMTPRecipientsRefused": _("Mailserveren afviste modtageren."),
    "SMTPSenderRefused": _("Mailserveren afviste afsenderen."),
    "SMTPDataError": _("Mailserveren afviste mailen."),
    "SMTPAuthenticationError": _("Mailserveren afviste brugernavn eller adgangskode."),
}
_NO_SERVER = _("Mailserveren kan ikke nås.")


def mail_trouble(error: str) -> str:
    """The error in words, with what the server answered; empty where nothing went wrong."""
    name, _colon, answer = error.partition(":")
    if not name:
        return ""
    return f"{_TROUBLES.get(name, _NO_SERVER)} {answer.strip()}".strip()


def kind_choices() -> list[tuple[str, Promise]]:
    """Choices of Notification.kind."""
    return [(kind.value, sentence) for kind, sentence in KIND_SENTENCES.items()]


def state_choices() -> list[tuple[str, Promise]]:
    """Choices of OutboxMessage.state."""
    return [(state.value, label) for state, label in STATE_LABELS.items()]


def notification_sentence(kind: NotificationKind, facts: Mapping[str, Any]) -> str:
    """The sentence, with place, time and end in brackets where the facts hold them.

    Known facts are `place` (text), `at` and `ends_at` (ISO 8601) and, of a leave, the `kind` of its event.
    """
    ended_leave = kind is NotificationKind.LEAVE and facts.get("kind") == "leave_ended"
    sentence = LEAVE_ENDED if ended_leave else KIND_SENTENCES[kind]
    details = ", ".join(_details(kind, facts))
    return f"{sentence} ({details})." if details else f"{sentence}."


def _details(kind: NotificationKind, facts: Mapping[str, Any]) -> list[str]:
    found = [str(facts["place"])] if facts.get("place") else []
    if facts.get("at"):
        found.append(_moment(str(facts["at"])))
    # A voided window has no end that anyone should act on.
    if facts.get("ends_at") and kind is not NotificationKind.WINDOW_VOIDED:
        ends = _moment(str(facts["ends_at"]))
        over = kind is NotificationKind.WINDOW_ENDED
        found.append(ends if over else _("til %(moment)s") % {"moment": ends})
    return found


def _moment(value: str) -> str:
    return moment(datetime.fromisoformat(value), language=reading_language())
