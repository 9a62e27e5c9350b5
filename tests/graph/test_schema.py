"""The schema of a store: made whole whatever is there already."""

from graph import schema, texts

FULLTEXT = "SHOW INDEXES YIELD name, type, state, properties WHERE type = 'FULLTEXT' RETURN name, state, properties"


def found(gateway):
    return {name: set(properties) for name, state, properties in gateway.read(FULLTEXT) if state == "ONLINE"}


TEXTS = {index: {*texts.indexed(index)} for index in texts.ANALYZERS}
WANTED = TEXTS | {schema.ALIASES: {"aliases"}}


def test_every_label_with_texts_has_its_own_words_in_every_index():
    assert texts.TEXTS["Step"] == ("text", "expectation", "promise", "note", "tags") and "Handoff" not in texts.TEXTS
    assert len({frozenset(properties) for properties in TEXTS.values()}) == len(texts.ANALYZERS)


def test_a_store_that_an_older_version_made_gets_what_it_lacks(gateway):
    assert found(gateway) == WANTED
    gateway.command(f"DROP INDEX {texts.FRENCH}")
    gateway.command("DROP INDEX status_Handoff")
    gateway.command("CREATE (:Step {key: 's', text: 'Je demande'})")
    schema.prepare(gateway)
    assert found(gateway) == WANTED
    assert gateway.read("SHOW INDEXES YIELD name WHERE name = 'status_Handoff' RETURN name")
    hits = "CALL db.index.fulltext.queryNodes($index, 'demandes') YIELD node RETURN node.key"
    assert gateway.read(hits, index=texts.FRENCH) == [["s"]]


def test_an_index_over_the_texts_of_another_model_is_made_anew(gateway):
    gateway.command(f"DROP INDEX {texts.ENGLISH}")
    gateway.command(f"CREATE FULLTEXT INDEX {texts.ENGLISH} FOR (n:Step) ON EACH [n.text]")
    schema.prepare(gateway)
    assert found(gateway) == WANTED


def test_an_index_over_the_aliases_of_other_labels_is_made_anew(gateway):
    gateway.command(f"DROP INDEX {schema.ALIASES}")
    gateway.command(f"CREATE FULLTEXT INDEX {schema.ALIASES} FOR (n:Channel) ON EACH [n.aliases]")
    gateway.command("CREATE (:Step {key: 's', aliases: ['j/t u']})")
    schema.prepare(gateway)
    hits = "CALL db.index.fulltext.queryNodes($index, '\"j/t u\"') YIELD node RETURN node.key"
    assert gateway.read(hits, index=schema.ALIASES) == [["s"]]


def test_a_store_that_lacks_nothing_is_left_alone(gateway):
    before = gateway.read("SHOW INDEXES YIELD id, name RETURN id, name ORDER BY id")
    schema.prepare(gateway)
    assert gateway.read("SHOW INDEXES YIELD id, name RETURN id, name ORDER BY id") == before
