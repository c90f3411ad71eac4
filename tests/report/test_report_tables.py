from html.parser import HTMLParser

import coordination as co


def test_records_are_flat_and_alike(report):
    rows = report.to_records()
    assert [row["code"] for row in rows] == ["AA904", "MY101"]
    assert len({tuple(row) for row in rows}) == 1
    for row in rows:
        assert all(value is None or isinstance(value, str | float) for value in row.values())
    assert rows[1]["agencies"] == "a; b"
    assert (rows[1]["value"], rows[1]["threshold"]) == (1.0, 2.0)
    assert rows[0]["value"] is None


def test_no_findings_give_no_rows(empty):
    assert empty.to_records() == []


def test_notebook_table_is_escaped_and_has_a_row_a_finding(report):
    class Reader(HTMLParser):
        def __init__(self):
            super().__init__()
            self.tags = []

        def handle_starttag(self, tag, attrs):
            self.tags.append(tag)

    reader = Reader()
    reader.feed(report._repr_html_())
    assert "script" not in reader.tags
    assert reader.tags.count("tr") == 1 + len(report)


def test_notebook_table_of_no_findings_has_no_table():
    assert "<table>" not in co.check(co.Network(title="T"), rules=[])._repr_html_()
