"""The texts of the portal in Estonian and English (docs/translating.md).

    messages.py           check: every text has its Estonian; every plural and word with a context its English
    messages.py collect   bring both catalogues up to date with the code and the templates

The check collects the texts anew, beside the project, and compares.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from common import PYTHON, ROOT, VAR, told_plainly

SOURCES = ("silab", "municipalities", "trainings", "networks", "reports", "templates")
LIBRARIES = ROOT / "locale/libraries/et/LC_MESSAGES/django.po"
MAKE = [PYTHON, "-m", "django", "makemessages", "--locale=et", "--locale=en", "--no-location", "--no-wrap"]
OUTSIDE = [f"--ignore={name}" for name in (".venv", "node_modules", "var")]


def main():
    if sys.argv[1:] == ["collect"]:
        return collect()
    lacking = lacking_in_catalogues()
    if LIBRARIES.exists():
        lacking += [(LIBRARIES.relative_to(ROOT), text) for text in wanting(LIBRARIES)]
    for where, text in lacking:
        print(f"{where}: no text, or a doubtful one: {text}")
    print(f"{len(lacking)} texts lack their translation" if lacking else "Every text has its translation")
    return 1 if lacking else 0


def collect():
    """Collect the texts into both catalogues; English plurals start as they stand in the code."""
    run([*MAKE, *OUTSIDE], ROOT)
    english = ROOT / catalogue("en")
    english.write_text("\n\n".join(map(filled, english.read_text().split("\n\n"))))


def lacking_in_catalogues() -> list[tuple[Path, str]]:
    """Return (catalogue, text) of what a fresh collection finds untranslated or doubtful."""
    (VAR / "tmp").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=VAR / "tmp") as folder:
        beside = Path(folder)
        for name in SOURCES:
            shutil.copytree(
                ROOT / name, beside / name, ignore=shutil.ignore_patterns("__pycache__", "migrations")
            )
        for language in ("et", "en"):
            (beside / catalogue(language).parent).mkdir(parents=True)
            if (ROOT / catalogue(language)).exists():
                shutil.copy(ROOT / catalogue(language), beside / catalogue(language))
        run([*MAKE, "--no-obsolete"], beside)
        lacking = [(catalogue("et"), text) for text in wanting(beside / catalogue("et"))]
        return lacking + [(catalogue("en"), text) for text in wanting(beside / catalogue("en"), is_needed)]


def catalogue(language: str) -> Path:
    return Path("locale") / language / "LC_MESSAGES/django.po"


def run(command, folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return done.stdout


def wanting(path: Path, needed=lambda entry: True) -> list[str]:
    """Return the texts of a catalogue that are needed and untranslated or marked fuzzy."""
    listing = ["msgattrib", "--no-obsolete", "--no-wrap"]
    untranslated = run([*listing, "--untranslated", path], ROOT).split("\n\n")
    fuzzy = run([*listing, "--only-fuzzy", path], ROOT).split("\n\n")
    return [text for entry in filter(needed, [*untranslated, *fuzzy]) if (text := text_of(entry))]


def is_needed(entry: str) -> bool:
    """Whether an English entry wants a text: what the code says is English, but a plural has two forms, and
    a word with a context may have been chosen for a translator's sake."""
    return "\nmsgid_plural " in f"\n{entry}" or "\nmsgctxt " in f"\n{entry}"


def filled(entry: str) -> str:
    """Return an English entry with the code's own words where it wants a text; what gettext guessed is dropped."""
    if re.search(r"^#, .*fuzzy", entry, re.MULTILINE):
        entry = re.sub(r"^#\| .*\n|^#, fuzzy\n", "", entry, flags=re.MULTILINE).replace("#, fuzzy, ", "#, ")
        entry = re.sub(r'^(msgstr\S*) ".*"(\n".*")*', r'\1 ""', entry, flags=re.MULTILINE)
    if not is_needed(entry):
        return entry
    one, many = written(entry, "msgid"), written(entry, "msgid_plural")
    for empty, words in (("msgstr", one), ("msgstr[0]", one), ("msgstr[1]", many)):
        alone = re.compile(rf'^{re.escape(empty)} ""$(?!\n")', re.MULTILINE)
        entry = alone.sub(f"{empty} {words}".replace("\\", r"\\"), entry)
    return entry


def written(entry: str, key: str) -> str:
    """Return what an entry has after `msgid` or `msgid_plural`, quotes and all."""
    found = re.search(rf'^{key} ((?:".*"\n?)+)', entry, re.MULTILINE)
    return found.group(1).rstrip("\n") if found else ""


def text_of(entry: str) -> str:
    """Return an entry's text, also one over several lines; nothing for the header."""
    return "".join(line[1:-1] for line in written(entry, "msgid").splitlines())


if __name__ == "__main__":
    told_plainly(main)
