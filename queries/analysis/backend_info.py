"""What networkx reads of the backend each time it is imported: names only, so that nothing heavy comes with it."""

FUNCTIONS = (
    "articulation_points",
    "betweenness_centrality",
    "bridges",
    "closeness_centrality",
    "clustering",
    "connected_components",
    "core_number",
    "degree_centrality",
    "eigenvector_centrality",
    "harmonic_centrality",
    "in_degree_centrality",
    "katz_centrality",
    "number_connected_components",
    "out_degree_centrality",
    "single_source_shortest_path_length",
    "strongly_connected_components",
    "to_scipy_sparse_array",
    "triangles",
    "weakly_connected_components",
)


def info() -> dict[str, object]:
    """The name of the backend and its functions."""
    return {
        "backend_name": "palermo",
        "project": "palermo",
        "short_summary": "Graphs as columns: scipy and networkit behind networkx's functions.",
        "functions": {name: {} for name in FUNCTIONS},
    }
