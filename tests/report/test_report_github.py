def test_annotations_stand_at_the_line_and_are_escaped(report, network):
    silent, memo, question = report.to_github().splitlines()
    assert question.startswith("::notice") and question.endswith("::Do they share?")
    place = network.origins["links", "a-b-memo"]
    assert memo == (
        f"::warning file=data/two agencies.yaml,line={place.line},col={place.column},"
        "title=MY101 memo-alone (reported)::A and B <script>alert(1)</script> have a memo, "
        "100%25 of it: on paper,%0Ano more."
    )
    assert silent.startswith("::warning file=")


def test_a_file_name_cannot_end_its_property(network):
    import coordination as co

    again = co.loads("title: T\nagencies: [{id: a, name: A}]\n", name="a,b:c%.yaml")
    one = co.Rule("MY1", "x", lambda network: [co.Finding("So.", "derived", ("a",))])
    line = co.check(again, rules=[one]).to_github()
    assert line.startswith("::warning file=a%2Cb%3Ac%25.yaml,line=2,")


def test_no_findings_give_no_annotation(empty, ignoring):
    assert empty.to_github() == ""
    assert "MY101" not in ignoring.to_github()
