"""Help pages, standard input, progress and mistakes of the command line."""

COMMAND_LINE: dict[str, str] = {
    "usage.no-short-option": "There is no option {word}. To exclude a word as short as that, put it in quotes after the dash; `--help` lists the options.",
    "usage.empty-input": "No id came on the standard input.",
    "usage.no-input": "The standard input is closed: nothing can be read for “-”.",
    "usage.long-input": "More than {most} MB came on the standard input.",
    "input.waiting": "Reading the standard input; Ctrl+D on a new line ends it.",
    "config.syntax": 'Line {line}, column {column} is no TOML: a text stands in quotation marks, as in lang = "vi".',
    "config.syntax-end": "It ends where a value is missing or unfinished: it is no TOML.",
    "config.deep": "It is nested too deeply.",
    "config.path": "“{key}” is no path: it holds a NUL character.",
    "usage.unfit-value": "{name}: this value cannot be used.",
}
