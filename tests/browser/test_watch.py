"""An open page loads itself anew when it is written again, and keeps what was chosen."""

import coordination as co
from coordination.view.page.page import html_text
from coordination.view.page.watched import write_watched


def made(name):
    return co.Network(
        title="Two",
        agencies=[{"id": "a", "name": name}, {"id": "b", "name": "Beta"}],
        links=[{"kind": "liaison", "source": "a", "target": "b"}],
    )


def test_an_open_page_loads_itself_anew_and_keeps_what_is_chosen(chromium, tmp_path):
    path = tmp_path / "a page.html"
    write_watched(path, html_text(made("Alpha")))
    context = chromium.new_context()
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: said.type == "error" and errors.append(said.text))
    page.goto(path.as_uri() + "#agency=a")
    page.wait_for_selector("html.js")
    page.evaluate("window.same = true")
    page.wait_for_timeout(1_000)
    assert page.evaluate("window.same"), "it loads itself anew without reason"
    write_watched(path, html_text(made("Gamma")))
    page.wait_for_function("() => !window.same", timeout=30_000)
    page.wait_for_selector("html.js")
    assert page.locator("aside.panel h2").inner_text() == "Gamma"
    assert page.url.endswith("#agency=a")
    assert errors == []
    context.close()
