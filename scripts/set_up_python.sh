#!/bin/sh
# Makes the virtual environment .venv and installs what a lock file pins by hash.
#
#     scripts/set_up_python.sh requirements/demo.txt
#
# Needs Python 3.11 or later and nothing else; works without ensurepip (Debian's python3-venv)
# where pip is there. Keeps to the pip configuration of whoever runs it.
set -eu

lock=$1
here=$(cd "$(dirname "$0")/.." && pwd)
cd "$here"
unset PYTHONPATH PYTHONHOME || true

say() { printf '%s\n' "$*" >&2; }

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    for name in ${PYTHON:-} python3 python3.11 python3.12 python3.13 python3.14; do
        if command -v "$name" >/dev/null 2>&1 && is_new_enough "$name"; then
            command -v "$name"
            return
        fi
    done
    say "Dateline needs Python 3.11 or later, and found none. On Debian: apt-get install python3"
    exit 1
}

# Debian leaves pip and ensurepip out of python3; root on such a machine gets them, anyone else is told how.
install_venv_package() {
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "Installing python3-venv, which this machine lacks."
        (apt-get install -y -q python3-venv || { apt-get update -q && apt-get install -y -q python3-venv; }) \
            </dev/null >/dev/null
    else
        say "Python here has neither ensurepip nor pip. On Debian: sudo apt-get install python3-venv"
        exit 1
    fi
}

if ! { [ -x .venv/bin/python ] && is_new_enough .venv/bin/python; }; then
    rm -rf .venv
    python=$(find_python)
    if ! "$python" -c 'import ensurepip' >/dev/null 2>&1 && ! "$python" -m pip --version >/dev/null 2>&1; then
        install_venv_package
    fi
    if "$python" -c 'import ensurepip' >/dev/null 2>&1; then
        "$python" -m venv .venv
    else
        "$python" -m venv --without-pip .venv
    fi
fi

if .venv/bin/python -m pip --version >/dev/null 2>&1; then
    pip() { .venv/bin/python -m pip "$@"; }
else
    # A pip outside can install into the environment (pip 22.3 and later).
    python=$(find_python)
    pip() { "$python" -m pip --python .venv/bin/python "$@"; }
fi

export PIP_DISABLE_PIP_VERSION_CHECK=1
say "Installing $lock into .venv (once)."
pip install -qq --no-input --require-hashes --only-binary :all: -r "$lock" </dev/null
pip install -qq --no-input --no-deps --no-build-isolation --no-index -e . </dev/null
