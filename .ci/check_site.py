"""A built site opens without a network: check_site.py FOLDER lists each script, style, image or font from elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

LOADS = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}
"""Tags that a browser follows by itself, and where they say what to load. A plain link is followed by the reader."""


class _Loads(HTMLParser):
    """Collects what a page loads."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the address of a tag that loads something."""
        address = dict(attrs).get(LOADS.get(tag, ""))
        if address:
            self.found.append(address)


def foreign(folder: Path) -> Iterator[str]:
    """Everything, as "page: address", that a page of the folder loads from another host."""
    for page in sorted(folder.rglob("*.html")):
        loads = _Loads()
        loads.feed(page.read_text(encoding="utf-8"))
        for address in loads.found:
            if "//" in address.split("?")[0] and not address.startswith("data:"):
                yield f"{page.relative_to(folder)}: {address}"


def main() -> int:
    """Print what is foreign; 1 when anything is, or when there are no pages."""
    folder = Path(sys.argv[1])
    faults = list(foreign(folder))
    pages = sum(1 for _ in folder.rglob("*.html"))
    print(*faults, f"{pages} pages, {len(faults)} addresses of other hosts", sep="\n")
    return 1 if faults or not pages else 0


if __name__ == "__main__":
    sys.exit(main())
