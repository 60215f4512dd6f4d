"""`make run`: web, worker and beat together. They start together and end together.

Usage: run.py [check]. Reads PORT (default 8000) and HOST (default 127.0.0.1) from the environment; `check` only
looks whether it could start, before time is spent on installing.
"""

import fcntl
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from common import LOGS, PYTHON, ROOT, VAR, Trouble, die_with_parent, environment, told_plainly

HOST = os.environ.get("HOST") or "127.0.0.1"
CELERY = [PYTHON, "-m", "celery", "-A", "silab"]
PARTS = {
    "web": [PYTHON, "-m", "gunicorn", "-c", ROOT / "deploy/gunicorn.conf.py", "silab.wsgi"],
    # In embedded mode there is one worker: nothing to gossip with.
    "worker": [
        *CELERY,
        "worker",
        "--concurrency=2",
        "--loglevel=INFO",
        "--without-gossip",
        "--without-mingle",
        "--without-heartbeat",
    ],
    "beat": [*CELERY, "beat", "--loglevel=INFO", "--pidfile="],
}
PATIENCE = 15  # seconds for a running request or job to end by itself


class Stopped(Exception):
    """Someone asked the portal to end."""


def main():
    port = chosen_port()
    lock = hold_folder()
    if sys.argv[1:] == ["check"]:
        return
    env = environment(
        SILAB_DEMO=os.environ.get("SILAB_DEMO", "1"),
        BIND=f"{HOST}:{port}",
        PORTAL_URL=os.environ.get("PORTAL_URL", f"http://{HOST}:{port}"),
    )
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, stop)
    parts = {}
    try:
        for name, command in PARTS.items():
            parts[name] = start(name, command, env)
        wait_for_answer(parts, port)
        announce(port)
        watch(parts)
    except Stopped:
        print("\nEnding web, worker and beat …", flush=True)
    finally:
        end_all(parts)
        lock.close()


def chosen_port() -> int:
    """Return the port to serve on; raise Trouble when it is no port or is busy."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Trouble(f"PORT must be a number from 1 to 65535, not “{text}”.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(text)))
        except PermissionError:
            raise Trouble(f"Port {text} may only be opened by root; choose one from 1024 up.") from None
        except OSError:
            raise Trouble(
                f"Port {text} is busy; end what uses it or choose another: make run PORT=8001"
            ) from None
    return int(text)


def hold_folder():
    """Lock the folder for this portal; raise Trouble when another one already runs in it."""
    VAR.mkdir(parents=True, exist_ok=True)
    lock = (VAR / "run.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise Trouble("The portal already runs from this folder; end it there first (Ctrl-C).") from None
    return lock


def start(name, command, env):
    log = (LOGS / f"{name}.log").open("w")
    return subprocess.Popen(
        [str(part) for part in command],
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,  # Ctrl-C reaches this script only, which ends the parts in order
        preexec_fn=die_with_parent(),
    )


def wait_for_answer(parts, port, seconds=60):
    """Return when the portal answers; raise Trouble when a part dies first or nothing answers in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        raise_if_dead(parts)
        try:
            urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=10)
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise Trouble(f"The portal does not answer after {seconds} s; see {LOGS / 'web.log'}.")


def announce(port):
    accounts = VAR / "demo.txt"
    if accounts.exists():
        print(f"\n{accounts.read_text().strip()}")
    print(f"\nThe portal answers at http://{HOST}:{port}/  (logs in {LOGS}; Ctrl-C ends it)\n", flush=True)


def watch(parts):
    while True:
        raise_if_dead(parts)
        time.sleep(0.5)


def raise_if_dead(parts):
    for name, part in parts.items():
        if part.poll() is not None:
            log = LOGS / f"{name}.log"
            plain = re.sub(r"\x1b\[[0-9;]*m", "", log.read_text(errors="replace"))
            last = [line for line in plain.splitlines() if line.strip()][-1:]
            why = f"; it last said: {last[0].strip()}" if last else ""
            raise Trouble(f"The {name} process has ended, so the rest was ended too{why} (details in {log})")


def end_all(parts):
    """Ask every part to end, wait, then end what is left with all its children."""
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, lambda *_: None)
    for part in parts.values():
        if part.poll() is None:
            part.send_signal(signal.SIGTERM)
    until = time.monotonic() + PATIENCE
    for part in parts.values():
        try:
            part.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            pass
    for part in parts.values():
        try:
            os.killpg(part.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        part.wait()


def stop(*_):
    raise Stopped


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    told_plainly(main)
