"""Prints a rule's verdict as JSON for facts in a file; the database is not touched (DESIGN §8)."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from discharge.explain.rules.explaining import RULES, explain, read_moment
from discharge.explain.rules.facts_reader import BadFacts, FactProblem
from discharge.wording.sentences import sentence, verdict_json
from journeys.domain.verdicts import Verdict
from organisations.domain.moments import DANISH, ENGLISH

BAD_FACTS = 2


class Command(BaseCommand):
    """`manage.py explain RULE --facts FILE.json [--at T]`."""

    help = (
        "Prints a rule's verdict as JSON for the facts in a file. A fact left out is unknown. Exit 2: unusable facts."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The rule, the file (- for standard input), and the moment."""
        parser.add_argument("rule", choices=sorted(RULES))
        parser.add_argument("--facts", required=True, metavar="FILE.json", help="a JSON object; - reads standard input")
        parser.add_argument("--at", metavar="T", help="ISO 8601 with offset; now when left out")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints the answer, or the problems and status 2."""
        try:
            facts = _load(options["facts"])
            answer = explain(options["rule"], facts, now=read_moment(options["at"]))
        except BadFacts as refused:
            self.stderr.write(_json(_problem(refused)), ending="\n")
            sys.exit(BAD_FACTS)
        self.stdout.write(_json(_plain(answer)))


def _load(path: str) -> Mapping[str, Any]:
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8-sig")
        facts = json.loads(text)
    except OSError as problem:
        raise BadFacts([FactProblem("--facts", "file", str(problem), "name a file that can be read")]) from problem
    except ValueError as problem:
        detail = f"not JSON: {problem}"
        raise BadFacts([FactProblem("--facts", "json", detail, "write one JSON object")]) from problem
    if not isinstance(facts, dict):
        raise BadFacts([FactProblem("--facts", "json", "the file is not a JSON object", "write {…}")])
    return facts


def _plain(value: Any) -> Any:
    """Verdicts become JSON with both sentences; an object that has a verdict of its own gets its sentences too."""
    if isinstance(value, Verdict):
        return verdict_json(value, DANISH)
    if isinstance(value, Mapping):
        plain = {name: _plain(each) for name, each in value.items()}
        verdict = value.get("verdict")
        if isinstance(verdict, Verdict):
            plain |= {"sentence": sentence(verdict, DANISH), "sentence_en": sentence(verdict, ENGLISH)}
        return plain
    return [_plain(each) for each in value] if isinstance(value, list) else value


def _problem(refused: BadFacts) -> dict[str, Any]:
    return {
        "type": "about:blank",
        "title": "The facts cannot be used",
        "status": BAD_FACTS,
        "problems": [
            {"field": each.field, "code": each.code, "detail": each.detail, "fix": each.fix}
            for each in refused.problems
        ],
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
