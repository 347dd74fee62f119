"""docker-compose.yml and Dockerfile: what must hold before anyone starts them."""

import re
from typing import Any

import pytest
import yaml

from tools.places import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
LASTING = sorted(set(SERVICES) - {"migrate"})
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_all_parts_are_there() -> None:
    assert set(SERVICES) == {"postgres", "redis", "migrate", "web", "worker", "beat"}


@pytest.mark.parametrize("name", LASTING)
def test_a_lasting_service_comes_back_by_itself(name: str) -> None:
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", LASTING)
def test_a_lasting_service_is_watched(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_the_program_waits_for_migrations(name: str) -> None:
    assert SERVICES[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_d30_nothing_without_tls_is_open_to_other_machines() -> None:
    for service in SERVICES.values():
        assert all(str(port).startswith("127.0.0.1:") for port in service.get("ports", ()))


def test_migrations_run_once() -> None:
    assert SERVICES["migrate"]["restart"] == "no"


def test_web_and_worker_are_several_and_beat_is_one() -> None:
    replicas = {name: SERVICES[name].get("deploy", {}).get("replicas", 1) for name in ("web", "worker", "beat")}
    assert replicas["web"] > 1
    assert replicas["worker"] > 1
    assert replicas["beat"] == 1


def test_no_secret_is_written_down() -> None:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    for line in re.findall(r"^\s*\w*(?:PASSWORD|SECRET)\w*: .*$", text, flags=re.MULTILINE):
        assert "${" in line


def test_the_image_runs_without_root() -> None:
    last_stage = DOCKERFILE.split("\nFROM ")[-1]
    assert re.search(r"^USER (?!root)", last_stage, flags=re.MULTILINE)


def test_the_program_never_runs_as_a_demo_in_containers() -> None:
    for name in ("web", "worker", "beat", "migrate"):
        assert not {"DEBUG", "DEMO", "DEMO_PASSWORD"} & set(SERVICES[name]["environment"])
