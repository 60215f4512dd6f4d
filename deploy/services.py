"""PostgreSQL and Redis under `var/` on free ports: for the tests, for `make bench`, for development.

    services.py run COMMAND…   fresh ones for one command, with DATABASE_URL and REDIS_URL in its environment
    services.py start          lasting ones in var/services; prints their addresses
    services.py stop           stops those

PostgreSQL refuses to run as root; there it runs as `postgres` or `nobody`.
"""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from common import VAR, Trouble, die_with_parent, environment, free_port, told_plainly

LASTING = VAR / "services"
# The data are thrown away or made again: nothing has to survive a power cut.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "256MB",
    "max_connections": "100",
    "unix_socket_directories": "",
    "listen_addresses": "127.0.0.1",
    "log_min_messages": "fatal",
}
#: What the tests need not have besides.
FOR_TESTS = {"wal_level": "minimal", "max_wal_senders": "0", "max_wal_size": "4GB"}


def main():
    asked, *command = sys.argv[1:] or [""]
    if asked == "start":
        return start_lasting()
    if asked == "stop":
        return stop_lasting()
    if asked == "run" and command:
        with services() as addresses:
            return subprocess.run(command, env=environment(**addresses), check=False).returncode
    raise Trouble("Usage: services.py start | stop | run COMMAND…")


@contextmanager
def services(**settings):
    """Yield {DATABASE_URL, REDIS_URL} of fresh servers, PostgreSQL with these settings besides its usual ones; they
    end with the block, even when it is killed."""
    folder = reachable_folder()
    running = []
    try:
        running.append(start_postgres(folder, end_with_me=True, **settings))
        running.append(start_redis(folder, end_with_me=True))
        yield {name: address for _, name, address in running}
    finally:
        for process, *_ in running:
            end(process)
        shutil.rmtree(folder, ignore_errors=True)


def start_lasting():
    if (LASTING / "addresses").exists():
        stop_lasting()
    LASTING.mkdir(parents=True, exist_ok=True)
    folder = reachable_folder()
    running = [start_postgres(folder), start_redis(folder)]
    lines = [f"export {name}={address}" for _, name, address in running]
    pids = " ".join(str(process.pid) for process, *_ in running)
    (LASTING / "addresses").write_text("\n".join([str(folder), pids, *lines]) + "\n")
    print("\n".join(lines))


def stop_lasting():
    kept = LASTING / "addresses"
    if not kept.exists():
        print("Nothing runs.")
        return
    folder, pids, *_ = kept.read_text().splitlines()
    for pid in map(int, pids.split()):
        program = Path(f"/proc/{pid}/exe")
        if program.exists() and program.resolve().name.startswith(("postgres", "redis")):
            os.kill(pid, signal.SIGINT)
            wait_until_gone(pid)
    shutil.rmtree(folder, ignore_errors=True)
    kept.unlink()


def start_postgres(folder: Path, end_with_me=False, **more):
    """Make a fresh cluster in `folder` and start it; return (process, "DATABASE_URL", address)."""
    programs = postgres_programs()
    owner = unprivileged_user()
    password, port = secrets.token_hex(16), free_port()
    data, password_file, log = folder / "postgres", folder / "password", folder / "postgres.log"
    password_file.write_text(password)
    if owner:
        for path in (folder, password_file):
            shutil.chown(path, owner["user"], owner["group"])
    made = subprocess.run(
        [
            programs / "initdb",
            "--pgdata",
            data,
            "--username=silab",
            f"--pwfile={password_file}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
        **owner,
    )
    if made.returncode:
        raise Trouble(f"PostgreSQL could not make its folder: {made.stderr.strip().splitlines()[-1]}")
    settings = [f"--{name}={value}" for name, value in (SETTINGS | more).items()]
    process = spawn([programs / "postgres", "-D", data, "-p", str(port), *settings], log, end_with_me, owner)
    wait_for_port(process, port, "PostgreSQL", log)
    return process, "DATABASE_URL", f"postgres://silab:{password}@127.0.0.1:{port}/postgres"


def start_redis(folder: Path, end_with_me=False):
    """Start a Redis that keeps nothing on disk; return (process, "REDIS_URL", address)."""
    program = shutil.which("redis-server")
    if program is None:
        raise Trouble("redis-server is missing (Debian package redis-server).")
    password, port, log = secrets.token_hex(16), free_port(), folder / "redis.log"
    (folder / "redis").mkdir(exist_ok=True)
    settings = {"port": port, "bind": "127.0.0.1", "requirepass": password, "save": "", "appendonly": "no"}
    settings |= {"dir": folder / "redis", "databases": 32}
    options = [part for name, value in settings.items() for part in (f"--{name}", str(value))]
    process = spawn([program, *options], log, end_with_me, {})
    wait_for_port(process, port, "Redis", log)
    return process, "REDIS_URL", f"redis://:{password}@127.0.0.1:{port}/0"


def postgres_programs() -> Path:
    """Return the folder of the newest PostgreSQL's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[4]))
    if not found and shutil.which("initdb"):
        found = [Path(shutil.which("initdb")).resolve()]
    if not found:
        raise Trouble("PostgreSQL is missing (Debian package postgresql).")
    return found[-1].parent


def unprivileged_user() -> dict:
    """Return Popen's words for the user that PostgreSQL runs as; empty where we are not root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise Trouble("PostgreSQL cannot run as root and this machine has neither the user postgres nor nobody.")


def reachable_folder() -> Path:
    """Make a folder under `var/services`; where its user may not pass through to it, in the temporary folder."""
    LASTING.mkdir(parents=True, exist_ok=True)
    passable = all(folder.stat().st_mode & 0o001 for folder in (LASTING, *LASTING.parents))
    if os.geteuid() == 0 and not passable:
        LASTING.chmod(0o711)
        passable = all(folder.stat().st_mode & 0o001 for folder in LASTING.parents)
    under = LASTING if passable or os.geteuid() != 0 else None
    return Path(tempfile.mkdtemp(prefix="silab-", dir=under))


def spawn(command, log: Path, end_with_me: bool, owner: dict):
    with log.open("w") as kept:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=kept,
            stderr=subprocess.STDOUT,
            cwd=log.parent,
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGINT) if end_with_me else None,
            **owner,
        )


def wait_for_port(process, port: int, name: str, log: Path, seconds=30):
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    end(process)
    last = (log.read_text(errors="replace").strip().splitlines() or ["it gave no reason"])[-1]
    raise Trouble(f"{name} did not start: {last}")


def end(process):
    """Have a server end at once (PostgreSQL: fast shutdown); kill it when it does not."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until_gone(pid: int, seconds=10):
    until = time.monotonic() + seconds
    while Path(f"/proc/{pid}").exists() and time.monotonic() < until:
        time.sleep(0.05)


if __name__ == "__main__":
    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, lambda *_: sys.exit(143))
    told_plainly(main)
