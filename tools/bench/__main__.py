"""`make bench`: an own PostgreSQL, a region for each size, the measures, and docs/benchmarks.md.

python -m tools.bench --quick                        a smoke run of small sizes that writes to var/ (CI)
python -m tools.bench --journeys 30000 100000        regions of these sizes
python -m tools.bench --database URL URL             regions that are there already, the smallest first
python -m tools.bench --only P1,P4                   some of the measures
python -m tools.bench --scale 0.02                   fewer deadlines, messages and requests, on a busy machine
"""

import argparse
import os
import subprocess
import sys
from contextlib import closing
from datetime import datetime
from zoneinfo import ZoneInfo

import psycopg2
from psycopg2.sql import SQL, Identifier

from tests.services.postgres import shared_postgres
from tools.bench.figures import BenchFigure, from_json
from tools.bench.growth import growth
from tools.bench.machine import described
from tools.bench.report import TITLES, report
from tools.bench.sizes import FULL, QUICK
from tools.places import ROOT


def main() -> None:
    """Measures, writes, and says where."""
    asked = _arguments()
    journeys = asked.journeys or (QUICK if asked.quick else FULL).regions
    places = [(url, 0) for url in asked.database] or [(asked.into or _database(number), number) for number in journeys]
    figures: list[BenchFigure] = []
    for url, to_generate in places:
        figures += _measured(url, to_generate, "none", asked) if to_generate else ()
    groups = set(TITLES if asked.only == "all" else asked.only.split(","))
    tries = (QUICK if asked.quick else FULL.scaled(asked.scale)).tries
    # First, before the other measures leave their rows in the smallest region.
    for url, _ in places[1:] if "P2" in groups else ():
        figures += growth(places[0][0], url, _size(url), tries=tries)
    figures += _measured(places[0][0], 0, asked.only, asked)
    # The larger ones are read for the figures too; the rest is the same in any region.
    for url, _ in places[1:] if "P3" in groups else ():
        figures += _measured(url, 0, "P3", asked)
    sizes = ", ".join(f"{_size(url)} journeys" for url, _ in places)
    day = datetime.now(ZoneInfo("Europe/Copenhagen")).date().isoformat()
    # Some of the measures leave the page of all of them as it is.
    page = "docs/benchmarks.md" if asked.only == "all" else f"docs/benchmarks-{asked.only.lower().replace(',', '-')}.md"
    target = ROOT / ("var/benchmarks-quick.md" if asked.quick else page)
    target.parent.mkdir(exist_ok=True)
    target.write_text(report(figures, described(places[0][0]), day=day, sizes=sizes), encoding="utf-8")
    print(target.relative_to(ROOT))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--quick", action="store_true", help="a smoke run of small sizes, written to var/")
    parser.add_argument("--only", default="all", help="P1,P4: only these measures")
    parser.add_argument("--journeys", type=int, nargs="+", default=[], help="sizes of the regions, the smallest first")
    parser.add_argument("--database", nargs="+", default=[], help="regions that are there, the smallest first")
    parser.add_argument("--scale", type=float, default=1.0, help="0.02: a share of deadlines, messages and requests")
    parser.add_argument("--into", help="an empty database for the only region, in place of a server of our own")
    return parser.parse_args()


def _database(journeys: int) -> str:
    """An empty database in a server of our own."""
    server, name = shared_postgres(), f"region_{journeys}"
    with closing(psycopg2.connect(server.url)) as connection:
        connection.autocommit = True
        connection.cursor().execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    return f"{server.url.rpartition('/')[0]}/{name}"


def _measured(url: str, journeys: int, wanted: str, asked: argparse.Namespace) -> list[BenchFigure]:
    own = {"DATABASE_URL": url, "DEBUG": "1", "DEMO": "1", "DEMO_PASSWORD": "only-for-the-bench", "LOG_LEVEL": "ERROR"}
    environment = os.environ | own | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    size = ["quick" if asked.quick else "full", str(asked.scale)]
    command = [sys.executable, "-m", "tools.bench.region", wanted, *size, str(journeys)]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return from_json(done.stdout.strip().splitlines()[-1])


def _size(url: str) -> int:
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journeys_journey WHERE merged_into_id IS NULL")
        row = cursor.fetchone()
        return int(row[0]) if row else 0


if __name__ == "__main__":
    main()
