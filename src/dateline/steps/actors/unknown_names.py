"""Names that only this report knows: of persons and bodies, from the tagger's hints, titles and shape."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.record.annotation import Token
from dateline.reference.actors.folding import key_of
from dateline.reference.actors.signs import load_signs
from dateline.steps.actors.context import Context
from dateline.steps.actors.drafts import Draft
from dateline.steps.actors.people import gender_of, is_short_title, title_before
from dateline.steps.actors.phrases import is_capital, span_of

_PARTICLES = frozenset(
    [
        *("al", "el", "bin", "ibn", "ben", "abu", "umm", "de", "del", "la", "los", "van", "von", "der", "da"),
        *(
            "bu",
            "ould",
            "ait",
            "aal",
            "beni",
            "banu",
            "bani",
            "di",
            "dos",
            "ash",
            "as",
            "ar",
            "an",
            "az",
            "ad",
            "at",
            "ul",
            "ud",
            "-",
            "’",
            "'",
            "al-",
            "el-",
        ),
    ]
)
_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’", "''", "``"})
_ARABIC = frozenset({"al", "bin", "ibn", "abu", "umm", "al-", "el-"})


def unknown_names(context: Context, known: list[Draft]) -> Iterator[Draft]:
    """Persons and bodies from the tagger's hints, titles and the shape of names."""
    taken: set[int] = set(context.name_at)
    surnames = {key_of(d.name).split(" ")[-1] for d in known if d.type == "person"}
    runs = list(_runs(context, taken))
    rest = []
    for first, last, label in runs:
        end = _with_body_noun(context, last)
        draft = _person(context, first, last, label) if end == last else None
        if draft:
            taken.update(range(draft.first, draft.last))
            surnames.add(key_of(draft.name).split(" ")[-1])
            yield draft
        else:
            rest.append((first, end, label))
    for first, last, label in rest:
        if taken.intersection(range(first, last)):
            continue
        if key_of(span_of(context.annotation, first, last).of(context.text)) in surnames:
            draft = _person_draft(context, first, last, "surname of a person named elsewhere in the report")
        else:
            draft = _body(context, first, last, label)
        if draft:
            taken.update(range(draft.first, draft.last))
            yield draft


def _runs(context: Context, taken: set[int]) -> Iterator[tuple[int, int, str | None]]:
    """Stretches of capitalised words that may be one name, with the tagger's label."""
    tokens = context.tokens
    labels: dict[int, str] = {}
    for entity in context.annotation.entities:
        for i in range(entity.first, entity.last):
            labels[i] = entity.label
    i = 0
    while i < len(tokens):
        if i in taken or not _may_begin(context, tokens[i], labels.get(i)):
            i += 1
            continue
        last = i + 1
        while last < len(tokens) and last not in taken and tokens[last].sentence == tokens[i].sentence:
            token = tokens[last]
            gap = token.start - tokens[last - 1].end
            if gap > 1 or "\n" in context.text[tokens[last - 1].end : token.start]:
                break
            if (
                token.text[0].isalnum()
                and is_capital(token)
                and token.pos in ("PROPN", "NOUN", "ADJ", "NUM", "X", "VERB")
                and token.tag != "PRP"
            ):
                if context.mixed_case or token.pos == "PROPN":
                    last += 1
                    continue
                break
            after = _over_nickname(tokens, last) or _over_particles(tokens, last)
            if after > last and after not in taken:
                last = after
                continue
            break
        while last > i and tokens[last - 1].text.lower() in _PARTICLES:
            last -= 1
        if last > i:
            found = [labels[k] for k in range(i, last) if k in labels]
            label = max(set(found), key=lambda x: (found.count(x), x)) if found else None
            yield i, last, label
        i = max(last, i + 1)


def _over_nickname(tokens: tuple[Token, ...], i: int) -> int | None:
    """Over a nickname in quotation marks: John “J.D.” Dorrian."""
    if tokens[i].text not in _QUOTES:
        return None
    for k in range(i + 1, min(i + 4, len(tokens) - 1)):
        if tokens[k].text in _QUOTES:
            follows = tokens[k + 1]
            good = is_capital(follows) and follows.pos == "PROPN" and follows.sentence == tokens[i].sentence
            return k + 1 if good else None
    return None


def _over_particles(tokens: tuple[Token, ...], i: int) -> int:
    """Index of the capitalised word after "al-", "bin", "-" at `i`; `i` itself where there is none."""
    k = i
    while (
        k < len(tokens)
        and k - i < 3
        and tokens[k].text.lower() in _PARTICLES
        and tokens[k].start - tokens[k - 1].end <= 1
    ):
        k += 1
    good = k > i and k < len(tokens) and is_capital(tokens[k]) and tokens[k].start - tokens[k - 1].end <= 1
    return k if good else i


