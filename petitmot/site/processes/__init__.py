"""`petitmot serve --processes N`: one process accepts, streams and runs jobs; N others make the pages.

They speak over a Unix socket in the data folder: `wire` says what, `front` and `links` are the accepting side, `worker` the other
one, `nursery` brings workers into the world again when one dies. `docs/decisions/0030-several-processes.md` tells why.
"""
