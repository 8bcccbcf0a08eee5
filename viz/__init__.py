"""What can be seen."""

from viz.draw import Draw

__all__ = ["Draw"]
