"""Write every page of docs/ anew that is made of code, data or commands: `python tests/docs_refresh.py`.

Pages that are made whole: the data dictionary, the rules, the functions for Python. Pages with commands, or with parts
made of data, keep their prose; what commands print and data say is put in anew. So are the snapshots of commands
(cli_snapshots.py). Read the difference before you keep it.
"""

from __future__ import annotations

from collections.abc import Callable

import cli_snapshots
import docs_api
import docs_cli
import docs_console
import docs_made_parts
import docs_rules
from tocsin.schema import dictionary

WHOLE: dict[str, Callable[[], str]] = {
    "data-dictionary.md": dictionary.render,
    **docs_rules.PAGES,
    **docs_api.PAGES,
    **docs_cli.PAGES,
    **docs_made_parts.PAGES,
}
"""Page -> what it must hold, to the letter."""


def main() -> None:
    """Write all pages."""
    for name, render in WHOLE.items():
        path = docs_console.DOCS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(render(), encoding="utf-8", newline="\n")
    docs_console.refresh()
    cli_snapshots.refresh()


if __name__ == "__main__":
    main()
