"""Trusted documents, and documents that clients teach, in every way that front ends name them."""

import hashlib
import json

import pytest

from api.trusted import KEPT, LONGEST, Documents, load
from graph.errors import WrongUsage
from tests.api.test_http import CHANNEL, PHONE, RESPONSE, Client

SHA256 = hashlib.sha256(CHANNEL.encode()).hexdigest()
APQ = {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": SHA256}}}


def code(answer):
    return answer.json()["errors"][0]["extensions"]["code"]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "persisted-documents.json"
    path.write_text(json.dumps({"relay-md5": CHANNEL}), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "named",
    [
        {"documentId": "relay-md5"},
        {"documentId": SHA256},
        {"documentId": f"sha256:{SHA256}"},
        {"doc_id": "relay-md5", "query": None},
        {"id": "relay-md5", "query": ""},
        {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "relay-md5"}}},
        APQ,
        APQ | {"query": CHANNEL},
        {"query": CHANNEL},
    ],
)
def test_trusted_documents_are_run(landscape, file, named):
    client = Client(landscape.address, documents=Documents(load(file)))
    assert client.post("/graphql", json=named).json() == PHONE


def test_others_are_refused(landscape, file):
    client = Client(landscape.address, documents=Documents(load(file)))
    other = "{channels {totalCount}}"
    assert code(client.post("/graphql", json={"documentId": "nobody's"})) == "PERSISTED_QUERY_NOT_FOUND"
    taught = {"persistedQuery": {"version": 1, "sha256Hash": hashlib.sha256(other.encode()).hexdigest()}}
    for asked in ({"query": other}, {"query": other, "extensions": taught}, {"query": other, "documentId": "x"}):
        refused = client.post("/graphql", json=asked)
        assert refused.status_code == 403 and "trusted" in refused.json()["errors"][0]["message"]
    both = Client(landscape.address, documents=Documents(load(file), only=False))
    assert "data" in both.post("/graphql", json={"query": other}).json()


def test_clients_teach_documents(landscape):
    client = Client(landscape.address, documents=Documents())
    first = client.post("/graphql", json=APQ)
    assert first.status_code == 200 and code(first) == "PERSISTED_QUERY_NOT_FOUND"
    assert first.json()["errors"][0]["message"] == "PersistedQueryNotFound"
    assert client.post("/graphql", json=APQ, headers={"accept": RESPONSE}).status_code == 404
    assert client.post("/graphql", json=APQ | {"query": CHANNEL}).json() == PHONE
    assert client.post("/graphql", json=APQ).json() == PHONE
    assert client.get("/graphql", params={"extensions": json.dumps(APQ["extensions"])}).json() == PHONE
    assert client.get("/graphql", params={"documentId": f"sha256:{SHA256}"}).json() == PHONE


@pytest.mark.parametrize(
    "asked",
    [
        APQ | {"query": "{channels {totalCount}}"},
        {"extensions": {"persistedQuery": {"version": 2, "sha256Hash": SHA256}}},
        {"extensions": {"persistedQuery": SHA256}},
        {"documentId": 1},
        {"query": "  "},
    ],
)
def test_what_names_no_document(landscape, asked):
    answer = Client(landscape.address).post("/graphql", json=asked)
    assert answer.status_code == 400 and code(answer) == "BAD_REQUEST"


def test_what_is_taught_is_bounded():
    def taught(text):
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        return {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": sha256}}, "query": text}

    documents = Documents()
    for number in range(KEPT + 1):
        documents.text(taught(f"{{a{number}}}"))
    documents.text(taught("{" + "a" * LONGEST + "}"))
    assert len(documents._taught) == KEPT and "{a0}" not in documents._taught.values()


def test_a_folder_and_apollos_manifest(tmp_path, file):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "Phone.graphql").write_text(CHANNEL, encoding="utf-8")
    assert load(tmp_path) == {"Phone": CHANNEL, SHA256: CHANNEL}
    manifest = {"format": "apollo-persisted-query-manifest", "version": 1, "operations": [{"id": "a", "body": CHANNEL}]}
    file.write_text(json.dumps(manifest), encoding="utf-8")
    assert load(file) == {"a": CHANNEL, SHA256: CHANNEL}


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"a": 1}', '{"operations": [{}]}'])
def test_what_holds_no_documents(file, text):
    file.write_text(text, encoding="utf-8")
    with pytest.raises(WrongUsage, match="PARCOURS_DOCUMENTS"):
        load(file)
