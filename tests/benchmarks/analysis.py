"""Measure network analysis beside networkx, igraph and networkit, in one run, and write the figures as a page.

    python tests/benchmarks/analysis.py [--out docs/analysis-speed.md]

Each library and size runs in a process of its own, on one thread. All is timed in seconds of the processor, which other
programs on the machine disturb least; reading from Neo4j with those of the server. What networkx would need at a million
edges is not measured: it is carried on from its two largest sizes by their growth exponent.
"""

import argparse
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import psutil

ROOT = Path(__file__).parents[2]
SIZES = (10_000, 100_000, 1_000_000)
SAMPLE = 32
SUITE = (
    "degree",
    "PageRank",
    "eigenvector",
    f"betweenness, {SAMPLE} sources",
    f"harmonic, {SAMPLE} sources",
    "core numbers",
    "components",
    "bridges",
    "Louvain",
)
MORE = (
    "200 x 1,000 distances",
    "articulation points",
    "triangles",
    "clustering",
    "label propagation",
    "Katz",
    "HITS",
    "Leiden",
)
EXACT = ("closeness, exact", "betweenness, exact")
LIBRARIES = ("palermo", "networkx", "igraph", "networkit")
MOST = {"palermo": 1_000_000, "networkx": 100_000, "igraph": 100_000, "networkit": 100_000}
"""The largest size at which each is run."""
NOT_LARGE = ("HITS", "Leiden")
"""Not measured at a million edges: networkx's own, and one that networkx does not have."""


def edges(size: int) -> tuple[int, Any, Any]:
    """A network with hubs and with many who have one tie, as the lists of designations have."""
    nodes, chance = int(size / 2.5), np.random.default_rng(7)
    start = (nodes * chance.random(size) ** 2).astype(np.int64)
    end = (nodes * chance.random(size) ** 1.3).astype(np.int64)
    apart = start != end
    pairs = np.unique(np.minimum(start, end)[apart] * nodes + np.maximum(start, end)[apart])
    return nodes, pairs // nodes, pairs % nodes


def some(nodes: int, count: int) -> list[int]:
    """So many nodes, the same in every library."""
    return sorted(np.random.default_rng(3).choice(nodes, min(count, nodes), replace=False).tolist())


def with_palermo(nodes: int, start: Any, end: Any) -> dict[str, Callable[[], Any]]:
    """The functions of the backend; the graph is built at the first."""
    from queries.analysis.backend import backend
    from queries.analysis.graphs import Columns, folded
    from queries.analysis.measures.paths import hops

    graph = folded(Columns(range(nodes), start, end))
    return by_networkx(backend, backend, graph) | {
        "200 x 1,000 distances": lambda: hops(graph, some(nodes, 200), some(nodes, 1000)),
        "Leiden": lambda: backend.leiden_communities(graph, seed=1),
        "betweenness, exact": lambda: backend.betweenness_centrality(graph),
    }


def with_networkx(nodes: int, start: Any, end: Any) -> dict[str, Callable[[], Any]]:
    """networkx alone."""
    import networkx as nx

    graph: Any = nx.Graph()
    graph.add_nodes_from(range(nodes))
    graph.add_edges_from(zip(start.tolist(), end.tolist(), strict=True))
    return by_networkx(nx, nx.community, graph)


def by_networkx(library: Any, communities: Any, graph: Any) -> dict[str, Callable[[], Any]]:
    """networkx's names for the measures."""
    nodes = len(graph)

    def distances() -> list[list[int]]:
        found = (library.single_source_shortest_path_length(graph, one) for one in some(nodes, 200))
        targets = some(nodes, 1000)
        return [[lengths.get(one, -1) for one in targets] for lengths in found]

    return {
        "degree": lambda: library.degree_centrality(graph),
        "PageRank": lambda: library.pagerank(graph),
        "eigenvector": lambda: library.eigenvector_centrality(graph, max_iter=1000),
        f"betweenness, {SAMPLE} sources": lambda: library.betweenness_centrality(graph, k=SAMPLE, seed=1),
        f"harmonic, {SAMPLE} sources": lambda: library.harmonic_centrality(graph, sources=some(nodes, SAMPLE)),
        "core numbers": lambda: library.core_number(graph),
        "components": lambda: list(library.connected_components(graph)),
        "bridges": lambda: list(library.bridges(graph)),
        "Louvain": lambda: communities.louvain_communities(graph, seed=1),
        "200 x 1,000 distances": distances,
        "articulation points": lambda: list(library.articulation_points(graph)),
        "triangles": lambda: library.triangles(graph),
        "clustering": lambda: library.clustering(graph),
        "label propagation": lambda: list(communities.label_propagation_communities(graph)),
        "Katz": lambda: library.katz_centrality(graph, alpha=0.001),
        "HITS": lambda: library.hits(graph, max_iter=1000),
        "closeness, exact": lambda: library.closeness_centrality(graph),
    }


