"""Who may read which document: visibility x signer, at every door of a post."""

from typing import Any

import pytest

from petitmot.federation.tests.asking import ask, elsewhere, told
from petitmot.federation.tests.deciding import refuse
from petitmot.people import circles, distance, selecting, selections
from petitmot.posts.audiences import To
from petitmot.posts.models import Visibility

PUBLIC, QUIET, FOLLOWERS, CONTACTS, CIRCLE, NAMED = Visibility
EVERYBODY = {"nobody", "stranger", "follower", "contact", "in_circle", "named"}
TABLE = {
    PUBLIC: EVERYBODY,
    QUIET: EVERYBODY,
    FOLLOWERS: {"follower", "contact", "in_circle", "named"},
    CONTACTS: {"contact", "in_circle"},
    CIRCLE: {"in_circle"},
    NAMED: {"named"},
}
DOORS = ["", "/create", "/replies", "/likes", "/shares"]


class Cast:
    """Ana writes here; the others live elsewhere and stand in one relation to her each."""

    def __init__(self, world):
        self.author = world.ana
        self.nobody = None
        self.stranger, self.follower, self.contact, self.in_circle, self.named = (
            elsewhere(world, name) for name in ["inconnu", "abonne", "connu", "choriste", "nomme"]
        )
        world.follow(self.follower, self.author)
        world.follow(self.named, self.author)
        world.connect(self.contact, self.author)
        world.connect(self.in_circle, self.author)
        self.circle = circles.form(self.author, "La chorale")
        circles.take_in(self.circle, self.author, self.in_circle)

    def says(self, world, visibility):
        people = (self.named,) if visibility == NAMED else ()
        return world.says(self.author, "Des mots.", To(visibility, circle=self.circle, people=people))


@pytest.fixture
def cast(world):
    return Cast(world)


@pytest.mark.parametrize("visibility", list(Visibility))
@pytest.mark.parametrize("door", DOORS)
def test_rule_27_a_document_is_read_by_exactly_those_it_is_for(world, cast, visibility, door):
    post = cast.says(world, visibility)
    seen = {name for name in EVERYBODY if ask(post.uri + door, by=getattr(cast, name)).status_code == 200}
    assert seen == TABLE[visibility]


@pytest.mark.parametrize("visibility", list(Visibility))
def test_the_page_address_answers_the_same_document_to_the_same_people(world, cast, visibility):
    post = cast.says(world, visibility)
    seen = {name for name in EVERYBODY if ask(f"/@ana/{post.pk}", by=getattr(cast, name)).status_code == 200}
    assert seen == TABLE[visibility]


@pytest.mark.parametrize("visibility", [FOLLOWERS, CONTACTS, CIRCLE, NAMED])
def test_what_is_not_for_somebody_answers_like_what_is_not_there(world, cast, visibility):
    post = cast.says(world, visibility)
    refused, missing = ask(post.uri, by=cast.stranger), ask("/ap/posts/12", by=cast.stranger)
    assert (refused.status_code, refused.content) == (missing.status_code, missing.content) == (404, missing.content)


@pytest.mark.parametrize("visibility", list(Visibility))
def test_a_block_ends_it_at_once_for_words_that_are_not_for_all(world, cast, visibility):
    post = cast.says(world, visibility)
    for name in EVERYBODY - {"nobody"}:
        distance.block(cast.author, getattr(cast, name))
        seen = ask(post.uri, by=getattr(cast, name)).status_code == 200
        assert seen == (visibility in (PUBLIC, QUIET)), name  # anybody at all reads those, without signing


def test_a_signature_that_does_not_hold_opens_nothing(world, cast):
    post = cast.says(world, FOLLOWERS)
    other = cast.says(world, FOLLOWERS)
    from petitmot.federation.signatures.signing import sign
    from petitmot.federation.tests.asking import key_of

    of_another = sign("GET", other.uri, {}, b"", key_of(cast.follower))
    headers: dict[str, Any] = {name.lower(): said for name, said in of_another.items()}
    answer = ask(post.uri, **headers)
    assert answer.status_code == 404
    assert ask(post.uri, signature="keyId=1").status_code == 404
    broken: dict[str, Any] = {"signature": 'keyId="x",signature="y"', "signature-input": "sig=("}
    assert ask(post.uri, **broken).status_code == 404


