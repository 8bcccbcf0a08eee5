"""Communications of the Special Procedures: parsed, and annotated by a coder."""
