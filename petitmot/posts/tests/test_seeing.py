"""Who may see what, as a table: viewer x post x relation (rules 27 to 31)."""

import pytest

from petitmot.people import circles, contacts, distance, follows
from petitmot.people.models import Person
from petitmot.posts import liking
from petitmot.posts.audiences import To
from petitmot.posts.models import Audience, Post, Visibility
from petitmot.posts.seeing import may_see, visible_to
from petitmot.posts.showing import show

PUBLIC, QUIET, FOLLOWERS, CONTACTS, CIRCLE, NAMED = Visibility

EVERYBODY = {"nobody", "author", "stranger", "follower", "contact", "in_circle", "named"}

TABLE = {
    PUBLIC: EVERYBODY,
    QUIET: EVERYBODY,
    FOLLOWERS: {"author", "follower", "contact", "in_circle", "named"},  # the last three follow, too
    CONTACTS: {"author", "contact", "in_circle"},
    CIRCLE: {"author", "in_circle"},
    NAMED: {"author", "named"},
}


class Cast:
    """Ana writes; the others stand in one relation to her each."""

    def __init__(self, world):
        self.author = world.ana
        self.stranger, self.follower, self.contact, self.in_circle, self.named = map(
            world.extra, ["inconnu", "abonne", "connu", "choriste", "nomme"]
        )
        world.follow(self.follower, self.author)
        world.follow(self.named, self.author)
        world.connect(self.contact, self.author)
        world.connect(self.in_circle, self.author)
        self.circle = circles.form(self.author, "La chorale")
        circles.take_in(self.circle, self.author, self.in_circle)

    def viewers(self):
        return {name: None if name == "nobody" else getattr(self, name) for name in sorted(EVERYBODY)}

    def says(self, world, visibility):
        return world.says(self.author, "Des mots.", To(visibility, circle=self.circle, people=self._people(visibility)))

    def _people(self, visibility):
        return (self.named,) if visibility == NAMED else ()


@pytest.fixture
def cast(world):
    return Cast(world)


@pytest.mark.parametrize("visibility", list(Visibility))
def test_rule_27_each_visibility_reaches_exactly_whom_it_names(world, cast, visibility):
    post = cast.says(world, visibility)
    seen = {name for name, viewer in cast.viewers().items() if may_see(viewer, post)}
    assert seen == TABLE[visibility]


@pytest.mark.parametrize("visibility", list(Visibility))
def test_rule_27_a_block_in_either_direction_ends_it_at_once(world, cast, visibility):
    post = cast.says(world, visibility)
    for name in EVERYBODY - {"nobody", "author"}:
        viewer = getattr(cast, name)
        blocker, blocked = (viewer, cast.author) if name < "m" else (cast.author, viewer)
        distance.block(blocker, blocked)
        assert not may_see(viewer, post), name


@pytest.mark.parametrize("visibility", list(Visibility))
def test_words_of_somebody_who_left_or_is_suspended_are_seen_by_nobody(world, cast, visibility):
    post = cast.says(world, visibility)
    Person.objects.filter(pk=cast.author.pk).update(suspended_at="2026-11-22T12:00Z")
    assert not [name for name, viewer in cast.viewers().items() if may_see(viewer, post)]


def test_rule_27_followers_are_asked_at_the_moment_of_reading(world, cast):
    post = cast.says(world, FOLLOWERS)
    follows.unfollow(cast.follower, cast.author)
    assert not may_see(cast.follower, post)
    world.follow(cast.stranger, cast.author)
    assert may_see(cast.stranger, post)


def test_rule_27_a_circle_is_the_list_of_the_moment_of_publishing(world, cast):
    post = cast.says(world, CIRCLE)
    circles.take_out(cast.circle, cast.author, cast.in_circle)
    circles.take_in(cast.circle, cast.author, cast.contact)
    assert may_see(cast.in_circle, post)
    assert not may_see(cast.contact, post)


