"""How far people have read, and what still waits, when the demonstration begins."""

from __future__ import annotations

from django.db.models import Max

from demo import script
from demo.meetings import HEROINE
from demo.story import Story
from petitmot.attentions import owed, seen_notices
from petitmot.attentions.models import Notice
from petitmot.people import requests
from petitmot.people.models import Follow, Person
from petitmot.posts import conversations, correspondence
from petitmot.posts.models import Arrival, Post
from petitmot.reading import marks, today

LAST_VISIT = "11-21 20:30"  # everything of Hélène's people was read up to here
LAST_LOOK = "11-22 08:20"
READERS = ("helene", "muriel", "delphine", "eric", "nora", "ines", "lea", "solene")  # others find a catch-up
DESK_SEEN = "11-20 09:00"


def plan(story: Story) -> None:
    """Plan everybody's reading, and leave on Hélène's table what the script says."""
    story.on(DESK_SEEN, lambda: _look_at_desk(story))
    story.on(LAST_VISIT, lambda: _read_all(story))
    story.on(LAST_LOOK, lambda: today.visited(story.persons[HEROINE]))
    story.at(story.calendar.now, lambda: _clear_table(story))


def _look_at_desk(story: Story) -> None:
    for (_asker, asked), request in story.requests.items():
        if asked == HEROINE:
            requests.mark_read(request, story.persons[HEROINE])


def _read_all(story: Story) -> None:
    newest = dict(Post.objects.filter(arrival=Arrival.LIVE).values_list("author").annotate(Max("pk")))
    readers = [story.persons[name] for name in READERS]
    for follow in Follow.objects.filter(follower__in=readers).select_related("follower", "followed"):
        if follow.followed_id in newest:
            marks.mark_person_read(follow.follower, follow.followed, newest[follow.followed_id])
    for person in readers:
        last = Notice.objects.filter(person=person).aggregate(last=Max("pk"))["last"]
        seen_notices.mark_seen(person, last or 0)
        for line in correspondence.list_of(person)[0]:
            if not _still_unread(story, person, line.last):
                conversations.mark_read(line.member, line.member.conversation.last_post)


def _still_unread(story: Story, person: Person, last: Post | None) -> bool:
    """Inès wrote in the afternoon, and Hélène has not opened it."""
    return person == story.persons[HEROINE] and last is not None and last.author == story.persons["ines"]


def _clear_table(story: Story) -> None:
    """In most threads Hélène's people had the last word, and nobody minds; some still wait."""
    waiting = script.table("requests")["owed"]
    threads = {(row["from"], story.named[row["post"]].pk) for row in waiting if "post" in row}
    private = {row["from"] for row in waiting if "conversation" in row}
    for name in READERS:
        person = story.persons[name]
        for line in owed.owed_by(person):
            asked_there = (line.person.name, line.post.thread) in threads
            asked_in_private = line.post.conversation_id is not None and line.person.name in private
            if name != HEROINE or not (asked_there or asked_in_private):
                owed.no_answer_needed(person, line.line)
