"""What the scripts in this folder share. Standard library only: they run before anything is installed."""

import ctypes
import os
import shutil
import signal
import socket
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("SILAB_VAR") or ROOT / "var").resolve()
LOGS = VAR / "log"
PYTHON = ROOT / ".venv" / "bin" / "python"


class Trouble(Exception):
    """Something that the reader can mend, told in one plain sentence."""


def told_plainly(main):
    """Run `main`; end with exit code 1 and the one sentence of a Trouble, without traceback."""
    try:
        sys.exit(main())
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def environment(**more) -> dict[str, str]:
    """Return the environment of every tool, with its caches inside the project's folder.

    Python may keep its compiled modules there too: each process starts a second or two sooner.
    """
    cache = VAR / "cache"
    temporary = VAR / "tmp"
    for folder in (cache, temporary, LOGS):
        folder.mkdir(parents=True, exist_ok=True)
    return {
        **os.environ,
        "PYTHONDONTWRITEBYTECODE": "",
        "PIP_CACHE_DIR": str(cache / "pip"),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
        "npm_config_cache": str(cache / "npm"),
        "npm_config_update_notifier": "false",
        "XDG_CACHE_HOME": str(cache),
        "XDG_CONFIG_HOME": str(cache / "config"),
        "MYPY_CACHE_DIR": str(cache / "mypy"),
        "RUFF_CACHE_DIR": str(cache / "ruff"),
        "TMPDIR": str(temporary),
        **more,
    }


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def die_with_parent(send=signal.SIGTERM):
    """Return a `preexec_fn` that has Linux end the child when its parent dies, even by SIGKILL."""
    libc = ctypes.CDLL(None, use_errno=True)

    def ask():
        libc.prctl(1, send)  # PR_SET_PDEATHSIG

    return ask


def ensure_disk_space(megabytes: int = 1500) -> None:
    """Raise Trouble when the project's disk has fewer free megabytes."""
    free = shutil.disk_usage(ROOT).free // 1_000_000
    if free < megabytes:
        raise Trouble(f"The disk is nearly full: {megabytes} MB are needed, {free} MB are free.")
