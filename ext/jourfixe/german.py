"""Click in German: usage, options, and every complaint about wrong use."""

from __future__ import annotations

from typing import Any

import click
from click.exceptions import BadParameter, MissingParameter, NoSuchOption


class GermanHelp(click.Command):
    """Headings of the help page."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Aufruf: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [record for p in self.get_params(ctx) if (record := p.get_help_record(ctx))]
        rows = [(name, text.replace("[default:", "[Vorgabe:")) for name, text in records]
        with formatter.section("Optionen"):
            formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option:
            option.help = "Diese Hilfe."
        return option

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        names = {"[OPTIONS]": "[OPTIONEN]", "COMMAND [ARGS]...": "BEFEHL …"}
        return [names.get(piece, piece) for piece in super().collect_usage_pieces(ctx)]


class GermanGroup(GermanHelp, click.Group):
    """A group whose commands speak German too."""

    command_class = GermanHelp

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        rows = [(name, self.commands[name].get_short_help_str(90)) for name in self.list_commands(ctx)]
        with formatter.section("Befehle"):
            formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            raise click.UsageError(f"Den Befehl „{args[0]}“ gibt es nicht. Es gibt: {', '.join(self.commands)}.")
        return super().resolve_command(ctx, args)


def complaint(error: click.UsageError) -> str:
    """What is wrong with the call."""
    name = getattr(getattr(error, "param", None), "human_readable_name", "") or "Angabe"
    if isinstance(error, NoSuchOption):
        return f"Die Option „{error.option_name}“ gibt es nicht."
    if isinstance(error, MissingParameter):
        return f"Es fehlt: {name.upper()}."
    if isinstance(error, BadParameter):
        return f"{name.upper()}: {_plain(error)}"
    text = error.format_message()
    if "unexpected extra argument" in text.lower():
        return "Es sind zu viele Angaben."
    if "does not take a value" in text:
        return "Eine der Optionen verträgt keinen Wert."
    if "requires an argument" in text:
        return "Einer Option fehlt ihre Angabe."
    return text


def _plain(error: Any) -> str:
    text = str(error.message)
    if "does not exist" in text:
        return f"{text.split(chr(39))[1] if chr(39) in text else 'Datei'} gibt es nicht."
    if "is a directory" in text:
        return "Das ist ein Ordner, keine Datei."
    if "is not readable" in text:
        return "Die Datei lässt sich nicht lesen."
    if isinstance(kind := getattr(error.param, "type", None), click.Choice):
        return f"Zur Wahl stehen {', '.join(kind.choices)}."
    if "is not in the range" in text:
        return "Diese Zahl ist hier nicht möglich."
    if "is not a valid integer" in text:
        return "Hier wird eine ganze Zahl erwartet."
    return text
