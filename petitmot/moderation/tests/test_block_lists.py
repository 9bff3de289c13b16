"""Lists of servers as Mastodon writes them: read without believing them, written so that they come back the same."""

from __future__ import annotations

import csv
import io

import pytest

from petitmot.kit.refusals import Refusal
from petitmot.moderation import block_lists, limiting
from petitmot.moderation.limiting import Decided
from petitmot.moderation.models import ServerLimit
from petitmot.people.models import Account, Server

Measure = ServerLimit.Measure
HEAD = "#domain,#severity,#reject_media,#reject_reports,#public_comment,#obfuscate\n"


def staff(world):
    return Account.objects.get(persons=world.odile)


def read(world, text):
    return block_lists.read(staff(world), text if isinstance(text, bytes) else text.encode())


def test_what_is_written_is_what_mastodon_writes_and_reads_back_the_same(world):
    decided = {
        "pirate.example": Decided(Measure.REFUSED, public_comment='Des "insultes", chaque jour\net la nuit'),
        "crieur.example": Decided(Measure.SILENCED, rejects_media=True, rejects_reports=True, hides_name=True),
        "images.example": Decided(Measure.NOTHING, rejects_media=True, private_comment="entre nous"),
        "formule.example": Decided(Measure.REFUSED, public_comment='=HYPERLINK("https://pirate.example")'),
    }
    for name, each in decided.items():
        limiting.decide(staff(world), name, each)
    limiting.decide(staff(world), "bavard.example", Decided(Measure.NOTHING, rejects_reports=True))
    limiting.allow(staff(world), "ami.example")
    text = block_lists.written(staff(world))
    rows = list(csv.reader(io.StringIO(text)))
    assert text.startswith(HEAD)
    assert rows[2] == ["crieur.example", "silence", "true", "true", "", "true"]
    assert rows[3] == ["images.example", "noop", "true", "false", "", "false"]
    assert rows[4][4] == '\'=HYPERLINK("https://pirate.example")'
    assert "entre nous" not in text and "ami.example" not in text and "bavard.example" not in text
    again = read(world, text)
    assert (again.lines, again.same, again.problems) == ([], 4, [])
    ServerLimit.objects.all().delete()
    assert block_lists.apply(staff(world), read(world, text).lines, private_comment="D’une liste") == 4
    assert block_lists.written(staff(world)) == text
    assert set(ServerLimit.objects.values_list("private_comment", flat=True)) == {"D’une liste"}


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "'"])
def test_a_comment_that_looks_like_a_formula_is_harmless_in_a_spreadsheet_and_comes_back(cell):
    harmless = block_lists._harmless(cell)
    assert not harmless.startswith(("=", "+", "-", "@", "\t"))
    if not cell.startswith("'"):
        assert block_lists._as_it_was(harmless) == cell


@pytest.mark.parametrize(
    ("text", "domain", "decided"),
    [
        ("#domain\npirate.example\n", "pirate.example", Decided(Measure.REFUSED)),
        ("pirate.example\n", "pirate.example", Decided(Measure.REFUSED)),
        ("\ufeff#domain,#severity\r\nPIRATE.example,silence\r\n", "pirate.example", Decided(Measure.SILENCED)),
        (
            "domain,severity,public_comment\npirate.example,noop,Non\n",
            "pirate.example",
            Decided(Measure.NOTHING, public_comment="Non"),
        ),
        ("#severity,#domain\nsilence,pirate.example\n", "pirate.example", Decided(Measure.SILENCED)),
        (HEAD + "pirate.example,suspend,True,F,,1\n", "pirate.example", Decided(Measure.REFUSED, True, False, True)),
        (HEAD + "bücher.example,suspend\n", "xn--bcher-kva.example", Decided(Measure.REFUSED)),
        (HEAD + "раураl.example\n", "xn--l-7sba6dbr.example", Decided(Measure.REFUSED)),
        ("#domain,#autre\npirate.example,x\n", "pirate.example", Decided(Measure.REFUSED)),
    ],
)
def test_lists_are_read_in_the_forms_they_come_in(world, text, domain, decided):
    reading = read(world, text)
    assert [(line.domain, line.decided) for line in reading.lines] == [(domain, decided)]
    assert reading.problems == []


@pytest.mark.parametrize(
    "line",
    [
        "*.pirate.example,suspend",
        "pir**.example,suspend",
        "192.0.2.1,suspend",
        "192.0.2.0/24",
        '"[2001:db8::1]",suspend',
        "petitmot.test,suspend",
        "fr,suspend",
        "=cmd|'/c calc'!A0,suspend",
        "https://pirate.example/,suspend",
        "pirate.example,banish",
        "pirate.example,suspend,maybe",
        "pirate.example,suspend,true,true,non,true,encore",
        ",suspend",
        "pirate\x00.example,suspend",
    ],
)
def test_a_line_that_cannot_be_is_named_and_the_others_are_read(world, line):
    reading = read(world, HEAD + f"{line}\nautre.example,suspend\n")
    assert [number for number, _why in reading.problems] == [2]
    assert [each.domain for each in reading.lines] == ["autre.example"]
    assert not ServerLimit.objects.exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_a_list"),
        (b"\n\n", "not_a_list"),
        (b"\xff\xfe#\x00d\x00", "not_a_list"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not_a_list"),
        (b'#domain\n"pirate.example', "not_a_list"),
        (b"#domain\n" + b"a" * 200_000, "not_a_list"),
        (b"x" * 10_000_000, "too_heavy"),
        (HEAD.encode() + b"a.example\n" * 20_000, "too_many_rows"),
    ],
)
def test_a_file_that_is_no_list_is_refused(world, content, code):
    with pytest.raises(Refusal) as refused:
        read(world, content)
    assert refused.value.code == code


def test_columns_of_another_table_are_no_servers(world):
    reading = read(world, "Account address,Show boosts\nana@pirate.example,true\n")
    assert (reading.lines, len(reading.problems)) == ([], 2)


def test_what_would_change_and_what_touches_ties_is_said(world):
    world.follow(world.ana, world.chloe)
    limiting.decide(staff(world), "pirate.example", Decided(Measure.SILENCED, private_comment="vu en mars"))
    limiting.decide(staff(world), "pareil.example", Decided(Measure.REFUSED))
    text = HEAD + "pirate.example,suspend\npareil.example,suspend\nailleurs.example,suspend\nailleurs.example,noop\n"
    reading = read(world, text)
    assert [(line.domain, line.before, line.has_ties) for line in reading.lines] == [
        ("pirate.example", "silenced", False),
        ("ailleurs.example", "", True),
    ]
    assert reading.same == 2
    block_lists.apply(staff(world), reading.lines, private_comment="D’une liste")
    assert ServerLimit.objects.get(domain="pirate.example").private_comment == "vu en mars"
    assert Server.objects.get(domain="ailleurs.example").refused_at is not None


@pytest.mark.parametrize("who", ["ana", "esther"])
def test_only_the_operator_reads_and_writes_lists(world, who):
    member = Account.objects.get(persons=getattr(world, who))
    for act in (
        lambda: block_lists.read(member, HEAD.encode()),
        lambda: block_lists.written(member),
        lambda: block_lists.apply(member, [block_lists.Line("pirate.example", Decided(Measure.REFUSED))]),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "not_operator"
    assert not ServerLimit.objects.exists()


def test_a_long_list_costs_few_questions(world, django_assert_max_num_queries):
    text = HEAD + "".join(f"s{number}.example,suspend\n" for number in range(3000))
    assert staff(world)
    with django_assert_max_num_queries(6):
        assert len(read(world, text).lines) == 3000