def _may_begin(context: Context, token: Token, label: str | None) -> bool:
    if not token.text[0].isalpha() or not is_capital(token):
        return False
    if is_short_title(context, token) or token.text.lower().rstrip(".") in load_signs().months:
        return False
    if token.i == context.annotation.sentences[token.sentence].first and token.pos not in ("PROPN", "X"):
        return label in ("PERSON", "ORG") and token.pos not in ("DET", "PRON", "ADP", "SCONJ", "CCONJ", "ADV")
    if context.mixed_case:
        return (
            token.pos in ("PROPN", "X")
            or label in ("PERSON", "ORG", "FAC", "NORP")
            or token.pos in ("NOUN", "ADJ", "VERB")
        )
    return token.pos == "PROPN"


def _person(context: Context, first: int, last: int, label: str | None) -> Draft | None:
    tokens = context.tokens
    for i in range(last - 2, first - 1, -1):
        if is_short_title(context, tokens[i]) or _is_title_word(context, i):
            first = i + 1
            break
    while first < last - 1 and context.nation(tokens[first]):
        first += 1
    first = max(first, _tagged_from(context, first, last))
    if context.tokens[first - 1].text.lower() in ("the", "for", "of"):
        # "Minister for the Middle East Tobias Ellwood": the capitals before the name are a place's.
        while first < last - 2 and first in context.place_at:
            first += 1
    if first >= last:
        return None
    _, title = title_before(context, first)
    lows = [t.text.lower() for t in tokens[first:last]]
    arabic = bool(set(lows) & _ARABIC) and len(lows) > 1
    if label != "PERSON" and not title and not arabic:
        return None
    if label in ("ORG", "GPE", "FAC", "LOC") and not title and not (arabic and lows[0] in ("abu", "umm")):
        return None
    if label is None and not title:
        return None
    # "Senior Advisor for Refugee Affairs" names a post, not a person called so.
    if label != "PERSON" and tokens[first - 1].text.lower() in ("of", "for", "to", "the"):
        return None
    if any(i in context.place_at for i in range(first, last)) and not title:
        return None
    signs = load_signs()
    if (
        lows[-1] in signs.things
        or (lows[0] in signs.things and not title)
        or any(c.isdigit() for w in lows for c in w)
    ):
        return None
    if _is_body_word(context, last - 1) or _is_title_word(context, last - 1):
        return None
    if title and label not in ("PERSON",) and last - first > 5:
        return None
    return _person_draft(context, first, last, "title before a name" if title else "tagged name of a person")


def _tagged_from(context: Context, first: int, last: int) -> int:
    """Where the tagger lets the person's name begin, if it ends where the capitals do."""
    return next((at for at in context.people_tagged.get(last, ()) if at >= first), first)


def _person_draft(context: Context, first: int, last: int, rule: str) -> Draft:
    start, title = title_before(context, first)
    head = context.annotation.head_of(span_of(context.annotation, first, last)) or context.tokens[last - 1]
    return Draft(
        span=span_of(context.annotation, start, last),
        first=start,
        last=last,
        head=head.i,
        top=head.i,
        form="name",
        type="person",
        rule=rule,
        name=span_of(context.annotation, first, last).of(context.text),
        title=title,
        gender=gender_of(context, title),
        source_kind=None,
    )


def _is_title_word(context: Context, i: int) -> bool:
    found = context.agent(i)
    return found is not None and found[0].kind == "person" and context.tokens[i].tag not in ("NNS", "NNPS")


def _is_body_word(context: Context, i: int) -> bool:
    found = context.agent(i)
    return found is not None and found[0].kind == "body"


