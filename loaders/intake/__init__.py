"""Columnar validation generated from the model, and files of any size through it."""

from loaders.intake.checking import ROW, Checked, validate
from loaders.intake.streaming import fill

__all__ = ["ROW", "Checked", "fill", "validate"]
