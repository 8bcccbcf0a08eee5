"""What a notebook shows: a page in a frame of its own, offline, so that neither disturbs the other."""

from html import escape


def frame(page: str, title: str, *, height: int, scripts: bool = False) -> str:
    """A whole page as a part of another. It asks no network and reaches nothing of the notebook around it."""
    allowed = "allow-scripts" if scripts else ""
    return (
        f'<iframe title="{escape(title)}" sandbox="{allowed}" srcdoc="{escape(page)}" '
        f'style="width: 100%; height: {height}px; border: 0"></iframe>'
    )
