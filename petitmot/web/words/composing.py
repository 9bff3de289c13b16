"""The one way a composer is answered: shown, kept as a draft, warned about, refused with everything kept, or published."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect

from petitmot.federation import finding
from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.look.moments import when
from petitmot.people import pace
from petitmot.people.models import Person
from petitmot.posts import audiences, drafts, scheduling, showing
from petitmot.posts.audiences import To
from petitmot.posts.content import Content
from petitmot.posts.models import Post, Visibility
from petitmot.posts.publishing import publish
from petitmot.web.emoji import offered
from petitmot.web.pages import MemberRequest, form_or_refusal, show
from petitmot.web.pictures import joining
from petitmot.web.pictures.joining import Joined
from petitmot.web.telling import tell
from petitmot.web.who import page_of
from petitmot.web.words import later
from petitmot.web.words.choices import choices, circle_choices, language_choices, lasts
from petitmot.web.words.composer import Composer
from petitmot.web.words.written import Written, audience_of, content_of, from_draft, from_form, sheet_of


def answer(request: MemberRequest, composer: Composer, first: Written) -> HttpResponse:
    """Answer GET and POST of a composer. `first` is what stands in it where there is no draft."""
    if request.method != "POST":
        draft = drafts.find(request.person, composer.key)
        return form(request, composer, from_draft(draft) if draft else first, is_draft=draft is not None)
    written = from_form(request)
    joined = joining.attend(request, written)
    if joined.refusal or joined.is_only_joining:
        return form(request, composer, written, refusal=joined.refusal, joined=joined)
    if "brouillon" in request.POST:
        drafts.save(request.person, composer.key, written.words, written.settings())
        messages.success(request, _("Brouillon gardé."), extra_tags=f"draft:{composer.key}")
        return HttpResponseRedirect("/brouillons/")
    return form_or_refusal(
        lambda: _publish(request, composer, written, joined),
        lambda refusal: form(request, composer, written, refusal=refusal, joined=joined),
    )


def _publish(request: MemberRequest, composer: Composer, written: Written, joined: Joined) -> HttpResponse:
    author = request.person
    finding.meet(f"{written.words} {_as_named(written.people)}", by=author)
    content = content_of(written, author, joined.pictures)
    to = _audience(composer, written, author)
    if joined.lacks_words and "sans-description" not in request.POST:
        return form(request, composer, written, joined=joined, asks_words=True)
    out = audiences.outside(author, to, content.mentions, composer.answers)
    if out and "nommer" not in request.POST:
        return form(request, composer, written, outside=out, joined=joined)
    if out and request.POST["nommer"] == "avec":
        to = replace(to, people=(*to.people, *out))
    pace.spend(author, "write")
    if written.later:
        return _keep_for_later(request, composer, written, content, to)
    post = publish(author, content, to, answers=composer.answers, quotes=composer.quotes)
    drafts.forget(author, composer.key, sheet=sheet_of(request))
    messages.success(request, said(post, content), extra_tags=f"draft:{composer.key}")
    return HttpResponseRedirect(after(request, post))


def _as_named(people: str) -> str:
    """Return the addresses of a line of people as a text would name them."""
    return " ".join(
        f"@{handle.removeprefix('@')}" for handle in people.replace(",", " ").replace(";", " ").split()[:50]
    )


def _keep_for_later(
    request: MemberRequest, composer: Composer, written: Written, content: Content, to: To
) -> HttpResponse:
    planned = later.plan(written, content, to, composer.answers, composer.quotes)
    row = scheduling.schedule(request.person, planned, later.moment_of(written.later))
    drafts.forget(request.person, composer.key, sheet=sheet_of(request))
    said = _("C’est gardé : vos mots partiront %(moment)s.", moment=when(row.at))
    messages.success(request, said, extra_tags=f"draft:{composer.key}")
    return HttpResponseRedirect(later.LIST)


def _audience(composer: Composer, written: Written, author: Person) -> To:
    if composer.is_bounded and composer.answers is not None and written.whom != Visibility.NAMED:
        return To(Visibility(composer.answers.visibility))
    if composer.answers is not None and written.whom == Visibility.NAMED:
        return To(Visibility.NAMED, people=(composer.answers.author,))
    return audience_of(written, author)


def said(post: Post, content: Content) -> str:
    """Return the sentence said once words are out."""
    return _("Votre réponse est partie.") if post.in_reply_to_id else _("C’est écrit.")


def after(request: MemberRequest, post: Post) -> str:
    """Return the address of the page where the new words stand."""
    return f"{page_of(post.author)}/{post.pk}"


def form(
    request: MemberRequest,
    composer: Composer,
    written: Written,
    *,
    refusal: Refusal | None = None,
    outside: list[Person] | None = None,
    is_draft: bool = False,
    joined: Joined | None = None,
    asks_words: bool = False,
) -> HttpResponse:
    """Show the composer with what was typed. `asks_words`: ask once, kindly, for words that tell the pictures."""
    wrong = {refusal.field or "words": refusal.sentence} if refusal else {}
    about = composer.answers or composer.quotes
    told = tell(request.person, showing.show(request.person, [about.pk])) if about else []
    template = "web/words/inline.html" if request.headers.get("HX-Request") else composer.template
    return show(
        request,
        template,
        status=refusal.status if refusal else 200,
        place="write",
        composer=composer,
        sheet=sheet_of(request) or drafts.new_sheet(),
        written=written,
        wrong=wrong,
        listed=list(wrong.items()),
        about=told[0] if told else None,
        outside=outside or [],
        may_let_in=not composer.is_bounded,
        is_draft=is_draft,
        choices=choices(request.person, composer),
        circles=circle_choices(request.person),
        languages=language_choices(request.person),
        pictures=joined.pictures if joined else joining.find(written, request.person),
        asks_words=asks_words,
        asked_words=asks_words or "sans-description" in request.POST,
        approves=request.person.approves_followers,
        most=5000,
        lasts=lasts(),
        soonest=later.soonest(),
        emoji=offered(),
    )
