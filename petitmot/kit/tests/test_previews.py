import time

import pytest

from petitmot.kit.previews import Preview, read_preview

URL = "https://ok.example/billets/brume"


def read(page, kind="text/html; charset=utf-8"):
    return read_preview(page if isinstance(page, bytes) else page.encode(), URL, kind)


def test_open_graph_comes_first():
    page = """<!doctype html><html><head><title>Autre</title>
      <meta property="og:title" content="La brume &amp; l’étang">
      <META CONTENT='Un matin
      d’hiver' PROPERTY='og:description'>
      <meta property=og:site_name content=Muriel>
      <meta property="og:image" content="/images/brume.jpg"><meta property="og:image:alt" content="De la brume">
      <meta name="description" content="Autre"></head><body>"""
    assert read(page) == Preview(
        "La brume & l’étang", "Un matin d’hiver", "Muriel", "https://ok.example/images/brume.jpg", "De la brume"
    )


def test_then_what_every_page_says():
    page = '<head><title lang="fr">\n La  brume </title><meta name="Description" content="Un matin"></head>'
    assert read(page) == Preview("La brume", "Un matin")


def test_only_the_head_is_read_without_scripts_and_comments():
    page = """<head><!-- <meta property="og:title" content="caché"> -->
      <script>var x = '<meta property="og:title" content="script">'</script><svg><title>Logo</title></svg>
      <title>Vrai</title></head><body><meta property="og:title" content="corps">"""
    assert read(page).title == "Vrai"


def test_a_page_without_a_title_has_no_preview():
    assert not read("<p>oui")
    assert not read("")


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("<title>été</title>".encode(), "text/html"),
        ("<title>été</title>".encode("latin-1"), "text/html; charset=ISO-8859-1"),
        ('<meta charset="iso-8859-15"><title>été</title>'.encode("iso-8859-15"), "text/html"),
        ("\ufeff<title>été</title>".encode("utf-16"), "text/html"),
        (b"\xef\xbb\xbf" + "<title>été</title>".encode(), "text/html; charset=latin1"),
        ("<title>été</title>".encode(), "text/html; charset=nothing"),
        ("<title>été</title>".encode(), "text/html; charset=base64"),
    ],
)
def test_the_signs_of_a_page_are_read_as_it_means_them(page, kind):
    assert read(page, kind).title == "été"


@pytest.mark.parametrize(
    "picture",
    ["javascript:alert(1)", "data:image/png;base64,x", "http://[", "https://a:b@ok.example/x", "ftp://x/y.png"],
)
def test_a_picture_is_an_address_on_the_web_or_none(picture):
    assert read(f'<title>x</title><meta property="og:image" content="{picture}">').picture == ""


def test_words_stay_words_and_are_short():
    page = f'<meta property="og:title" content="&lt;script&gt;\u202e&#0;x"><meta name="description" content="{"mot " * 900}">'
    found = read(page)
    assert found.title == "<script>\ufffdx"
    assert len(found.description) <= 501


@pytest.mark.parametrize(
    "nasty",
    [
        *(
            "<meta" * 60_000,
            "<meta " + "a" * 290_000,
            "<!--" * 70_000,
            "<title" * 50_000,
            "<title>" * 40_000,
            "<script>" * 35_000,
        ),
        *(
            '<meta a="' * 33_000,
            "<meta " + 'a="b" ' * 40_000,
            "<meta name = " + " " * 280_000,
            "\u0130" * 90_000 + "<!--",
            "&" * 300_000,
        ),
    ],
)
def test_nasty_pages_take_no_long_time(nasty):
    start = time.process_time()
    read(nasty)
    assert time.process_time() - start < 1.5
