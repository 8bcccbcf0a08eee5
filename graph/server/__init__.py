"""The Neo4j that the program runs itself: its jars, its process, its health and how well its files are protected."""