def with_igraph(nodes: int, start: Any, end: Any) -> dict[str, Callable[[], Any]]:
    """igraph (GPL: for this comparison only)."""
    import igraph

    graph = igraph.Graph(n=nodes, edges=np.column_stack((start, end)))
    return {
        "degree": graph.degree,
        "PageRank": lambda: graph.pagerank(implementation="prpack"),
        "eigenvector": graph.eigenvector_centrality,
        f"betweenness, {SAMPLE} sources": lambda: graph.betweenness(sources=some(nodes, SAMPLE)),
        f"harmonic, {SAMPLE} sources": lambda: graph.harmonic_centrality(vertices=some(nodes, SAMPLE)),
        "core numbers": graph.coreness,
        "components": lambda: graph.connected_components().membership,
        "bridges": graph.bridges,
        "Louvain": graph.community_multilevel,
        "200 x 1,000 distances": lambda: graph.distances(some(nodes, 200), some(nodes, 1000)),
        "articulation points": graph.articulation_points,
        "triangles": graph.list_triangles,
        "clustering": graph.transitivity_local_undirected,
        "label propagation": graph.community_label_propagation,
        "HITS": graph.hub_score,
        "Leiden": lambda: graph.community_leiden("modularity"),
        "closeness, exact": graph.closeness,
        "betweenness, exact": graph.betweenness,
    }


def with_networkit(nodes: int, start: Any, end: Any) -> dict[str, Callable[[], Any]]:
    """networkit's own functions."""
    import networkit as nk

    nk.setNumberOfThreads(1)
    nk.setSeed(1, False)
    graph = nk.GraphFromCoo((start.astype(np.uint64), end.astype(np.uint64)), n=nodes)

    def distances() -> Any:
        search = nk.distance.SPSP(graph, some(nodes, 200), some(nodes, 1000))
        return search.run().getDistances()

    def parts() -> Any:
        search = nk.components.BiconnectedComponents(graph)
        search.run()
        return search.getComponents()

    def split(search: Any) -> Any:
        return search.run().getPartition().getVector()

    centrality, community = nk.centrality, nk.community
    return {
        "degree": lambda: centrality.DegreeCentrality(graph).run().scores(),
        "PageRank": lambda: centrality.PageRank(graph, tol=1e-6).run().scores(),
        "eigenvector": lambda: centrality.EigenvectorCentrality(graph, tol=1e-6).run().scores(),
        f"betweenness, {SAMPLE} sources": lambda: centrality.EstimateBetweenness(graph, SAMPLE).run().scores(),
        "core numbers": lambda: centrality.CoreDecomposition(graph).run().scores(),
        "components": lambda: split(nk.components.ConnectedComponents(graph)),
        "bridges": parts,
        "articulation points": parts,
        "Louvain": lambda: split(community.PLM(graph, refine=True, par="none")),
        "200 x 1,000 distances": distances,
        "label propagation": lambda: split(community.PLP(graph)),
        "Katz": lambda: centrality.KatzCentrality(graph, 0.001, 1, 1e-6).run().scores(),
        "Leiden": lambda: split(community.ParallelLeiden(graph, iterations=10)),
        "closeness, exact": lambda: (
            centrality.Closeness(graph, False, nk.centrality.ClosenessVariant.GENERALIZED).run().scores()
        ),
        "betweenness, exact": lambda: centrality.Betweenness(graph).run().scores(),
    }


