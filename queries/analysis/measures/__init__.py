"""The functions of networkx that are done here, one module a family. Each takes what networkx documents for its name.

For arguments that it does not do, a function hands over to networkx.
"""
