"""The words: said, answered, liked and shared, each at its hour."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from demo.afterwards import LAST_VISIT
from demo.meetings import HEROINE
from demo.script import Word
from demo.story import Story, shortly_after
from petitmot.posts import liking, polls, publishing
from petitmot.posts.audiences import To
from petitmot.posts.content import typed
from petitmot.posts.models import Visibility

NEWS = "10-25"  # from here on everybody who liked something is told of; before, a few stand for all
OLD_LIKES = 2
TIME_TO_CHOOSE = timedelta(days=2)


def plan(story: Story, words: list[Word]) -> dict[tuple[str, str], datetime]:
    """Plan every word and every like; return who first spoke to whom, when."""
    spoken: dict[tuple[str, str], datetime] = {}
    for word in sorted(words, key=lambda word: (word.day, word.hour, word.place)):
        moment = story.calendar.moment(word.day, word.hour)
        story.joined[word.author] = min(moment, story.joined.get(word.author, moment))
        story.at(moment, partial(_say, story, word))
        if word.answers is not None and "to" not in _first(word).keys:
            spoken.setdefault((word.author, word.answers.author), moment)
        for place, name in enumerate(word.likes):
            liked_at = min(shortly_after(moment, name, word.author, word.day), story.calendar.now)
            story.joined[name] = min(liked_at, story.joined.get(name, liked_at))
            spoken.setdefault((name, word.author), liked_at)
            unread_yet = name == HEROINE and moment > story.calendar.moment(*LAST_VISIT.split())
            if (place < OLD_LIKES or word.day >= NEWS) and not unread_yet:
                story.at(liked_at, partial(_like, story, name, word))
        for place, chosen in enumerate(word.poll.values()):
            for name in chosen:
                told_at = min(shortly_after(moment, name, word.author, word.day), story.calendar.now)
                story.joined[name] = min(told_at, story.joined.get(name, told_at))
                story.at(told_at, partial(_vote, story, name, word, place))
    return spoken


def _like(story: Story, name: str, word: Word) -> None:
    liking.like(story.persons[name], story.posts[id(word)])


def _vote(story: Story, name: str, word: Word, place: int) -> None:
    polls.vote(story.persons[name], story.posts[id(word)], [place])


def _say(story: Story, word: Word) -> None:
    author, keys = story.persons[word.author], word.keys
    shared = story.named[keys["share"]] if "share" in keys else None
    if shared is not None and not word.text:
        story.posts[id(word)] = liking.share(author, shared)
        return
    kept = [story.studio.keep(author, name) for name in keys.get("photo", "").split(",") if name]
    content = typed(
        story.calendar.told(word.text),
        warning=keys.get("cw", ""),
        language=keys.get("lang", "fr"),
        pictures=kept,
        poll=polls.typed(tuple(word.poll), TIME_TO_CHOOSE) if word.poll else None,
    )
    answers = story.posts[id(word.answers)] if word.answers is not None else None
    post = publishing.publish(author, content, _to(story, word), answers=answers, quotes=shared)
    story.posts[id(word)] = post
    if "id" in keys:
        story.named[keys["id"]] = post


def _to(story: Story, word: Word) -> To:
    first = _first(word)
    if "to" in first.keys:
        named = {first.author, *first.keys["to"].split(",")} - {word.author}
        return To(Visibility.NAMED, people=tuple(story.persons[name] for name in sorted(named)))
    chosen, _colon, circle = word.keys.get("for", "public").partition(":")
    if chosen == "circle":
        name = {"chorale": "La chorale"}[circle]
        return To(Visibility.CIRCLE, circle=story.circles[word.author, name])
    return To(Visibility(chosen))


def _first(word: Word) -> Word:
    while word.answers is not None:
        word = word.answers
    return word