def child(library: str, size: int) -> dict[str, float]:
    """Seconds of the processor for each measure, and the peak memory in megabytes, of the edges themselves apart."""
    found: dict[str, float] = {}
    made = edges(size)
    base = _peak()
    functions = globals()[f"with_{library}"](*made)
    more = [name for name in MORE if size < max(SIZES) or name not in NOT_LARGE]
    exact = EXACT if size == min(SIZES) else ()
    names = [name for name in (*SUITE, *more, *exact) if name in functions]
    for name in names:
        begun = time.process_time()
        functions[name]()
        found[name] = time.process_time() - begun
        print(library, size, name, round(found[name], 3), file=sys.stderr, flush=True)
    found["memory"] = _peak() - base
    return found


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def from_store() -> dict[str, float]:
    """Seconds of the processor to read 100,000 claims and build the graph, here and in networkx; memory here, MB."""
    import networkx as nx

    from graph import schema
    from graph.connection import connect, silent
    from graph.server import embedded
    from graph.settings import Settings
    from queries.analysis import projection

    nodes, start, end = edges(SIZES[1])
    found = {}
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home), uri=None, timeout=600)
        try:
            server = psutil.Process(embedded.up(settings, silent).pid)
            with connect(settings) as store:
                schema.apply(store)
                people = [f"P{place:06}" for place in range(nodes)]
                for first in range(0, nodes, 10_000):
                    rows = people[first : first + 10_000]
                    store.write(
                        [
                            (
                                "UNWIND $rows AS id CREATE (:Entity:Person {id: id, name: id, canonical: id})",
                                {"rows": rows},
                            )
                        ]
                    )
                claims = [
                    [people[one], people[other], f"D{(one + other) % 300}"]
                    for one, other in zip(start.tolist(), end.tolist(), strict=True)
                ]
                for first in range(0, len(claims), 10_000):
                    store.write([(_CREATE, {"rows": claims[first : first + 10_000]})])
                for _ in range(3):  # the first readings plan the queries and warm the server
                    begun = _used(server)
                    graph = projection.project(store, "people-and-companies")
                    found["palermo"] = _used(server) - begun
                    begun = _used(server)
                    plain: Any = nx.Graph()
                    plain.add_nodes_from(id_ for (id_,) in store.read("MATCH (n:Entity) RETURN n.id").values)
                    plain.add_edges_from(
                        store.read("MATCH (a:Entity)-[r:LINKED_TO]->(b:Entity) RETURN a.id, b.id").values
                    )
                    found["networkx"] = _used(server) - begun
                assert graph.number_of_edges() == plain.number_of_edges()
                tracemalloc.start()
                projection.project(store, "people-and-companies")
                found["memory"] = tracemalloc.get_traced_memory()[1] / 1e6
                tracemalloc.stop()
        finally:
            embedded.down(settings)
    return found


def _used(server: psutil.Process) -> float:
    """Seconds of the processor that this process and the server have used."""
    times = server.cpu_times()
    return time.process_time() + times.user + times.system


_CREATE = (
    "UNWIND range(0, size($rows) - 1) AS at WITH at, $rows[at] AS row "
    "MATCH (a:Entity {id: row[0]}), (b:Entity {id: row[1]}) CREATE (a)-[:LINKED_TO {id: row[0] + row[1], "
    "document: row[2], locator: 'p. 1', modality: 'reported', stance: 'asserts', as: 'linked'}]->(b)"
)


