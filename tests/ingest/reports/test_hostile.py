"""A file made to hurt costs bounded memory and time, and is refused with a reason."""

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

from guide.ingest.reports.reader import read_report
from guide.ingest.reports.refusal import Refusal, ReportRefusedError
from tests.ingest.reports.invented_reports import INLINE_2013, ordinary

ROOT = Path(__file__).parents[3]
MB = 1024 * 1024
OPEN = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:fsa="http://xbrl.dcca.dk/fsa" '
    'xmlns:x="http://www.xbrl.org/2003/instance" '
    f'xmlns:ix="{INLINE_2013}"><ix:header/><x:context id="c"><x:entity>'
    '<x:identifier scheme="s">1</x:identifier></x:entity><x:period>'
    "<x:instant>2024-12-31</x:instant></x:period></x:context>"
).encode()
CLOSE = b"</html>"
MARK = b'<ix:nonFraction name="fsa:Revenue" contextRef="c">'
UNMARK = b"</ix:nonFraction>"
WITHIN = """
import resource, sys
sys.path.insert(0, {root!r})
from guide.ingest.reports.reader import read_report
from guide.ingest.reports.refusal import ReportRefusedError
data = sys.stdin.buffer.read()
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
try:
    read_report(data)
except ReportRefusedError as error:
    print(error.refusal.value)
"""


def refused(document):
    """Why a document is refused."""
    with pytest.raises(ReportRefusedError) as caught:
        read_report(document)
    return caught.value.refusal


NOTHING = {
    "zeros": bytes(79 * MB),
    "spaces": b" " * (79 * MB),
    "a page of spaces": OPEN + b" " * (79 * MB) + CLOSE,
    "a page of comments": OPEN + b"<!--" + b"x" * (79 * MB) + b"-->" + CLOSE,
    "a page of letters": OPEN + b"&#65;" * (15 * MB) + CLOSE,
    "a page of empty elements": OPEN + b"<p/>" * (19 * MB) + CLOSE,
    "gzip of nothing": gzip.compress(bytes(120 * MB), 6),
}


def within_bounds(data):
    """Read bytes in a process with 700 MB of address space and twenty seconds of processor."""
    done = subprocess.run(
        [sys.executable, "-c", WITHIN.format(root=str(ROOT), memory=700 * MB)],
        input=data,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()[-300:]
    return done.stdout.decode().strip()


@pytest.mark.parametrize("name", NOTHING)
def test_eighty_megabytes_of_nothing_are_refused_within_bounds(name):
    """Refused with a reason, and not by running out of memory or time."""
    assert within_bounds(NOTHING[name]) in tuple(Refusal)


def test_a_real_report_of_a_megabyte_is_read_within_the_same_bounds():
    """The bounds are not so narrow that they refuse everything."""
    page = ordinary().inline().replace(b"</table>", b"<tr><td>x</td></tr>" * 60_000 + b"</table>")
    assert within_bounds(page) == ""


def test_more_than_eighty_megabytes_are_not_looked_at():
    """The ceiling is the service's own, and a little."""
    assert refused(b"<" + bytes(80 * MB)) is Refusal.TOO_LARGE


@pytest.mark.parametrize(
    "document",
    [
        OPEN + MARK * 1900 + b"<p/>" * 100_000 + UNMARK * 1900 + CLOSE,
        OPEN + (MARK + UNMARK) * 60_000 + CLOSE,
        OPEN
        + b"<p "
        + b" ".join(b'xmlns:a%d="u"' % n for n in range(1000))
        + b">"
        + MARK
        + UNMARK
        + b"</p>"
        + CLOSE,
    ],
    ids=["marks within marks", "marks without end", "namespaces without end"],
)
def test_what_would_take_for_ever_is_given_up(document):
    """Work that grows with the square of the file has its own ceiling."""
    assert refused(document) is Refusal.TOO_MANY_ELEMENTS


def test_plain_facts_without_end_are_given_up():
    """The same ceiling in plain XBRL."""
    report = ordinary().plain()
    fact = b'<fsa:Revenue contextRef="c0">1</fsa:Revenue>'
    assert refused(report.replace(b"</xbrl>", fact * 50_001 + b"</xbrl>")) is (
        Refusal.TOO_MANY_ELEMENTS
    )


def test_continuations_without_end_are_given_up():
    """Many texts that all go on along one long chain."""
    chain = b"".join(
        b'<ix:continuation id="k%d" continuedAt="k%d"/>' % (n, n + 1) for n in range(3000)
    )
    text = (
        b'<ix:nonNumeric name="gsd:NameOfReportingEntity" contextRef="c" continuedAt="k0"/>' * 1000
    )
    page = OPEN.replace(b"xmlns:fsa", b'xmlns:gsd="http://xbrl.dcca.dk/gsd" xmlns:fsa')
    assert refused(page + chain + text + CLOSE) is Refusal.TOO_MANY_ELEMENTS
