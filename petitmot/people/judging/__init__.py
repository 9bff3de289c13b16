"""How personal are these words? Pure functions over plain values: no models, no network, no database.

`judge(case)` gives a score and its reasons for the one who was asked; `hints(case)` speaks to the one who asks, while
writing; `counted_words` says whether there are words at all (rule 18). It sorts and explains; it never decides.
"""

from petitmot.people.judging.cases import Case, Recipient, Sender
from petitmot.people.judging.enough import counted_words, refuse_words
from petitmot.people.judging.hints import hints
from petitmot.people.judging.model import PERSONAL
from petitmot.people.judging.sentences import Hint, Reason
from petitmot.people.judging.verdicts import Verdict, judge

__all__ = [
    "PERSONAL",
    "Case",
    "Hint",
    "Reason",
    "Recipient",
    "Sender",
    "Verdict",
    "counted_words",
    "hints",
    "judge",
    "refuse_words",
]
