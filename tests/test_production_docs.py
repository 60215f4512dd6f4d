"""docs/production.md names what is really there."""

import re

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
GUIDE = (ROOT / "docs/production.md").read_text()


def test_every_setting_of_the_environment_is_explained():
    settings_source = (ROOT / "silab/settings.py").read_text()
    read = set(re.findall(r'\benv(?:\.\w+)?\(\s*"(\w+)"', settings_source))
    read |= set(re.findall(r'environ\.get\("(\w+)"', (ROOT / "deploy/gunicorn.conf.py").read_text()))
    explained = set(re.findall(r"^\| `(\w+)` \|", GUIDE, re.MULTILINE))
    assert explained == read


@pytest.mark.parametrize("part", ["web", "worker", "beat"])
def test_the_units_start_what_the_guide_names(part):
    unit = (ROOT / f"deploy/systemd/silab-{part}.service").read_text()
    command = re.search(rf"^\| {part} \| `([^`]+)`", GUIDE, re.MULTILINE)[1]
    assert f"/bin/{command.split(' --')[0]}" in unit


def test_what_the_portal_needs_is_pinned_alike_for_the_tests():
    def pins(name):
        return set(re.findall(r"^([\w.\[\]-]+==\S+)", (ROOT / name).read_text(), re.MULTILINE))

    assert pins("requirements.txt") <= pins("requirements-dev.txt")
