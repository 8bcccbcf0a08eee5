"""What the graph is and how to reach it: knows no file format, no query, no picture."""
