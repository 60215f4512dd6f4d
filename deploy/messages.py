"""Whether every text of the portal has its Estonian: collects the texts anew, beside the project, and compares."""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from common import PYTHON, ROOT, VAR, told_plainly

SOURCES = ("silab", "municipalities", "trainings", "networks", "reports", "templates")
CATALOGUE = Path("locale/et/LC_MESSAGES/django.po")
LIBRARIES = ROOT / "locale/libraries/et/LC_MESSAGES/django.po"


def main():
    (VAR / "tmp").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=VAR / "tmp") as folder:
        beside = Path(folder)
        for name in SOURCES:
            shutil.copytree(
                ROOT / name, beside / name, ignore=shutil.ignore_patterns("__pycache__", "migrations")
            )
        (beside / CATALOGUE.parent).mkdir(parents=True)
        if (ROOT / CATALOGUE).exists():
            shutil.copy(ROOT / CATALOGUE, beside / CATALOGUE)
        collect(beside)
        lacking = [(CATALOGUE, text) for text in wanting(beside / CATALOGUE)]
    if LIBRARIES.exists():
        lacking += [(LIBRARIES.relative_to(ROOT), text) for text in wanting(LIBRARIES)]
    for catalogue, text in lacking:
        print(f"{catalogue}: no Estonian, or a doubtful one: {text}")
    print(f"{len(lacking)} texts lack their Estonian" if lacking else "Every text has its Estonian")
    return 1 if lacking else 0


def collect(folder: Path):
    """Bring the folder's catalogue up to date with its sources."""
    command = [
        PYTHON,
        "-m",
        "django",
        "makemessages",
        "--locale=et",
        "--no-obsolete",
        "--no-location",
        "--no-wrap",
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)


def wanting(catalogue: Path) -> list[str]:
    """Return the texts of a catalogue that are untranslated or marked fuzzy."""
    found = []
    for kind in ("--untranslated", "--only-fuzzy"):
        listed = subprocess.run(
            ["msgattrib", kind, "--no-obsolete", "--no-wrap", catalogue],
            capture_output=True,
            text=True,
            check=True,
        )
        found += texts(listed.stdout)
    return found


def texts(listed: str) -> list[str]:
    """Return the msgids of a catalogue as shown by gettext, also those over several lines; not its header."""
    matches = re.findall(r'^msgid ((?:".*"\n)+)', listed, re.MULTILINE)
    joined = ["".join(line[1:-1] for line in match.splitlines()) for match in matches]
    return [text for text in joined if text]


if __name__ == "__main__":
    told_plainly(main)
