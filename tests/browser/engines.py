"""Other engines than Chromium, driven over the protocols that they speak themselves.

Firefox speaks WebDriver BiDi on a socket; WebKit has a driver of its own that speaks WebDriver over
HTTP. Both need no download: what isn't installed is skipped with a reason.
"""

import glob
import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

import pytest

QUIET = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.discovery.enabled": False,
    "browser.newtab.preload": False,
    "browser.newtabpage.enabled": False,
    "browser.region.update.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.ipc.processPrelaunch.enabled": False,
    "dom.push.enabled": False,
    "extensions.enabledScopes": 0,
    "extensions.formautofill.addresses.enabled": False,
    "extensions.formautofill.creditCards.enabled": False,
    "extensions.installDistroAddons": False,
    "extensions.pictureinpicture.enable_picture_in_picture_overrides": False,
    "extensions.screenshots.disabled": True,
    "extensions.update.enabled": False,
    "extensions.webcompat.enable_shims": False,
    "extensions.webextensions.remote": False,
    "fission.autostart": False,
    "media.rdd-process.enabled": False,
    "media.utility-process.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.process.enabled": False,
    "privacy.trackingprotection.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
}
"""What Firefox does without, as no page here needs it: it starts in some half of the time."""


class Firefox:
    """A Firefox without windows, with one page in it."""

    def __init__(self, width=1280, height=800):
        path = os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
        if path is None:
            pytest.skip("no Firefox here: apt-get install firefox-esr, or name one in FIREFOX")
        sockets = pytest.importorskip("websocket", reason="pip install websocket-client")
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        prefs = (f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in QUIET.items())
        Path(self.profile.name, "user.js").write_text("\n".join(prefs), encoding="utf-8")
        quietly = ("--headless", "--no-remote", "--remote-debugging-port=0")
        self.process = subprocess.Popen(
            [path, *quietly, "--profile", self.profile.name, "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        address = next(
            found[1]
            for line in self.process.stderr
            if (found := re.search(r"WebDriver BiDi listening on (ws://\S+)", line))
        )
        self.socket = sockets.create_connection(
            f"{address}/session", timeout=90, suppress_origin=True
        )
        self.calls, self.said = 0, []
        self.call("session.new", capabilities={})
        self.page = self.call("browsingContext.getTree")["contexts"][0]["context"]
        self.call("session.subscribe", events=["log.entryAdded"])
        size = {"width": width, "height": height}
        self.call("browsingContext.setViewport", context=self.page, viewport=size)

    def call(self, method, **given):
        self.calls += 1
        self.socket.send(json.dumps({"id": self.calls, "method": method, "params": given}))
        while True:
            got = json.loads(self.socket.recv())
            if got.get("id") == self.calls:
                assert got["type"] == "success", got
                return got["result"]
            if got.get("method") == "log.entryAdded":
                self.said.append(got["params"].get("text"))

    def open(self, address):
        self.call("browsingContext.navigate", context=self.page, url=address, wait="complete")

    def run(self, script):
        """The value of an expression in the page, waited for where it is a promise."""
        result = self.call(
            "script.evaluate",
            expression=f"Promise.resolve({script}).then((found) => JSON.stringify(found))",
            target={"context": self.page},
            awaitPromise=True,
        )
        assert result["type"] == "success", result
        found = result["result"]
        return json.loads(found["value"]) if found["type"] == "string" else None

    def close(self):
        self.socket.close()
        self.process.terminate()
        self.process.wait(20)
        self.profile.cleanup()


class WebKit:
    """WebKitGTK's small browser on a display that nobody sees.

    Pages are painted at once, not joined from layers: without a graphics card the layers take a
    third of all its work.
    """

    def __init__(self):
        driver = shutil.which("WebKitWebDriver")
        browser = next(iter(glob.glob("/usr/lib/*/webkit2gtk-4.*/MiniBrowser")), None)
        if driver is None or browser is None or shutil.which("Xvfb") is None:
            pytest.skip("no WebKit here: apt-get install webkit2gtk-driver xvfb")
        display = f":{os.getpid() % 500 + 90}"
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.screen = subprocess.Popen(
            ["Xvfb", display, "-screen", "0", "1280x900x24", "-nolisten", "tcp"], **quiet
        )
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        own = ("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "WEBKIT_DISABLE_COMPOSITING_MODE")
        env = {**os.environ, "DISPLAY": display, **dict.fromkeys(own, "1")}
        self.process = subprocess.Popen([driver, f"--port={port}"], env=env, **quiet)
        self.address = f"http://127.0.0.1:{port}"
        options = {"binary": browser, "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        for _ in range(200):
            try:
                self.session = self.ask("/session", wanted)["sessionId"]
                return
            except OSError:
                time.sleep(0.1)
        self.close()
        pytest.skip("WebKit's driver doesn't answer here")

    def ask(self, path, values):
        asked = urllib.request.Request(
            self.address + path,
            data=json.dumps(values).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(asked, timeout=90) as answer:
            return json.loads(answer.read())["value"]

    def open(self, address):
        self.ask(f"/session/{self.session}/url", {"url": address})

    def run(self, script):
        whole = (
            "const done = arguments[arguments.length - 1];"
            f"Promise.resolve({script}).then((found) => done(JSON.stringify(found ?? null)));"
        )
        told = self.ask(f"/session/{self.session}/execute/async", {"script": whole, "args": []})
        return json.loads(told)

    def close(self):
        for process in (self.process, self.screen):
            process.terminate()
            process.wait(20)
