"""The command line; `main` runs one command."""

from coordination.cli.main import COMMANDS, main, parser

__all__ = ["COMMANDS", "main", "parser"]
