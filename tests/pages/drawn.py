"""A map that is drawn by forms: how it is begun, what stands in it, what somebody else says of it."""

from graph.acts.acting import Signed, acting
from graph.editing.change import Describe
from graph.editing.edit import edit
from tests.pages.filling import Desk, Forms

MAP = """query ($key: String!) { journey(key: $key) {
  key title status perspective parked personas { name } phases { key name steps { text } }
  steps {
    key text wait next { step { key } share wait kind }
    touchpoints { key emotion missing channel { key name } handledBy { key } }
  }
} }"""


def begun(site, **told) -> Desk:
    desk = Desk(site, "/new")
    done = desk.send(desk.form(class_="begin"), **{"title": "Assurer mon logement", "persona": "Nadia", **told})
    assert done.status_code == 303, desk.words
    return desk


def lines(desk, typed, how="as=step", **beside):
    return desk.send(desk.form(id="lane"), line=typed, do=how, **beside)


def drawn(site, key="assurer-mon-logement"):
    return site.ask(MAP, key=key)["journey"]


def texts(site):
    return [(phase["name"], [step["text"] for step in phase["steps"]]) for phase in drawn(site)["phases"]]


def elsewhere(gateway, label, key, **fields):
    """Somebody else says something of a node."""
    with acting(gateway, Signed("ana")) as act:
        edit(act, [Describe(label, key, fields)])


def drawer(desk, node):
    desk.open(f"/edit/assurer-mon-logement?at={node}")
    return desk.form(class_="describe")


def forms(desk, class_):
    return [each for each in Forms(desk.text).forms if each[0].get("class") == class_]
