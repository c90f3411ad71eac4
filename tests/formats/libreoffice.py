"""Save workbooks by LibreOffice, all in one process: to start it takes longer than to save."""

import shutil
import subprocess
from xml.sax.saxutils import escape

FILTERS = {"ods": "calc8", "xlsx": "Calc Office Open XML", "xls": "MS Excel 97"}
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMES = (
    'xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink"'
)
INSTALLED = f"""{XML}<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/Office">
<prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""
"""A user who has been here before: otherwise the macro is overwritten by an empty one."""


def installed():
    return bool(shutil.which("soffice"))


def saved_again(wanted, folder):
    """Save each workbook in each format, in `folder` under its own name.

    Args:
        wanted: the endings for each workbook, by its path.
        folder: where they are saved; it holds the files of LibreOffice's user too.
    """
    user = folder / "user"
    _write_macro(_macro(wanted, folder), user / "user")
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={user.as_uri()}"),
            *("--headless", "macro:///Standard.Module1.Main"),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=180,
        check=True,
    )


def _macro(wanted, folder):
    lines = [
        "Sub Main",
        "Dim hidden(0) As New com.sun.star.beans.PropertyValue",
        "Dim how(0) As New com.sun.star.beans.PropertyValue",
        'hidden(0).Name = "Hidden"',
        "hidden(0).Value = True",
        'how(0).Name = "FilterName"',
    ]
    for path, endings in wanted.items():
        address = f'"{path.as_uri()}"'
        lines.append(f'book = StarDesktop.loadComponentFromURL({address}, "_blank", 0, hidden())')
        for ending in endings:
            target = (folder / path.with_suffix(f".{ending}").name).as_uri()
            lines += [
                f'how(0).Value = "{FILTERS[ending]}"',
                f'book.storeToURL("{target}", how())',
            ]
        lines.append("book.close(True)")
    return "\n".join([*lines, "End Sub"])


def _write_macro(macro, user):
    basic = user / "basic"
    standard = basic / "Standard"
    standard.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(INSTALLED)
    for kind, element in (("script", '<library:element library:name="Module1"/>'), ("dialog", "")):
        (basic / f"{kind}.xlc").write_text(
            f"{XML}<library:libraries {NAMES}>"
            '<library:library library:name="Standard" library:link="false"/></library:libraries>'
        )
        (standard / f"{kind}.xlb").write_text(
            f'{XML}<library:library {NAMES} library:name="Standard" library:readonly="false"'
            f' library:passwordprotected="false">{element}</library:library>'
        )
    (standard / "Module1.xba").write_text(
        f'{XML}<script:module xmlns:script="http://openoffice.org/2000/script"'
        f' script:name="Module1" script:language="StarBasic">{escape(macro)}</script:module>'
    )
