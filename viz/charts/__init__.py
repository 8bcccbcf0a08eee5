"""Charts: maps and timelines, drawn by Vega without a browser."""
