"""The command `ngkt-tui` and `python -m ngkt_tui`."""

import sys


def main() -> None:
    """Run the command line."""
    try:
        from ngkt_tui.cli.main import run  # imported when run, so that importing the package loads nothing

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
