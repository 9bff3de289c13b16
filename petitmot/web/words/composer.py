"""One place to write: where its draft is kept, what it answers or quotes, how its page is called."""

from __future__ import annotations

from dataclasses import dataclass

from petitmot.posts.models import Post
from petitmot.posts.models.post import OPEN_TO_ALL


@dataclass(frozen=True)
class Composer:
    """One place to write: where its draft is kept, what it answers or quotes, how its page is called."""

    key: str  # of the draft
    action: str
    title: str
    button: str
    template: str = "web/words/write.html"
    answers: Post | None = None
    quotes: Post | None = None

    @property
    def is_bounded(self) -> bool:
        """Whether the audience is given by what is answered (rule 28)."""
        return self.answers is not None and self.answers.visibility not in OPEN_TO_ALL