def page(times: dict[str, dict[int, dict[str, float]]], read: dict[str, float]) -> str:
    """The figures as tables: seconds of palermo, and every other library as a multiple of them."""
    small, middle, large = SIZES
    ours, plain = times["palermo"], times["networkx"]
    suite = {
        library: read["networkx" if library == "networkx" else "palermo"]
        + sum(times[library][middle][name] for name in SUITE)
        for library in ("palermo", "networkx")
    }
    lines = [
        "# How fast network analysis is\n",
        f"Written by `python tests/benchmarks/analysis.py` on {os.cpu_count()} cores, one thread each, "
        f"{small:,}, {middle:,} and {large:,} edges (2.5 a node, with hubs). Seconds of the processor; × is how many "
        "times as long another library takes. What networkx would need at a million edges is estimated from its growth.\n",
        f"- Nine measures at {middle:,} edges, reading from Neo4j and building included: networkx {suite['networkx']:.1f} s, "
        f"palermo {suite['palermo']:.2f} s: **{suite['networkx'] / suite['palermo']:.0f}×**. Reading and building "
        f"alone: {read['networkx']:.2f} s and {read['palermo']:.2f} s (which also reads documents, origins and modality; at its "
        f"peak {read['memory']:.0f} MB).",
    ]
    for name, size in (("closeness, exact", small), ("200 x 1,000 distances", middle)):
        lines.append(f"- {name} at {size:,} edges: **{plain[size][name] / ours[size][name]:.0f}×** networkx.")
    exact = plain[small][f"betweenness, {SAMPLE} sources"] * edges(small)[0] / SAMPLE
    lines.append(
        f"- betweenness, exact at {small:,} edges: {ours[small]['betweenness, exact']:.2f} s; networkx, estimated from "
        f"{SAMPLE} of its sources, ~{exact:.0f} s: **~{exact / ours[small]['betweenness, exact']:.0f}×**."
    )
    lines.append(
        f"- Memory beyond the edges themselves at the peak of all these measures, at {middle:,} edges: palermo "
        f"{ours[middle]['memory']:.0f} MB, networkx {plain[middle]['memory']:.0f} MB; palermo at {large:,} edges: "
        f"{ours[large]['memory']:.0f} MB.\n"
    )
    lines += [
        f"| measure | palermo, s: {small:,} | {middle:,} | {large:,} | grows as edges to the | networkx at {small:,} | at "
        f"{middle:,} | grows to the | networkx at {large:,}, estimated | igraph at {middle:,} | networkit at {middle:,} |",
        "|---|" + "---:|" * 10,
    ]
    for name in (*SUITE, *MORE, *EXACT):
        cells = [f"{ours[size][name]:.3f}" if name in ours[size] else "" for size in SIZES]
        cells.append(_growth(ours, name, middle, large))
        cells += [_ratio(plain, ours, name, size) for size in (small, middle)]
        cells.append(_growth(plain, name, small, middle))
        cells.append(_estimate(plain, ours, name))
        cells += [_ratio(times[library], ours, name, small if name in EXACT else middle) for library in LIBRARIES[2:]]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _ratio(theirs: dict[int, dict[str, float]], ours: dict[int, dict[str, float]], name: str, size: int) -> str:
    if name not in theirs.get(size, {}) or name not in ours[size]:
        return ""
    return f"{theirs[size][name] / max(ours[size][name], 1e-6):.3g}×"


def _growth(times: dict[int, dict[str, float]], name: str, less: int, more: int) -> str:
    if name not in times.get(less, {}) or name not in times.get(more, {}):
        return ""
    return f"{_exponent(times, name, less, more):.2f}"


def _exponent(times: dict[int, dict[str, float]], name: str, less: int, more: int) -> float:
    return math.log(times[more][name] / max(times[less][name], 1e-6)) / math.log(more / less)


def _estimate(plain: dict[int, dict[str, float]], ours: dict[int, dict[str, float]], name: str) -> str:
    small, middle, large = SIZES
    if name not in plain[middle] or name not in ours[large]:
        return ""
    # fixed costs flatten the growth of what is quick: no measure of all edges grows less than they
    exponent = max(1.0, _exponent(plain, name, small, middle))
    seconds = plain[middle][name] * (large / middle) ** exponent
    return f"~{seconds:,.0f} s, ~{seconds / max(ours[large][name], 1e-6):.3g}×"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "analysis-speed.md")
    parser.add_argument(
        "--keep", type=Path, help="a folder of what was measured: an interrupted run goes on from there"
    )
    parser.add_argument("--child", nargs=2, metavar=("LIBRARY", "SIZE"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        print(json.dumps(child(asked.child[0], int(asked.child[1]))))
        return
    with tempfile.TemporaryDirectory() as folder:
        keep = asked.keep or Path(folder)
        times = {
            library: {
                size: _kept(keep / f"{library}-{size}.json", lambda: _measured(library, size))
                for size in SIZES
                if size <= MOST[library]
            }
            for library in LIBRARIES
        }
        asked.out.write_text(page(times, _kept(keep / "store.json", from_store)), encoding="utf-8")


def _measured(library: str, size: int) -> dict[str, float]:
    one = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    run = subprocess.run(
        [sys.executable, __file__, "--child", library, str(size)],
        env={**os.environ, **one, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        check=True,
    )
    found: dict[str, float] = json.loads(run.stdout)
    return found


def _kept(file: Path, measure: Callable[[], dict[str, float]]) -> dict[str, float]:
    if not file.exists():
        file.write_text(json.dumps(measure()), encoding="utf-8")
    found: dict[str, float] = json.loads(file.read_text(encoding="utf-8"))
    return found


if __name__ == "__main__":
    main()
