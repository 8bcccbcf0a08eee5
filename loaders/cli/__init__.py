"""The commands of this package, one module a subject: each holds arguments and printing, nothing else."""

from loaders.cli import letters, loading

commands = (*loading.commands, *letters.commands)