def _body(context: Context, first: int, last: int, label: str | None) -> Draft | None:
    """A body's name: by the tagger, or capitals around a noun for one ("Baghdad Operational Command")."""
    tokens = context.tokens
    signs = load_signs()
    last = _joined_on(context, first, last)
    while first < last and (
        context.nation(tokens[first]) and last - first > 1 and not _is_body_word(context, last - 1)
    ):
        first += 1
    if first >= last:
        return None
    noun = context.agent(last - 1)
    if tokens[last - 1].text.lower() in ("department", "state") and any(
        i in context.place_at for i in range(first, last)
    ):
        return None
    if noun is not None and noun[1] >= last - first:
        return None
    own = first
    first = _with_owner(context, first, last)
    lows = [t.text.lower() for t in tokens[first:last]]
    bodies = [
        i
        for i in range(first, last)
        if _is_body_word(context, i) and (is_capital(tokens[i]) or i == last - 1)
    ]
    if (len(lows) < 2 and (label != "ORG" or bodies)) or _is_title_word(context, last - 1):
        return None
    if label not in ("ORG", "NORP", "FAC", None, "GPE", "PERSON", "PRODUCT", "LAW") or (
        label != "ORG" and not bodies
    ):
        return None
    if not bodies and (lows[-1] in signs.things or lows[0] in signs.things):
        return None
    if any(w in signs.things and w not in ("front",) for w in lows[-1:]) and label != "ORG":
        return None
    if all(i in context.place_at for i in range(first, last)):
        return None
    if first == own and len(lows) == 1 and not _looks_like_a_body(context, first):
        return None
    agent = context.agent(bodies[-1])[0] if bodies else None  # type: ignore[index]
    head = context.annotation.head_of(span_of(context.annotation, first, last))
    if head is None:
        return None
    owners = [
        a for i in range(first, own) if i in context.name_at and (a := context.best(context.name_at[i]))
    ]
    nations = [iso for t in tokens[first:last] if (iso := context.nation(t))]
    return Draft(
        span=span_of(context.annotation, first, last),
        first=first,
        last=last,
        head=head.i,
        top=head.i,
        form="name",
        type="group" if agent and agent.sector in ("REB", "PRM", "CRM", "SOC") else "organisation",
        rule="name around a noun for a body" if bodies else "tagged name of a body",
        name=span_of(context.annotation, first, last).of(context.text),
        agent=agent,
        country=nations[0] if nations else next((a.country for a in owners if a.country), None),
        ties=list(dict.fromkeys(owners)),
        sector=agent.sector if agent else None,
        inter=agent.inter if agent else None,
        source_kind=agent.source if agent else "organisation",
    )


def _with_body_noun(context: Context, last: int) -> int:
    """Over a small noun for a body right after the capitals: "Al Bu Nimr tribe"."""
    if last >= len(context.tokens) or is_capital(context.tokens[last]):
        return last
    found = context.agent(last)
    near = context.tokens[last].start - context.tokens[last - 1].end == 1
    alone = found is not None and found[1] == 1 and found[0].kind == "body" and found[0].stands
    return last + 1 if alone and near and context.tokens[last].tag == "NN" else last


def _with_owner(context: Context, first: int, last: int) -> int:
    """Back over a known name that begins this one: "UN" in "UN Board of Inquiry"."""
    name = context.name_at.get(first - 1)
    if name is None or (not _is_body_word(context, first) and not _is_body_word(context, last - 1)):
        return first
    start, end = context.annotation.token_range(name.span)
    inside = context.tokens[first - 1].dep in ("compound", "nmod", "amod") and end == first
    return start if inside and context.tokens[first].start - context.tokens[first - 1].end <= 1 else first


def _joined_on(context: Context, first: int, last: int) -> int:
    """Over "of", "and", "for the" to further capitals: "State Board of Antiquities and Heritage"."""
    tokens = context.tokens
    if not any(_is_body_word(context, i) for i in range(first, last)):
        return last
    end = last
    while end < len(tokens) and tokens[end].sentence == tokens[first].sentence:
        i = end
        while i < len(tokens) and tokens[i].text.lower() in ("of", "for", "the", "&") and i - end < 3:
            i += 1
        if (
            i == end
            or i >= len(tokens)
            or not is_capital(tokens[i])
            or i in context.name_at
            or tokens[i].pos not in ("PROPN", "NOUN", "ADJ")
        ):
            break
        end = i + 1
        while (
            end < len(tokens)
            and is_capital(tokens[end])
            and tokens[end].pos in ("PROPN", "NOUN", "ADJ")
            and end not in context.name_at
        ):
            end += 1
        if (
            end + 1 < len(tokens)
            and tokens[end].text.lower() == "and"
            and is_capital(tokens[end + 1])
            and tokens[end + 1].pos in ("PROPN", "NOUN")
        ):
            conj = tokens[end + 1]
            if conj.dep == "conj" and first <= conj.head < end:
                end += 2
    return end


def _looks_like_a_body(context: Context, i: int) -> bool:
    """A single word that the tagger calls a body is one only if it acts like one or is an acronym."""
    token = context.tokens[i]
    letters = [c for c in token.text if c.isalpha()]
    if len(letters) >= 3 and all(c.isupper() for c in letters):
        return context.mixed_case
    return token.dep in ("nsubj", "nsubjpass", "poss") and token.pos == "PROPN"
