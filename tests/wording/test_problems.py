"""Problems and reports in each language; every sentence is declared alike in all of them."""

import ast
import re
import string
from pathlib import Path

import pytest

import graph
from graph.language import Language
from graph.model import MODEL
from graph.problems import Code, Problem
from graph.report import Cause, Count, FileRead, Loss, Report
from graph.saying import saying
from graph.terms import term
from importers import invalid
from tests.importers.say import refused
from wording.problems import line, said
from wording.reports import text

HOUSE = Path(graph.__file__).parent.parent
ROOMS = ("graph", "importers", "events", "queries", "wording", "api", "pages", "parcours")
WHY = saying("no {thing!r}", "pas de {thing!r}")
LONG = saying("row {row}: {why}; {length:,} are the most", "ligne {row} : {why} ; {length:,} au plus")

DECLARING = {"saying": 1, "counting": 2, "told": 1, "option": 1, "argument": 1, "group": 1}
"""What declares words, and how many of its arguments say them in one language; the others follow."""

FILES = [file for room in ROOMS for file in sorted((HOUSE / room).rglob("*.py")) if "graph/saying.py" not in str(file)]
FILES = [file for file in FILES if re.search(r"import.*\b(saying|counting|told|option|group)\b", file.read_text())]


def _calls(tree):
    return [each for each in ast.walk(tree) if isinstance(each, ast.Call) and isinstance(each.func, ast.Name)]


def _text(words):
    """What words say, with places where they are put together."""
    if isinstance(words, ast.JoinedStr):
        return "".join(str(each.value) if isinstance(each, ast.Constant) else "{x}" for each in words.values)
    return str(words.value) if isinstance(words, ast.Constant) else ""


def _places(words):
    return {name for _, name, *_ in string.Formatter().parse(_text(words)) if name is not None}


def _declared(tree):
    """Words in English, and the same in French."""
    for call in _calls(tree):
        if many := DECLARING.get(call.func.id):
            yield from zip(call.args[:many], call.args[many : 2 * many], strict=True)


def _assigned(tree):
    """What a module calls by a name, one by one or several in a line."""
    for each in tree.body:
        if isinstance(each, ast.Assign):
            (name,), value = each.targets, each.value
            if isinstance(name, ast.Tuple) and isinstance(value, ast.Tuple):
                yield from zip(name.elts, value.elts, strict=True)
            else:
                yield name, value


@pytest.fixture(params=FILES, ids=lambda file: str(file.relative_to(HOUSE)))
def tree(request):
    return ast.parse(request.param.read_text())


def test_a_sentence_has_the_same_places_in_each_language(tree):
    for english, french in _declared(tree):
        assert _places(english) == _places(french)
        assert bool(_text(english)) == bool(_text(french)), "said in one language only"
        assert not re.search(r" [;!?»]| :(?= |$)|« ", _text(french)), "a space that breaks before a sign"


def test_a_sentence_is_said_with_all_its_values(tree):
    calls, declared = _calls(tree), {}
    for name, value in _assigned(tree):
        if value in calls and value.func.id == "saying":
            declared[name.id] = _places(value.args[0])
    for call in calls:
        if call.func.id in declared:
            assert {given.arg for given in call.keywords} == declared[call.func.id], ast.unparse(call)


def test_a_sentence_is_not_said_without_one_of_its_values():
    with pytest.raises(TypeError, match="is said without length, row"):
        LONG(why=WHY(thing="a"))


def test_values_are_written_as_the_language_writes_them():
    shown = invalid.VALUE(given=invalid.shown("l'eau"), needed="…")
    french = [
        (WHY(thing=1.5), "pas de « 1,5 »"),
        (WHY(thing=True), "pas de oui"),
        (WHY(thing=["a", "b"]), "pas de « a » et « b »"),
        (invalid.NEEDED["less_than_equal"](le=2.5), "dépasse 2,5, le maximum"),
        (shown, "« l'eau » …"),
    ]
    for sentence, expected in french:
        assert said(sentence, Language.FR).replace("\u00a0", " ") == expected


def test_a_problem_is_told_in_each_language():
    said = LONG(row=1234, why=WHY(thing="l'été\x1b"), length=25000)
    problem = Problem(Code.BAD_VALUE, said, ("a.csv", 2, "id"))
    english = 'a.csv:2:id: row 1234: no "l\'été\\x1b"; 25,000 are the most'
    assert (line(problem, Language.EN), str(problem)) == (english, f"{english} [BAD_VALUE]")
    french = "a.csv:2:id: ligne 1234 : pas de « l'été\\x1b » ; 25 000 au plus"
    assert re.sub("[\u00a0\u202f]", " ", line(problem, Language.FR)) == french


