"""What can be seen."""

from viz.network import page

__all__ = ["page"]
