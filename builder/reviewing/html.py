"""The frames of the pages: payload in, HTML out. Everything that comes from data goes in as JSON that cannot close it.

Scripts and styles are files of ours beside the pages; the policy in each page lets it ask the network for nothing.
"""

from __future__ import annotations

from html import escape
from typing import Any

from tocsin.webpage import embedded

POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src data:; base-uri 'none'; "
    "form-action 'none'"
)
"""What a page may load: our own files, from the disk or from where it is served; nothing else, from nowhere."""
ASSETS = ("review.css", "store.js", "review.js", "index.js")


def page(title: str, kind: str, payload: Any, scripts: tuple[str, ...], up: str) -> str:
    """One page. `up` leads from it to the folder with the scripts: "" or "../"."""
    loaded = "\n".join(f'<script src="{up}{name}" defer></script>' for name in scripts)
    return f"""<!DOCTYPE html>
<html lang="en" data-page="{kind}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{escape(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{up}review.css">
{loaded}
</head>
<body>
<noscript><p>These pages need JavaScript, which runs in them without any network.</p></noscript>
<main id="main"></main>
<script type="application/json" id="payload">{embedded(payload)}</script>
</body>
</html>
"""


def script_of(name: str, value: Any) -> str:
    """A script file that gives a value a name, for pages opened from the disk may read no JSON files."""
    return f'"use strict";\nwindow.{name} = {embedded(value)};\n'
