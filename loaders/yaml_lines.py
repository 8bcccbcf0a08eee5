"""YAML that remembers on which line each of its parts stands, so that an error can say so."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from graph.errors import InputRefused

Place = tuple[str | int, ...]
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one in C reads a long annotation ten times as fast; both are safe."""
MOST = 1_000_000
"""Parts of a file: aliases of aliases grow without end."""


class YamlFile:
    """The content of a YAML file, and the line of every part of it."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        try:
            text = path.read_text(encoding="utf-8")
            loader = LOADER(text)
            root = loader.get_single_node()
            self._lines = dict(islice(_lines(root, ()), MOST)) if root else {}
            if len(self._lines) == MOST:
                raise InputRefused(
                    f"{path.name} has over {MOST:,} parts; an alias (*) may repeat them: write them out."
                )
            self.content: Any = loader.construct_document(root) if root else None
        except OSError as error:
            raise InputRefused(f"Cannot read {path}: {error.strerror}; check the path.") from error
        except UnicodeDecodeError as error:
            raise InputRefused(f"{path.name} is not UTF-8 text; save it as UTF-8.") from error
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = f", line {mark.line + 1}" if mark else ""
            raise InputRefused(f"{path.name}{line} is not YAML: {getattr(error, 'problem', error)}.") from error
        except RecursionError as error:
            raise InputRefused(
                f"{path.name} has a part within itself, or parts too deep; write it out flat."
            ) from error
        except (ValueError, TypeError, AttributeError) as error:  # a tag or date that cannot be, a list as a key
            raise InputRefused(
                f"{path.name} has a key, date or number that cannot be read ({error}); correct it, or put it in quotes where it is a text."
            ) from error

    def where(self, place: Place) -> str:
        """File and line of a part; of the nearest part above it where it is not there."""
        while place and place not in self._lines:
            place = place[:-1]
        return f"{self.name}, line {self._lines.get(place, 1)}"


def _lines(node: yaml.Node, place: Place) -> Iterator[tuple[Place, int]]:
    yield place, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*place, key.value), key.start_mark.line + 1
            for below, line in _lines(value, (*place, key.value)):
                if below != (*place, key.value):
                    yield below, line
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _lines(value, (*place, number))
