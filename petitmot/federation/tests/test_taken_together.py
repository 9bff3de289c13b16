"""Several deliveries in one transaction: as if each had been done alone, and nothing is fetched meanwhile."""

from __future__ import annotations

import msgspec
import pytest

from petitmot.federation.events import ActivityReceived
from petitmot.federation.knowing.persons import person_at
from petitmot.federation.models import SeenActivity
from petitmot.federation.receiving import work
from petitmot.jobs import ledger, outcomes
from petitmot.jobs.models import Job
from petitmot.kit import clock, fetching
from petitmot.kit.fetching import NotNow
from petitmot.posts.models import Post

pytestmark = pytest.mark.django_db


@pytest.fixture
def muriel(world, peer):
    """Followed by Ana."""
    person = person_at(peer.uri("/users/muriel"))
    world.follow(world.ana, person)
    return person


def waiting() -> list[ActivityReceived]:
    """What came in and is not done yet, in its order."""
    rows = Job.objects.filter(reaction__endswith=":take").order_by("id").values_list("payload", flat=True)
    return [msgspec.json.decode(payload, type=ActivityReceived) for payload in rows]


def bring(peer, *notes):
    for note in notes:
        assert peer.sends(peer.does("Create", note)).status_code == 202


def test_words_of_one_batch_are_all_published_once(world, peer, muriel):
    notes = [peer.note() for _ in range(work.AT_ONCE * 2 + 3)]
    bring(peer, *notes)
    facts = waiting()
    work.take_all(facts)
    work.take_all(facts)  # the process died before their rows were deleted
    assert set(Post.objects.values_list("uri", flat=True)) == {note["id"] for note in notes}
    assert SeenActivity.objects.count() == len(notes)


def test_what_is_refused_stops_none_of_the_others(world, peer, muriel):
    peer.actor("zoe")
    first, last = peer.note(), peer.note()
    bring(peer, first, peer.note("zoe"), last)  # muriel's delivery of zoe's words
    work.take_all(waiting())
    assert set(Post.objects.values_list("uri", flat=True)) == {first["id"], last["id"]}


def test_nothing_is_fetched_for_a_batch_and_whoever_needs_it_is_done_alone(world, peer, muriel):
    peer.actor("zoe")
    answered = peer.note("zoe")
    peer.put("/notes/of-zoe", {**answered, "id": peer.uri("/notes/of-zoe")})
    first = peer.note()
    reply = peer.note(inReplyTo=peer.uri("/notes/of-zoe"))
    bring(peer, first, reply)
    asked = len(peer.asked)
    with pytest.raises(NotNow):
        work.take_all(waiting())
    assert len(peer.asked) == asked
    assert not Post.objects.exists(), "the transaction was not taken back"
    moment = clock.now()
    jobs = ledger.claim("test", shares=ledger.SHARES, moment=moment, lease_until=moment)
    jobs = [job for job in jobs if job.reaction.endswith(":take")]
    assert [outcomes.alike(jobs[0], job) for job in jobs] == [True, True]
    assert not outcomes.attempt_together(jobs)
    assert [outcomes.attempt(job) for job in jobs] == [None, None]
    assert Post.objects.get(uri=reply["id"]).in_reply_to == Post.objects.get(uri=peer.uri("/notes/of-zoe"))
    assert Post.objects.filter(uri=first["id"]).exists()


def test_inside_of_without_network_not_even_an_address_is_looked_at():
    with fetching.without_network(), pytest.raises(NotNow):
        fetching.fetch("https://ailleurs.example/", accept=("text/html",), max_bytes=1)
