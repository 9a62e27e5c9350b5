"""Statements as values: their parameters, by name."""

from graph.cypher import Cypher

TEXT = Cypher("""\
// Nobody's $comment is a parameter.
MATCH (n {key: $key}) WHERE n.text STARTS WITH '$no' AND n.text <> 'it\\'s $no' AND n.name <> "$no"
RETURN n, $keys  // nor is $this""")


def test_parameters_are_what_stands_neither_in_quotes_nor_in_comments():
    assert TEXT.parameters == {"key", "keys"}


def test_parameters_go_by_other_names_where_the_text_stands_in_another():
    within = TEXT.prefixed("search1_")
    assert within.parameters == {"search1_key", "search1_keys"}
    assert within.replace("search1_", "") == TEXT


def test_a_value_with_its_parameters_is_still_a_text():
    assert f"{Cypher('RETURN $a').prefixed('b_')} AS c" == "RETURN $b_a AS c"


def test_what_is_returned_last_is_left_bound_for_what_follows():
    text = Cypher("CALL () {\n  RETURN 1 AS n\n}\nRETURN n\nORDER BY n")
    assert text.bound == "CALL () {\n  RETURN 1 AS n\n}\nWITH n\nORDER BY n"
