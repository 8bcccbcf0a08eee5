"""The explorer over a small real graph: two places, who is said to be there, a letter's sentence, and attacks as names."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from graph import derived, schema
from graph.connection import Store
from graph.model import Node, Ref, Relationship, Run
from graph.settings import Settings
from graph.write import load
from loaders.identity import Identity
from viz.explorer.desk import Desk
from viz.explorer.security import CSRF, Keys
from viz.explorer.server import LOOPBACK, guarded

PORT = 8765
ORIGIN = f"http://{LOOPBACK}:{PORT}"
