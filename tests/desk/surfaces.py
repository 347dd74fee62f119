"""More doors for the walk of `test_one_answer.py`: lists, search, months, letters, own page, calls, rules.

Each answers the questions that it shows, in the words of the others, and leaves the rest out.
"""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.test import Client

from desk.selectors.asker import Asker
from desk.selectors.lists.rows import ListRow
from desk.selectors.lists.search import journeys_of_citizen
from desk.selectors.own.page import OwnPage, own_page
from desk.selectors.page.journey import JourneyPage
from desk.selectors.payment.pages import MonthPage
from desk.selectors.payment.words import STATES
from discharge.calls.rules import CallerRole
from discharge.calls.selectors import IN_HOSPITAL_STATES, call_verdict, referrals
from discharge.channel.selectors import is_report_forbidden
from discharge.explain.rules.explaining import explain
from discharge.responsibility.selectors import Answering, Strip
from journeys.domain.calendar.clock import local_date
from journeys.domain.events import EventKind
from journeys.models import Journey, JourneyEvent
from organisations.selectors.keyset import PageCut

Answers = Mapping[str, Any]
# The strip's states in which a nurse of the citizen's municipality is answered; None: it depends on what is unknown.
NURSE = {**dict.fromkeys(IN_HOSPITAL_STATES, True), "S6": True, "S9": True, "S6u": None, "S7": False}
LEAVES = (EventKind.LEAVE_STARTED, EventKind.LEAVE_ENDED)


@dataclass(frozen=True)
class Reading:
    """One journey, one reader, one moment; the page as it was read, and a browser for what only HTTP shows.

    Surfaces only read: an address that several of them ask is asked once.
    """

    who: str
    asker: Asker
    page: JourneyPage
    panels: Mapping[str, Any]
    client: Client
    _told: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def journey(self) -> Journey:
        return self.page.journey

    @cached_property
    def own_page(self) -> OwnPage:
        return own_page(self.journey, now=self.asker.now, journeys=self.asker.journeys())

    def answer(self, address: str) -> dict[str, Any]:
        if address not in self._told:
            self._told[address] = self.client.get(f"/api/v1/journeys/{self.journey.pk}/{address}").json()
        return self._told[address]


def at(stored: Any) -> datetime | None:
    return datetime.fromisoformat(stored) if isinstance(stored, str) else stored


def of_strip(strip: Strip) -> Answers:
    return {
        "state": strip.state or None,
        "physician": strip.responsible.person if strip.responsible else None,
        "answers": _line(strip.call),
        "until": strip.until or strip.changes_at,
        "medication": _medication(strip),
    }


def _medication(strip: Strip) -> str | None:
    line = strip.medication
    return line.medication.name if line and line.is_known and line.medication else None


def _line(party: Answering | None) -> tuple[str, str | None] | None:
    return (party.name, party.phone) if party else None


def of_row(row: ListRow | None) -> Answers:
    if row is None:
        return {}
    answers = {**of_strip(row.strip), "status": row.status.value, "badge": row.state}
    answers["ready since"] = row.since if row.status == "ready" else None
    answers["since"] = row.since
    return answers if row.payable is None else {**answers, "days of theirs": row.payable}


def in_the_search(reading: Reading) -> Answers:
    rows = journeys_of_citizen(reading.asker, reading.journey.citizen, PageCut()).rows
    return of_row(next((row for row in rows if row.journey.pk == reading.journey.pk), None))


def in_the_list_of_programs(reading: Reading) -> Answers:
    rows = reading.client.get("/api/v1/journeys/").json()["results"]
    (row,) = (row for row in rows if row["id"] == str(reading.journey.pk))
    return {"status": row["status"], **_parties(row)}


def of_parties_on_the_page(reading: Reading) -> Answers:
    journey = reading.journey
    units = {"hospital": journey.hospital, "municipality": journey.municipality, "gp_practice": journey.gp_practice}
    return {name: unit.name if unit else None for name, unit in units.items()}


def of_parties_in_the_json(reading: Reading) -> Answers:
    return _parties(reading.answer(""))


def _parties(told: Mapping[str, Any]) -> Answers:
    return {name: told[name]["name"] if told[name] else None for name in ("hospital", "municipality", "gp_practice")}


def _months(reading: Reading) -> list[Any]:
    last = local_date(reading.asker.now)
    return sorted({day.replace(day=1) for day in (last, last - timedelta(days=12))})


def in_the_months(reading: Reading) -> Answers:
    """Of a ward's own journeys; a municipality reads its own days alone."""
    if reading.who != "nurse":
        return {}
    pages = [MonthPage(reading.asker, month) for month in _months(reading)]
    days = [each.line.day for page in pages for each in page.days if each.journey.pk == reading.journey.pk]
    return {"days": [(day.date.isoformat(), day.state.value) for day in days]} if days else {}


def in_the_files_of_months(reading: Reading) -> Answers:
    if reading.who != "nurse":
        return {}
    words = {str(word): state.value for state, word in STATES.items()}
    days = []
    for month in _months(reading):
        file = reading.client.get("/betaling.csv", {"maaned": f"{month:%Y-%m}"}).content.decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(file), delimiter=";"))
        own = [row for row in rows if row["Forløb"] == str(reading.journey.pk)]
        days += [("-".join(reversed(row["Dato"].split("-"))), words[row["Tilstand"]]) for row in own]
    return {"days": days} if days else {}


