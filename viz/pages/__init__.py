"""Answers as pictures of the nodes and claims they are about: one offline page each."""

from viz.pages.drawing import Drawing
from viz.pages.leads import neighbours, path
from viz.pages.measured import central, communities
from viz.pages.query import show

__all__ = ["Drawing", "central", "communities", "neighbours", "path", "show"]
