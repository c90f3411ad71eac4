"""The sentences that rules share: who, what is required, what was found.

Rules read them as `say`: `from coordination.rules import phrases as say`.
"""

from __future__ import annotations

from coordination.rules.phrases.agencies import (
    Who,
    according_to,
    among,
    besides_answers,
    between,
    for_function,
    for_functions,
    in_places,
    names,
    names_of_functions,
    place_name,
    who,
)
from coordination.rules.phrases.links import (
    condition_of_links,
    evidence_of_links,
    how_ended,
    kinds_phrase,
    link_phrase,
    link_sentence,
    shared_end,
    thing,
    words_of,
)
from coordination.rules.phrases.requirements import (
    asking,
    condition_of_requirement,
    counterpart_phrase,
    criteria,
    evidence_of_mandates,
    found_of,
    looked,
    other_side,
    unrecorded,
)
from coordination.text.language import listed, sentence

__all__ = [
    "Who",
    "according_to",
    "among",
    "asking",
    "besides_answers",
    "between",
    "condition_of_links",
    "condition_of_requirement",
    "counterpart_phrase",
    "criteria",
    "evidence_of_links",
    "evidence_of_mandates",
    "for_function",
    "for_functions",
    "found_of",
    "how_ended",
    "in_places",
    "kinds_phrase",
    "link_phrase",
    "link_sentence",
    "listed",
    "looked",
    "names",
    "names_of_functions",
    "other_side",
    "place_name",
    "sentence",
    "shared_end",
    "thing",
    "unrecorded",
    "who",
    "words_of",
]
