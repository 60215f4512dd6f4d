"""`make setup`: everything that stands before serving. Repeats only what has changed since the last time.

Usage: setup.py [libraries|test-libraries|all]. Each step keeps a stamp, the hash of what it was made from.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from common import LOGS, PYTHON, ROOT, VAR, Trouble, ensure_disk_space, environment, told_plainly

VENV = ROOT / ".venv"
NODE_MODULES = ROOT / "node_modules"
STAMPS = VAR / "stamps"
DATABASE = VAR / "silab.sqlite3"
APPS = ("silab", "municipalities", "trainings", "networks", "reports")
NO_NETWORK = (
    "name resolution",
    "Name or service not known",
    "NewConnectionError",
    "Connection refused",
    "Network is unreachable",
    "ReadTimeout",
    "ProxyError",
    "ENOTFOUND",
    "EAI_AGAIN",
    "ECONNREFUSED",
    "ETIMEDOUT",
)


def main():
    purpose = sys.argv[1] if len(sys.argv) > 1 else "all"
    if sys.version_info[:2] != (3, 11):
        raise Trouble(f"Python 3.11 is needed; {sys.executable} is {sys.version.split()[0]}.")
    make_venv()
    install_python(VENV, "requirements.txt" if purpose != "test-libraries" else "requirements-dev.txt")
    install_npm_packages()
    compile_messages()
    compile_code()
    if purpose == "all":
        collect_static()
        fill_database()


def make_venv():
    """Make `.venv` with its own pip; a link to a shared one is left as it is."""
    works = PYTHON.exists() and run_quietly([PYTHON, "-c", "import pip"])
    if VENV.is_symlink() or works:
        return
    ensure_disk_space()
    say("Making the Python environment (.venv)")
    shutil.rmtree(VENV, ignore_errors=True)
    step([sys.executable, "-m", "venv", VENV], "The Python environment could not be made")


def install_python(venv: Path, requirements: str):
    """Install exactly the pinned packages. What the tests need includes what the portal needs."""
    if venv.is_symlink():
        return
    stamp = venv / f".installed-{Path(requirements).name}"
    made_from = digest([ROOT / requirements])
    if is_fresh(stamp, made_from):
        return
    ensure_disk_space(500)
    say(f"Installing Python packages ({requirements}; the first time takes a minute or two)")
    step(
        [
            venv / "bin/python",
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-input",
            "--retries",
            "2",
            "--require-hashes",
            "-r",
            ROOT / requirements,
        ],
        "The Python packages could not be installed",
    )
    stamp.write_text(made_from)
    if requirements == "requirements-dev.txt":
        (venv / ".installed-requirements.txt").write_text(digest([ROOT / "requirements.txt"]))


def install_npm_packages():
    """Install Bootstrap, icons and fonts; where the machine has no npm, PyPI brings one into `var/node`."""
    stamp = NODE_MODULES / ".installed"
    made_from = digest([ROOT / "package-lock.json"])
    if NODE_MODULES.is_symlink() or is_fresh(stamp, made_from):
        return
    npm = [shutil.which("npm")]
    if npm == [None]:
        node = VAR / "node"
        if not (node / "bin/python").exists():
            step([sys.executable, "-m", "venv", node], "The environment for npm could not be made")
        install_python(node, "deploy/requirements-npm.txt")
        npm = [node / "bin/npm"]
    say("Installing Bootstrap, icons and fonts (npm)")
    path = (
        f"{npm[0].parent}{os.pathsep}{os.environ['PATH']}" if isinstance(npm[0], Path) else os.environ["PATH"]
    )
    step(
        [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"],
        "The npm packages could not be installed",
        PATH=path,
    )
    stamp.write_text(made_from)


def compile_messages():
    """Compile the Estonian and English catalogues."""
    catalogues = sorted((ROOT / "locale").glob("**/LC_MESSAGES/*.po"))
    made_from = digest(catalogues)
    compiled = all(catalogue.with_suffix(".mo").exists() for catalogue in catalogues)
    if compiled and is_fresh(STAMPS / "messages", made_from):
        return
    for catalogue in catalogues:
        step(
            ["msgfmt", "--check-format", "-o", catalogue.with_suffix(".mo"), catalogue],
            f"The catalogue {catalogue.relative_to(ROOT)} has an error",
        )
    keep(STAMPS / "messages", made_from)


def compile_code():
    """Compile the portal's modules: a server that may not write beside them would do it at each start."""
    step(
        [PYTHON, "-m", "compileall", "-q", *(ROOT / app for app in APPS)],
        "The portal's modules have an error",
    )


