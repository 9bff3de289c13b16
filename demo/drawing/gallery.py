"""Every drawing by its name, and the words that tell the pictures to who does not see them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PIL import Image

from demo.drawing import banners, country, kitchen, loire, portraits, rooms, town, workshop

PICTURES: dict[str, Callable[[], Image.Image]] = {
    **loire.SCENES,
    **town.SCENES,
    **country.SCENES,
    **kitchen.SCENES,
    **rooms.SCENES,
    **workshop.SCENES,
}
BANNERS: dict[str, Callable[[], Image.Image]] = {**banners.SCENES}
PORTRAITS: dict[str, Callable[[], Image.Image]] = {name: partial(portraits.portrait, name) for name in portraits.FACES}

ALT = {
    "etang": "Un étang au lever du jour : la brume tient les peupliers par les pieds, une barque noire, des roseaux au premier plan.",
    "pont_soir": "Le pont George-V au couchant, ses lampes allumées, les arches refermées en cercles par leur reflet.",
    "pont_matin": "Le même pont dans le brouillard du matin, presque effacé ; quelques oiseaux au-dessus.",
    "loire_basse": "La Loire très basse en août : de grands bancs de sable blond, des chenaux bleus, trois mouettes, un saule.",
    "heron_aube": "Un héron sur une patte dans l’eau dorée du matin, entre deux touffes de roseaux.",
    "toue": "Un bateau plat de Loire sous sa grande voile carrée, un homme à la barre, des arbres roux sur l’autre rive.",
    "etourneaux": "Un nuage d’étourneaux ondule au-dessus du fleuve, dans un ciel violet et orange.",
    "phare": "Un phare rouge et blanc à la tombée de la nuit, son faisceau sur la mer, une maison à la fenêtre éclairée.",
    "lucarne": "La nuit, en face, une lucarne éclairée : quelqu’un de dos à sa table, sous une lampe. Sur mon rebord, une tasse qui fume.",
    "toits_lune": "Des toits d’ardoise au petit matin, deux fenêtres allumées, une lune pâle encore haute.",
    "pluie_tram": "La rue vue par la vitre mouillée d’un tram : des lumières floues, un parapluie rouge, la silhouette d’un voyageur.",
    "vitrine": "La vitrine de la librairie, éclairée au soir : des livres debout, une lampe, un chat gris couché, et le reflet d’une passante.",
    "escalier": "Un escalier de pierre en colimaçon vu d’en haut ; trois enfants descendent l’un derrière l’autre.",
    "cartable": "De dos, dans une rue claire, un énorme cartable jaune d’où dépassent deux couettes et deux chaussures.",
    "cathedrale": "Les deux tours de la cathédrale dans la lumière du soir ; en bas, la rue est déjà dans l’ombre.",
    "peupliers": "Une rangée de peupliers qui commencent à jaunir, le long d’un fossé plein d’eau.",
    "bouleaux": "Un chemin couvert de feuilles jaunes entre des troncs de bouleaux.",
    "collines": "Des collines nues de novembre, des rangs de vigne sans feuilles, une petite maison qui fume.",
    "givre": "Un pré blanc de givre, une barrière, un soleil bas, une branche d’églantier avec ses fruits rouges.",
    "banc": "Un banc vert dans un parc d’automne ; les feuilles en ont pris une moitié, un livre est posé sur l’autre.",
    "linge": "Du linge à contre-jour sur un fil : un grand drap blanc, une serviette bleue, deux chaussettes.",
    "tatin": "Une tarte tatin dans un plat blanc, les quartiers caramélisés en rosace, une cuillère, un torchon rayé.",
    "tatin_crue": "Des quartiers de pommes crus, rangés en rosace dans une poêle noire, avec du sucre et des morceaux de beurre.",
    "coings": "Des coings jaunes dans un saladier bleu, un autre à côté, avec sa feuille et un couteau.",
    "coings_fenetre": "Cinq coings sur le rebord d’une fenêtre, éclairés par l’après-midi.",
    "soupe": "Un bol de soupe à l’oignon sous son fromage fondu, de la vapeur, une cuillère, un morceau de pain.",
    "marche_stand": "L’étal d’Aïcha sous son auvent rouge et blanc : elle sourit et tend la monnaie par-dessus les cageots.",
    "marche_soir": "Le même étal au soir, ses cageots pleins sous trois ampoules, la rue violette derrière.",
    "marche_fruits": "Des tomates de toutes les formes et de toutes les couleurs sur des planches, avec quelques figues.",
    "canape": "Un canapé rouge à trois places dans un foyer de théâtre, un lampadaire, des verres sur une table basse.",
    "canape_affiche": "Une affiche rouge et crème : « regretté », le dessin du canapé, « trois places, deux coussins, un accoudoir qui en sait long. Récompense : du café ».",
    "canape_atelier": "Le canapé rouge au milieu d’un atelier de vélos, un pull rayé oublié sur le dossier.",
    "velos": "Trois vélos dans un atelier, un bleu, un rouge avec son panier, un jaune ; les outils au mur.",
    "chaises": "Une salle vide le soir : des chaises tournées dans tous les sens, un pupitre avec sa partition, une écharpe rouge.",
    "bequilles": "Deux béquilles, l’une rouge, l’autre bleue, appuyées contre un mur jaune, et une basket blanche.",
    "clarinette": "Une clarinette posée en travers d’une partition, avec une paire de lunettes rondes.",
    "chat_fenetre": "Un chat gris, très droit, sur le rebord d’une fenêtre, à côté d’un géranium ; le soir tombe derrière.",
    "chat_presse": "Le même chat gris assis sur une presse d’imprimerie, sous des affiches qui sèchent ; trois traces de pattes à l’encre.",
}


_SHELVES: dict[str, dict[str, Callable[[], Image.Image]]] = {
    "picture": PICTURES,
    "banner": BANNERS,
    "portrait": PORTRAITS,
}


def names() -> list[tuple[str, str]]:
    """Every drawing, as its kind (picture, banner, portrait) and its name."""
    return [(kind, name) for kind, shelf in _SHELVES.items() for name in shelf]


def draw_one(folder: Path, kind: str, name: str) -> Path:
    """Draw one into a folder, as a PNG file."""
    path = folder / f"{kind}-{name}.png"
    _SHELVES[kind][name]().save(path, compress_level=1)
    return path


def missing_alt(names: Iterable[str] = PICTURES) -> list[str]:
    """Pictures that nothing tells."""
    return [name for name in names if not ALT.get(name)]
