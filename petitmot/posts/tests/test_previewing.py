"""Link previews, against a real server on loopback, which only a setting opens."""

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from petitmot.kit import clock
from petitmot.kit.refusals import TryLater
from petitmot.people import circles
from petitmot.posts import editing, previewing
from petitmot.posts.audiences import To
from petitmot.posts.content import typed
from petitmot.posts.events import WordsPublished
from petitmot.posts.models import LinkPreview, Post, Visibility
from petitmot.posts.tests.uploads import located

PAGE = b"""<html><head><meta charset=utf-8><meta property=og:title content="L'\xc3\xa9tang de la Jonchere">
<meta property=og:description content="Une promenade"><meta property=og:site_name content="Sentiers">
<meta property=og:image content=/photo.jpg></head><body>x</body></html>"""


class Elsewhere:
    """A small site: what it answers by path, and what it was asked for."""

    def __init__(self):
        self.answers = {"/etang": (200, "text/html", PAGE), "/photo.jpg": (200, "image/jpeg", located().read())}
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                site.asked.append(self.path)
                status, kind, body = site.answers.get(self.path, (404, "text/html", b""))
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *arguments):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def site(settings, tmp_path):
    settings.PETITMOT_ALLOW_LOOPBACK_PEERS = True
    settings.MEDIA_ROOT = tmp_path / "media"
    site = Elsewhere()
    yield site
    site.server.shutdown()
    site.server.server_close()


def test_words_with_a_link_come_to_show_what_the_page_says_of_itself(world, site, settings):
    post = world.says(world.ana, f"Allez-y : {site.url}/etang#rive")
    world.settle()
    preview = Post.objects.get(pk=post.pk).preview
    assert (preview.title, preview.description, preview.site) == (
        "L'étang de la Jonchere",
        "Une promenade",
        "Sentiers",
    )
    assert preview.url == f"{site.url}/etang"
    content = (settings.MEDIA_ROOT / preview.picture).read_bytes()
    assert b"SECRET" not in content and b"Exif" not in content
    page = world.client(world.bruno).get(f"/@ana/{post.pk}").content.decode()
    assert f'src="/media/{preview.picture}"' in page
    assert "photo.jpg" not in page


def test_a_preview_is_shared_by_address_and_read_again_after_thirty_days(world, site):
    world.says(world.ana, f"{site.url}/etang")
    world.settle()
    site.asked.clear()
    world.says(world.bruno, f"Moi aussi : {site.url}/etang")
    world.settle()
    assert site.asked == []
    assert LinkPreview.objects.count() == 1
    LinkPreview.objects.update(fetched_at=clock.now() - timedelta(days=31))
    site.answers["/etang"] = (200, "text/html", b"<title>Un autre titre</title>")
    world.says(world.bruno, f"Encore : {site.url}/etang")
    world.settle()
    assert LinkPreview.objects.get().title == "Un autre titre"


@pytest.mark.parametrize("whom", ["public", "quiet", "followers", "contacts", "circle", "named"])
def test_words_for_a_list_of_people_ask_nobody(world, site, whom):
    world.connect(world.ana, world.bruno)
    circle = circles.form(world.ana, "La chorale") if whom == "circle" else None
    if circle:
        circles.take_in(circle, world.ana, world.bruno)
    people = (world.bruno,) if whom == "named" else ()
    site.asked.clear()
    post = world.says(world.ana, f"{site.url}/etang", To(Visibility(whom), circle, people))
    world.settle()
    private = whom in ("circle", "named")
    assert bool(site.asked) is not private
    assert (Post.objects.get(pk=post.pk).preview is None) is private


def test_words_for_a_list_of_people_do_not_show_a_preview_that_is_known(world, site):
    world.says(world.ana, f"{site.url}/etang")
    world.settle()
    post = world.writes(world.ana, world.bruno, text=f"Regarde {site.url}/etang")
    world.settle()
    assert Post.objects.get(pk=post.pk).preview is None


def test_an_edit_changes_the_preview_or_takes_it_away(world, site):
    site.answers["/autre"] = (200, "text/html", b"<title>Ailleurs</title>")
    post = world.says(world.ana, f"{site.url}/etang")
    world.settle()
    editing.edit(post, world.ana, typed(f"Non, {site.url}/autre"))
    world.settle()
    assert Post.objects.get(pk=post.pk).preview.title == "Ailleurs"
    editing.edit(post, world.ana, typed("Non, rien."))
    world.settle()
    assert Post.objects.get(pk=post.pk).preview is None


@pytest.mark.parametrize(
    ("answer", "failed"),
    [
        ((404, "text/html", b""), "status_404"),
        ((200, "application/pdf", b"%PDF"), "wrong_type"),
        ((200, "text/html", b"<p>rien"), "says_nothing"),
    ],
)
def test_why_a_page_gave_nothing_is_kept_and_no_card_is_shown(world, site, answer, failed):
    site.answers["/x"] = answer
    post = world.says(world.ana, f"{site.url}/x")
    world.settle()
    preview = LinkPreview.objects.get()
    assert (preview.failed, preview.title) == (failed, "")
    assert 'class="card"' not in world.client(world.ana).get(f"/@ana/{post.pk}").content.decode()


def test_a_passing_fault_is_tried_again(world, site):
    site.answers["/x"] = (503, "text/html", b"")
    post = world.says(world.ana, f"{site.url}/x")
    fact = WordsPublished(post.pk, world.ana.pk, True, False, False, False, True)
    with pytest.raises(TryLater):
        previewing.look(fact)
    assert LinkPreview.objects.get().failed.startswith("later")
    site.answers["/x"] = (200, "text/html", b"<title>Me revoici</title>")
    previewing.look(fact)
    assert Post.objects.get(pk=post.pk).preview.title == "Me revoici"
    assert LinkPreview.objects.get().failed == ""


@pytest.mark.parametrize("picture", [(404, "image/jpeg", b""), (200, "image/png", b"<svg>"), (503, "image/png", b"")])
def test_a_page_whose_picture_is_none_has_a_card_without(world, site, picture):
    site.answers["/photo.jpg"] = picture
    world.says(world.ana, f"{site.url}/etang")
    world.settle()
    assert (LinkPreview.objects.get().title, LinkPreview.objects.get().picture) == ("L'étang de la Jonchere", "")


def test_a_private_machine_is_never_asked(world, site, settings):
    settings.PETITMOT_ALLOW_LOOPBACK_PEERS = False
    for address in (f"{site.url}/etang", "http://127.0.0.1/", "http://[::1]/"):
        world.says(world.ana, address)
    world.settle()
    assert site.asked == []
    assert not LinkPreview.objects.exclude(failed__in=("address_refused", "port_refused", "bad_address")).exists()
