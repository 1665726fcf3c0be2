"""The command `ngkt-tui` and `python -m ngkt_tui`."""

import gc
import sys

RARELY = (100_000, 50, 100)


def main() -> None:
    """Run the command line."""
    # What a short command loads and makes is never garbage: looking for it costs a fifth of the command.
    gc.set_threshold(*RARELY)
    try:
        from ngkt_tui.cli.main import run  # imported when run, so that importing the package loads nothing

        run()
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
