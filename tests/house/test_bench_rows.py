"""What the bench writes straight into the tables is what publishing writes: else its figures are of another house."""

from bench import filling
from petitmot.people.models import Person
from petitmot.posts.audiences import To
from petitmot.posts.content import typed
from petitmot.posts.models import Audience, Mention, Post, Tagged
from petitmot.posts.publishing import publish
from petitmot.reading.models import PostText

OWN = {"id", "uri", "published", "arrived", "thread"}  # of each post its own


def values(post: Post) -> dict[str, object]:
    return {
        field.attname: getattr(post, field.attname) for field in Post._meta.concrete_fields if field.name not in OWN
    }


def test_rows_of_the_bench_equal_published_ones(world):
    for text, filled in zip(filling.SAID, filling.rows(len(filling.SAID), [world.ana]), strict=True):
        published = Post.objects.get(pk=publish(world.ana, typed(text), To()).pk)
        world.settle()
        filling._write([filled])
        written = Post.objects.get(pk=filled.id)
        assert values(written) == values(published)
        assert (written.thread, published.thread) == (written.pk, published.pk)
        assert written.uri.rpartition("/")[2] == str(written.pk) and published.uri.rpartition("/")[2] == str(
            published.pk
        )
        texts = dict(PostText.objects.filter(post__in=[written, published]).values_list("post_id", "text"))
        assert texts[written.pk].split() == texts[published.pk].split()
        for kind in (Audience, Mention, Tagged):
            assert not kind.objects.filter(post__in=[written, published]).exists()


def test_people_of_the_bench_have_what_people_have(world):
    person = filling._people(1)[0]
    assert person.manners.lapse_days == world.ana.manners.lapse_days
    assert person.circles.count() == world.ana.circles.count()
    assert Person.objects.present().here().filter(pk=person.pk).exists()
