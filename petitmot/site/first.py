"""The one-time link that `petitmot serve` prints; it is kept by `people.first_account`, which the page asks too."""

from petitmot.people.first_account import first_link, is_good, take

__all__ = ["first_link", "is_good", "take"]
