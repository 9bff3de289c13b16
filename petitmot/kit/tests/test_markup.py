import pytest

from petitmot.kit.cleaning import clean_html, inert, plain_text
from petitmot.kit.markup import parse

PEOPLE = {"ana": "/@ana", "ana@localhost:3001": "/@ana@localhost:3001", "muriel_": "/@muriel_"}
REL = 'rel="nofollow noopener noreferrer ugc"'


def html(text):
    return parse(text).html(mention=PEOPLE.get, tag=lambda name: f"/mots/{name.lower()}")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Bonjour", "<p>Bonjour</p>"),
        ("Un\nmot", "<p>Un<br>mot</p>"),
        ("Un\n\n\n\nmot", "<p>Un</p><p>mot</p>"),
        ("*doux* et **fort** et _doux_", "<p><em>doux</em> et <strong>fort</strong> et <em>doux</em></p>"),
        ("snake_case_reste et 3 * 4 * 5", "<p>snake_case_reste et 3 * 4 * 5</p>"),
        ("- pain\n- lait", "<ul><li>pain</li><li>lait</li></ul>"),
        ("1. pain\n2. lait", "<ol><li>pain</li><li>lait</li></ol>"),
        ("3. pain\n4. lait", '<ol start="3"><li>pain</li><li>lait</li></ol>'),
        ("> *oui*\n> non", "<blockquote><p><em>oui</em><br>non</p></blockquote>"),
        ("Voyez `a < b`", "<p>Voyez <code>a &lt; b</code></p>"),
        ("```python\na < b\n```", "<pre><code>a &lt; b\n</code></pre>"),
        ("# Un titre\n\nTexte", "<p><strong>Un titre</strong></p><p>Texte</p>"),
        ("### Petit", "<p><strong>Petit</strong></p>"),
        ("Titre\n---", "<p>Titre<br>---</p>"),
        ("![photo](https://ok.example/a.png)", f'<p>!<a href="https://ok.example/a.png" {REL}>photo</a></p>'),
        ("<b>gras</b> & <3", "<p>&lt;b&gt;gras&lt;/b&gt; &amp; &lt;3</p>"),
        ("&eacute; &amp;", "<p>&amp;eacute; &amp;amp;</p>"),
        (r"\*pas doux\*", "<p>*pas doux*</p>"),
        (r"¯\_(ツ)_/¯", "<p>¯_(ツ)_/¯</p>"),
        ("    quatre espaces", "<p>quatre espaces</p>"),
        ("[ici](https://ok.example)", f'<p><a href="https://ok.example" {REL}>ici</a></p>'),
        ("[mal](javascript:alert)", "<p>[mal](javascript:alert)</p>"),
    ],
)
def test_our_subset_of_markdown(typed, read):
    assert html(typed) == read


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Voir https://ok.example/a.", "https://ok.example/a"),
        ("(https://ok.example/a)", "https://ok.example/a"),
        ("https://fr.wikipedia.org/wiki/Mot_(langue) !", "https://fr.wikipedia.org/wiki/Mot_(langue)"),
        ("« https://ok.example/été?a=1&b=2#c »", "https://ok.example/été?a=1&b=2#c"),
        ("**https://ok.example/a_b_c**", "https://ok.example/a_b_c"),
        ("HTTPS://OK.EXAMPLE/", "HTTPS://OK.EXAMPLE/"),
        ("http://localhost:8000/@ana", "http://localhost:8000/@ana"),
        ("https://ok.example/@ana#tag", "https://ok.example/@ana#tag"),
        ("https://ok.example…", "https://ok.example"),
    ],
)
def test_an_address_in_the_text_ends_where_the_sentence_goes_on(text, address):
    assert parse(text).links == [address]
    assert parse(text).mentions == parse(text).tags == []


@pytest.mark.parametrize(
    "text", ["ftp://ok.example", "https://", "xhttps://ok.example", "`https://ok.example`", "https://a:b@ok.example/"]
)
def test_what_is_no_address_stays_text(text):
    assert parse(text).links == []


