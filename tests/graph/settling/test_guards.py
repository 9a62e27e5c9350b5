"""What stops a run before the store is asked."""

import pytest

from graph.said import Said
from graph.settling.guards import refused
from graph.statement import Options, Statement


def nobody(*_, **__):
    raise AssertionError("the store was asked")


@pytest.mark.parametrize(
    "source, path, code",
    [("crm\x1b[2J", None, "001B"), ("mrc\u202e", "crm.csv", "202E"), ("crm", "/data/crm\x9b.csv", "009B")],
)
def test_a_source_whose_name_or_path_steers_terminals_is_refused_whatever_its_kind(source, path, code):
    reason = refused(nobody, Statement(source, "hr-of-ours", Said(), path=path), Options())
    assert f"the character U+{code} steers terminals" in str(reason)
