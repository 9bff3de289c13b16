"""The kind question travels as a private word, and the first private word after it is its answer (rule 24)."""

from __future__ import annotations

from petitmot.people import questions
from petitmot.people.events import WordsAskedFor
from petitmot.people.models import Person, Question
from petitmot.posts.audiences import To
from petitmot.posts.content import typed
from petitmot.posts.events import WordsPublished
from petitmot.posts.models import Audience, Post, Visibility
from petitmot.posts.publishing import publish


def send(fact: WordsAskedFor) -> None:
    """A reaction: the owner's own sentence reaches the person as a private word, once."""
    question = Question.objects.select_related("owner", "person").filter(pk=fact.question_id).first()
    if question is None:
        return
    to = To(Visibility.NAMED, people=(question.person,))
    sent = Post.objects.filter(author=question.owner, source=question.words, published__gte=question.asked_at)
    if not sent.filter(audience__person=question.person).exists():
        publish(question.owner, typed(question.words), to)


def hear_answer(fact: WordsPublished) -> None:
    """A reaction to private words: from somebody who was asked, to the one who asked, they are the answer."""
    post = Post.objects.select_related("author").filter(pk=fact.post_id).first()
    if post is None:
        return
    readers = list(Audience.objects.filter(post=post).values_list("person_id", flat=True))
    if len(readers) != 1:
        return
    owner = Person.objects.get(pk=readers[0])
    asked_before = Question.objects.filter(owner=owner, person=post.author, asked_at__lte=post.arrived)
    if asked_before.exists():
        questions.answer(post.author, owner, post.plain)
