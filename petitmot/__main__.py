"""`petitmot ...` and `python -m petitmot ...`: the command line lives in `site.cli`."""


def main() -> None:
    from petitmot.site.cli import run

    run()


if __name__ == "__main__":
    main()
