"""The data's way, in order. Each step is named by the noun it yields.

documents     files, pages, archives -> Document
annotation    Document               -> Annotation: sentences, tokens, syntax, tagged names
times         Annotation             -> Time: expressions of time with the days they cover
actors.names  Annotation             -> ActorName: names of the knowledge base in the text
places        Annotation, names      -> Place, PlaceMention
actors        Annotation, names, ... -> Actor, ActorMention (coreference included)
attributions  Annotation             -> Attribution: who is quoted with what
events        Annotation             -> EventMention: frames with role fillers and status
claims        all of it              -> Claim

All of them see one report only and are pure, so that a process pool or a cluster spreads them unchanged.
"""
