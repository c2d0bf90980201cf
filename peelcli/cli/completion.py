"""Shell completion: Click's own, but working on whole words and the whole line.

Click's scripts take words as the shell splits them: bash splits `kent@20` and `--grade=in`, of which
nothing can be completed, and of `--grade=in` zsh would replace the option as well.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from click.shell_completion import (
    BashComplete,
    FishComplete,
    PowerShellComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
    shell_complete,
    split_arg_string,
)

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem

VARIABLE = "_PEEL_COMPLETE"

# $2 is what readline would replace: the part of the word after the last character of COMP_WORDBREAKS.
_BASH = """\
%(complete_func)s() {
    local IFS=$'\\n' response completion type value

    response=$(env COMP_WORDS="${COMP_LINE:0:COMP_POINT}" COMP_CWORD="$2" %(complete_var)s=bash_complete "$1")

    COMPREPLY=()
    for completion in $response; do
        IFS=',' read -r type value <<< "$completion"
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain) COMPREPLY+=("$value") ;;
        esac
    done
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""

# A value may hold a comma, and a path may follow an option: --output=out/kent.csv.
_FISH = """\
function %(complete_func)s
    set -l response (env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp) \\
        COMP_CWORD=(commandline -ct) %(prog_name)s)

    for completion in $response
        set -l item (string split --max 1 "," $completion)
        set -l option (string match --regex -- '^--[^=]*=' $item[2])
        set -l path (string replace --regex -- '^--[^=]*=' '' $item[2])
        switch $item[1]
            case dir
                printf "%%s\\n" "$option"(__fish_complete_directories "$path")
            case file
                printf "%%s\\n" "$option"(__fish_complete_path "$path")
            case plain
                echo $item[2]
        end
    end
end

complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s)"
"""


class _WholeWords(ShellComplete):
    """Completion whose values replace the whole word, including the option in `--grade=in`."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[str]]:
        """Return the completions of a word."""
        option, equals, _ = incomplete.partition("=")
        if equals and option.startswith("--") and args and option not in self._options(args[0]):
            return []  # click would complete an argument
        items = super().get_completions(args, incomplete)
        if equals and option.startswith("--"):
            for item in items:
                item.value = f"{option}={item.value}"
        return items

    def _options(self, command: str) -> set[str]:
        known = getattr(self.cli, "commands", {}).get(command)
        return {option for param in known.params for option in param.opts} if known else set()


class Bash(_WholeWords, BashComplete):
    """Completion in bash, which gets only the part of a word that it replaces."""

    source_template = _BASH

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the cursor, and the word at the cursor, which may be empty."""
        *words, last = split_arg_string(os.environ["COMP_WORDS"] + "|")
        return words[1:], last.removesuffix("|")

    def format_completion(self, item: CompletionItem[str]) -> str:
        """Return a completion without the part of the word that bash keeps."""
        _, word = self.get_completion_args()
        part = os.environ["COMP_CWORD"]
        stays = len(word) - len(part) if word.endswith(part) else 0
        return f"{item.type},{item.value if item.type != 'plain' else item.value[stays:]}"


class Zsh(_WholeWords, ZshComplete):
    """Completion in zsh, which keeps the option in `--output=a` when it completes paths."""

    source_template = ZshComplete.source_template.replace(
        "            _path_files", "            compset -P '--*='; _path_files"
    )


class Fish(_WholeWords, FishComplete):
    """Completion in fish."""

    source_template = _FISH


class PowerShell(_WholeWords, PowerShellComplete):
    """Completion in PowerShell."""


SHELLS = {"bash": Bash, "zsh": Zsh, "fish": Fish, "powershell": PowerShell}


def script(group: click.Group, shell: str) -> str:
    """Return the completion script for a shell."""
    return SHELLS[shell](group, {}, "peel", VARIABLE).source()


def respond(group: click.Group, instruction: str) -> int:
    """Print what the script of a shell asks for; return the exit code."""
    for shell in SHELLS.values():
        add_completion_class(shell)
    return shell_complete(group, {}, "peel", VARIABLE, instruction)
