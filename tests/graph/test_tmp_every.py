from tests.graph.test_cut_off import *
@pytest.mark.parametrize(("before", "after"), [("nothing", "worked"), ("worked", "changed"), ("worked", "nothing")])
def test_every(gateway, tmp_path, monkeypatch, before, after):
    begin(gateway, tmp_path, before); 
    want_back = resolved(dump(gateway, RUN_KEYS))
    whole = put(gateway, tmp_path, after)
    bad=[]
    def then(cut, text):
        got = put(gateway, tmp_path, after)
        if got != whole: bad.append((cut, text[:100], sorted(got ^ whole)[:6]))
    every_cut(gateway, tmp_path, before, after, monkeypatch, then)
    def back(cut, text):
        got = resolved(put(gateway, tmp_path, before))
        if got != want_back: bad.append(("back", cut, text[:100], sorted(got ^ want_back)[:6]))
    every_cut(gateway, tmp_path, before, after, monkeypatch, back)
    for b in bad: print(b)
    assert not bad
