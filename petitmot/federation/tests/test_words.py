"""Words as documents: what Mastodon, GoToSocial, Misskey and others read in them."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from petitmot.federation.documents.words import words_document, words_documents
from petitmot.federation.models import Actor
from petitmot.federation.tests.asking import ORIGIN, ask, elsewhere, told
from petitmot.kit import clock
from petitmot.people import circles, follows
from petitmot.posts import editing, liking
from petitmot.posts.audiences import To
from petitmot.posts.content import typed
from petitmot.posts.models import Picture, Post, Visibility
from petitmot.posts.publishing import publish

PUBLIC, QUIET, FOLLOWERS, CONTACTS, CIRCLE, NAMED = Visibility
EVERYBODY = "https://www.w3.org/ns/activitystreams#Public"
WANTED = {  # what Mastodon's documentation asks of a Note, and with which type
    "id": str, "type": str, "url": str, "attributedTo": str, "to": list, "cc": list, "published": str,
    "sensitive": bool, "content": str, "contentMap": dict, "attachment": list, "tag": list, "replies": str,
}  # fmt: skip


def picture(owner, alt="Un étang", **more):
    name = "ab/cd/abcd" + "0" * 36 + ".webp"
    files = [
        {"name": "small.webp", "type": "image/webp", "width": 4, "height": 3},
        {"name": name, "type": "image/webp", "width": 400, "height": 300},
    ]
    return Picture.objects.create(
        owner=owner, alt=alt, width=4000, height=3000, files=files, made_at=clock.now(), blurhash="LEHV6nWB2yk8", **more
    )


def test_a_note_has_the_shape_that_others_read(world):
    post = world.says(world.ana, "Bonjour.")
    note = told(post.uri)
    assert {name: type(note[name]) for name in WANTED} == WANTED
    assert note["type"] == "Note" and note["id"] == post.uri and note["attributedTo"] == world.ana.uri
    assert note["url"] == f"{ORIGIN}/@ana/{post.pk}"
    assert note["content"] == "<p>Bonjour.</p>" and note["contentMap"] == {"fr": "<p>Bonjour.</p>"}
    assert note["source"] == {"content": "Bonjour.", "mediaType": "text/markdown"}
    assert "updated" not in note and "summary" not in note and "inReplyTo" not in note


def test_rule_39_the_page_of_words_answers_the_same_document(world):
    post = world.says(world.ana)
    assert told(f"/@ana/{post.pk}") == told(post.uri)
    page = ask(f"/@ana/{post.pk}", accept="text/html")
    assert f'type="application/activity+json" href="{post.uri}"' in page.content.decode() and "Accept" in page["Vary"]
    assert ask(post.uri, accept="text/html")["Vary"].startswith("Accept")


def test_words_below_somebody_elses_name_are_not_there(world):
    post = world.says(world.ana)
    assert world.bruno
    assert ask(f"/@bruno/{post.pk}").status_code == 404


def test_a_warning_a_change_and_what_is_answered(world):
    first = world.says(world.ana, "Une question ?")
    reply = publish(world.bruno, typed("Une réponse.", warning="Attention"), answers=first)
    editing.edit(reply, world.bruno, typed("Une meilleure réponse.", warning="Attention"))
    note = told(reply.uri)
    assert note["summary"] == "Attention" and note["sensitive"] is True
    assert note["inReplyTo"] == first.uri and note["updated"] >= note["published"]
    assert note["context"] == told(first.uri)["context"] == f"{ORIGIN}/ap/contexts/{first.pk}"
    assert {"type": "Mention", "href": world.ana.uri, "name": "@ana@petitmot.test"} in note["tag"]
    assert world.ana.uri in note["cc"]


def test_pictures_are_images_with_what_tells_them(world):
    mine = picture(world.ana, focus_x=0.5, focus_y=-0.25)
    post = publish(world.ana, typed("", pictures=[mine]))
    assert told(post.uri)["attachment"] == [
        {
            "type": "Image",
            "mediaType": "image/webp",
            "url": f"{ORIGIN}/media/ab/cd/abcd{'0' * 36}.webp",
            "name": "Un étang",
            "width": 400,
            "height": 300,
            "blurhash": "LEHV6nWB2yk8",
            "focalPoint": [0.5, -0.25],
        }
    ]


def test_names_and_tags_lead_to_where_they_are(world):
    assert world.bruno and world.chloe
    post = world.says(world.ana, "Avec @bruno et @chloe@ailleurs.example, #Brume et #café.")
    note = told(post.uri)
    assert {(tag["type"], tag["name"], tag["href"]) for tag in note["tag"]} == {
        ("Mention", "@bruno@petitmot.test", world.bruno.uri),
        ("Mention", "@chloe@ailleurs.example", world.chloe.uri),
        ("Hashtag", "#Brume", f"{ORIGIN}/mots/Brume"),
        ("Hashtag", "#café", f"{ORIGIN}/mots/caf%C3%A9"),
    }
    assert f'href="{world.chloe.uri}"' in note["content"] and f'href="{ORIGIN}/@bruno"' in note["content"]
    assert 'href="/' not in note["content"]


def test_a_quote_is_told_in_the_four_ways_it_is_read(world):
    first = world.says(world.ana, "À citer.")
    quote = world.says(world.bruno, "Bien dit.", quotes=first)
    note = told(quote.uri)
    assert {note[name] for name in ("quote", "quoteUrl", "quoteUri", "_misskey_quote")} == {first.uri}
    assert note["content"].endswith(f'<p class="quote-inline">RE: <a href="{first.uri}">{first.uri}</a></p>')
    stamp = told(note["quoteAuthorization"])
    assert (stamp["type"], stamp["interactingObject"], stamp["interactionTarget"], stamp["attributedTo"]) == (
        "QuoteAuthorization",
        quote.uri,
        first.uri,
        world.ana.uri,
    )
    editing.delete(quote, world.bruno)
    assert ask(note["quoteAuthorization"]).status_code == 404


def test_rule_30_only_what_is_for_all_may_be_quoted_by_all(world):
    follows.follow(world.bruno, world.ana)
    for visibility, who in [(PUBLIC, EVERYBODY), (QUIET, EVERYBODY), (FOLLOWERS, world.ana.uri)]:
        note = words_document(world.says(world.ana, to=visibility))
        assert note["interactionPolicy"] == {"canQuote": {"automaticApproval": [who]}}


class TestWhomItIsFor:
    @pytest.fixture(autouse=True)
    def cast(self, world):
        self.far, self.further = elsewhere(world, "loin"), elsewhere(world, "plus_loin", "autre.example")
        self.followers = f"{world.ana.uri}/followers"

    def addressed(self, post, **more):
        note = words_document(post, **more)
        return note["to"], note["cc"]

    def test_words_for_all(self, world):
        assert self.addressed(world.says(world.ana, to=PUBLIC)) == ([EVERYBODY], [self.followers])
        assert self.addressed(world.says(world.ana, to=QUIET)) == ([self.followers], [EVERYBODY])

    def test_words_for_followers_name_only_those_who_follow(self, world):
        world.follow(self.far, world.ana)
        text = "À @loin@ailleurs.example et @plus_loin@autre.example"
        note = words_document(world.says(world.ana, text, FOLLOWERS))
        assert (note["to"], note["cc"]) == ([self.followers], [self.far.uri])
        assert [tag["href"] for tag in note["tag"]] == [self.far.uri]

    def test_words_for_contacts_go_to_each_and_never_to_the_followers(self, world):
        for other in (self.far, self.further, world.bruno):
            world.connect(other, world.ana)
        post = world.says(world.ana, to=CONTACTS)
        to, cc = self.addressed(post)
        assert sorted(to) == sorted([self.far.uri, self.further.uri, world.bruno.uri]) and cc == []
        assert self.followers not in str(words_document(post)["to"]) and EVERYBODY not in str(to)

    @pytest.mark.parametrize("visibility", [CONTACTS, CIRCLE])
    def test_rule_29_nobody_learns_who_else_it_is_for(self, world, visibility):
        world.connect(self.far, world.ana)
        world.connect(self.further, world.ana)
        circle = circles.form(world.ana, "Le secret")
        circles.take_in(circle, world.ana, self.far)
        circles.take_in(circle, world.ana, self.further)
        post = world.says(world.ana, "Entre nous.", To(visibility, circle=circle))
        assert self.addressed(post, readers=[self.far]) == ([self.far.uri], [])
        told_far = str(told(post.uri, by=self.far))
        assert self.further.uri not in told_far and "secret" not in told_far
        assert told(post.uri, by=self.further)["to"] == [self.further.uri]

    def test_private_words_are_for_the_people_and_mention_each(self, world):
        post = world.writes(world.ana, self.far, world.bruno)
        note = words_document(post)
        assert sorted(note["to"]) == sorted([self.far.uri, world.bruno.uri]) and note["cc"] == []
        assert {tag["href"] for tag in note["tag"]} == {self.far.uri, world.bruno.uri}

    def test_rule_28_a_reply_within_somebodys_contacts_goes_to_them_and_those_named(self, world):
        world.connect(world.bruno, world.ana)
        world.connect(self.far, world.bruno)
        world.connect(self.further, world.bruno)
        post = world.says(world.bruno, to=CONTACTS)
        reply = world.says(world.ana, "Oui, @loin@ailleurs.example", answers=post)
        to, cc = self.addressed(reply)
        assert sorted(to) == sorted([world.bruno.uri, self.far.uri]) and cc == []

    def test_a_reply_to_followers_words_is_not_told_to_other_followers(self, world):
        world.follow(world.ana, world.bruno)
        post = world.says(world.bruno, to=FOLLOWERS)
        assert self.addressed(world.says(world.ana, answers=post)) == ([world.bruno.uri], [])


def test_a_share_is_an_announce_with_its_own_id(world):
    post = world.says(world.ana)
    share = liking.share(world.bruno, post)
    activity = told(share.uri)
    assert (activity["type"], activity["id"], activity["actor"], activity["object"]) == (
        "Announce",
        share.uri,
        world.bruno.uri,
        post.uri,
    )
    assert activity["to"] == [EVERYBODY] and activity["cc"] == [f"{world.bruno.uri}/followers", world.ana.uri]


def test_the_create_of_words_can_be_fetched(world):
    post = world.says(world.ana)
    activity = told(f"{post.uri}/create")
    assert activity["type"] == "Create" and activity["id"] == f"{post.uri}/create"
    assert activity["object"]["id"] == post.uri and "@context" not in activity["object"]
    assert (activity["to"], activity["cc"]) == (activity["object"]["to"], activity["object"]["cc"])


def test_rule_41_words_taken_back_leave_a_tombstone(world):
    post = world.says(world.ana, "À oublier.")
    editing.delete(post, world.ana)
    answer = ask(post.uri)
    assert answer.status_code == 410 and answer.json()["type"] == "Tombstone" and answer.json()["id"] == post.uri
    assert "oublier" not in answer.content.decode()
    assert ask(f"{post.uri}/replies").status_code == 410


def test_words_from_elsewhere_are_told_by_their_own_server(world):
    post = world.says(world.chloe, uri="https://ailleurs.example/notes/1")
    for path in ("", "/replies", "/create"):
        assert ask(f"/ap/posts/{post.pk}{path}").status_code == 404
    editing.delete(post, world.chloe)
    assert ask(f"/ap/posts/{post.pk}").status_code == 404


@pytest.mark.parametrize("path", ["/ap/posts/1", f"/ap/posts/{2**63}", f"/ap/posts/{2**90}", "/ap/contexts/1",
                                  "/ap/posts/1/quoted-by/2", f"/ap/contexts/{2**80}", "/@ana/1"])  # fmt: skip
def test_nothing_is_there(world, path):
    assert world.ana
    assert ask(path).status_code == 404


def test_likes_and_shares_are_not_counted_nor_named(world):
    post = world.says(world.ana)
    liking.like(world.bruno, post)
    liking.share(world.bruno, post)
    for name in ("likes", "shares"):
        assert set(told(f"{post.uri}/{name}")) == {"@context", "id", "type"}


def test_who_has_the_words_already_is_told_so(world):
    post = world.says(world.ana)
    first = ask(post.uri)
    assert first["Last-Modified"]
    assert ask(post.uri, **{"if-none-match": first["ETag"]}).status_code == 304
    assert ask(post.uri, **{"if-modified-since": first["Last-Modified"]}).status_code == 304
    editing.edit(post, world.ana, typed("Mieux dit."))
    assert ask(post.uri, **{"if-none-match": first["ETag"]}).status_code == 200


class TestPages:
    def test_the_outbox_is_read_page_by_page_and_nothing_is_missed(self, world):
        posts = [world.says(world.ana, f"Mot {number}") for number in range(45)]
        head = told(f"{world.ana.uri}/outbox")
        assert head["type"] == "OrderedCollection" and "totalItems" not in head
        seen, page = [], head["first"]
        while page:
            part = told(page)
            assert part["type"] == "OrderedCollectionPage" and part["partOf"] == head["id"] and part["id"] == page
            seen += [item["object"]["id"] for item in part["orderedItems"]]
            page = part.get("next")
        assert seen == [post.uri for post in reversed(posts)]

    def test_what_came_since_is_asked_for_upwards(self, world):
        posts = [world.says(world.ana, f"Mot {number}") for number in range(3)]
        page = told(f"{world.ana.uri}/outbox?min_id={posts[0].pk}")
        assert [item["object"]["id"] for item in page["orderedItems"]] == [posts[2].uri, posts[1].uri]
        assert told(page["prev"])["orderedItems"] == []

    @pytest.mark.parametrize("query", ["max_id=abc", "max_id=-1", f"max_id={2**80}", "page=2&limit=99999"])
    def test_pages_that_cannot_be_are_no_fault(self, world, query):
        world.says(world.ana)
        assert ask(f"{world.ana.uri}/outbox?{query}").status_code == 200

    def test_shares_stand_in_the_outbox_as_announces_while_what_they_show_is_there(self, world):
        post = world.says(world.ana)
        share = liking.share(world.bruno, post)
        (item,) = told(f"{world.bruno.uri}/outbox?page=true")["orderedItems"]
        assert (item["type"], item["id"], item["object"]) == ("Announce", share.uri, post.uri)
        world.ana.__class__.objects.filter(pk=world.ana.pk).update(suspended_at=clock.now())
        assert told(f"{world.bruno.uri}/outbox?page=true")["orderedItems"] == []

    def test_pinned_words_are_featured_whole(self, world):
        post = world.says(world.ana)
        liking.pin(world.ana, post)
        (item,) = told(f"{world.ana.uri}/featured")["orderedItems"]
        assert item["id"] == post.uri and item["type"] == "Note"


def test_a_list_of_words_costs_no_more_queries_than_one(world):
    for name in ("un", "deux", "trois"):
        far = elsewhere(world, name)
        world.connect(far, world.ana)
        world.says(world.ana, f"Bonjour @{name}@ailleurs.example #{name}", FOLLOWERS)
        publish(world.ana, typed("Une image.", pictures=[picture(world.ana)]))
        world.says(world.ana, to=CONTACTS)
    posts = list(Post.objects.filter(author=world.ana))

    def asked(some):
        with CaptureQueriesContext(connection) as queries:
            words_documents(some)
        return len(queries)

    assert asked(posts[:1]) <= asked(posts) <= 11


class TestPolls:
    def asks(self, world, **more):
        from datetime import timedelta

        from petitmot.posts import polls

        asked = polls.typed(["Le thé", "Le café"], timedelta(days=1), **more)
        return publish(world.ana, replace(typed("Que boit-on ?"), poll=asked))

    def test_a_poll_is_a_question_with_its_results(self, world):
        from petitmot.posts import polls

        post = self.asks(world)
        polls.vote(world.bruno, post, [1])
        question = told(post.uri)
        assert question["type"] == "Question" and question["votersCount"] == 1 and "closed" not in question
        assert question["oneOf"] == [
            {"type": "Note", "name": "Le thé", "replies": {"type": "Collection", "totalItems": 0}},
            {"type": "Note", "name": "Le café", "replies": {"type": "Collection", "totalItems": 1}},
        ]
        assert question["endTime"] > question["published"] and "Last-Modified" not in ask(post.uri)

    def test_several_answers_and_hidden_results(self, world):
        question = told(self.asks(world, several=True, hides_results=True).uri)
        assert question["anyOf"] == [{"type": "Note", "name": "Le thé"}, {"type": "Note", "name": "Le café"}]
        assert "oneOf" not in question and "votersCount" not in question


def test_names_of_people_elsewhere_lead_to_their_pages_where_they_are_known(world):
    page = "https://ailleurs.example/@chloe"
    Actor.objects.update_or_create(person=world.chloe, defaults={"url": page})
    post = world.says(world.ana, "Bonjour @chloe@ailleurs.example")
    note = told(post.uri)
    assert f'href="{page}"' in note["content"] and note["tag"][0]["href"] == world.chloe.uri


def test_each_door_asks_no_more_than_it_should(world):
    first = world.says(world.ana, "Bonjour @chloe@ailleurs.example #brume")
    world.says(world.bruno, "Oui.", answers=first)
    liking.share(world.bruno, first)
    for number in range(12):
        world.says(world.bruno, f"Mot {number} pour @ana #brume", answers=first)

    def asked(path):
        told(path)
        with CaptureQueriesContext(connection) as queries:
            told(path)
        return len(queries)

    doors = {
        first.uri: 6,
        f"{world.bruno.uri}/outbox?page=true": 9,
        f"{first.uri}/replies": 3,
        f"/ap/contexts/{first.pk}": 2,
        f"{world.ana.uri}/followers": 1,
        f"{world.ana.uri}/featured": 2,
        "/.well-known/webfinger?resource=acct:ana@petitmot.test": 2,
        "/ap/actor": 1,
    }
    found = {path: asked(path) for path in doors}
    assert all(found[path] <= most for path, most in doors.items()), found
