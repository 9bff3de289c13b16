"""Who follows whom, who became whose contact, and what waits on Hélène's desk."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from demo import script
from demo.story import Story, shortly_after
from petitmot.attentions import thanks
from petitmot.people import circles, contacts, follows, gestures, introductions, requests, ties
from petitmot.posts import publishing
from petitmot.posts.audiences import To
from petitmot.posts.content import typed
from petitmot.posts.models import Visibility

HEROINE = "helene"
CIRCLES_ON = ("09-01 08:00", "11-03 08:00", "11-19 08:00")  # formed, and filled with who has come since
STRANGE = ("agathe", HEROINE)  # Hélène reads her, and has not written to her yet
READ_BY_ALL = ("muriel", "delphine", "marco", "eric")  # the rendez-vous that everybody keeps


def plan(story: Story) -> None:
    """Plan contacts, circles, requests and introductions."""
    ties_ = script.table("ties")
    for met in ties_["met"]:
        _plan_meeting(story, met)
    for when in CIRCLES_ON:
        for circle in ties_["circle"]:
            story.on(when, partial(_fill_circle, story, circle))
    wanted = script.table("requests")
    for request in wanted["request"]:
        _plan_request(story, request)
    for who in wanted["introduction"]:
        story.on(who["on"], partial(_introduce, story, who))
    for stranger, when in (("karine", "11-13 19:10"), ("youssef", "11-19 07:05")):
        _note(story, stranger, story.calendar.moment(*when.split()))
        story.on(when, partial(_follow, story, stranger, HEROINE))


def plan_follows(story: Story, spoken_to: dict[tuple[str, str], datetime]) -> None:
    """Everybody follows Hélène and she them, all keep the rendez-vous, and one follows whom one answers or likes."""
    names = [person["name"] for person in script.table("people")["person"]]
    pairs = dict(spoken_to)
    for name in names:
        for other in (HEROINE, *READ_BY_ALL):
            pairs.setdefault((name, other), story.calendar.now)
        pairs.setdefault((HEROINE, name), story.calendar.now)
    for (name, other), moment in pairs.items():
        if name == other or (name, other) == STRANGE:
            continue
        both = max(story.joined[name], story.joined[other])
        story.at(min(both, moment - timedelta(minutes=3)), partial(_follow, story, name, other))


def note_all(story: Story) -> None:
    """Note when each of those who meet is first needed."""
    known = script.table("ties")["met"] + script.table("requests")["request"]
    for row in known:
        moment = _moment(story, row["on"])
        for name in (row["asker"], row["asked"], *row.get("also", [])):
            _note(story, name, moment)


def _plan_meeting(story: Story, met: dict[str, Any]) -> None:
    asked_at = shortly_after(_moment(story, met["on"]), met["asker"], met["asked"])
    story.at(asked_at, partial(_ask, story, met, met["asked"]))
    answered_at = shortly_after(asked_at, met["asked"], minutes=600)
    story.at(answered_at, partial(_accept, story, met["asker"], met["asked"], met["answer"]))
    if "thanks" in met:
        thanked_at = shortly_after(answered_at, met["asker"], "merci", minutes=900)
        story.at(thanked_at, partial(_thank, story, met["asker"], met["asked"], met["thanks"]))


def _plan_request(story: Story, request: dict[str, Any]) -> None:
    asker, asked = request["asker"], request["asked"]
    for place, other in enumerate([*request.get("also", []), asked]):
        story.at(_moment(story, request["on"]) + timedelta(minutes=place), partial(_ask, story, request, other))
    for what, when, words in request.get("steps", []):
        story.on(when, partial(_step, story, what, asker, asked, words))


def _step(story: Story, what: str, asker: str, asked: str, words: str) -> None:
    if what == "accept":
        _accept(story, asker, asked, words)
    elif what == "thank":
        _thank(story, asker, asked, words)
    elif what == "ask":
        request = story.requests[asker, asked]
        gestures.ask_for_words(story.persons[asked], story.persons[asker], words=words, request=request)
    elif what == "answer":
        to = To(Visibility.NAMED, people=(story.persons[asked],))
        publishing.publish(story.persons[asker], typed(words), to)
    else:
        raise ValueError(what)


def _ask(story: Story, row: dict[str, Any], asked: str) -> None:
    because = story.named[row["because"]].pk if "because" in row else None
    story.requests[row["asker"], asked] = contacts.ask(
        story.persons[row["asker"]], story.persons[asked], words=row["words"], because=because
    )


def _accept(story: Story, asker: str, asked: str, words: str) -> None:
    request = story.requests[asker, asked]
    requests.mark_read(request, story.persons[asked])
    contacts.accept(request, story.persons[asked], words=words)


def _thank(story: Story, asker: str, asked: str, words: str) -> None:
    thanks.thank(thanks.find(story.persons[asker], story.requests[asker, asked].pk), words)


def _fill_circle(story: Story, row: dict[str, Any]) -> None:
    owner = story.persons[row["owner"]]
    key = (row["owner"], row["name"])
    if key not in story.circles:
        close = row["name"] == "close"
        story.circles[key] = circles.close_ones(owner) if close else circles.form(owner, row["name"])
    known = ties.known_ids(owner)
    present = [story.persons[name] for name in row["people"] if name in story.persons]
    circles.fill(story.circles[key], owner, [person for person in present if person.pk in known])


def _introduce(story: Story, row: dict[str, Any]) -> None:
    by, one, other = (story.persons[row[key]] for key in ("by", "one", "other"))
    introductions.introduce(by, one, other, words=row["words"])


def _follow(story: Story, name: str, other: str) -> None:
    follows.follow(story.persons[name], story.persons[other])


def _moment(story: Story, when: str) -> datetime:
    day, _space, hour = when.partition(" ")
    return story.calendar.moment(day, hour or "12:00")


def _note(story: Story, name: str, moment: datetime) -> None:
    story.joined[name] = min(moment, story.joined.get(name, moment))
