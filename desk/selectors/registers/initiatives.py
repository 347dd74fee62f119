"""The initiatives of 2015–2018 and the action plan of 2020 with their status (RULES 1.3, 1.4)."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.selectors.asker import Asker
from desk.selectors.registers.shown import (
    Asked,
    Listed,
    OpenedRow,
    Register,
    RegisterAct,
    RegisterEntry,
    RegisterLink,
    ShownRow,
    matches,
)
from documents.sentences import in_language
from organisations.domain.permissions import Permission, role_may
from principles.clauses.rules.contents import CLAUSE_OF_ID
from principles.models import InitiativeStatus
from principles.registers.rules.initiatives import NUMBER_MISSING, Initiative, InitiativeOutcome, Status, initiatives
from principles.registers.selectors import status_history, statuses
from principles.registers.sentences import OUTCOME_WORDS, PLAN_WORDS, STATUS_WORDS, THEME_WORDS


def listed(asker: Asker, asked: Asked) -> Listed:
    """All rows of both plans, or those that are asked for."""
    said = statuses()
    rows = [(each, said.get(each.key)) for each in initiatives().values()]
    kept = [
        _row(each, now)
        for each, now in rows
        if matches(asked, "plan", each.plan)
        and matches(asked, "tema", each.theme.value)
        and matches(asked, "status", _status(each, now).value)
        and matches(asked, "program", each.outcome.value)
    ]
    outcomes = [each.outcome for each, _now in rows]
    facts = {
        "n": len(rows),
        "here": outcomes.count(InitiativeOutcome.REALISED),
        "missing": outcomes.count(InitiativeOutcome.MISSING),
    }
    return Listed(
        first_column=_("Indsats"),
        columns=(_("Nr."), _("Tema"), _("Opstart"), _("Ansvarlig"), _("Status"), _("I programmet")),
        rows=kept,
        filters={
            "plan": (_("Plan"), [(key, str(words)) for key, words in PLAN_WORDS.items()]),
            "tema": (_("Tema"), [(theme.value, str(words)) for theme, words in THEME_WORDS.items()]),
            "status": (_("Status"), [(status.value, str(words)) for status, words in STATUS_WORDS.items()]),
            "program": (_("I programmet"), [(outcome.value, str(words)) for outcome, words in OUTCOME_WORDS.items()]),
        },
        sum=_("{n} rækker: {here} findes i programmet, {missing} findes ikke, resten er kun i registret.").format(
            **facts
        ),
        note=_(
            "Skrevet i vores egne ord. Temaerne fra 2015–2018 er udledt af afsnittet, for planens farver er tabt, og "
            "nummer {number} findes ikke i planen."
        ).format(number=NUMBER_MISSING),
    )


def opened(asker: Asker, key: str) -> OpenedRow | None:
    """One of them with everything that was said of it."""
    initiative = initiatives().get(key)
    if initiative is None:
        return None
    told = list(status_history(key))
    row = _row(initiative, told[0] if told else None)
    facts: list[tuple[str, str | date]] = [
        (_("Plan"), str(PLAN_WORDS[initiative.plan])),
        (_("Nr. i planen"), initiative.number),
        (_("Tema"), str(THEME_WORDS[initiative.theme])),
        (_("Opstart"), str(initiative.year)),
        (_("Forankring i planen"), initiative.anchoring),
        (_("I programmet"), str(OUTCOME_WORDS[initiative.outcome])),
    ]
    if initiative.section:
        facts.insert(2, (_("Afsnit"), initiative.section))
    if why := in_language(initiative.why):
        facts.append((_("Det vil sige"), why))
    if initiative.functions:
        facts.append((_("Sted i programmet"), ", ".join(initiative.functions)))
    may = role_may(asker.role, Permission.MANAGE_INITIATIVES)
    return OpenedRow(
        row=row,
        facts=facts,
        links=_links(initiative, may_see_figures=role_may(asker.role, Permission.VIEW_STATISTICS)),
        history=[_entry(each) for each in told] + _as_planned(initiative),
        history_name=_("Status og historik"),
        acts=[RegisterAct("status", _("Ny status"))] if may else [],
        warning=in_language(initiative.anomaly),
    )


def _status(initiative: Initiative, said: InitiativeStatus | None) -> Status:
    return Status(said.status) if said else initiative.status


def _row(initiative: Initiative, said: InitiativeStatus | None) -> ShownRow:
    status, odd = _status(initiative, said), in_language(initiative.anomaly)
    owner = said.owner if said and said.owner else initiative.anchoring
    return ShownRow(
        key=initiative.key,
        title=in_language(initiative.title),
        mark=odd,
        cells=(
            initiative.number,
            str(THEME_WORDS[initiative.theme]),
            str(initiative.year),
            owner,
            str(STATUS_WORDS[status]),
            str(OUTCOME_WORDS[initiative.outcome]),
        ),
        data={
            "key": initiative.key,
            "numbers": list(initiative.numbers),
            "plan": initiative.plan,
            "section": initiative.section or None,
            "theme": initiative.theme.value,
            "year": initiative.year,
            "anchoring": initiative.anchoring,
            "title": in_language(initiative.title),
            "anomaly": odd or None,
            "owner": owner,
            "status": status.value,
            "status_on": said.on if said else None,
            "outcome": initiative.outcome.value,
            "why": in_language(initiative.why) or None,
            "clauses": [CLAUSE_OF_ID[each] for each in initiative.clauses],
            "indicators": list(initiative.indicators),
            "functions": list(initiative.functions),
        },
    )


def _links(initiative: Initiative, *, may_see_figures: bool) -> list[RegisterLink]:
    clauses = dict.fromkeys(CLAUSE_OF_ID[each] for each in initiative.clauses)
    links = [
        RegisterLink(_("Aftalen, {clause}").format(clause=each), reverse("desk:clause", args=[each]))
        for each in clauses
    ]
    if may_see_figures and initiative.indicators:
        links.append(
            RegisterLink(_("Nøgletal {ids}").format(ids=", ".join(initiative.indicators)), reverse("desk:figures"))
        )
    return links


def _entry(said: InitiativeStatus) -> RegisterEntry:
    words = "\n".join(
        filter(None, (_("Ansvarlig: {owner}").format(owner=said.owner) if said.owner else "", said.words))
    )
    return RegisterEntry(said.on, str(STATUS_WORDS[Status(said.status)]), words, said.written_by.name)


def _as_planned(initiative: Initiative) -> list[RegisterEntry]:
    words = in_language(initiative.told) or _("Planen siger intet om, hvor langt indsatsen er.")
    return [RegisterEntry(_("Ifølge planen"), str(STATUS_WORDS[initiative.status]), words)]


INITIATIVES = Register(
    slug="indsatser",
    name="initiatives",
    title=gettext_lazy("Indsatser og handleplan"),
    lead=gettext_lazy("Sundhedsaftalen 2015–2018 og handleplanen fra 2020: hvem, hvor langt, og hvad der findes her."),
    reads=Permission.VIEW_REGISTERS,
    listed=listed,
    opened=opened,
)