def test_both_ways_of_signing_are_read(world, cast):
    post = cast.says(world, FOLLOWERS)
    assert told(post.uri, by=cast.follower, scheme="rfc9421")["id"] == told(post.uri, by=cast.follower)["id"]


def test_a_refused_server_reads_nothing_by_signing(world, cast):
    post = cast.says(world, FOLLOWERS)
    refuse(world, cast.follower.server.domain)
    assert ask(post.uri, by=cast.follower).status_code == 403


@pytest.mark.parametrize("visibility", [FOLLOWERS, CONTACTS, CIRCLE, NAMED])
def test_what_is_for_some_is_kept_by_no_cache(world, cast, visibility):
    post = cast.says(world, visibility)
    reader = getattr(cast, sorted(TABLE[visibility])[0])
    answer = ask(post.uri, by=reader)
    assert answer["Cache-Control"] == "private, no-store" and "Signature" in answer["Vary"]


def test_the_outbox_holds_what_is_for_all_and_for_a_follower_what_followers_may_read(world, cast):
    posts = {visibility: cast.says(world, visibility) for visibility in Visibility}
    page = f"{cast.author.uri}/outbox?page=true"

    def seen(by):
        held = {item["object"]["id"] for item in told(page, by=by)["orderedItems"]}
        return {visibility for visibility, post in posts.items() if post.uri in held}

    assert seen(None) == seen(cast.stranger) == {PUBLIC, QUIET}
    assert seen(cast.follower) == seen(cast.contact) == {PUBLIC, QUIET, FOLLOWERS}


def test_replies_and_threads_hold_only_what_the_reader_may_see(world, cast):
    first = cast.says(world, PUBLIC)
    for_all = world.says(cast.author, "Suite.", answers=first)
    for_some = world.says(cast.author, "Suite pour mes abonnés.", To(FOLLOWERS), answers=first)
    context = told(first.uri)["context"]
    assert told(f"{first.uri}/replies")["items"] == [for_all.uri]
    assert told(context)["orderedItems"] == [first.uri, for_all.uri]
    assert told(context, by=cast.follower)["orderedItems"] == [first.uri, for_all.uri, for_some.uri]


class TestWhereSignedRequestsAreWanted:
    @pytest.fixture(autouse=True)
    def wanted(self, settings):
        settings.PETITMOT_AUTHORISED_FETCH = True

    def test_nothing_is_told_to_those_who_do_not_sign(self, world, cast):
        post = cast.says(world, PUBLIC)
        person = cast.author.uri
        for path in [person, f"{person}/outbox", f"{person}/followers", f"{person}/following", f"{person}/featured",
                     f"{person}/tags", post.uri, f"{post.uri}/create", f"{post.uri}/replies", "/@ana",
                     f"/ap/contexts/{post.pk}"]:  # fmt: skip
            assert ask(path).status_code == 401, path
            assert ask(path, by=cast.stranger).status_code == 200, path

    def test_the_servers_own_actor_and_what_finds_people_stay_open(self, world, cast):
        assert ask("/ap/actor").status_code == 200
        assert ask("/.well-known/webfinger?resource=acct:ana@petitmot.test").status_code == 200
        assert ask("/nodeinfo/2.1").status_code == 200

    def test_who_is_blocked_is_told_nothing(self, world, cast):
        post = cast.says(world, PUBLIC)
        distance.block(cast.author, cast.stranger)
        assert ask(post.uri, by=cast.stranger).status_code == 404
        assert ask(cast.author.uri, by=cast.stranger).status_code == 404

    def test_what_is_told_is_kept_by_no_cache_and_no_copy(self, world, cast):
        post, person = cast.says(world, PUBLIC), cast.author.uri
        selection = selections.form(cast.author, "Gens du four")
        row = selecting.choose(selection, cast.author, cast.author)
        for path in [person, f"{person}/outbox", f"{person}/outbox?page=true", f"{person}/followers", f"{person}/following",
                     f"{person}/featured", f"{person}/tags", post.uri, f"{post.uri}/create", f"{post.uri}/replies",
                     f"/ap/contexts/{post.pk}", f"{person}/selections", selection.uri, f"{selection.uri}/people/{row.pk}",
                     f"{person}/selected/{row.pk}"]:  # fmt: skip
            told = ask(path, by=cast.stranger)
            assert (told.status_code, told["Cache-Control"]) == (200, "private, no-store"), path
            assert "Signature" in told["Vary"]
