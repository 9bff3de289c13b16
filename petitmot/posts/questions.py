"""The kind question travels as a private word, and the first private word after it is its answer (rule 24)."""

from __future__ import annotations

from petitmot.people import questions
from petitmot.people.events import WordsAskedFor
from petitmot.people.models import Question
from petitmot.posts.audiences import To
from petitmot.posts.content import typed
from petitmot.posts.events import WordsPublished
from petitmot.posts.models import Post, Visibility
from petitmot.posts.private_words import without_names, written_to
from petitmot.posts.publishing import publish


def send(fact: WordsAskedFor) -> None:
    """A reaction: the owner's own sentence reaches the person as a private word, once; to elsewhere others carry it."""
    question = Question.objects.select_related("owner__server", "person__server").filter(pk=fact.question_id).first()
    if question is None or not (question.owner.server.is_local and question.person.server.is_local):
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
    owner = written_to(post)
    if owner is None:
        return
    asked_before = Question.objects.filter(owner=owner, person=post.author, asked_at__lte=post.arrived)
    if asked_before.exists():
        questions.answer(post.author, owner, without_names(post.plain))
