"""iCalendar files: days and hours in Denmark, and faults that cost one event, not the file."""

from datetime import UTC, date, datetime

import pytest

from guide.ingest.calendars import MAX_BYTES, CalendarError, read_calendar


def calendar(*items: str) -> bytes:
    """A calendar with these events."""
    events = "".join(f"BEGIN:VEVENT\r\n{item.strip()}\r\nEND:VEVENT\r\n" for item in items)
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//DA\r\n{events}END:VCALENDAR\r\n"
    return text.replace("\r\n", "\n").replace("\n", "\r\n").encode()


def test_a_whole_day_event_ends_on_its_last_day() -> None:
    """DTEND is the first day after."""
    (entry,), problems = read_calendar(
        calendar("UID:1\nSUMMARY:Messe\nDTSTART;VALUE=DATE:20270301\nDTEND;VALUE=DATE:20270303"),
        "calendar",
    )
    assert (entry.event.starts_on, entry.event.ends_on) == (date(2027, 3, 1), date(2027, 3, 2))
    assert problems == []


def test_an_hour_is_told_in_its_zone_and_the_day_is_the_danish_one() -> None:
    """Half past eleven at night in London is the next day in Denmark."""
    (entry,), _ = read_calendar(
        calendar("UID:1\nSUMMARY:Møde\nDTSTART:20270601T223000Z\nDTEND:20270601T233000Z"),
        "calendar",
    )
    assert entry.event.starts_on == date(2027, 6, 2)
    assert entry.event.starts_at == datetime(2027, 6, 1, 22, 30, tzinfo=UTC)
    assert entry.event.ends_on is None


def test_broken_events_are_told_and_the_others_taken() -> None:
    """No key, an end before the beginning, a repetition."""
    entries, problems = read_calendar(
        calendar(
            "SUMMARY:Uden nøgle\nDTSTART;VALUE=DATE:20270301",
            "UID:2\nSUMMARY:Baglæns\nDTSTART;VALUE=DATE:20270303\nDTEND;VALUE=DATE:20270302",
            "UID:3\nSUMMARY:Hver uge\nDTSTART;VALUE=DATE:20270303\nRRULE:FREQ=WEEKLY",
            "UID:4\nSUMMARY:Aflyst\nSTATUS:CANCELLED\nURL:javascript:alert(1)",
        ),
        "calendar",
    )
    assert [entry.event.title for entry in entries] == ["Hver uge", "Aflyst"]
    assert [problem.split(":")[0] for problem in problems] == ["Uden nøgle", "Baglæns", "Hver uge"]
    assert entries[1].cancelled
    assert entries[1].event.url == ""


@pytest.mark.parametrize("content", [b"", b"hello", b"\xff\xfe", b"BEGIN:VCALENDAR", b"a:" * 9])
def test_what_is_no_calendar_is_refused(content: bytes) -> None:
    """With an error of ours, not of a library."""
    with pytest.raises(CalendarError):
        read_calendar(content, "calendar")


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    """The error tells the limit."""
    with pytest.raises(CalendarError, match=str(MAX_BYTES)):
        read_calendar(b" " * (MAX_BYTES + 1), "calendar")
