"""An example of rules of one's own: which requirements has nobody put a reason to?"""

from __future__ import annotations

from collections.abc import Iterator

import coordination as co


@co.rule("MY101", "requirement-without-reason")
def requirement_without_reason(network: co.Network, *, words: int = 3) -> Iterator[co.Finding]:
    """A requirement doesn't say in at least `words` words what is required and why.

    Why it matters:
        Whoever reads a finding wants to know what was required before hearing that it lacks.

    Options:
        words (default 3): fewest words that count as a reason.

    Remedy:
        Write `says` into the requirement.
    """
    for requirement in network.requirements.values():
        count = len((requirement.says or "").split())
        if count < words:
            agency = network.label(requirement.agency)
            yield co.Finding(
                f"Nothing says why {agency} needs what {requirement.id} asks for.",
                "derived",
                (requirement.agency,),
                requirements=(requirement.id,),
                value=count,
                threshold=words,
            )
