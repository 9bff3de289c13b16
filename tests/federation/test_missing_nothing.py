"""A fifth of what is delivered is lost and both servers sleep in turns: after reconciliation nothing public is missed."""

from __future__ import annotations

from petitmot.federation.models import Delivery
from petitmot.federation.reconciling import turns
from petitmot.kit.reaching import going
from petitmot.people import completeness
from petitmot.posts import editing, liking
from petitmot.posts.models import Post
from petitmot.reading import today
from tests.federation.cast import follow


def look_everywhere(rig):
    for house in rig.houses:
        with house, going(rig.wire.way()):
            turns.start_round()
    rig.settle()


def test_rule_07_with_a_fifth_lost_and_both_servers_down_in_turns_nothing_public_is_missed_or_doubled(rig):
    with rig.here:
        ana = rig.here.world.ana
    with rig.there:
        bruno = rig.there.world.bruno
    known = follow(rig, rig.here, ana, rig.there, bruno)
    follow(rig, rig.there, bruno, rig.here, ana)
    rig.wire.lost, rig.wire.swallowed = 0.1, 0.2
    said: dict[str, list[str]] = {ana.uri: [], bruno.uri: []}
    for number in range(60):
        for house, author in ((rig.here, ana), (rig.there, bruno)):
            house.up = number % 20 < 14 or (house is rig.here) == (number % 40 < 20)
            if house.up:
                with house:
                    said[author.uri].append(house.world.says(author, f"Mot {number}").uri)
        rig.later(minutes=10)
        look_everywhere_up(rig)
    for house in rig.houses:
        house.up = True
        with house:
            Delivery.objects.all().delete()  # nothing more comes by delivery
    rig.later(days=2)
    look_everywhere(rig)
    for house, author in ((rig.here, bruno), (rig.there, ana)):
        with house:
            held = list(Post.objects.filter(author__uri=author.uri).values_list("uri", flat=True))
        assert sorted(held) == sorted(said[author.uri])  # none is missing, none is there twice
    with rig.here:
        assert set(today.unread(ana)) == set(Post.objects.filter(author=known).values_list("pk", flat=True))
        assert completeness.of_the_people_of(ana) == completeness.Elsewhere(True)


def look_everywhere_up(rig):
    for house in rig.houses:
        if house.up:
            with house, going(rig.wire.way()):
                turns.start_round()
    rig.settle()


def test_edits_deletions_and_shares_that_were_missed_are_made_good(rig):
    with rig.here:
        ana = rig.here.world.ana
    with rig.there:
        bruno = rig.there.world.bruno
        shared = rig.there.world.says(rig.there.world.extra("delphine"), "À partager")
        kept, gone = (rig.there.world.says(bruno, text) for text in ("Gardé", "Repris"))
    known = follow(rig, rig.here, ana, rig.there, bruno)
    with rig.here:
        assert set(Post.objects.filter(author=known).values_list("plain", flat=True)) == {"Gardé", "Repris"}
    rig.wire.swallowed = 1.0
    rig.later(minutes=1)
    with rig.there:
        editing.delete(gone, bruno)
        liking.share(bruno, shared)
    rig.settle()
    rig.later(days=2)
    look_everywhere(rig)
    with rig.here:
        posts = Post.objects.filter(author=known)
        assert set(posts.filter(shares=None).values_list("uri", flat=True)) == {kept.uri}
        assert posts.get(shares__isnull=False).shares.uri == shared.uri
