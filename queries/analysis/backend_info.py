"""What networkx reads of the backend each time it is imported: names only, so that nothing heavy comes with it."""

FUNCTIONS = (
    "all_pairs_shortest_path_length",
    "articulation_points",
    "betweenness_centrality",
    "biconnected_components",
    "bridges",
    "closeness_centrality",
    "clustering",
    "connected_components",
    "core_number",
    "degree_centrality",
    "eigenvector_centrality",
    "harmonic_centrality",
    "hits",
    "in_degree_centrality",
    "is_connected",
    "is_strongly_connected",
    "is_weakly_connected",
    "katz_centrality",
    "label_propagation_communities",
    "leiden_communities",
    "louvain_communities",
    "number_connected_components",
    "number_strongly_connected_components",
    "number_weakly_connected_components",
    "out_degree_centrality",
    "pagerank",
    "single_source_shortest_path_length",
    "strongly_connected_components",
    "to_scipy_sparse_array",
    "transitivity",
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
