# Everything a developer does; the work itself is in tools/, which needs nothing but Python 3.11.

PYTHON ?= $(firstword $(shell command -v python3.11 python3 2>/dev/null))
IN_VENV = .venv/bin/python

.PHONY: setup run test check format messages schema rules queries pins help test-fast test-one movement mutants bench

setup: ## environment, front-end assets, compiled translations
	@$(PYTHON) -m tools.setup

run: setup ## the whole program on a fresh machine, with demo data (PORT=8000)
	@$(IN_VENV) -m tools.run

help: ## this list
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/\1\t\2/p' Makefile | while IFS='	' read -r name text; do printf '%-10s %s\n' "$$name" "$$text"; done

test-fast: setup ## the pure tests: rules, folds, message parsing; no database (a minute)
	@$(IN_VENV) -m pytest -q tests/domain

test-one: setup ## one file or test, as make test-one T=tests/desk/forms/test_undo.py (TEST_DB=postgres for PostgreSQL)
	@$(IN_VENV) -m pytest -q $(T)

test: setup ## every test; REQUIRE_SERVICES=1 refuses to skip
	@$(IN_VENV) -m tools.test

check: setup ## formatting, lint, types, contracts, migrations, translations
	@$(IN_VENV) -m tools.check

format: setup ## what make check would complain of and a program can mend
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format --quiet .
	@git ls-files '*.html' | xargs -r .venv/bin/djhtml --tabwidth 2

messages: setup ## add new texts to the English catalogue
	@$(IN_VENV) -m tools.translations merge

schema: setup ## docs/openapi.yaml: the API as the code has it
	@DEBUG=1 $(IN_VENV) manage.py spectacular --file docs/openapi.yaml

rules: setup ## docs/rules.md: every rule with its clause, place and tests
	@$(IN_VENV) -m tools.rules

mutants: setup ## 200 small faults in the pure modules: which does no test find? (A="--share 1/8 --jobs 1"; hours, in parts)
	@$(IN_VENV) -m tools.mutants $(A)

movement: setup ## lines of code, and the files and moves between files of three acts (A=--json, A="--tree DIR")
	@$(IN_VENV) -m tools.movement $(A)

queries: setup ## tests/contracts/query_counts.json and statements/: what each page asks the database (on PostgreSQL)
	@UPDATE_QUERY_COUNTS=1 TEST_DB=postgres $(IN_VENV) -m pytest -q tests/contracts/test_query_counts.py
	@git diff --stat -- tests/contracts

bench: setup ## P1 to P8 beside their floors, written to docs/benchmarks.md (A=--quick, A="--journeys 30000 100000")
	@$(IN_VENV) -m tools.bench $(A)

pins: setup ## resolve the requirements anew
	@$(IN_VENV) -m tools.pins
