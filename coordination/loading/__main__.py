"""Writes the files that are made from the records; run it in a checkout."""

from __future__ import annotations

from pathlib import Path

from coordination.loading.schema import schema_text

_PACKAGE = Path(__file__).resolve().parent.parent

if __name__ == "__main__":
    (_PACKAGE / "schema.json").write_text(schema_text(), encoding="utf-8")
