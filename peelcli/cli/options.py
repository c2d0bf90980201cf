"""The options that commands share, and callbacks of their arguments."""

from __future__ import annotations

from itertools import chain

import click

from peelcli.cli import types

# Made once and shared: decorators that make them anew for each command slow `--help` down by 15 %.
REPORTS = click.Argument(["reports"], nargs=-1, type=types.REPORT, metavar="[REPORT]...")
ALL = click.Option(["--all", "everything"], is_flag=True, help="Select every report.")
DATA_FOLDERS = click.Option(
    ["--data", "folders"],
    type=types.FOLDER,
    multiple=True,
    metavar="DIR",
    envvar="PEEL_DATA",
    help="Add a folder of reports of your own (repeatable; also $PEEL_DATA).",
)
FILTERS = (
    click.Option(
        ["--grade", "grades"],
        type=types.GRADES,
        multiple=True,
        metavar="G",
        callback=lambda _, __, value: tuple(chain.from_iterable(value)),
        help="Only areas with this grade (repeatable, or a comma list; `ri` is requires-improvement).",
    ),
    click.Option(["--at-least"], type=types.GRADE, metavar="G", help="Only areas with this grade or a better one."),
    click.Option(["--at-most"], type=types.GRADE, metavar="G", help="Only areas with this grade or a worse one."),
    click.Option(
        ["--area", "areas"],
        type=types.AREA,
        multiple=True,
        metavar="A",
        help="Only this area (id, name, or a part of a name that only one area has; repeatable).",
    ),
    click.Option(
        ["--cycle"], type=types.CYCLE, metavar="C", help="Only reports of this cycle, such as 2023-25 or latest."
    ),
    click.Option(
        ["--force", "forces"],
        type=types.FORCE,
        multiple=True,
        metavar="F",
        help="Only reports on this force (repeatable).",
    ),
    click.Option(
        ["--kind", "kinds"],
        type=types.KIND,
        multiple=True,
        metavar="K",
        help="Only findings of this kind, such as cause-of-concern (repeatable).",
    ),
    click.Option(
        ["--text"], metavar="T", help="Only entries that mention this text, or a synonym (in any case or spelling)."
    ),
)
CHANGE = click.Option(
    ["--change", "changes"],
    type=types.CHANGES,
    multiple=True,
    help="Only grades that changed like this, between comparable cycles (repeatable).",
)
INCOMPLETE = click.Option(["--incomplete"], is_flag=True, help="Only reports whose grades are not all known.")
WIDE = click.Option(["--wide"], is_flag=True, help="One row per force and one column per area.")
QUIET = click.Option(["-q", "--quiet"], is_flag=True, help="Print no hints on standard error.")
TEXT_OUTPUT = click.Option(["-o", "--output"], type=types.FILE, metavar="FILE", help="Write to a file.")
LAYOUT = (
    click.Option(
        ["-o", "--output"], type=types.FILE, metavar="FILE", help="Write to a file; its extension sets the format."
    ),
    click.Option(
        ["--color", "--colour", "color"],
        type=types.COLOUR,
        help="Use colour: auto, the default, only on a terminal (also $PEEL_COLOR, $NO_COLOR).",
    ),
    click.Option(["--ascii"], is_flag=True, help="Use ASCII characters only."),
    click.Option(
        ["--width"], type=int, metavar="N", help="The width in columns, 20 to 500 (default: $COLUMNS or the terminal)."
    ),
    QUIET,
)
COLUMNS = (
    click.Option(["--fields"], type=types.FIELDS, metavar="a,b", help="Only these columns, in this order."),
    click.Option(
        ["--sort", "sort"],
        type=types.FIELDS,
        multiple=True,
        metavar="FIELD",
        help="Sort by a column, or -FIELD for descending order; grades by rank, empty values last (repeatable).",
    ),
    click.Option(["--limit"], type=click.IntRange(min=1), metavar="N", help="Only the first N rows."),
    click.Option(["--excel"], is_flag=True, help="CSV that is safe to open in Excel."),
)
EXIT_STATUS = click.Option(["--exit-status"], is_flag=True, help="Exit with status 1 if nothing matches.")


def _format_options(formats: types.Choice) -> tuple[click.Option, ...]:
    return (
        click.Option(
            ["-f", "--format", "format"],
            type=formats,
            help="The format, by default that of FILE, or else table.",
        ),
        click.Option(["--json", "as_json"], is_flag=True, help="Short for --format json."),
    )


CHOSEN: tuple[click.Parameter, ...] = (DATA_FOLDERS, *FILTERS)
SELECTION: tuple[click.Parameter, ...] = (REPORTS, ALL, *CHOSEN)
CARD_OUTPUT = (*_format_options(types.CARD_FORMAT), *LAYOUT)
ROW_OUTPUT = (*_format_options(types.ROW_FORMAT), *COLUMNS, *LAYOUT)


def not_blank(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse an argument without a letter or digit. A callback of parameters."""
    from peelcli.model.names import slugify

    for text in value:
        if not slugify(text):
            name, example = ("TEXT", "'emergency calls'") if param.name == "words" else ("FORCE", "kent")
            raise click.UsageError(f"{name} is empty. Name it, such as: peel {ctx.info_name} {example}", ctx)
    return value


def one_name(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> str | None:
    """Join the words of a name that was typed without quotes. A callback of arguments."""
    if len(value) > 1:
        from peelcli.model import reference

        if all(map(reference.find_force, value)):
            raise click.BadParameter(f"this command takes one force, not {len(value)}.", ctx, param)
    return " ".join(value) or None


def new_name(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> str | None:
    """Join the words of a name, and refuse one without a letter or digit. A callback of arguments."""
    return one_name(ctx, param, not_blank(ctx, param, value))
