"""The commands of this package, one module a subject: each holds arguments and printing, nothing else."""

from queries.cli import analysis, asking, communications, gaps, leads, obligations, structure, texts
from queries.cli.asking import complete_query, limit_option, param_option, purpose_option, reference

__all__ = ["commands", "complete_query", "limit_option", "param_option", "purpose_option", "reference"]

commands = (
    *analysis.commands,
    *asking.commands,
    *communications.commands,
    *gaps.commands,
    *leads.commands,
    *obligations.commands,
    *structure.commands,
    *texts.commands,
)
