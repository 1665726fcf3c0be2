"""click's commands and options, speaking Vietnamese or English: their words come from the catalogue by name."""

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Any

import click
from click.core import ParameterSource
from click.shell_completion import CompletionItem

from ngkt_tui.cli.arguments import METAVAR_WORD, usage_error
from ngkt_tui.cli.click_types import DetailFormat, EnumChoice, PlaceType, WordChoice
from ngkt_tui.cli.completions import FilterWord, ViewName
from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.words import catalogue


def invocation_of(context: click.Context) -> Invocation:
    """Return the call that a click context belongs to."""
    call = context.find_object(Invocation)
    if call is None:
        raise RuntimeError("a command was started without a call")
    return call


def localize_metavars(call: Invocation, text: str) -> str:
    """Return a part of a usage line with the words that stand for values, `FILE` or `[OPTIONS]`, in the language."""
    return METAVAR_WORD.sub(lambda match: call.translate(f"metavar.{match[0]}"), text)


class LocalizedOption(click.Option):
    """An option whose help is the catalogue's `option.<words>`, `words` being its name unless given."""

    def __init__(self, *declarations: str, words: str = "", **settings: Any) -> None:
        super().__init__(declarations, **settings)
        self.words = words or (self.name or "").replace("_", "-")

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        call = invocation_of(ctx)
        return record and (localize_metavars(call, record[0]), call.translate(f"option.{self.words}"))


def text_or_json() -> LocalizedOption:
    """Return the option `--format` of a command that writes text or JSON."""
    return LocalizedOption("--format", "form", type=EnumChoice(DetailFormat), default=DetailFormat.TEXT, words="format")


def delimiter_option() -> LocalizedOption:
    """Return the option `--delimiter` of a command that writes CSV."""
    return LocalizedOption("--delimiter", type=WordChoice({each: each for each in (",", ";", "tab")}))


class LocalizedCommand(click.Command):
    """A command whose help is the catalogue's `command.<name>`, `.more` and `.examples`; it takes the global flags.

    A global flag whose name the command gives to an option of its own can only stand before the command.

    `takes_words` lets arguments begin with a single dash (`-word` in a filter); `takes_filter` whether `--filter`
    means something to it.
    """

    def __init__(
        self,
        name: str,
        callback: Callable[..., None],
        params: Sequence[click.Parameter] = (),
        *,
        takes_words: bool = False,
        takes_filter: bool = False,
    ) -> None:
        settings = {"allow_extra_args": True, "ignore_unknown_options": takes_words}
        super().__init__(
            name,
            callback=click.pass_obj(callback),
            params=[*params, *_unnamed(global_options(), params)],
            context_settings=settings,
            add_help_option=False,
        )
        self.takes_filter = takes_filter

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; raises `UsageError` for one too many and for a filter where none is taken."""
        invocation_of(ctx).command_path = ctx.command_path
        rest = super().parse_args(ctx, _with_long_help(args))
        if rest and not ctx.resilient_parsing:
            raise usage_error("too-many", words=" ".join(rest))
        flags = invocation_of(ctx).flags
        if flags.fresh and not ctx.resilient_parsing:
            raise usage_error("only-dashboard", option="--fresh")
        if (flags.filter is not None or flags.view is not None) and not self.takes_filter:
            raise usage_error("no-filter-here", command=self.name)
        return rest

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer the options that this command takes, each with what it does."""
        refused = () if self.takes_filter else ("--filter", "--view")
        return option_items(self, ctx, incomplete, refused)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write usage, what the command does, examples, its options and the global ones."""
        write_help(self, ctx, formatter, f"command.{self.name}")


def _unnamed(options: Sequence[click.Parameter], named: Sequence[click.Parameter]) -> list[click.Parameter]:
    """Return the options of which no name is given to one of `named`."""
    taken = {name for each in named for name in each.opts}
    return [each for each in options if not taken.intersection(each.opts)]


def option_items(
    command: click.Command, ctx: click.Context, incomplete: str, refused: Sequence[str] = ()
) -> list[CompletionItem]:
    """Return the options of a command that begin with what is typed and are not given yet, but for refused ones."""
    if not incomplete.startswith("-"):
        return []
    translate = invocation_of(ctx).translate
    return [
        CompletionItem(name, help=translate(f"option.{option.words}"))
        for option in command.params
        if isinstance(option, LocalizedOption) and (option.multiple or not _is_given(ctx, option))
        for name in (*option.opts, *option.secondary_opts)
        if name.startswith(incomplete) and name not in refused
    ]


def nearest_options(command: click.Command, word: str) -> list[str]:
    """Return the options that a mistyped one may mean: some of the command's own, else of the global flags."""
    shared = [each for each in command.params if isinstance(each, _Global)]
    own = [each for each in command.params if isinstance(each, LocalizedOption) and each not in shared]
    for options in (own, shared):
        near = get_close_matches(word, [name for each in options for name in each.opts])
        if near:
            return near
    return []


