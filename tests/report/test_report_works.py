"""What sources conclude to work stands in every report: it makes no finding, and is no silence."""

import json
import zipfile
from pathlib import Path

import coordination as co

TEXT = """
title: The strait
sources: [{id: s, title: Audit, publisher: Audit Office}]
agencies: [{id: a, name: A}, {id: b, name: B}]
conclusions:
- {id: fine, finds: works, agencies: [a, b], extent: partly, says: It works on most days.,
   evidence: [{source: s, at: page 1}]}
- {id: guess, finds: works, agencies: [a, b], confidence: assumed, says: It may work.}
"""


def test_what_works_is_told_with_who_says_so(tmp_path: Path) -> None:
    report = co.check(co.loads(TEXT))
    said = "Coordination between A and B works (in part), according to Audit Office: It works on"
    for text in (report.to_text(), report.to_markdown()):
        flowing = " ".join(text.split())
        assert "What works" in text and said in flowing and "It may work" not in text
    report.to_docx(tmp_path / "report.docx")
    with zipfile.ZipFile(tmp_path / "report.docx") as document:
        assert said in document.read("word/document.xml").decode()
    assert "What works" not in report.to_text(brief=True)


def test_json_names_the_conclusion_and_its_source() -> None:
    content = json.loads(co.check(co.loads(TEXT)).to_json())
    (one,) = content["works"]
    assert one["conclusion"] == "fine" and "between A and B works" in one["message"]
    assert content["sources"]["s"]["title"] == "Audit"
