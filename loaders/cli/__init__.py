"""The commands of this package, one module a subject: each holds arguments and printing, nothing else."""

from loaders.cli import exporting, identity, letters, loading
from loaders.cli.loading import known_sources

__all__ = ["commands", "known_sources"]

commands = (*loading.commands, *exporting.commands, *identity.commands, *letters.commands)
