"""The commands of this package, one module a subject: each holds arguments and printing, nothing else."""

from graph.cli import backups, keeping, server
from graph.cli.notes import note

__all__ = ["commands", "note"]

commands = (*server.commands, *backups.commands, *keeping.commands)
