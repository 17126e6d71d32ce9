#!/bin/sh
# A case of ten reports by rival sources: what happened, who held the town, and what they differ on.
set -eu
python=$1
case=out/demo.dateline
mkdir -p out
rm -f "$case" "$case-wal" "$case-shm"

show() {
    printf '\n$ dateline %s\n' "$*"
    "$python" -m dateline "$@"
}

show new "$case"
DATELINE_CASE=$case
export DATELINE_CASE
show add examples/case
show incidents
show control --place Saraqib
show disputes
printf '\nThe case is %s: `.venv/bin/dateline show --case %s ID` goes down to the words.\n' "$case" "$case"

# On a terminal the workbench is opened at once; elsewhere it is only told how. SERVE=1 and SERVE=0 decide it.
if [ -z "${SERVE:-}" ] && [ -t 0 ] && [ -t 1 ]; then SERVE=1; fi
port=${PORT:-8765}
if [ "${SERVE:-}" = 1 ]; then
    printf '\nNow in the workbench: map and timeline, incidents, the words of the reports, who holds what. (make demo SERVE=0: without)\n'
    exec "$python" -m dateline serve "$case" --port "$port"
fi
printf '\nIn the workbench, a map, timeline and review of it: http://127.0.0.1:%s/ once this runs (or: make demo SERVE=1)\n' "$port"
printf '    .venv/bin/dateline serve %s --port %s\n' "$case" "$port"
