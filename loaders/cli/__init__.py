"""The commands of this package, one module a subject: each holds arguments and printing, nothing else."""

from loaders.cli import identity, letters, loading

commands = (*loading.commands, *identity.commands, *letters.commands)