def collect_static():
    """Collect styles, scripts and fonts into `var/static`."""
    sources = [path for path in (ROOT / "static").rglob("*") if path.is_file()]
    made_from = digest([*sources, ROOT / "package-lock.json", ROOT / "requirements.txt"])
    stamp = STAMPS / "static"
    if (VAR / "static/staticfiles.json").exists() and is_fresh(stamp, made_from):
        return
    say("Collecting styles, scripts and fonts")
    manage("collectstatic", "--noinput", "--clear", "--verbosity=0")
    keep(stamp, made_from)


def fill_database():
    """Bring the tables up to date; load municipalities, stages and, in the demo, its people and records."""
    code = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    data = [path for path in ROOT.glob("*/data/*") if path.is_file()]
    migrations = [path for path in code if path.parent.name == "migrations"]
    database = os.environ.get("DATABASE_URL") or f"{DATABASE}{inode(DATABASE)}"
    # Only the embedded database is known to be the one of the stamps.
    always = "DATABASE_URL" in os.environ or (ROOT / ".env").exists()
    steps = {
        "migrate": (migrations, "Bringing the tables up to date"),
        "load_municipalities": (data, "Loading counties and municipalities"),
        "load_stages": (data, "Loading the stages of the engagement model"),
    }
    if os.environ.get("SILAB_DEMO"):
        loaders = [path for path in code if "demo" in path.relative_to(ROOT).as_posix()]
        steps["load_demo"] = ([*data, *loaders], "Loading the demo's people and records")
    for command, (sources, words) in steps.items():
        stamp = STAMPS / command
        made_from = digest([*migrations, *sources, ROOT / "requirements.txt"])
        if not always and is_fresh(stamp, made_from + database):
            continue
        say(words)
        output = manage(command)
        database = os.environ.get("DATABASE_URL") or f"{DATABASE}{inode(DATABASE)}"
        keep(stamp, made_from + database)
        if command == "load_demo":
            (VAR / "demo.txt").write_text(output)


def manage(*arguments) -> str:
    return step([PYTHON, ROOT / "manage.py", *arguments], f"`manage.py {arguments[0]}` failed")


def step(command, failure: str, **more) -> str:
    """Run a command quietly and return what it printed; raise Trouble with the reason in plain words."""
    log = LOGS / "setup.log"
    env = environment(**more)
    try:
        done = subprocess.run(
            [str(part) for part in command], cwd=ROOT, env=env, capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise Trouble(f"{failure}: {command[0]} could not be started ({error.strerror}).") from None
    output = done.stdout + done.stderr
    with log.open("a") as kept:
        kept.write(f"$ {' '.join(map(str, command))}\n{output}\n")
    if done.returncode == 0:
        return done.stdout
    raise Trouble(f"{failure}: {reason(output)} (details in {log}).")


def reason(output: str) -> str:
    """Return why a tool failed, in words that need no knowledge of the tool."""
    if "DO NOT MATCH THE HASHES" in output:
        return "a downloaded package is not the one that was pinned, so it was refused"
    if "CERTIFICATE_VERIFY_FAILED" in output or "SELF_SIGNED_CERT" in output:
        return "the package registry's certificate is not trusted on this machine"
    if "No space left on device" in output:
        return "the disk is full"
    if any(sign in output for sign in NO_NETWORK):
        return "no network, the package registry could not be reached"
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return lines[-1] if lines else "it gave no reason"


def run_quietly(command) -> bool:
    return subprocess.run([str(part) for part in command], capture_output=True, check=False).returncode == 0


def digest(paths) -> str:
    """Return one hash over the names and contents of files."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(path.relative_to(ROOT).as_posix().encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def inode(path: Path) -> str:
    return f"#{path.stat().st_ino}" if path.exists() else "#none"


def is_fresh(stamp: Path, made_from: str) -> bool:
    return stamp.exists() and stamp.read_text() == made_from


def keep(stamp: Path, made_from: str):
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(made_from)


def say(words: str):
    print(f"- {words} …", flush=True)


if __name__ == "__main__":
    told_plainly(main)
