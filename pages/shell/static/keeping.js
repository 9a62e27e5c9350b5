// What is typed and not sent outlives the page: one has to sign in again, an invitation is over, or it is another page.
"use strict";

const TYPED = "typed";
const unsent = (sent) => fields(main()).filter((each) => changed(each) && value(each) !== sent.get(each.id));
// `lines` are under way, `sent` is what stood in fields that went with an act; `kept` may outlive the window.
const pack = ({ pathname: path, search } = location, lines = [], sent = new Map(), kept = sessionStorage) => {
  const typed = unsent(sent).map((each) => [each.id, value(each), each.form?.elements.expected?.value, Boolean(each.closest("aside"))]);
  if (lines.length || typed.length) kept.setItem(TYPED, JSON.stringify({ path, search, lines, typed }));
};
let packing = pack;  // what is kept when the page goes
const drawer = (search) => ["at", "add", "about"].map((name) => new URLSearchParams(search).get(name)).join();
const unpack = () => {
  const { path, search, lines = [], typed = [] } = JSON.parse(sessionStorage.getItem(TYPED) ?? localStorage.getItem(TYPED) ?? "{}");
  if (path !== location.pathname || !document.querySelector("main form[data-act]")) return;
  const astray = typed.some(([id, , , aside]) => !document.getElementById(id) || (aside && drawer(search) !== drawer(location.search)));
  if (astray && search !== location.search) return location.replace(path + search);  // where the drawer is open that it was typed in
  for (const kept of [sessionStorage, localStorage]) kept.removeItem(TYPED);
  const gone = [];
  for (const [id, said, seen] of typed) {
    const field = document.getElementById(id);
    if (!field && typeof said === "string" && said.trim()) gone.push(said);
    if (!field) continue;
    retype(field, said, seen);
  }
  const line = document.getElementById("line");
  if (line) line.value = [...lines, line.value].filter(Boolean).join("\n");
  else gone.unshift(...lines);
  save(gone);
};

// What was filled in, as one reads it who has no form before them.
const words = (field) => {
  if (field.matches("textarea")) return field.value;
  const label = field.labels[0], called = field.ariaLabel ?? (label?.querySelector("span") ?? label)?.textContent.trim();
  return field.type === "checkbox" ? called : `${called} (${field.options?.[field.selectedIndex].text ?? field.value})`;
};

// Where one has to sign in again, what was typed waits in this window; where an invitation is over, it is shown,
// and waits for another one.
const leave = async (answer) => {
  const over = answer.status === 410, page = await parsed(answer);
  packing = () => pack(location, waiting, new Map(), over ? localStorage : sessionStorage);
  acting = 0;
  if (over) {
    const form = Object.assign(document.createElement("form"), { method: "post", action: answer.url, hidden: true });
    for (const value of [...waiting, ...unsent(new Map()).map(words)]) form.append(Object.assign(document.createElement("textarea"), { name: TYPED, value }));
    document.body.append(form);
    form.submit();
  } else {
    const there = new URL(page.querySelector("form.stack").getAttribute("action"), location.href);
    there.searchParams.set("next", location.pathname + location.search);
    there.searchParams.set("kept", "1");
    location.assign(there);
  }
  return new Promise(() => {});
};

// What was done leads to another page: from a question that is answered to those that are left.
const onward = (there, sent) => {
  packing = () => pack(there, waiting, sent);
  acting = 0;
  location.assign(there);
  return new Promise(() => {});
};

addEventListener("pagehide", () => packing());
addEventListener("pageshow", ({ persisted }) => {  // what is typed is still there, and not to come back once more
  packing = pack;
  if (persisted) sessionStorage.removeItem(TYPED);
});

unpack();