def test_a_report_is_told_in_each_language():
    found = [Problem(Code.BAD_VALUE, WHY(thing="a"), ("a.csv", row, None)) for row in range(1, 13)]
    written = {
        "Channel": Count(created=1, unchanged=2),
        "Step": Count(created=2, updated=1, removed=1234),
        "Persona": Count(unchanged=3),
    }
    report = Report("crm", "org-csv", files=[FileRead("a.csv", "utf-8", 12)], written=written, problems=found)
    assert [re.sub("[\u00a0\u202f]", " ", each) for each in text(report, Language.FR).splitlines()] == [
        "crm (org-csv) : terminé",
        "  a.csv : 12 lignes, utf-8",
        "  1 canal créé",
        "  2 étapes créées, 1 modifiée, 1 234 retirées",
        "  5 éléments inchangés",
        "  À savoir :",
        *(f"  a.csv:{row}: pas de « a »" for row in range(1, 11)),
        "  … et 2 de plus",
    ]


@pytest.mark.parametrize(
    "language, told",
    [
        (Language.EN, "  Not counted: 2 contacts that cannot be read, 1 contact deleted by the source and "
                      "1,200 contacts that the source no longer has"),
        (Language.FR, "  Ne comptent pas : 2 contacts qu'on n'a pas pu lire, 1 contact dont la source dit la "
                      "suppression et 1 200 contacts que la source n'a plus"),
    ],
)  # fmt: skip
def test_a_report_tells_what_was_lost(language, told):
    counts = {Cause.UNREADABLE: 2, Cause.DELETED_UPSTREAM: 1, Cause.WITHDRAWN: 1200}
    lost = [Loss(cause, n, term("Record").counted(n)) for cause, n in counts.items()]
    report = Report("crm", "zendesk", losses=lost)
    assert re.sub("[\u00a0\u202f]", " ", text(report, language)).splitlines()[1:] == [told]
    assert report.to_json()["losses"]["count"] == 1203
    assert report.to_json()["losses"]["reasons"][1] == {
        "code": "DELETED_UPSTREAM", "count": 1, "message": "1 contact deleted by the source",
    }  # fmt: skip
    assert Report("crm", "zendesk").to_json()["losses"] == {"count": 0, "reasons": []}


@pytest.mark.parametrize(
    "language, kind, status, head, told",
    [
        (Language.EN, "knowledge", "done", "crm: done, nothing changed", "  To know:"),
        (Language.FR, "knowledge", "dry-run", "crm : essai à blanc, rien n'a été écrit", "  À savoir :"),
        (Language.FR, "knowledge", "refused", "crm : refusé, rien n'a été modifié", "  a.yaml: pas de « a »"),
        (Language.EN, "org-csv", "stopped", "crm (org-csv): stopped, nothing was changed", "  a.yaml: no 'a'"),
    ],
)
def test_a_report_says_whether_what_was_found_stopped_it(language, kind, status, head, told):
    report = Report(
        "crm", kind, status=status, problems=[Problem(Code.BAD_VALUE, WHY(thing="a"), ("a.yaml", None, None))]
    )
    assert text(report, language).replace("\u00a0", " ").splitlines()[:2] == [head, told]
    assert report.to_json()["problems"][0]["code"] == "BAD_VALUE" and report.to_json()["kind"] == kind


def test_a_value_of_no_list_is_told_in_the_words_of_who_reads():
    (found,) = refused("parcours: 1\nevidence: [{key: e, stance: Confirmer}]")
    told = (
        "« Confirmer » ne figure pas parmi Confirme (SUPPORTS), Contredit (CONTRADICTS) ; "
        "vouliez-vous dire Confirme (SUPPORTS) ?"
    )
    assert line(found, Language.FR).replace("\xa0", " ").endswith(told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "channels: [{key: w}, {key: w}]",
            "canal « w » : deux descriptions, la première à la ligne 2 ; supprimez-en une, ou changez sa clé",
        ),
        (
            "channels: [{key: w, aliases: [x]}, {key: x}]",
            "la clé « x » est déjà un alias (canal « w ») ; mettez-y cette description",
        ),
        (
            "journeys: [{key: j, phases: [{key: p, steps: [{key: sign, next: sing}]}]}]",
            "next : étape « sing » introuvable dans le parcours « j » ; vouliez-vous dire « sign » ?",
        ),
        ("departments: [{name: x}]", "une direction doit avoir un champ « key », qui manque ici"),
        ("channels: [{key: w, nme: x}]", "un canal n'a pas de champ « nme » ; vouliez-vous dire « name » ?"),
    ],
)
def test_labels_are_told_in_the_words_of_who_reads(text, told):
    (found,) = refused(f"parcours: 1\n{text}")
    assert told in line(found, Language.FR).replace("\xa0", " ")


def test_a_label_is_told_as_a_term_never_as_its_code():
    """What is said of a node names it by `named`, `term` or `Term.any`, never by its label and a colon."""
    refs = r"\{label\}[: ]|\b(" + "|".join(MODEL) + r"):\{"
    for file in FILES:
        said = [_text(words) for pair in _declared(ast.parse(file.read_text())) for words in pair]
        assert not [each for each in said if re.search(refs, each)], file


def test_what_importers_refuse_is_said_in_every_language():
    raised = [call for file in (HOUSE / "importers").rglob("*.py") for call in _calls(ast.parse(file.read_text()))]
    ours = [call for call in raised if call.func.id in ("BadInput", "WrongUsage", "OtherRoot", "NoRecords")]
    plain = [ast.unparse(call) for call in ours if isinstance(call.args[0], ast.Constant | ast.JoinedStr)]
    assert ours and not plain
