"""Network analysis: named networks read from the store, measured, and said with what each result rests on.

Nothing heavy is imported here: numpy, scipy and networkx come with the first network.
"""
