"""The explorer: a local web application that shows what is in the store, and lets a person decide the little that is theirs."""

from viz.explorer.desk import Desk
from viz.explorer.server import LOOPBACK, PORT, is_loopback, listen, serve

__all__ = ["LOOPBACK", "PORT", "Desk", "is_loopback", "listen", "serve"]
