"""Sending a document and answering one: two acts like every other (RULES 2a; DESIGN §3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from discharge.wording.refused import RuledAct
from documents.actions.drafts import check_may_write, lock_document
from documents.actions.effects import GivenAnswer, check_home, reply_of, stated_besides
from documents.actions.files import parts_of
from documents.actions.sorting import announce_received
from documents.domain.answers import TIMED, answers_to
from documents.domain.declaring import DeclaredKind
from documents.domain.kinds import kind_named
from documents.domain.values import changes, missing, written_of
from documents.models import Document, Version
from documents.selectors.channel import RECIPIENTS, ChannelReceiver, permission_of, receivers_of
from documents.selectors.drafts import Draft, draft_of
from documents.selectors.sent import answering_units, words_of, written_in
from documents.selectors.standing import standing_version, thread_of
from documents.sentences import in_language
from journeys.actions.acting.acts import Act
from journeys.actions.acting.stated import Saying
from journeys.actions.events import Recorded
from journeys.domain.calendar.plausible import ASKED, Meaning, doubt
from journeys.domain.events import EventKind
from journeys.domain.events.payload import Payload
from journeys.domain.events.payloads.documents import AnswerCode, DocumentAnswered, DocumentSent
from journeys.models import Journey, JourneyParty
from organisations.domain.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class SendDocument(RuledAct):
    """The working copy becomes a version. `revision` is of the draft that was read through; `needs` says that the
    citizen will need the municipality, `decided` that a person chose where the rules cannot tell (C10, O1)."""

    kind, permission = EventKind.DOCUMENT_SENT, Permission.SEND_DOCUMENT
    document: Document
    receivers: tuple[UUID, ...]
    revision: int
    needs: bool | None = None
    decided: bool = False

    def judge(self, journey: Journey, saying: Saying) -> None:
        """Whole, read through, to parties that may get it, and with something new in it."""
        # Whoever saves a field meanwhile waits for the answer, and is then too late for this version.
        lock_document(self.document)
        draft = draft_of(self.document, journey)
        check_may_write(journey, draft.kind, saying.by)
        lacking = missing(draft.kind, draft.values)
        if lacking:
            names = ", ".join(in_language(each.label) for each in lacking)
            raise self.refused("document.missing", field=lacking[0].name, names=names)
        if draft.revision != self.revision:
            raise self.refused("document.draft_changed")
        self._judge_receivers(draft, journey, saying)
        self._judge_news(draft, journey)

    def _judge_receivers(self, draft: Draft, journey: Journey, saying: Saying) -> None:
        if not self.receivers:
            raise self.refused("document.no_receiver", field="receivers")
        receivers = (each for each in receivers_of(journey, saying.by) if each.recipient in draft.kind.recipients)
        by_unit = {receiver.unit.pk: receiver for receiver in receivers}
        for unit in self.receivers:
            if unit not in by_unit:
                raise self.refused("document.receiver_unknown", field="receivers")
            self._judge_channel(draft, journey, by_unit[unit], saying.now)

    def _judge_channel(self, draft: Draft, journey: Journey, receiver: ChannelReceiver, now: datetime) -> None:
        permission = permission_of(draft.kind, journey, receiver, now=now, needs=self.needs)
        if permission.allowed is False:
            facts = permission.verdict.facts
            raise self.refused(permission.verdict.code, **{**facts, "field": "receivers"})
        if permission.allowed is None and not self.decided:
            raise self.refused("document.undecided", field="decided", receiver=receiver.unit.label)

    def _judge_news(self, draft: Draft, journey: Journey) -> None:
        thread = thread_of(journey, str(self.document.pk))
        if thread is None or set(thread.current.addressed) != set(map(str, self.receivers)):
            return
        words, parts = written_in(thread.current)
        files = {file.id for file in parts.files} ^ {str(file.pk) for file in draft.files}
        if not files and not changes(draft.kind, words, draft.values):
            raise self.refused("document.nothing_new")

    def payload(self) -> Payload:
        """Which document, and to whom."""
        return DocumentSent(
            document=str(self.document.pk),
            document_kind=self.document.kind,
            receivers=tuple(dict.fromkeys(map(str, self.receivers))),
            decided=self.decided or None,
        )

    def worked_out(self, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """Its number among those that stand, and what is new in it."""
        thread, draft = thread_of(journey, str(self.document.pk)), draft_of(self.document, journey)
        reached = self._reached(draft, journey)
        # A number that others may have read is not used again, though it was taken back.
        heard = Version.objects.filter(document=self.document, event__placement__withdrawn=False)
        number = (heard.aggregate(last=Max("number"))["last"] or 0) + 1
        if thread is None:
            return {"version": number, **reached}
        changed = [each.field.name for each in changes(draft.kind, words_of(thread.current), draft.values)]
        return {"version": number, "changed": changed, **reached}

    def _reached(self, draft: Draft, journey: Journey) -> dict[str, Any]:
        """As what each receiver gets it, and the answers that the journey folds."""
        parties = JourneyParty.objects.filter(journey=journey, organisation_id__in=self.receivers, role__in=RECIPIENTS)
        parties = parties.order_by("role")
        roles = {str(party.organisation_id): party.role for party in parties}
        # The municipality of the citizen, also where it takes no part yet.
        if journey.municipality_id in self.receivers:
            roles.setdefault(str(journey.municipality_id), "municipality")
        reached: dict[str, Any] = {"roles": roles} if roles else {}
        stated = {
            name: draft.values[name]
            for name, field in draft.kind.fields.items()
            if field.stated and name in draft.values
        }
        written = written_of(draft.kind, draft.values)
        reached |= {name: said for name, said in (("stated", stated), ("written", written)) if said}
        return reached | ({"to_municipality": True} if "municipality" in roles.values() else {})

    def follow(self, journey: Journey, recorded: Recorded, act: Act) -> None:
        """The words of this sending, which nothing changes any more."""
        draft = draft_of(self.document, journey)
        files = parts_of(draft.files, by=act.by)
        Version.objects.create(
            document=self.document,
            event=recorded.event,
            number=recorded.event.payload["version"],
            values=draft.values,
            parts=files.as_json() if files else None,
            sent_at=recorded.event.occurred_at,
            sent_by=act.by,
        )
        announce_received(recorded.event, now=act.now)
        thread = thread_of(journey, str(self.document.pk))
        reply = reply_of(thread, journey, frozenset(map(str, self.receivers)), recorded.event.payload["version"])
        if reply is not None:
            reply.do(journey, act=act.part("reply"))


@dataclass(frozen=True, kw_only=True)
class AnswerDocument(RuledAct):
    """A person of a receiving unit has read a version, and says what they want to say to it."""

    kind, permission = EventKind.DOCUMENT_ANSWERED, Permission.ANSWER_DOCUMENT
    document: str
    version: int
    answer: AnswerCode
    # The receiving unit for which it is given.
    party: UUID
    text: str = ""
    # The time that it names: from when, to when, or when the citizen came home.
    at: datetime | None = None
    field: str = ""

    def judge(self, journey: Journey, saying: Saying) -> None:
        """Of a version that stands and came to the user's house; what is asked has words."""
        version = standing_version(journey, self.document, self.version)
        if version is None or self.party not in answering_units(saying.by, version, self._kind(journey).document):
            raise self.refused("document.version_gone")
        # Nobody answers what nobody there can have read (DESIGN §4).
        if saying.now < version.released_to(str(self.party)):
            raise self.refused("document.version_gone")
        if bool(version.error_of(str(self.party))) is not (self.answer is AnswerCode.DISCARDED):
            raise self.refused("document.in_error" if version.errors else "document.no_such_answer", field="answer")
        if self.answer is AnswerCode.DISCARDED:
            return
        if version.by_message and self.answer is not AnswerCode.ACKNOWLEDGED:
            raise self.refused("document.by_message", field="answer")
        if self.answer is AnswerCode.ACKNOWLEDGED and version.is_acknowledged_by(str(self.party)):
            raise self.refused("document.answered")
        if self.at is not None and doubt(Meaning.EXPECTED, self.at, now=saying.now) not in {None, *ASKED}:
            raise self.refused("document.value.form", field="at")
        self._judge_words(self._kind(journey))

    def _judge_words(self, kind: DeclaredKind) -> None:
        if self.answer not in answers_to(kind):
            raise self.refused("document.no_such_answer", field="answer")
        if self.field and self.field not in kind.fields:
            raise self.refused("document.value.unknown_field", field="field")
        if self.answer in TIMED and self.at is None:
            raise self.refused("document.time_missing", field="at")
        if self.answer is AnswerCode.CALL_ME or (self.answer is AnswerCode.MISSING and not self.field):
            self.require("text", "document.answer_text")

    def _kind(self, journey: Journey) -> DeclaredKind:
        thread = thread_of(journey, self.document)
        kind = kind_named(thread.kind) if thread else None
        if kind is None:
            raise self.refused("document.version_gone")
        return kind

    def payload(self) -> Payload:
        """Which version, and what is said to it."""
        return DocumentAnswered(
            document=self.document,
            version=self.version,
            answer=self.answer,
            party=str(self.party),
            at=self.at,
            field=self.field,
            text=self.text.strip(),
        )

    def concluded(self, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """It goes to the unit that sent it (DICTIONARY §8.2), and to the one that sent it on."""
        thread = thread_of(journey, self.document)
        version = thread.numbered(self.version) if thread else None
        if thread is None or version is None:
            return {}
        passed = version.forward_to(str(self.party))
        return {"receivers": [version.unit, *([passed.party] if passed else [])], "document_kind": thread.kind}

    def follow(self, journey: Journey, recorded: Recorded, act: Act) -> None:
        """What it states of the discharge is the same fact as if it had been stated there; taken back with it."""
        kind = self._kind(journey).document
        said = GivenAnswer(code=self.answer, kind=kind, at=self.at, field=self.field, text=self.text)
        if self.answer is AnswerCode.HOME:
            check_home(journey, act.by)
        for number, stated in enumerate(stated_besides(said, journey, by=act.by, now=act.now)):
            stated.do(journey, act=act.part(f"besides{number}"))
