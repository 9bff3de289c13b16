"""People and words with which the parts are shown."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace as It
from typing import Any

from markupsafe import Markup

NOW = dt.datetime(2026, 11, 22, 17, 42, tzinfo=dt.UTC)


def ago(**how: float) -> dt.datetime:
    return NOW - dt.timedelta(**how)


def _person(name: str, line: str, handle: str = "", face: str = "", seed: str = "") -> Any:
    short = name.split()[0]
    handle = handle or f"{short.lower()}@petitmot.example"
    return It(name=name, short=short, handle=handle, url="#" + short, face=face, line=line, seed=seed or handle)


helene = _person("Hélène Marchand", "conceptrice-rédactrice à Orléans", seed="helene4")
muriel = _person("Muriel Vasseur", "libraire à Meung-sur-Loire", seed="m3")
delphine = _person("Delphine Roche", "photographe à Gien", face="/photo/1.jpg")
marco = _person("Marco Ferri", "professeur de lettres", seed="marco2")
nora = _person("Nora Belkacem", "cheffe de chœur", seed="nora9")
eric = _person("Eric Lemoine", "veilleur de nuit", face="/photo/2.jpg")
camille = _person("Camille Oudin", "peintre en lettres, près d’Orléans", seed="camille7")
bernard = _person("Bernard Tessier", "retraité des postes")
leila = _person("Leïla Haddad", "institutrice à Jargeau", seed="leila1")
karim = _person("Karim B.", "", handle="karim@jardins.example")
sophie = _person("Sophie Lamy", "chargée de projets")
kevin = _person("Kévin, Leadboost", "croissance et prospection", seed="kev")
long_name = _person(
    "Marie-Antoinette Van der Straeten-Ponthoz",
    "",
    handle="marie-antoinette.van-der-straeten@un-tres-long-serveur.example",
)


def _post(author: Any, html: str, when: dt.datetime, **more: Any) -> Any:
    _post.made = getattr(_post, "made", 0) + 1  # type: ignore[attr-defined]
    return It(id=_post.made, author=author, html=Markup(html), when=when, url="#", lang="fr", **more)  # type: ignore[attr-defined]


POSTS = [
    _post(
        delphine,
        "<p>Étang du Puits, sept heures et quart. J’ai attendu que la brume se lève. Elle n’a pas voulu, et elle a eu bien raison.</p>",
        ago(hours=9, minutes=28),
        pictures=[It(src="/photo/9.jpg", width=1200, height=820, alt="Un étang sous la brume, une barque", href="#")],
        pictures_first=True,
        liked_by="Odile, Yann et deux autres que vous connaissez aiment ces mots.",
    ),
    _post(
        nora,
        "<p>Il nous manque une voix d’homme pour le concert du 12 décembre. Pas besoin de lire la musique, il faut juste savoir écouter son voisin. Qui connaît quelqu’un qui chante sous la douche, à Olivet ou pas loin ?</p>",
        ago(hours=8),
        audience="pour quelques personnes",
        replies=[
            _post(
                bernard,
                "<p>Mon frère. Il chante juste et il ne le sait pas. Je lui en parle à table tout à l’heure.</p>",
                ago(hours=7),
            ),
            _post(nora, "<p>Dis-lui qu’il y a du gâteau après. C’est comme ça qu’on a eu Joseph.</p>", ago(hours=6.8)),
        ],
    ),
    _post(
        marco,
        "<p>Dimanche, il pleut, les pommes sont molles : c’est le jour.</p><p>Mon conseil tient en un mot, <em>patience</em>.</p>",
        ago(hours=5),
        shared_by="Delphine",
        card=It(
            url="#",
            site="Le journal de Fabien",
            title="La tatin n’aime pas qu’on la presse",
            description="Six minutes, et une recette",
            image="/photo/5.jpg",
        ),
    ),
    _post(
        muriel,
        "<p>Je n’aurais pas mieux dit.</p>",
        ago(hours=4),
        edited=ago(hours=3),
        quote=_post(
            long_name, "<p>On ne range pas une bibliothèque, on la déplace de quelques centimètres.</p>", ago(days=2)
        ),
    ),
    _post(eric, "<p>Elle meurt à la fin, et pourtant on rit.</p>", ago(hours=3), warning="La fin du film de jeudi"),
    _post(
        camille,
        "<p>Trois enseignes, trois jours de pluie entre deux couches.</p>",
        ago(hours=2),
        pictures=[It(src=f"/photo/{n}.jpg", width=900, height=700, alt="Une enseigne peinte") for n in (11, 12, 13)],
    ),
]
READ = [
    _post(
        eric,
        "<p>BNFS à vous toutes et tous. La lune est à demi pleine au-dessus des toits. Faites de beaux songes.</p>",
        ago(hours=19),
        read=True,
    ),
    _post(
        marco,
        "<p>« La parole est moitié à celui qui parle, moitié à celui qui l’écoute. »</p>",
        ago(hours=10),
        read=True,
    ),
]
LETTERS = [
    (False, nora, "Hélène, tu viens dimanche ? Il y aura Paul, et le gâteau dont je t’ai parlé.", ago(days=1, hours=3)),
    (
        True,
        helene,
        "Je viens. J’apporte les partitions, et la recette de ma tante contre le trac, qui consiste à oublier les paroles et à sourire.",
        ago(days=1, hours=2),
    ),
    (False, nora, "C’est la mienne aussi.", ago(hours=2)),
]
CAMILLE = """Bonjour Hélène,

j’ai lu votre article sur les gens qu’on collectionne un dimanche matin, à voix haute, à mon mari qui n’avait rien demandé. Je peins des enseignes à Saint-Jean-de-la-Ruelle, et moi aussi on me demande « combien tu en fais » avant « pour qui ».

Vous demandez un mot que j’aime : guilleret. Il sautille tout seul."""


class Field:
    """Looks like a bound field of a Django form."""

    def __init__(self, name: str, label: str, value: str = "", error: str = "", hint: str = "") -> None:
        self.name, self.label, self.value, self.error, self.hint = name, label, value, error, hint


PEOPLE = [muriel, delphine, marco, nora, eric, camille, bernard, leila, karim, sophie, kevin, long_name]
CONTEXT: dict[str, Any] = {name: value for name, value in globals().items() if not name.startswith("_")}
