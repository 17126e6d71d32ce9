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
