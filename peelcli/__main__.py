"""`python -m peelcli` is `peel`."""

from peelcli.cli import main

if __name__ == "__main__":
    main()
