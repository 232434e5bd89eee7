"""What a process knows of itself."""

import gc

from guide.outside.process import collecting_rarely


def test_the_collector_is_as_before_when_the_work_is_done() -> None:
    """Only the first threshold is raised, and only for the time of the work."""
    before = gc.get_threshold()
    with collecting_rarely():
        during = gc.get_threshold()
    assert during[0] > before[0]
    assert during[1:] == before[1:]
    assert gc.get_threshold() == before
