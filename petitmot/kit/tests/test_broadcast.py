"""What one process tells the others of its server."""

from petitmot.kit import broadcast


def test_who_hears_a_topic_hears_it_at_once_and_no_other():
    heard: list[str] = []
    ends = [broadcast.hear("copies", heard.append), broadcast.hear("bells", heard.append)]
    broadcast.tell("copies", "12")
    for end in ends:
        end()
    broadcast.tell("copies", "13")
    assert heard == ["12"]


def test_what_is_told_is_carried_to_the_others_and_what_comes_from_them_is_not_carried_again():
    carried: list[tuple[str, str]] = []
    broadcast.use(lambda topic, payload: carried.append((topic, payload)))
    try:
        broadcast.tell("copies", "12")
        assert not broadcast.received("copies", "13")
    finally:
        broadcast.use(None)
    assert carried == [("copies", "12")]


def test_what_concerns_one_process_alone_goes_no_further_and_the_rest_goes_on():
    heard: list[str] = []
    ends = [broadcast.hear("copies", heard.append), broadcast.hear("screens", heard.append, alone=True)]
    try:
        assert not broadcast.received("copies", "1")  # others hear it, too
        assert broadcast.received("screens", "2")
    finally:
        for end in ends:
            end()
    assert heard == ["1", "2"]
    assert not broadcast.received("screens", "3")