def _is_given(ctx: click.Context, option: click.Option) -> bool:
    return ctx.get_parameter_source(option.name or "") is ParameterSource.COMMANDLINE


def global_options() -> list[click.Parameter]:
    """Return the flags that may stand before or after any command; each leaves its value in the call's flags."""
    return [
        _Global("--db", metavar="PATH", type=PlaceType()),
        _Global("--lang", type=EnumChoice(Language)),
        _Global("--by", metavar="NAME"),
        _Global("--unit", metavar="ORG"),
        _Global("--filter", metavar="EXPR", type=FilterWord()),
        _Global("--view", metavar="NAME", type=ViewName()),
        _Global("--readonly", is_flag=True, flag_value=True, default=None, type=bool),
        _Global("--ascii", is_flag=True, flag_value=True, default=None, type=bool),
        _Global("--new-store", is_flag=True, flag_value=True, default=None, type=bool),
        _Global("--debug", is_flag=True, flag_value=True, default=None, type=bool),
        _HelpOption("--help", "-h", is_flag=True, is_eager=True, shown=_show_help),
    ]


def _show_help(ctx: click.Context, option: click.Parameter, value: object) -> None:
    if value and not ctx.resilient_parsing:
        invocation_of(ctx).print(ctx.get_help())
        ctx.exit()


class _Global(LocalizedOption):
    def __init__(self, *declarations: str, shown: Callable[..., None] | None = None, **settings: Any) -> None:
        super().__init__(*declarations, expose_value=False, callback=shown or _keep, **settings)


class _HelpOption(_Global):
    """`--help` and `-h`.

    To a command that takes words, `-hn:2024` is a word: click would read it as `-h`, which is therefore only shown.
    """

    def add_to_parser(self, parser: Any, ctx: click.Context) -> None:
        shown = self.opts
        self.opts = [name for name in shown if name.startswith("--") or not parser.ignore_unknown_options]
        super().add_to_parser(parser, ctx)
        self.opts = shown


def _keep(ctx: click.Context, option: click.Parameter, value: object) -> None:
    if value is not None and option.name:
        setattr(invocation_of(ctx).flags, option.name, value)


def _with_long_help(args: Sequence[str]) -> list[str]:
    """Return the arguments with `--help` for each lone `-h` that stands before a double dash."""
    end = list(args).index("--") if "--" in args else len(args)
    return ["--help" if word == "-h" else word for word in args[:end]] + list(args[end:])


def write_help(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter, words: str) -> None:
    """Write the help of a command whose words begin with `words`."""
    translate = invocation_of(ctx).translate
    usage = localize_metavars(invocation_of(ctx), " ".join(command.collect_usage_pieces(ctx)))
    formatter.write_usage(ctx.command_path, usage, prefix=f"{translate('help.usage')} ")
    formatter.write_paragraph()
    formatter.write_text(translate(words))
    examples = translate(f"{words}.examples")
    if f"{words}.more" in catalogue(invocation_of(ctx).language):
        formatter.write_paragraph()
        formatter.write_text(translate(f"{words}.more"))
    if examples:
        _write_lines(formatter, translate("help.examples"), examples.splitlines())
    own = [option for option in command.params if not isinstance(option, (_Global, click.Argument))]
    _write_options(formatter, translate("help.options"), own, ctx)
    if isinstance(command, click.Group):
        command.format_commands(ctx, formatter)
    takes_filter = getattr(command, "takes_filter", True)
    shared = [
        each
        for each in command.params
        if isinstance(each, _Global) and (takes_filter or each.name not in ("filter", "view"))
    ]
    _write_options(formatter, translate("help.global"), shared, ctx)


def _write_options(
    formatter: click.HelpFormatter, heading: str, options: Sequence[click.Parameter], ctx: click.Context
) -> None:
    records = [record for option in options if (record := option.get_help_record(ctx))]
    if records:
        with formatter.section(heading):
            formatter.write_dl(records)


def _write_lines(formatter: click.HelpFormatter, heading: str, lines: Sequence[str]) -> None:
    with formatter.section(heading):
        for line in lines:
            formatter.write(f"  {line}\n")