def test_a_long_address_is_shown_short_and_copied_whole():
    address = "https://www.ok.example/un/tres/long/chemin/vers/un/mot"
    assert html(address) == (
        f'<p><a href="{address}" {REL}><span class="invisible">https://www.</span>'
        '<span class="ellipsis">ok.example/un/tres/long/chemin</span><span class="invisible">/vers/un/mot</span></a></p>'
    )
    assert plain_text(html(address)) == address


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("Merci @Ana et @muriel_, @bruno", ["ana", "muriel_", "bruno"]),
        ("@ana@localhost:3001.", ["ana@localhost:3001"]),
        ("@ana@Maison.Example, @ana", ["ana@maison.example", "ana"]),
        ("@ana @ANA", ["ana"]),
        ("@first.last@ok.example, @a-b@ok.example:3001.", ["first.last@ok.example", "a-b@ok.example:3001"]),
        ("@jean-luc.m_@ok.example et @ana-", ["jean-luc.m_@ok.example", "ana"]),
        ("@ana. @bruno-chloe @.ana@ok.example @-b@ok.example", ["ana", "bruno"]),
        ("@chloé@café.example (@ana@maison.example)", ["chloé@café.example", "ana@maison.example"]),
        ("@ana@ok.example@deux.example @ana@ok..example", ["ana@ok"]),
        ("@ana@-ok.example @bruno@ok_", ["ana"]),
        ("(@ana) «@bruno» *@chloe* l’ami @dov!", ["ana", "bruno", "chloe", "dov"]),
        ("@" + "a" * 30, ["a" * 30]),
        ("@" + "a" * 31, []),
        ("ana@ok.example", []),
        ("@mélodie @élodie @ ana", []),
        ("`@ana` [@bruno](https://ok.example) https://ok.example/@chloe", []),
        ("```\n@ana\n```", []),
        ("> @ana a écrit", ["ana"]),
    ],
)
def test_mentions_are_found_in_the_text(text, handles):
    assert parse(text).mentions == handles


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#Été #mot_du_jour, #2024 #été2024", ["Été", "mot_du_jour", "été2024"]),
        ("#été #ÉTÉ", ["été"]),
        ("#e\u0301te\u0301", ["été"]),
        ("#日本 #Łódź #ñandú", ["日本", "Łódź", "ñandú"]),
        ("C#dièse a#b /#c &#39; ##d", []),
        ("#_ #123 #", []),
        ("# titre #oui", ["oui"]),
        ("`#non` [#non](https://ok.example) https://ok.example/#non", []),
        ("(#oui) #oui.", ["oui"]),
        ("#" + "a" * 101, []),
    ],
)
def test_hashtags_are_found_in_the_text(text, tags):
    assert parse(text).tags == tags


def test_mentions_and_hashtags_lead_where_the_caller_says_or_nowhere():
    assert html("@ana@localhost:3001 @inconnu #Été") == (
        '<p><span class="h-card"><a href="/@ana@localhost:3001" class="u-url mention">@<span>ana</span></a></span>'
        ' @inconnu <a href="/mots/été" class="mention hashtag" rel="tag">#<span>Été</span></a></p>'
    )
    assert parse("@ana #mot").html() == "<p>@ana #mot</p>"


def test_plain_words_keep_lines_and_paragraphs():
    text = "# Titre\n\nUn **mot** pour @ana\nsur [la mer](https://ok.example)\n\n- pain\n- lait\n\n> cité\n\n`code`"
    assert parse(text).plain == "Titre\n\nUn mot pour @ana\nsur la mer\n\npain\nlait\n\ncité\n\ncode"


@pytest.mark.parametrize(
    ("entered", "kept"),
    [
        ("<p>Un <b>mot</b> <i>doux</i></p>", "<p>Un <strong>mot</strong> <em>doux</em></p>"),
        ("<h1>Titre</h1>texte", "<p><strong>Titre</strong></p>texte"),
        ("<div>un</div><div>deux</div>", "<p>un</p><p>deux</p>"),
        ("<p>a<img src=https://x.example/a.png>b</p>", "<p>ab</p>"),
        ('<a href="/relative">x</a>', f"<a {REL}>x</a>"),
        (
            '<span class="h-card big"><a href="https://x.example/@a" class="u-url mention now" target="_blank">@a</a></span>',
            f'<span class="h-card"><a href="https://x.example/@a" class="u-url mention" {REL}>@a</a></span>',
        ),
        ('<ol start="7" reversed><li value="3">x</li></ol>', '<ol start="7"><li>x</li></ol>'),
        ('<p lang="fr" title="x" dir="rtl">x</p>', "<p>x</p>"),
        ("un <del>mot</del>", "un mot"),
    ],
)
def test_html_from_elsewhere_keeps_its_shape_and_loses_the_rest(entered, kept):
    assert clean_html(entered) == kept


def test_words_of_html_keep_lines_and_paragraphs():
    assert plain_text("<p>Un<br>mot &amp; <em>deux</em></p><ul><li>a</li><li>b</li></ul>") == "Un\nmot & deux\n\na\nb"
    assert plain_text("<script>x</script>") == ""


def test_very_deep_html_is_kept_as_its_words():
    assert clean_html("<blockquote>" * 100 + "x") == "<p>x</p>"


def test_a_strangers_words_are_paragraphs_without_links():
    assert (
        inert("Bonjour <b>\nhttps://x.example\n\n@ana \u202eoh")
        == "<p>Bonjour &lt;b&gt;<br>https://x.example</p><p>@ana oh</p>"
    )
    assert inert("") == ""
