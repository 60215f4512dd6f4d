"""The picture in docs/architecture.md is the one that the import contract enforces, and templates keep to it."""

import re
import tomllib

import pytest
from django.conf import settings

from tests.layers import may_import, parse, room_of

ROOT = settings.BASE_DIR
CONTRACT = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
ROOMS = parse(CONTRACT["layers"])


def pictured_layers():
    """The rooms of the picture, line by line: what stands before two spaces, `a.{b,c}` written out."""
    picture = re.search(r"```\n(.*?)```", (ROOT / "docs/architecture.md").read_text(), re.DOTALL).group(1)
    lines = [re.split(r"\s{2,}", line.strip())[0] for line in picture.splitlines()]
    return [rooms(line) for line in lines if not line.startswith(("templates/", "silab/urls.py")) and line]


def rooms(line):
    parts = [part.strip() for part in line.split("|")]
    many = re.fullmatch(r"(\w+)\.\{(.*)\}", line)
    return {f"{many[1]}.{name.strip()}" for name in many[2].split(",")} if many else set(parts)


def test_the_picture_is_the_contract():
    contract = [{name.strip() for name in re.split(r"[|:]", line)} for line in CONTRACT["layers"]]
    assert pictured_layers() == contract


@pytest.mark.parametrize(
    ("importer", "imported", "allowed"),
    [
        ("reports.snapshot", "trainings.models", True),
        ("trainings.models", "reports.models", False),
        ("trainings.models", "networks.models", False),
        ("trainings.models", "municipalities.badge.models", False),
        ("networks.models", "networks.practices.models", False),
        ("networks.practices.models", "networks.models", False),
        ("municipalities.badge.models", "municipalities.models", True),
        ("municipalities.models", "municipalities.badge.models", False),
        ("municipalities.badge.models", "municipalities.surveys.models", False),
        ("silab.jobs.models", "silab.accounts.models", False),
        ("silab.jobs.models", "silab.notices.models", True),
        ("silab.urls", "reports.urls", True),
        ("trainings.models", "silab.urls", False),
    ],
)
def test_the_contract_reads_the_picture_right(importer, imported, allowed):
    assert may_import(ROOMS, importer, imported) is allowed


def test_templates_link_to_no_room_above_theirs():
    """Shared layouts may: navigation leads everywhere."""
    wrong = []
    for template in (ROOT / "templates").rglob("*.html"):
        room = room_of_template(template.relative_to(ROOT / "templates"))
        for namespace in re.findall(r"{%\s*url\s+[\"'](\w+):", template.read_text()):
            target = NAMESPACES.get(namespace)
            if room and target and not may_import(ROOMS, room, target):
                wrong.append(f"{template.relative_to(ROOT)} links to {namespace}")
    assert wrong == []


NAMESPACES = {name.rpartition(".")[2]: name for name in ROOMS}


def room_of_template(path):
    """templates/municipalities/badge/x.html is the badge's; templates/layout/ and silab's are nobody's."""
    folder = ".".join(path.parent.parts)
    return room_of(ROOMS, folder) or NAMESPACES.get(path.parts[0] if len(path.parts) > 1 else "")
