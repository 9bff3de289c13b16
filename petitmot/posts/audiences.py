"""For whom words are: what a writer chooses, and what a reply may reach at most (rule 28)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.people import circles
from petitmot.people.models import Circle, Contact, Follow, InCircle, Person
from petitmot.posts.models import Audience, Post, Visibility
from petitmot.posts.models.post import OPEN_TO_ALL, WITH_A_LIST


@dataclass(frozen=True)
class To:
    """What a writer chose: a visibility, the circle where it is one, and people named besides the text's mentions."""

    visibility: Visibility = Visibility.PUBLIC
    circle: Circle | None = None
    people: tuple[Person, ...] = ()
    alone: bool = False  # of people named, where nobody is: a note to oneself


@dataclass(frozen=True)
class Reach:
    """Whom a post reaches: the chosen visibility, bounded by what it answers."""

    visibility: Visibility
    audience_of: Person
    circle: Circle | None
    people: frozenset[int]  # rows of the list, without the author


def reach(author: Person, to: To, mentions: tuple[Person, ...], answers: Post | None) -> Reach:
    """Work out whom words reach.

    A reply to words for everybody reaches whom its writer chooses. A reply to anything narrower goes to that audience,
    or to some people named within it, whatever was asked for. Refused: `nobody_named`, `circle_missing`.
    """
    if answers is None or answers.visibility in OPEN_TO_ALL:
        return _chosen(author, to, mentions)
    if to.visibility == Visibility.NAMED or answers.visibility == Visibility.NAMED:
        return _some_of(author, to, mentions, answers)
    return _same_as(author, answers)


def outside(author: Person, to: To, mentions: Sequence[Person], answers: Post | None) -> list[Person]:
    """Return the people a text names who will not be able to read it: naming somebody does not let them in (rule 28)."""
    others = [person for person in mentions if person.pk != author.pk]
    if not others:
        return []
    if answers is not None and answers.visibility not in OPEN_TO_ALL:
        from petitmot.posts.seeing import who_may_see

        inside = {person.pk for person in who_may_see(answers, others)} | {answers.author_id}
    else:
        inside = {person.pk for person in to.people} | _inside(author, to, [person.pk for person in others])
    return [person for person in others if person.pk not in inside]


def _inside(author: Person, to: To, ids: list[int]) -> set[int]:
    if to.visibility == Visibility.FOLLOWERS:
        return set(Follow.objects.filter(followed=author, follower__in=ids).values_list("follower_id", flat=True))
    if to.visibility == Visibility.CONTACTS:
        return set(Contact.objects.filter(person=author, other__in=ids).values_list("other_id", flat=True))
    if to.visibility == Visibility.CIRCLE:
        rows = InCircle.objects.filter(circle=to.circle, person__in=ids)
        return set(rows.values_list("person_id", flat=True))
    return set(ids)  # open to all, or written for the people named


def _chosen(author: Person, to: To, mentions: tuple[Person, ...]) -> Reach:
    people = {person.pk for person in to.people}
    if to.visibility == Visibility.NAMED:
        people |= {person.pk for person in mentions}
        if not people - {author.pk} and not to.alone:
            raise Refusal(
                _("Nommez au moins une personne à qui ces mots s’adressent."), code="nobody_named", field="to"
            )
    circle = None
    if to.visibility == Visibility.CIRCLE:
        if to.circle is None and not author.server.is_local and people - {author.pk}:
            return Reach(
                Visibility.CIRCLE, author, None, frozenset(people - {author.pk})
            )  # its owner's server knows which
        if to.circle is None:
            raise Refusal(_("Choisissez le cercle à qui vous écrivez."), code="circle_missing", field="to")
        circle = circles.my_circle(author, to.circle.pk)
        people |= set(InCircle.objects.filter(circle=circle).values_list("person_id", flat=True))
    return Reach(Visibility(to.visibility), author, circle, frozenset(people - {author.pk}))


def _same_as(author: Person, answers: Post) -> Reach:
    people = {*_list_of(answers), answers.author_id} if answers.visibility in WITH_A_LIST else _list_of(answers)
    return Reach(Visibility(answers.visibility), answers.audience_of, None, frozenset(people - {author.pk}))


def _some_of(author: Person, to: To, mentions: tuple[Person, ...], answers: Post) -> Reach:
    """Some people named, of those who may see what is answered; a reply in a conversation reaches all of it."""
    from petitmot.posts.seeing import who_may_see

    if answers.visibility == Visibility.NAMED:
        people = {*_list_of(answers), answers.author_id}
    else:
        people = {person.pk for person in who_may_see(answers, [*to.people, *mentions, answers.author])}
    return Reach(Visibility.NAMED, author, None, frozenset(people - {author.pk}))


def let_in(post: Post, person: Person) -> None:
    """Who wrote words for some people elsewhere lets it be known that somebody was one of them."""
    if post.visibility in WITH_A_LIST and post.author_id != person.pk:
        Audience.objects.get_or_create(post=post, person=person)


def _list_of(post: Post) -> set[int]:
    return set(Audience.objects.filter(post=post).values_list("person_id", flat=True))
