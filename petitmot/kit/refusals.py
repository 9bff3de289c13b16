"""The three families of errors: a Refusal speaks to a person, TryLater to the runner, anything else is a bug."""

from __future__ import annotations


class Refusal(Exception):
    """Something a person asked for cannot be: a short code for machines and a sentence for people.

    `code` is stable (tests, the client API and pages rely on it); `sentence` says what happened, why, and what can be
    done now. `field` names the form field it belongs to, where there is one. `status` is the HTTP status a door
    answers with when it has nothing better.
    """

    code = "refused"
    status = 422

    def __init__(self, sentence: str, *, code: str | None = None, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        if code is not None:
            self.code = code


class NotFound(Refusal):
    """What was asked for does not exist, or not for this person: the two are never told apart."""

    code = "not_found"
    status = 404


class Gone(Refusal):
    """It was here, and it is no more: a tombstone stands in its place (rule 41)."""

    code = "gone"
    status = 410


class NotAllowed(Refusal):
    """It exists and the person may know it, but this gesture is not theirs."""

    code = "not_allowed"
    status = 403


class TooOften(Refusal):
    """A limit of pace; `wait` is in seconds and becomes `Retry-After`."""

    code = "too_often"
    status = 429

    def __init__(self, sentence: str, *, wait: int) -> None:
        super().__init__(sentence)
        self.wait = wait


class TryLater(Exception):
    """Raised by jobs only: nothing is wrong with the job, the world is not ready; `wait` is in seconds."""

    def __init__(self, reason: str, *, wait: int | None = None) -> None:
        super().__init__(reason)
        self.wait = wait
