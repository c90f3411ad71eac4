"""Loading tables of a network's size, against polars and one pydantic model a row."""

from __future__ import annotations

import gc
import resource
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from tests.benchmarks.contest import Row, timed
from tests.benchmarks.sizes import SIZES, made

__all__ = ["load_models", "load_network", "peak_mb", "rows", "write_tables"]


def peak_mb() -> float:
    """Most memory that this process had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def write_tables(size: str, folder: Path) -> None:
    """The network of a size as Parquet tables, with the rest of it as a data file beside them."""
    import polars as pl

    from coordination.engine.columns import ALWAYS, KINDS, NEVER, ROLES, STATUSES

    network = made(size).network
    columns, (_, links) = network.engine.columns, SIZES[size]
    ids, functions = np.array(columns.ids), np.array(columns.functions)

    def days(ordinals: Any) -> pl.Series:
        open_ended = (ordinals == NEVER) | (ordinals == ALWAYS)
        since = np.where(open_ended, 1, ordinals).astype(np.int64) - 1
        texts = np.datetime_as_string(np.datetime64("0001-01-01") + since)
        return pl.Series(texts.tolist()).set(pl.Series(open_ended), None)

    roles = np.array(ROLES)[columns.mandate_roles]
    pl.DataFrame(
        {
            "id": ids.tolist(),
            "name": [f"Body {code}" for code in range(len(ids))],
            "level": columns.level.tolist(),
            "jurisdiction": columns.jurisdiction.tolist(),
            "part_of": [ids[code] if code >= 0 else None for code in columns.parent.tolist()],
            "mandates": [
                f"{function}:{role}"
                for function, role in zip(
                    functions[columns.mandate_functions].tolist(), roles.tolist(), strict=True
                )
            ],
        }
    ).write_parquet(folder / "agencies.parquet")
    pl.DataFrame(
        {
            "id": [f"l{row}" for row in range(links)],
            "kind": np.array(KINDS)[columns.kind].tolist(),
            "source": ids[columns.source].tolist(),
            "target": ids[columns.target].tolist(),
            "status": np.array(STATUSES)[columns.status].tolist(),
            "functions": functions[columns.function_codes].tolist(),
            "start": days(columns.start),
            "end": days(columns.end),
            "evidence_source": ["register"] * links,
            "evidence_at": [f"entry {row + 1}" for row in range(links)],
        }
    ).write_parquet(folder / "links.parquet")
    rest = {
        "title": network.title,
        "as_of": str(network.as_of),
        "sources": [{"id": "register", "title": "Made-up register", "kind": "official"}],
        "functions": [{"id": key, "name": one.name} for key, one in network.functions.items()],
        "requirements": [
            one.model_dump(mode="json", exclude_defaults=True)
            for one in network.requirements.values()
        ],
    }
    (folder / "network.yaml").write_text(yaml.safe_dump(rest), encoding="utf-8")


def load_network(folder: Path) -> dict[str, float]:
    """Seconds and peak memory of loading the tables with all checks, in a process of its own."""
    import polars  # noqa: F401  # both ways have it imported

    import coordination as co
    import coordination.loading.assemble

    seconds, network = timed(lambda: co.load(folder))
    return {"seconds": seconds, "peak": peak_mb(), "links": len(network.links)}


def load_models(folder: Path) -> dict[str, float]:
    """The same for polars and a model for each row, without the checks between rows.

    With the collector paused, which makes it several times faster.
    """
    import polars as pl

    from coordination.model import Agency, Link

    def models() -> list[Any]:
        gc.disable()
        found: list[Any] = []
        for row in pl.read_parquet(folder / "agencies.parquet").iter_rows(named=True):
            function, _, role = row.pop("mandates").partition(":")
            row["mandates"] = [{"function": function, "role": role}]
            found.append(Agency.model_validate({k: v for k, v in row.items() if v is not None}))
        for row in pl.read_parquet(folder / "links.parquet").iter_rows(named=True):
            passage = {"source": row.pop("evidence_source"), "at": row.pop("evidence_at")}
            row |= {"functions": [row["functions"]], "evidence": [passage]}
            found.append(Link.model_validate({k: v for k, v in row.items() if v is not None}))
        return found

    seconds, found = timed(models)
    return {"seconds": seconds, "peak": peak_mb(), "links": len(found)}


def rows(ours: list[dict[str, float]], models: dict[str, float], size: str) -> Iterator[Row]:
    """The rows about loading.

    Args:
        ours: loads of the network, each by a process of its own.
        models: the other way.
        size: the size.
    """
    seconds = sorted(one["seconds"] for one in ours)[len(ours) // 2]
    peak = max(one["peak"] for one in ours)
    assert ours[0]["links"] == SIZES[size][1]
    goal = 3.0 if size == "20k" else None
    yield Row.contest(
        "bulk load from Parquet with all checks",
        seconds,
        "polars + models",
        models["seconds"],
        goal,
    )
    yield Row(
        "peak memory of the bulk load",
        value=f"{peak:,.0f} MB (models: {models['peak']:,.0f} MB)",
        goal="under 400 MB" if size == "20k" else "",
        met=peak < 400 if size == "20k" else None,
    )
