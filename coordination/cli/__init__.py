"""The command line; `main` runs one command."""

from coordination.cli.main import COMMANDS, command_of, main, parser

__all__ = ["COMMANDS", "command_of", "main", "parser"]
