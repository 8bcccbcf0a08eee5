"""Places of a large network."""

from itertools import combinations

import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.benchmarks.made_network import ends
from viz.layout import layout

LINES = st.integers(1, 40).flatmap(
    lambda count: st.tuples(
        st.just(count), st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=80)
    )
)


def placed(count: int, lines: list[tuple[int, int]]) -> np.ndarray:
    start, end = (np.array([line[side] for line in lines], int) for side in (0, 1))
    return np.asarray(layout(count, start, end))


@given(LINES)
@settings(deadline=None)
def test_every_node_stands_somewhere_and_components_do_not_overlap(given: tuple[int, list[tuple[int, int]]]) -> None:
    places = placed(*given)
    assert places.shape == (given[0], 2)
    assert np.isfinite(places).all()
    graph = networkx.Graph(given[1])
    graph.add_nodes_from(range(given[0]))
    boxes = [(at.min(0), at.max(0)) for at in (places[sorted(part)] for part in networkx.connected_components(graph))]
    for (low, high), (other_low, other_high) in combinations(boxes, 2):
        assert (high < other_low).any() or (other_high < low).any()


def test_neighbours_stand_nearer_than_strangers() -> None:
    lines = ends(2_000)
    places = placed(2_000, lines)
    start, end = np.array(lines).T
    joined = np.linalg.norm(places[start] - places[end], axis=1)
    strangers = np.linalg.norm(places[start] - places[np.roll(end, 700)], axis=1)
    assert np.median(joined) < np.median(strangers)


def test_the_same_network_stands_the_same() -> None:
    assert (placed(500, ends(500)) == placed(500, ends(500))).all()


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_few_nodes_stand_apart(count: int) -> None:
    assert len({tuple(one) for one in placed(count, []).tolist()}) == count