def test_rule_27_a_contact_that_ended_no_longer_sees_contacts_words(world, cast):
    post = cast.says(world, CONTACTS)
    contacts.end_contact(cast.contact, cast.author)
    assert not may_see(cast.contact, post)


def test_rule_3_a_follower_who_is_no_contact_gets_what_followers_get(world, cast):
    for visibility in Visibility:
        cast.says(world, visibility)
    seen = visible_to(cast.follower).values_list("visibility", flat=True)
    assert set(seen) == {"public", "quiet", "followers"}


@pytest.mark.parametrize("asked_for", list(Visibility))
@pytest.mark.parametrize("answered", [FOLLOWERS, CONTACTS, CIRCLE, NAMED])
def test_rule_28_a_reply_never_reaches_further_than_what_it_answers(world, cast, answered, asked_for):
    replier = {FOLLOWERS: cast.contact, CONTACTS: cast.contact, CIRCLE: cast.in_circle, NAMED: cast.named}[answered]
    own = circles.form(replier, "À moi")
    world.follow(replier, cast.stranger)
    circles.take_in(own, replier, cast.stranger)
    world.follow(cast.stranger, replier)  # the replier's own followers are not let in
    post = cast.says(world, answered)
    reply = world.says(
        replier, "Je réponds.", To(asked_for, circle=own, people=(cast.stranger, cast.author)), answers=post
    )
    seen = {name for name, viewer in cast.viewers().items() if may_see(viewer, reply)}
    assert seen <= TABLE[answered]
    assert "author" in seen


def test_rule_28_in_a_circle_a_reply_reaches_the_circle(world, cast):
    other = world.extra("autre")
    world.connect(other, cast.author)
    circles.take_in(cast.circle, cast.author, other)
    reply = world.says(cast.in_circle, "Moi aussi.", answers=cast.says(world, CIRCLE))
    assert may_see(other, reply) and may_see(cast.author, reply)


def test_rule_28_naming_somebody_outside_does_not_let_them_in(world, cast):
    post = world.says(cast.author, "Et @inconnu alors ?", To(CONTACTS))
    assert not may_see(cast.stranger, post)


def test_rule_29_a_reader_learns_nothing_of_a_circle_but_that_it_is_for_some(world, cast):
    post = cast.says(world, CIRCLE)
    shown = show(cast.in_circle, [post.pk])[0]
    assert shown.for_some
    same = show(cast.contact, [cast.says(world, CONTACTS).pk])[0]
    assert same.for_some  # the two cannot be told apart


def test_rule_30_only_what_is_for_all_is_shared(world, cast):
    assert liking.share(cast.contact, cast.says(world, QUIET)).shares is not None
    for visibility in (FOLLOWERS, CONTACTS):
        with pytest.raises(Exception, match="partage que ce qui est écrit pour tous"):
            liking.share(cast.contact, cast.says(world, visibility))


def test_a_share_of_somebody_who_blocked_the_viewer_is_not_seen(world, cast):
    share = liking.share(cast.contact, cast.says(world, PUBLIC))
    assert may_see(cast.follower, share)
    distance.block(cast.author, cast.follower)
    assert not may_see(cast.follower, share)


def test_rule_31_a_private_word_belongs_to_the_one_conversation_of_exactly_these_people(world):
    lucie = world.extra("lucie")
    for one, other in [(world.ana, world.bruno), (world.ana, lucie), (world.bruno, lucie)]:
        world.connect(one, other)
    first = world.writes(world.ana, world.bruno)
    assert world.writes(world.bruno, world.ana).conversation_id == first.conversation_id
    three = world.writes(world.ana, world.bruno, lucie)
    assert three.conversation_id != first.conversation_id
    assert world.writes(lucie, world.ana, world.bruno).conversation_id == three.conversation_id
    assert Audience.objects.filter(post=three).count() == 2


def test_the_list_of_what_one_may_see_takes_one_query(world, cast, django_assert_num_queries):
    cast.says(world, CIRCLE)
    with django_assert_num_queries(1):
        list(visible_to(cast.in_circle, Post.objects.all()))
