"""Write the JSON schema of data files, which is made from the records; run it in a checkout."""

from __future__ import annotations

from pathlib import Path

from coordination.loading.schema import schema_text

if __name__ == "__main__":
    schema = Path(__file__).resolve().parent.parent / "schema.json"
    schema.write_text(schema_text(), encoding="utf-8")
