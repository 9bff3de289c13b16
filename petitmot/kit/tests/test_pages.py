import pytest
from django.contrib.contenttypes.models import ContentType

from petitmot.kit.pages import LARGEST_ID, Window, window


@pytest.fixture
def rows(db):
    """Ten rows; `ids` from the oldest to the newest."""
    ContentType.objects.filter(app_label="pages").delete()
    made = [ContentType.objects.create(app_label="pages", model=f"m{number}").pk for number in range(10)]
    return ContentType.objects.filter(app_label="pages"), made


def shown(found, ids):
    return [ids.index(row.pk) for row in found.items]


def test_a_list_is_read_backwards_to_its_end(rows):
    queryset, ids = rows
    part, seen = Window(limit=4), []
    while True:
        found = window(queryset, part)
        seen += shown(found, ids)
        if found.older is None:
            break
        part = Window(max_id=found.older, limit=4)
    assert seen == [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]


def test_a_full_last_page_is_known_to_be_the_last(rows):
    queryset, ids = rows
    assert window(queryset, Window(max_id=ids[4], limit=4)).older is None


def test_forwards_nothing_is_left_out(rows):
    queryset, ids = rows
    found = window(queryset, Window(min_id=ids[2], limit=3))
    assert shown(found, ids) == [5, 4, 3]
    assert shown(window(queryset, Window(min_id=found.newer, limit=3)), ids) == [8, 7, 6]
    assert window(queryset, Window(min_id=ids[9])).items == []


def test_since_gives_the_newest(rows):
    queryset, ids = rows
    assert shown(window(queryset, Window(since_id=ids[2], limit=3)), ids) == [9, 8, 7]
    assert shown(window(queryset, Window(since_id=ids[2], max_id=ids[5], limit=9)), ids) == [4, 3]


def test_one_query_for_a_page(rows, django_assert_num_queries):
    with django_assert_num_queries(1):
        window(rows[0], Window(limit=3))


def test_dicts_are_pages_too(rows):
    found = window(rows[0].values("pk", "model"), Window(limit=2))
    assert [row["model"] for row in found.items] == ["m9", "m8"]


@pytest.mark.parametrize(
    ("values", "part"),
    [
        ({}, Window()),
        ({"max_id": "5", "since_id": "3", "min_id": "2", "limit": "7"}, Window(5, 3, 2, 7)),
        ({"max_id": "x", "min_id": "-1", "limit": "9999"}, Window(limit=40)),
        ({"max_id": "9" * 19, "limit": "0"}, Window(max_id=LARGEST_ID, limit=1)),
        ({"max_id": "9" * 99, "since_id": "٣", "limit": "1.5"}, Window()),
    ],
)
def test_what_a_query_string_may_say(values, part):
    assert Window.read(values) == part
