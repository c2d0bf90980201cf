"""The entry: `peel`, and `python -m peelcli`, which is the same."""

import os


def main() -> None:
    """Run peel, without a garbage collector: a short-lived process gains nothing from collecting garbage.

    It is off before click is imported, and the collection that the interpreter makes at its end finds nothing to do.
    Together that is a sixth of the time of a short answer.
    """
    try:
        import gc

        gc.disable()
        from peelcli.cli.signals import end_at_once

        end_at_once()
        from peelcli.cli.commands import peel

        peel.main(prog_name="peel")
    except KeyboardInterrupt:  # before the handler was in place
        os._exit(130)
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
