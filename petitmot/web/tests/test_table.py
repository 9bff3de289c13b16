"""What lies on one's table, with names (rules 26 and 36)."""

from petitmot.attentions import winks
from petitmot.people import contacts
from petitmot.web import table
from petitmot.web.tests.test_asking_pages import text
from tests.world import WORDS


def test_rule_36_the_table_holds_thanks_winks_and_who_asks_with_names(world):
    request = contacts.ask(world.ana, world.bruno, words=WORDS)
    contacts.accept(request, world.bruno, words="Entrez.")
    world.follow(world.ana, world.esther)
    winks.wink(world.esther, world.ana)
    for name in ("camille", "leila", "sophie"):
        contacts.ask(world.extra(name), world.ana, words=WORDS)
    world.settle()
    lines = table.laid(world.ana)
    assert [line.url for line in lines] == [f"/remercier/{request.pk}/", "/clins-d-oeil/", "/demandes/"]
    page = text(world.client(world.ana).get("/"))
    assert "Remercier Bruno Keller" in page and "Esther vous fait un clin d’œil." in page
    assert "et quelques autres aimeraient vous connaître" in page


def test_an_empty_table_asks_little_of_the_database(world, django_assert_max_num_queries):
    assert world.ana
    with django_assert_max_num_queries(8):
        assert table.laid(world.ana) == []
