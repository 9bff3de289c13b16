"""The quiet line (rule 37): names, no figure, of what Today holds for this reader."""

from petitmot.people import distance
from petitmot.people.models import Person
from petitmot.posts.models import Post, Visibility
from petitmot.reading.models import ReadPost


def line(world, reader, since=0):
    return world.client(reader).get(f"/vivant/ligne/?depuis={since}")


def text(answer):
    return answer.content.decode().strip()


def test_rule_37_the_line_says_names_and_no_figure(world):
    delphine, marco = world.extra("delphine"), world.extra("marco")
    for author in (delphine, marco):
        world.follow(world.ana, author)
    before = Post.objects.count() and Post.objects.latest("pk").pk
    world.says(delphine)
    assert text(line(world, world.ana, before)) == '<a href="/">Delphine a écrit</a>'
    world.says(marco)
    last = world.says(delphine, "Encore.")
    assert text(line(world, world.ana, before)) == '<a href="/">Delphine et Marco ont écrit</a>'
    assert line(world, world.ana, last.pk).status_code == 204
    for name in ("eric", "fabien", "lucie"):
        world.follow(world.ana, world.extra(name))
        world.says(Person.objects.get(name=name))
    assert text(line(world, world.ana, before)) == '<a href="/">Delphine, Marco et d’autres ont écrit</a>'
    assert not ReadPost.objects.exists()


def test_the_line_tells_only_what_the_reader_may_see_and_wants_to_hear(world):
    world.follow(world.ana, world.bruno)
    world.says(world.bruno, "Pour mes contacts.", Visibility.CONTACTS)
    assert line(world, world.ana).status_code == 204
    world.says(world.bruno)
    assert line(world, world.ana).status_code == 200
    assert line(world, world.esther).status_code == 204
    distance.mute(world.ana, world.bruno)
    assert line(world, world.ana).status_code == 204


def test_a_hostile_name_is_only_a_name(world):
    world.follow(world.ana, world.bruno)
    Person.objects.filter(pk=world.bruno.pk).update(display_name="<script>alert(1)</script>")
    world.says(Person.objects.get(pk=world.bruno.pk))
    assert text(line(world, world.ana)) == '<a href="/">&lt;script&gt;alert(1)&lt;/script&gt; a écrit</a>'


def test_the_line_takes_few_queries(world, django_assert_max_num_queries):
    world.follow(world.ana, world.bruno)
    for _number in range(30):
        world.says(world.bruno)
    client = world.client(world.ana)
    client.get("/vivant/ligne/")
    with django_assert_max_num_queries(14):
        client.get("/vivant/ligne/")


def test_the_frame_names_the_stream_for_members_only(world):
    assert 'data-live="/vivant/" data-since="' in world.client(world.ana).get("/").content.decode()
    assert "data-live" not in world.client().get("/").content.decode()
