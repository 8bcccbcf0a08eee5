"""Statistics published by the Counter-Trafficking Data Collaborative."""
