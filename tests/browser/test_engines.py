"""The page in Firefox, and in WebKit where it can be had: it starts, answers and says nothing."""

import os

import pytest

from .engines import Firefox, WebKit

OPTIONAL = {"firefox": Firefox, "webkit": WebKit}

LATER = "new Promise((done) => setTimeout(() => done(true), {}))"


@pytest.fixture(scope="module", params=list(OPTIONAL))
def engine(request):
    wanted = os.environ.get("COORDINATION_ENGINES", "firefox webkit").split()
    if request.param not in wanted:
        pytest.skip(f"{request.param} isn't among COORDINATION_ENGINES")
    running = OPTIONAL[request.param]()
    yield running
    running.close()


def settled(engine, script):
    """The value of an expression, as soon as it is true."""
    for _ in range(400):
        if found := engine.run(script):
            return found
        engine.run(LATER.format(25))
    return None


def test_the_page_starts_answers_and_is_led_by_its_address(engine, page_file, report):
    engine.open(page_file.as_uri())
    assert settled(engine, "document.documentElement?.classList.contains('js')")
    assert engine.run("document.querySelectorAll('.finding-row').length") == len(report.told)
    drawn = """(() => {
      const canvas = document.querySelector('.canvas canvas');
      const dots = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
      const seen = new Set();
      for (let place = 0; place < dots.length; place += 7) seen.add(dots[place]);
      return seen.size;
    })()"""
    assert settled(engine, f"{drawn} > 40"), "there is a picture"
    engine.run("document.querySelector('.finding-row').click() || true")
    assert settled(engine, "location.hash.startsWith('#finding=')")
    # An answer is given, kept over a reload of the file, and taken back.
    engine.run("document.querySelector('[data-respond]').click() || true")
    fill = """(() => {
      const form = document.querySelector('.respond form');
      form.querySelector('[value=disagrees]').checked = true;
      form.querySelector('[name=agency]').value = 'ice';
      form.querySelector('[name=words]').value = 'We meet every week.';
      document.querySelector('.respond .main').click();
      return true;
    })()"""
    engine.run(fill)
    assert "every week" in settled(engine, "document.querySelector('.own')?.textContent")
    here = engine.run("location.href")
    engine.open("about:blank")
    engine.open(here + "&off=status.strained&day=2009-06-30")
    assert "every week" in settled(engine, "document.querySelector('.own')?.textContent")
    engine.run("localStorage.clear() || true")
    engine.run("document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'})) || true")
    assert settled(engine, "!location.hash.startsWith('#finding=')")
    # The address narrowed the list and the picture too.
    told = settled(engine, "document.querySelector('.day-bar output').textContent")
    assert "On 30 June 2009" in told
    assert engine.run("document.querySelectorAll('.finding-row').length") < len(report.told)
    engine.run("document.querySelector('[data-tab=text]').click() || true")
    written = engine.run("document.getElementById('text').innerText")
    assert all(finding.message[:40] in written for finding in report)


def test_a_frame_in_an_article_works_and_nothing_is_said(engine, page_file):
    engine.open(page_file.as_uri() + "#embed")
    assert settled(engine, "document.documentElement?.classList.contains('embed')")
    assert engine.run("document.querySelector('.claim').textContent.length") > 20
    assert getattr(engine, "said", []) == [], "no console message"
