"""`python -m dateline.reference.actors.build`: compile the actor files anew and tell what is in them."""

from __future__ import annotations

from dateline.reference.actors.building import compiled
from dateline.reference.actors.compiling import problems

if __name__ == "__main__":
    made = compiled()
    print(f"{len(made.actors)} actors, {len(made.names)} names")
    for problem in problems(made):
        print(problem)
