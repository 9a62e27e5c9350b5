"""Pages of a list say themselves whether others are missing."""

import pytest

from graph.problems import Tally
from importers.reading.parts import lacks_pages

ONE, TWO = [{"id": 1}], [{"id": 2}]


@pytest.mark.parametrize(
    ("pages", "column"),
    [
        ([{"tickets": ONE, "count": 2, "next_page": "x"}], "count"),
        ([{"tickets": ONE, "count": 2, "next_page": "x"}, {"tickets": TWO, "count": 2, "next_page": None}], None),
        ([{"tickets": ONE, "count": 2, "next_page": "x"}, {"tickets": ONE, "count": 2, "next_page": None}], "count"),
        ([{"tickets": ONE, "meta": {"has_more": True}, "links": {"next": "x"}}], "has_more"),
        ([{"tickets": ONE, "meta": {"has_more": False}, "links": {"next": "x"}}], None),
        ([{"tickets": ONE, "count": 1, "next_page": "x", "end_of_stream": True}], None),
        ([{"tickets": ONE, "count": 1, "next_page": "x", "end_of_stream": False}], "next_page"),
        ([{"results": ONE, "paging": {"next": {"after": "9"}}}], "next"),
        ([{"results": ONE}], None),
        ([{"records": ONE, "totalSize": 5, "done": False, "nextRecordsUrl": "/q"}], "totalSize"),
        ([{"records": ONE, "totalSize": 1, "done": True}], None),
        ([{"conversations": ONE, "total_count": 1, "pages": {"next": None, "page": 1}}], None),
        ([{"value": ONE, "@odata.nextLink": "x"}, {"value": TWO}], None),
        ([{"calls": ONE, "next_page_uri": "/2"}], "next_page_uri"),
        ([{"tickets": ONE, "next_page": None}, {"comments": ONE, "next_page": "x"}], "next_page"),
        (
            [{"value": ONE, "@odata.context": "a", "@odata.nextLink": "x"}, {"value": TWO, "@odata.context": "b"}],
            "@odata.nextLink",
        ),
        ([{"tickets": [], "count": 0, "next_page": None}], None),
        ([ONE], None),
        (["no page", None], None),
    ],
)
def test_pages_say_whether_others_are_missing(pages, column):
    found = Tally()
    lacking = lacks_pages([(f"{n}.json", page) for n, page in enumerate(pages)], found)
    assert (lacking, [problem.place[2] for problem in found.problems()]) == (bool(column), [column] if column else [])
