#!/bin/sh
# Finds what Debian must bring for `make run` (run) or `make test` (test) and installs what is missing.
# Usage: prepare.sh run|test. Needs nothing but a POSIX shell; ends with one plain sentence when it cannot help.
set -u
cd "$(dirname "$0")/.." || exit 1
purpose=${1:-run}
log=var/log/packages.log

python=${PYTHON:-$(command -v python3.11 || true)}
missing=
need() { missing="$missing $1"; }
has() { command -v "$1" >/dev/null 2>&1; }
loads() { "$python" -c "import ctypes; ctypes.CDLL('$1')" >/dev/null 2>&1; }

if [ -z "$python" ] || ! has "$python"; then
    need python3.11
    need python3.11-venv
    need libpango-1.0-0
    need libpangoft2-1.0-0
    need libharfbuzz-subset0
else
    case $("$python" -c 'import sys; print(sys.version_info[:2] == (3, 11))' 2>/dev/null) in
        True) ;;
        *) echo "Python 3.11 is needed; $python is another version. Name the right one: make PYTHON=/path/to/python3.11" >&2; exit 1 ;;
    esac
    "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 || need python3.11-venv
    loads libpango-1.0.so.0 || need libpango-1.0-0
    loads libpangoft2-1.0.so.0 || need libpangoft2-1.0-0
    loads libharfbuzz-subset.so.0 || need libharfbuzz-subset0
fi
has msgfmt && has xgettext || need gettext
if [ "$purpose" = test ]; then
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || has initdb || need postgresql
    has redis-server || need redis-server
    has chromium || need chromium
    has pdftotext || need poppler-utils
fi
[ -z "$missing" ] && exit 0

if [ -n "${SILAB_PREPARED:-}" ]; then
    echo "Installed, but not found or not loadable:$missing. Try: apt-get install --reinstall$missing" >&2
    exit 1
fi
if ! has apt-get; then
    echo "These programs or libraries are missing (names as in Debian):$missing. Please install them and try again." >&2
    exit 1
fi
become=
if [ "$(id -u)" != 0 ]; then
    if has sudo && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
        become=sudo
    else
        echo "Debian packages are missing:$missing. Ask an administrator to run: apt-get install$missing" >&2
        exit 1
    fi
fi
mkdir -p var/log
echo "Installing Debian packages:$missing"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086
if ! { $become apt-get update && $become apt-get install -y --no-install-recommends $missing; } >"$log" 2>&1; then
    if grep -q -E 'Temporary failure resolving|Could not (connect|resolve)|Unable to connect|Failed to fetch' "$log"; then
        echo "No network: the Debian packages$missing could not be fetched. Connect and try again (details in $log)." >&2
    else
        echo "The Debian packages$missing could not be installed: $(grep '^E: ' "$log" | tail -1) (details in $log)." >&2
    fi
    exit 1
fi
SILAB_PREPARED=1 exec sh deploy/prepare.sh "$purpose"
