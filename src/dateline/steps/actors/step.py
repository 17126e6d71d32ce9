"""Who acts, suffers or speaks in a report."""

from __future__ import annotations

from dateline.record.actors import ActorName, ActorsFound
from dateline.record.annotation import Annotation
from dateline.record.places import PlacesFound
from dateline.reference.actors import ActorKnowledge, load_actors
from dateline.reference.folders import own_folders
from dateline.steps.actors.assembling import assembled
from dateline.steps.actors.belonging import relate
from dateline.steps.actors.context import Context
from dateline.steps.actors.described import described
from dateline.steps.actors.descriptions import resolve_descriptions
from dateline.steps.actors.grouping import group
from dateline.steps.actors.keeping import is_worth_keeping, take_owners, take_predicates, without_employers
from dateline.steps.actors.named import named
from dateline.steps.actors.options import DEFAULT, Options
from dateline.steps.actors.pronouns import resolve_pronouns


def find_actors(
    annotation: Annotation,
    names: tuple[ActorName, ...],
    places: PlacesFound,
    *,
    knowledge: ActorKnowledge | None = None,
    options: Options = DEFAULT,
) -> ActorsFound:
    """Actors of the report, coreference resolved."""
    context = Context(annotation, names, places, knowledge or load_actors(own_folders("actors")))
    by_name = named(context)
    by_description = described(context, by_name)
    drafts = sorted([*by_name, *by_description], key=lambda d: (d.span.start, -d.span.end))
    relate(context, drafts)
    drafts = without_employers(drafts)
    clusters = group(context, drafts)
    for cluster in clusters:
        cluster.absorb()
    if options.coreference:
        clusters = resolve_descriptions(context, clusters)
        resolve_pronouns(context, clusters)
        clusters = take_owners(context, clusters)
        clusters = take_predicates(context, clusters)
    clusters = [c for c in clusters if is_worth_keeping(context, c)]
    return assembled(context, clusters, options)
