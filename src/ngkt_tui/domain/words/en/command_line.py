"""Help pages, standard input, progress and mistakes of the command line."""

COMMAND_LINE: dict[str, str] = {
    "usage.no-short-option": "There is no option {word}. To exclude a word as short as that, put it in quotes after the dash; `--help` lists the options.",
    "usage.empty-input": "No id came on the standard input.",
    "usage.no-input": "The standard input is closed: nothing can be read for “-”.",
    "usage.long-input": "More than {most} MB came on the standard input.",
    "input.waiting": "Reading the standard input; Ctrl+D on a new line ends it.",
}
