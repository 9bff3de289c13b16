"""A small house in which every page has something to show. Runs inside the house: see `deeds.py`."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from petitmot.kit import clock
from petitmot.moderation import limiting, reporting
from petitmot.people import (
    circles,
    contacts,
    distance,
    filters,
    follows,
    introductions,
    invitations,
    profiles,
    remarks,
    selecting,
    selections,
)
from petitmot.people.models import Account, ContactRequest, Person, Selection, WordFilter
from petitmot.posts import drafts, editing, liking, picturing, polls, scheduling
from petitmot.posts.audiences import To
from petitmot.posts.content import typed
from petitmot.posts.models import Picture, Post, Scheduled, Version, Visibility
from petitmot.posts.publishing import publish
from petitmot.reading import tags

# One of each paper of the desk: words for me, a ready-made sentence, something to sell.
NOTES = {
    "nils": "Bonjour Hélène, votre mot sur le bac de Jargeau m’a ramené trente ans en arrière : mon oncle y passait ses "
    "brebis. Savez-vous si l’on peut encore traverser à la Saint-Jean ?",
    "odile": "Bonjour, je souhaite vous ajouter à mon réseau professionnel.",
    "pacome": "Découvrez notre offre exceptionnelle : 500 abonnés garantis pour 29 euros, cliquez sur https://exemple.fr",
}
SAID = (
    "La Loire a monté de deux doigts cette nuit. #loire",
    "Le mot du jour : **ripisylve**, la forêt qui boit au bord de la rivière.\n\n- l’aulne\n- le saule\n- le frêne",
    "Qui aurait une échelle à prêter samedi ? La nôtre a trouvé plus haut que nous.",
    "> Il n’y a pas de petit cours d’eau.\n\nEntendu ce matin au marché, entre les poireaux et les pommes.",
)


def fill(names: dict[str, Person]) -> None:
    """Give `helene` a table with something of everything; `names` are the people, by the names used here."""
    helene, muriel, delphine = names["helene"], names["muriel"], names["delphine"]
    for friend in (muriel, delphine):
        request = contacts.ask(friend, helene, words="Nous nous sommes parlé devant le lavoir, un matin de gel.")
        contacts.accept(request, helene, words="Je me souviens du gel, et du thermos.")
    follows.follow(helene, muriel)
    posts = [publish(author, typed(words)) for author in (muriel, delphine) for words in SAID]
    publish(delphine, typed("Nous en avons une, je la dépose vendredi."), answers=posts[2])
    publish(helene, typed("Merci à vous deux !"), answers=posts[2])
    publish(delphine, typed("Un mot à ne pas lire à table.", warning="Il y est question de limaces"))
    snack = polls.typed(["Des crêpes", "Une tarte aux coings"], timedelta(days=2))
    publish(delphine, typed("Qu’apporte-t-on samedi, pour le goûter ?", poll=snack))
    liking.like(helene, posts[1])
    publish(muriel, typed("Le thermos est resté chez toi, je crois."), To(Visibility.NAMED, people=(helene,)))
    for name, words in NOTES.items():
        contacts.ask(names[name], helene, words=words)
    follows.follow(names["quentin"], helene)
    asked = contacts.ask(helene, names["rose"], words="Votre four à pain est-il celui de la rue des Meules ?")
    contacts.accept(asked, names["rose"], words="Le même ! Il cuit le premier samedi du mois.")
    contacts.ask(helene, names["simon"], words="J’ai lu vos pages sur les crues. Où trouve-t-on les relevés de 1856 ?")
    introductions.introduce(muriel, *_contacts_to_introduce(muriel, helene, names["tilda"]), words="Deux rameuses.")
    circles.fill(circles.form(helene, "Le lavoir"), helene, [muriel, delphine])
    circles.fill(circles.close_ones(helene), helene, [muriel])
    selection = selections.form(helene, "Les gens du lavoir", words="Ils m’ont appris à regarder l’eau.")
    for friend in (muriel, delphine):
        profiles.describe(friend, selected_by="followed")
        selecting.choose(selection, helene, friend)
    selecting.choose(selections.form(muriel, "Celles qui rament", words="On part au petit matin."), muriel, helene)
    distance.mute(helene, names["quentin"])
    filters.add_words(helene, filters.make(helene, "Le sport", ["home", "public"], action="hide").pk, "mercato")
    distance.block(helene, names["ursule"])
    distance.block_server(helene, "bruyant.example")
    remarks.note(helene, muriel, "Rencontrée au marché de la Toussaint. Elle cherche des plans de barques.")
    tags.follow(helene, "brume")


def _contacts_to_introduce(by: Person, one: Person, other: Person) -> tuple[Person, Person]:
    contacts.accept(contacts.ask(other, by, words="La barque verte, c’était vous ?"), by, words="C’était moi.")
    return one, other


def frost(owner: Person) -> Picture:
    """A picture of one's own, drawn here."""
    drawn = io.BytesIO()
    Image.radial_gradient("L").resize((960, 640)).save(drawn, "PNG")
    return picturing.take_picture(owner, ContentFile(drawn.getvalue(), "givre.png"), alt="Du givre sur une vitre.")


def furnish(me: Person, newcomer: Person) -> dict[str, Any]:
    """Add what a house may lack: an invitation, a draft, something kept, edited, accepted without words, reported."""
    _made, token = invitations.invite(me, words="Tu manques à la chorale, et ici aussi.", for_whom="Cécile")
    drafts.save(me, "new", "La barque est repeinte, reste à")
    others = Post.objects.filter(visibility=Visibility.PUBLIC, shares=None).exclude(author=me)
    for post in others.filter(author__followed_by__follower=me).order_by("-pk")[:2]:
        liking.keep(me, post)
    if not Post.objects.filter(author=me, visibility=Visibility.PUBLIC).exists():
        publish(me, typed("Premier givre sur les vitres."))
    if not Scheduled.objects.filter(owner=me).exists():
        scheduling.schedule(me, scheduling.Plan("Ce soir : soupe, et qui veut."), clock.now() + timedelta(hours=5))
    if not Version.objects.filter(post__visibility=Visibility.PUBLIC).exists():
        mine = Post.objects.filter(author=me, visibility=Visibility.PUBLIC, shares=None).order_by("-pk")[0]
        editing.edit(mine, me, typed(mine.source + "\n\nEt le soleil est revenu."))
    if not Post.objects.filter(visibility=Visibility.PUBLIC, has_pictures=True).exists():
        publish(me, typed("Le givre, de près.", pictures=[frost(me)]))
    if not ContactRequest.objects.filter(asked=me, state="accepted", acceptance_words="").exists():
        contacts.accept(contacts.ask(newcomer, me, words="Je viens d’arriver par Lucie, qui chante avec vous."), me)
    if not WordFilter.objects.filter(owner=me).exists():
        filters.add_words(me, filters.make(me, "Le sport", ["home", "public"], action="hide").pk, "mercato")
    if not Selection.objects.filter(owner=me).exists():
        selections.form(me, "Les gens du quai", words="On s’y croise au petit matin.")
    shown = others.order_by("-pk").first()
    if shown is not None:
        reporting.report(
            me, shown.author, reason="other", words="Ces mots ne me paraissent pas à leur place.", posts=[shown]
        )
    keeper = Account.objects.filter(role=Account.Role.OPERATOR).first()
    if keeper is not None:
        why = limiting.Decided(public_comment="Des insultes, chaque jour.", rejects_media=True)
        limiting.decide(keeper, "pirates.example", why)
    return {"invitation": token, "at": clock.now().isoformat()}
