"""Write the answers in docs/tutorial.md: `python -m tests.tutorial` starts a server of its own, loads, asks and writes."""

import sys

from tests.pages import DOCS, answered, own_demo

PAGE = DOCS / "tutorial.md"


def main() -> None:
    """Ask again, and write the page."""
    before = PAGE.read_text(encoding="utf-8")
    with own_demo() as (run, *_):
        PAGE.write_text(answered(before, run), encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")


if __name__ == "__main__":
    main()
