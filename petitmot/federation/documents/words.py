"""Words as documents: a Note or a Question, as Mastodon, GoToSocial, Misskey and others read it; gathered for a whole list at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import quote

from petitmot.federation import addresses
from petitmot.federation.documents import audience
from petitmot.federation.documents.contexts import WORDS, Document
from petitmot.federation.documents.persons import emoji_tag, moment, whole_links
from petitmot.federation.models import Actor, Container
from petitmot.kit.addresses import origin
from petitmot.kit.compiled import Compiled
from petitmot.people import emoji
from petitmot.people.models import Emoji, Person
from petitmot.posts import gathering, poll_results
from petitmot.posts.models import Kind, Picture, Post, QuoteState, Tagged
from petitmot.posts.models.post import OPEN_TO_ALL


def words_document(post: Post, *, readers: Collection[Person] | None = None) -> Document:
    """Return a post that was written here as a Note. A share is no Note: `activities.announce`.

    `readers`: see `audience.addressing`.
    """
    return words_documents([post], readers=readers)[0]


def words_documents(posts: Sequence[Post], *, readers: Collection[Person] | None = None) -> list[Document]:
    """Return posts as Notes, about ten queries for any number."""
    around = Around.of(posts)
    return [_note(post, around, readers) for post in posts]


@dataclass(frozen=True)
class Around:
    """Everything that the documents of some posts name."""

    people: Mapping[int, Person]
    whom: Mapping[int, audience.Addressed]
    uris: Mapping[int, str]  # of posts that are answered, quoted, or begin a thread
    pictures: Mapping[int, tuple[Picture, ...]]
    tags: Mapping[int, list[str]]
    pages: Mapping[int, str]  # of persons elsewhere
    polls: Mapping[int, poll_results.Shown]
    emoji: Mapping[int, Emoji]
    containers: Mapping[int, str]  # by thread, of those that began elsewhere with words for some

    @classmethod
    def of(cls, posts: Sequence[Post]) -> Around:
        ids = [post.pk for post in posts]
        whom = audience.addressed(posts)
        others = {id_ for post in posts for id_ in (post.in_reply_to_id, post.quotes_id, post.thread) if id_}
        persons = {post.author_id for post in posts} | {id_ for each in whom.values() for id_ in each.explicit}
        tags: dict[int, list[str]] = defaultdict(list)
        for post_id, name in _TAGS(ids=ids):
            tags[post_id].append(name)
        people = gathering.people_by_id(persons)
        pictures = gathering.picture_rows([post.pk for post in posts if post.has_pictures])
        return cls(
            people=people,
            whom=whom,
            uris=dict(_URIS(ids=list(others))),
            pictures={id_: gathering.pictures_of(rows) for id_, rows in pictures.items()},
            tags=tags,
            pages=dict(_PAGES(ids=[id_ for id_, person in people.items() if not person.server.is_local])),
            containers=dict(_CONTAINERS(threads=[post.thread for post in posts if audience.is_within(post)])),
            polls=poll_results.shown(None, {post.pk: people[post.author_id] for post in posts if post.has_poll}),
            emoji=emoji.by_id({id_ for post in posts for id_ in post.emoji}),
        )


def _note(post: Post, around: Around, readers: Collection[Person] | None) -> Document:
    author = around.people[post.author_id]
    whom = around.whom[post.pk]
    to, cc = audience.lines(post, author, whom, around.people, readers)
    named = [around.people[id_] for id_ in whom.named if id_ in around.people]
    content = _content(post, named, around)
    answered = around.uris.get(post.in_reply_to_id or 0)
    return {
        "@context": WORDS,
        "id": post.uri,
        "type": "Question" if post.pk in around.polls else "Note",
        "url": addresses.post_page(author, post.pk),
        "attributedTo": author.uri,
        "to": to,
        "cc": cc,
        "published": moment(post.published),
        **({"updated": moment(post.edited_at)} if post.edited_at else {}),
        **({"inReplyTo": answered} if answered else {}),
        **({"summary": post.warning} if post.warning else {}),
        "sensitive": bool(post.warning) or post.is_sensitive or author.covered_at is not None,
        "content": content,
        **({"contentMap": {post.language: content}} if post.language else {}),
        "source": {"content": post.source, "mediaType": "text/markdown"},
        "attachment": [_picture(picture) for picture in around.pictures.get(post.pk, ())],
        "tag": [*map(_mention, named), *map(_hashtag, around.tags.get(post.pk, ())), *_emoji(post, around)],
        **_poll(around.polls.get(post.pk)),
        **_quote(post, around.uris),
        "interactionPolicy": {"canQuote": {"automaticApproval": [_who_may_quote(post, author)]}},
        "replies": f"{post.uri}/replies",
        "likes": f"{post.uri}/likes",
        "shares": f"{post.uri}/shares",
        **_context(post, around),
    }


def _content(post: Post, named: Iterable[Person], around: Around) -> str:
    """The cleaned HTML, with whole addresses; names of people elsewhere lead to where they live."""
    html = post.html
    for person in named:
        if not person.server.is_local:
            page = escape(around.pages.get(person.pk) or person.uri)
            html = html.replace(f'href="/@{person.name}@{person.server.domain}"', f'href="{page}"')
    html = whole_links(html)
    quoted = escape(around.uris.get(post.quotes_id or 0, "")) if post.quote_state != QuoteState.REVOKED else ""
    return f'{html}<p class="quote-inline">RE: <a href="{quoted}">{quoted}</a></p>' if quoted else html


def _picture(picture: Picture) -> Document:
    """What is played, or the largest of its files, with the words that tell it (Mastodon's documentation: attachment)."""
    file: dict[str, Any] = picture.played or picture.files[-1]
    return {
        "type": _ATTACHED[picture.kind],
        "mediaType": file["type"],
        "url": addresses.media(file["name"]),
        "name": picture.alt or None,
        **({"width": file["width"], "height": file["height"]} if picture.kind != Kind.SOUND else {}),
        **({"duration": f"PT{picture.seconds:.3f}S"} if picture.played else {}),
        **({"icon": _icon(picture.files)} if picture.played and picture.files else {}),
        **({"blurhash": picture.blurhash} if picture.blurhash else {}),
        **({"focalPoint": [picture.focus_x, picture.focus_y]} if picture.focus_x or picture.focus_y else {}),
    }


def _icon(files: list[dict[str, Any]]) -> Document:
    """What is seen of a film until it is played, of a sound its cover."""
    file = files[min(1, len(files) - 1)]
    return {"type": "Image", "mediaType": file["type"], "url": addresses.media(file["name"])}


_ATTACHED: dict[str, str] = {Kind.IMAGE: "Image", Kind.SOUND: "Audio", Kind.FILM: "Video", Kind.GIFV: "Video"}


def _poll(poll: poll_results.Shown | None) -> Document:
    """A poll as a Question (Mastodon's documentation): its results where they are not hidden until the end."""
    if poll is None:
        return {}
    answers = [
        {
            "type": "Note",
            "name": answer.words,
            **({} if answer.votes is None else {"replies": {"type": "Collection", "totalItems": answer.votes}}),
        }
        for answer in poll.answers
    ]
    ends = moment(poll.ends_at) if poll.ends_at else ""
    return {
        "anyOf" if poll.several else "oneOf": answers,
        **({"endTime": ends} if ends else {}),
        **({"closed": ends} if ends and poll.over else {}),
        **({} if poll.voters is None else {"votersCount": poll.voters}),
    }


def _mention(person: Person) -> Document:
    return {"type": "Mention", "href": person.uri, "name": f"@{person.name}@{person.server.domain}"}


def _hashtag(name: str) -> Document:
    return {"type": "Hashtag", "href": f"{origin()}/mots/{quote(name)}", "name": f"#{name}"}


def _emoji(post: Post, around: Around) -> list[Document]:
    return [emoji_tag(around.emoji[id_]) for id_ in post.emoji if id_ in around.emoji]


def _quote(post: Post, uris: Mapping[int, str]) -> Document:
    """What is quoted, in the four spellings that are read out there; ours carries the stamp of consent (FEP-044f)."""
    uri = uris.get(post.quotes_id or 0)
    if not uri or post.quote_state == QuoteState.REVOKED:
        return {}
    ours = {"quoteAuthorization": quote_authorization_uri(uri, post.pk)} if addresses.is_of_here(uri) else {}
    return {"quote": uri, "quoteUrl": uri, "quoteUri": uri, "_misskey_quote": uri, **ours}


def quote_authorization_uri(quoted_uri: str, quoting: int) -> str:
    """Return the address of the consent to a quote: of words written here, by the post with the id `quoting`."""
    return f"{quoted_uri}/quoted-by/{quoting}"


def _who_may_quote(post: Post, author: Person) -> str:
    """Whoever may share: everybody, or nobody but the author (rule 30)."""
    return addresses.PUBLIC if post.visibility in OPEN_TO_ALL else author.uri


def _context(post: Post, around: Around) -> Document:
    """The thread as a collection of posts (FEP-7888), where it began here; of words for some, a container (FEP-171b)."""
    if addresses.is_of_here(around.uris.get(post.thread, "")):
        container = addresses.container(post.thread)
        is_container = post.visibility in audience.FOR_SOME  # then it holds activities (FEP-f228: `contextHistory`)
        return {"context": container, **({"contextHistory": container} if is_container else {})}
    within = around.containers.get(post.thread, "")
    return {"context": within} if within else {}


_PAGES = Compiled[tuple[int, str]](
    lambda ids: Actor.objects.filter(person_id__in=ids).values_list("person_id", "url"), ids=list
)
_CONTAINERS = Compiled[tuple[int, str]](
    lambda threads: Container.objects.filter(post_id__in=threads).values_list("post_id", "uri"), threads=list
)
_URIS = Compiled[tuple[int, str]](lambda ids: Post.objects.filter(pk__in=ids).values_list("pk", "uri"), ids=list)
_TAGS = Compiled[tuple[int, str]](
    lambda ids: Tagged.objects.filter(post_id__in=ids).order_by("pk").values_list("post_id", "tag__shown"), ids=list
)
