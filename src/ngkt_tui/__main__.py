"""The command `ngkt-tui` and `python -m ngkt_tui`."""


def main() -> None:
    """Run the command line."""
    from ngkt_tui.cli.main import run  # imported when run, so that importing the package loads nothing

    run()


if __name__ == "__main__":
    main()