def on_the_paper_for_the_citizen(reading: Reading) -> Answers:
    """What staff print of the citizen's own page, of what they see themselves."""
    page = reading.own_page
    told = {each.sentence: each.at for each in page.coming}
    agreed = told.get("Du skal hjem.")
    answers: dict[str, Any] = {"own page": _sentences(page)}
    if agreed:
        answers["agreed"] = agreed
    if "De 72 timer slutter." in told:
        answers |= {"window ends": told["De 72 timer slutter."], "window": _answering(reading)}
    return answers


def _answering(reading: Reading) -> str:
    """Running, or prolonged: the citizen is told that it runs, not how."""
    state = str(reading.panels["extended_responsibility"].state)
    return state if state in ("running", "extended") else "running"


def _sentences(page: OwnPage) -> tuple[str, ...]:
    ring = (page.ring.name,) if page.ring else ()
    return (*page.where, *page.home, *ring, *(each.sentence for each in page.coming), *page.seventy_two)


def as_it_is_printed(reading: Reading) -> Answers:
    response = reading.client.get(f"/forloeb/{reading.journey.pk}/til-borgeren/")
    if response.status_code != 200:
        return {}
    shown = " ".join(response.content.decode().split())
    return {"own page": tuple(each for each in _sentences(reading.own_page) if each in shown)}


def on_the_panel_of_letters(reading: Reading) -> Answers:
    """What went last of each letter, and who has answered it what; not of one that anybody got in error."""
    wrong = {each.document for each in reading.page.threads if any(version.errors for version in each.versions)}
    letters = {}
    for row in reading.panels["documents"].rows:
        if row.thread.document not in wrong:
            answers = {(each.unit, each.code.value) for each in row.version.answers}
            letters[row.thread.document] = (row.version.number, row.version.sent_at, answers)
    return {"letters": letters}


def of_letters_for_programs(reading: Reading) -> Answers:
    letters = {}
    for each in reading.answer("documents/")["documents"]:
        read = [version for version in each["versions"] if version["values"] is not None]
        if read and not any(version["sent_in_error"] for version in each["versions"]):
            answers = {(answer["unit"], answer["answer"]) for answer in read[-1]["answers"]}
            letters[each["id"]] = (read[-1]["number"], at(read[-1]["sent_at"]), answers)
    return {"letters": letters}


def by_who_may_call(reading: Reading) -> Answers:
    """A nurse of the citizen's own municipality rings, as the call log judges it."""
    unit = reading.journey.municipality
    return {"nurse answered": call_verdict(reading.journey, CallerRole.NURSE, unit, at=reading.asker.now).outcome}


def by_whom_calls_are_referred(reading: Reading) -> Answers:
    """What stands beside the form before anything is chosen."""
    if any(each.role is CallerRole.NURSE for each in referrals(reading.journey, at=reading.asker.now)):
        return {"nurse answered": False}
    return {"nurse referred": False}


def by_the_strip_for_callers(reading: Reading) -> Answers:
    strip = reading.page.strip
    referred = {} if NURSE.get(strip.state) is False else {"nurse referred": False}
    return {} if strip.unseen or strip.state not in NURSE else {"nurse answered": NURSE[strip.state], **referred}


def by_the_task_of_the_report(reading: Reading) -> Answers:
    return {"report forbidden": is_report_forbidden(reading.journey)}


def by_what_may_be_written(reading: Reading) -> Answers:
    """Table 2a for whoever writes the report of admission: the municipality."""
    if reading.who != "assessor":
        return {}
    response = reading.client.get(f"/api/v1/journeys/{reading.journey.pk}/document-choices/")
    if response.status_code != 200:
        return {}
    told = {each["kind"]: each["allowed"] for each in response.json()["choices"]}
    return {"report forbidden": told["admission_report"] is False}


def by_explain_of_the_letter(reading: Reading) -> Answers:
    letters = reading.page.letters
    if len(letters) != 1:
        return {}
    facts = {"discharged_at": letters[0].discharged_at.isoformat(), "group": letters[0].group or None}
    return {"letter due": at(explain("discharge_letter", facts, now=reading.asker.now)["due_at"])}


def by_explain_of_the_days(reading: Reading) -> Answers:
    """The JSON's own periods, asked of the rule; days that somebody disputes are no matter of the rule."""
    told = reading.answer("")
    leaves = JourneyEvent.objects.filter(citizen=reading.journey.citizen_id, kind__in=[kind.value for kind in LEAVES])
    if not told["payment"] or not told["payment"]["days"] or leaves.exists():
        return {}
    facts = {"speciality": told["speciality"], "periods": told["ready_periods"]}
    lines = explain("payment", facts, now=reading.asker.now)["lines"]
    return {"days by rule": [(line["date"], line["why"]) for line in lines]}


def by_the_json_of_the_days(reading: Reading) -> Answers:
    payment = reading.answer("")["payment"]
    return {"days by rule": [(day["date"], day["why"]) for day in payment["days"]]} if payment else {}


MORE_SURFACES: tuple[Callable[[Reading], Answers], ...] = (
    in_the_search,
    in_the_list_of_programs,
    of_parties_on_the_page,
    of_parties_in_the_json,
    in_the_months,
    in_the_files_of_months,
    on_the_paper_for_the_citizen,
    as_it_is_printed,
    on_the_panel_of_letters,
    of_letters_for_programs,
    by_who_may_call,
    by_whom_calls_are_referred,
    by_the_strip_for_callers,
    by_the_task_of_the_report,
    by_what_may_be_written,
    by_explain_of_the_letter,
    by_explain_of_the_days,
    by_the_json_of_the_days,
)
