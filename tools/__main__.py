"""The authors' commands: `python -m tools COMMAND --help` explains each."""

from __future__ import annotations

import argparse
import importlib
import sys

COMMANDS = {
    "execute": "run lessons in place and normalise them",
    "new": "start a planned lesson from the template",
    "roadmap": "write everything that is generated from curriculum.toml",
    "check": "lint, types, imports, spelling, notebooks, generated text",
}


def main(argv: list[str]) -> int:
    """Parse `argv` and run one command; return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools", description=__doc__)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, summary in COMMANDS.items():
        module = importlib.import_module(f"tools.{name}")
        module.configure(
            commands.add_parser(name, help=summary, description=module.__doc__)
        )
    arguments = parser.parse_args(argv)
    return importlib.import_module(f"tools.{arguments.command}").run(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
