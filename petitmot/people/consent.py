"""Who may put somebody into a selection: what they let be, and what that means for one who would.

`Person.selected_by` is `{"at_once": [...], "if_asked": [...]}`: lists of whom it says (FEP-7aa9, `canFeature`). Empty
means that nothing was said: who lives here is asked each time, of who lives elsewhere nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from petitmot.people.models import Follow, Person

PUBLIC, FOLLOWERS, FOLLOWING, OTHER = "public", "followers", "following", "unsupported_policy"
AT_ONCE, IF_ASKED = "at_once", "if_asked"
Policy = dict[str, list[str]]

# What somebody who lives here may choose.
CHOICES: dict[str, Policy] = {
    "asked": {},
    "followed": {AT_ONCE: [FOLLOWING], IF_ASKED: [PUBLIC]},
    "all": {AT_ONCE: [PUBLIC]},
    "nobody": {AT_ONCE: [], IF_ASKED: []},
}
USUAL: Policy = {AT_ONCE: [], IF_ASKED: [PUBLIC]}


class Standing(StrEnum):
    """May one person put another into a selection? The values are those of the wire (`feature_approval.current_user`)."""

    AUTOMATIC = "automatic"
    MANUAL = "manual"
    DENIED = "denied"
    UNKNOWN = "unknown"  # there may be a way, of a kind nobody here knows
    MISSING = "missing"  # nothing was said


def policy_of(person: Person) -> Policy:
    """Return what holds for a person: their own choice, narrowed by how open they are.

    Who approves followers, or does not want to be found, is not shown by strangers without being asked.
    """
    if not person.server.is_local:
        return {AT_ONCE: _said(person, AT_ONCE), IF_ASKED: _said(person, IF_ASKED)}
    chosen = person.selected_by or USUAL
    at_once, if_asked = list(chosen.get(AT_ONCE, [])), list(chosen.get(IF_ASKED, []))
    if PUBLIC in at_once and not (person.is_found and not person.approves_followers):
        at_once, if_asked = ([FOLLOWERS] if person.is_found else []), [PUBLIC]
    return {AT_ONCE: at_once, IF_ASKED: if_asked}


def choice_of(person: Person) -> str:
    """Return which of CHOICES somebody who lives here made."""
    return next((name for name, said in CHOICES.items() if said == person.selected_by), "asked")


def standing(chooser: Person, person: Person) -> Standing:
    """Return whether `chooser` may put `person` (with `server`) into a selection. Blocks are asked elsewhere."""
    return standings(chooser, [person])[person.pk]


def depends(person: Person) -> bool:
    """Whether it matters who follows whom."""
    policy = policy_of(person)
    return _names(policy, FOLLOWERS) or _names(policy, FOLLOWING)


def for_strangers(person: Person) -> Standing:
    """Return what holds for somebody who is tied to them in no way."""
    return _standing(
        policy_of(person), {PUBLIC}, oneself=False, said=person.server.is_local or bool(person.selected_by)
    )


def standings(chooser: Person | None, persons: Sequence[Person]) -> dict[int, Standing]:
    """The same of several, by id; a visitor (None) may not. A query only where it depends on who follows whom."""
    if chooser is None:
        return {person.pk: Standing.DENIED for person in persons}
    policies = {person.pk: policy_of(person) for person in persons}
    followed = _tied({id_ for id_, said in policies.items() if _names(said, FOLLOWERS)}, by=chooser)
    following = _tied({id_ for id_, said in policies.items() if _names(said, FOLLOWING)}, to=chooser)
    return {
        person.pk: _standing(
            policies[person.pk],
            {PUBLIC} | ({FOLLOWERS} if person.pk in followed else set()) | ({FOLLOWING} if person.pk in following else set()),
            oneself=person.pk == chooser.pk,
            said=person.server.is_local or bool(person.selected_by),
        )
        for person in persons
    }  # fmt: skip


def _standing(policy: Policy, what: set[str], *, oneself: bool, said: bool) -> Standing:
    if oneself:
        return Standing.AUTOMATIC
    if not said:
        return Standing.MISSING
    if what & set(policy[AT_ONCE]):
        return Standing.AUTOMATIC
    if what & set(policy[IF_ASKED]):
        return Standing.MANUAL
    return Standing.UNKNOWN if _names(policy, OTHER) else Standing.DENIED


def _said(person: Person, name: str) -> list[str]:
    said = person.selected_by.get(name, [])
    return [each for each in said if each in (PUBLIC, FOLLOWERS, FOLLOWING, OTHER)]


def _names(policy: Policy, what: str) -> bool:
    return what in policy[AT_ONCE] or what in policy[IF_ASKED]


def _tied(ids: Iterable[int], *, by: Person | None = None, to: Person | None = None) -> set[int]:
    """Of these people: whom `by` follows, or who follow `to`."""
    wanted = list(ids)
    if not wanted:
        return set()
    if by is not None:
        return set(Follow.objects.filter(follower=by, followed__in=wanted).values_list("followed_id", flat=True))
    return set(Follow.objects.filter(followed=to, follower__in=wanted).values_list("follower_id", flat=True))
