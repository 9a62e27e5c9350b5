// Drawing a map: what forms do is done without leaving the page, one act after the other, and the line keeps the focus.
"use strict";

// Acts, the last one last; those of each map by themselves: what was done elsewhere is not taken back from here.
const acts = (name) => {
  const kept = `${name} ${location.pathname}`;
  const all = () => JSON.parse(sessionStorage.getItem(kept) ?? "[]");
  const keep = (acts) => sessionStorage.setItem(kept, JSON.stringify(acts.slice(-100)));
  return {
    last: () => all().at(-1),
    add: (act) => { if (act && all().at(-1) !== act) keep([...all(), act]); },
    drop: (act) => keep(all().filter((each) => each !== act)),
    clear: () => keep([]),
  };
};
const undoable = acts("undo"), redoable = acts("redo");

const fields = (root) => [...root.querySelectorAll("textarea[id], input[id], select[id]")];
const default_ = (field) => {
  if (field.type === "checkbox" || field.type === "radio") return field.defaultChecked;
  if (field.options) return [...field.options].find((each) => each.defaultSelected)?.value ?? field.options[0]?.value;
  return field.defaultValue;
};
const value = (field) => (field.type === "checkbox" || field.type === "radio" ? field.checked : field.value);
const changed = (field) => value(field) !== default_(field);
// What was typed answers what its writer saw: what another put there meanwhile is told, not written over.
const retype = (field, said, seen) => {
  if (seen && field.form?.elements.expected) field.form.elements.expected.value = seen;
  if (typeof said === "boolean") field.checked = said; else field.value = said;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};

// What was typed where there is nothing any more: it is told, and stands in the line where there is one.
const save = (texts) => {
  const line = document.getElementById("line"), lost = document.querySelector("[data-lost]");
  if (!lost || !texts.length) return;
  if (line) line.value = [line.value, ...texts].filter(Boolean).join("\n");
  lost.hidden = false;
  lost.append(` ${texts.join(" · ")}`);
  told(lost.textContent);
};

let showing = false;  // whether what is shown is being put in another's place: fields that go then are not left by anybody
// The page after an act, or another look at it: whatever was typed meanwhile stands in it again.
const show = (now, sent = new Map(), leaving = false) => {
  const about = (root) => root.querySelector(".describe [name=key]")?.value;
  const same = about(main()) === about(now);  // what was typed of one node is not said of another
  const typed = fields(main()).filter((each) => changed(each) && value(each) !== sent.get(each.id))
    .filter((each) => same || !(leaving && each.closest("aside")))
    .map((each) => [same || !each.closest("aside") ? each.id : "", value(each), each.form?.elements.expected?.value, each.selectionStart, each.selectionEnd]);
  const focused = document.activeElement, caret = [focused.selectionStart, focused.selectionEnd];
  const menu = focused.closest?.("details.menu")?.querySelector("summary").id;
  const scrolled = same ? document.getElementById("drawer")?.scrollTop : 0;
  const from = [...(focused.closest?.("aside") ? ["#drawer"] : []), "#line", "#done", "#answer"];  // where one goes on from
  if (now.dataset.revision === undefined) now.dataset.revision = "Infinity";  // nothing that was refused is lost to news
  showing = true;
  replaceMain(now);
  showing = false;
  const gone = [];
  if (focused.id && focused.id === document.activeElement.id && caret[0] != null) document.activeElement.setSelectionRange(...caret);
  for (const [id, said, seen, start, end] of typed) {
    const field = document.getElementById(id);
    if (!field && start != null && said.trim()) gone.push(said);
    if (!field) continue;
    retype(field, id === "line" && field.value ? `${field.value}\n${said}` : said, seen);
    if (field === document.activeElement && start != null) field.setSelectionRange(start, end);
  }
  save(gone);
  now.querySelector("#drawer")?.scrollTo(0, scrolled);
  now.querySelector("aside .wrong")?.scrollIntoView({ block: "nearest" });
  const added = now.querySelector(".new");
  added?.scrollIntoView({ block: "nearest", inline: "nearest" });
  if (main().contains(document.activeElement)) return;
  const next = now.querySelector("[aria-invalid=true]") ?? now.querySelector("#refused") ?? now.querySelector("a.new")
    ?? document.getElementById(menu) ?? (focused === document.body ? null : from.reduce((found, each) => found ?? now.querySelector(each), null));
  next?.focus({ preventScroll: true });
};

const told = (words) => {
  const status = document.querySelector("#news span");
  if (status && words) status.textContent = words;
};

const parsed = async (answer) => {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("main");
};

const renewed = new Map();  // which revision stands for one since which nobody but this page did anything
const latest = (revision) => { while (renewed.has(revision)) revision = renewed.get(revision); return revision; };

// The address that an act is sent to, with the phase that is drawn on by now: acts before it may have begun another.
const address = (action) => {
  const there = new URL(action), phase = new URLSearchParams(location.search).get("phase");
  if (phase && there.pathname === location.pathname) there.searchParams.set("phase", phase);
  return there.href;
};

const send = async (action, body, sent, follows, menu) => {
  const phase = document.getElementById("lane-phase");
  if (follows && phase) body.set("phase", phase.value);  // a line behind one that is on its way goes where that one went
  const expected = latest(body.get("expected"));
  if (expected) body.set("expected", expected);
  const answer = await fetch(address(action), { method: "POST", body, headers: { accept: "text/html" } });
  if (answer.status === 401 || answer.status === 410) return leave(answer);
  const there = new URL(answer.url);
  if (answer.redirected && there.pathname !== new URL(action).pathname) return onward(there, sent);
  const now = await parsed(answer);
  const here = now?.querySelector("#act, .describe, .done") && there.pathname === new URL(action).pathname;
  if (!here) throw new Error("not done");  // one has to sign in again, or it was too much: what was typed stays
  if (answer.redirected) {
    const stands = now.dataset.revision;
    if (Number(stands) === Number(expected) + 1 && there.searchParams.get("done") === stands) renewed.set(expected, stands);
    for (const name of ["done", "undone", "new"]) there.searchParams.delete(name);
    history.replaceState(null, "", there.pathname + there.search);
    undoable.add(now.querySelector("[data-undo]")?.dataset.undo);
    redoable.add(now.querySelector("[data-redo]")?.dataset.redo);
    if (menu) document.getElementById(menu)?.closest("details").removeAttribute("open");
  }
  const adds = answer.redirected && body.has("channel") && document.activeElement.closest("#touching");
  show(now, sent);
  if (adds) document.getElementById("touch-channel")?.focus();
  wait();
  told(now.querySelector("#done p, #refused p, .describe .error")?.textContent);
  return answer.redirected;
};

let queue = Promise.resolve();
const waiting = [];  // lines that are typed and not written yet: shown, and not left behind without a word
const wait = () => {
  const shown = document.querySelector("[data-waiting]");
  if (!shown) return;
  shown.hidden = !waiting.length;
  shown.textContent = `${shown.dataset.waiting} ${waiting.map((each) => each.trim().replace(/\n[^]*/, " …")).join(" · ")}`;
};
addEventListener("beforeunload", (event) => { if (acting) event.preventDefault(); });
let cameBack = "";  // lines that could not be written, in their order, ahead of what is being typed
const comeBack = (typed) => {
  const line = document.getElementById("line");
  if (!line) return;
  if (!line.value.startsWith(cameBack)) cameBack = "";
  const rest = line.value.slice(cameBack.length);
  cameBack += `${typed}\n`;
  line.value = cameBack + rest;
};

// What was used says so once an act takes a while; it floats there, and nothing moves for it.
const { moment } = document.currentScript.dataset;
const busy = (control) => {
  if (!control) return () => {};
  const shown = Object.assign(document.createElement("span"), { className: "moment", textContent: moment, ariaHidden: "true" });
  const there = () => control.isConnected ? control  // else it came anew with another act
    : control.id ? document.getElementById(control.id) : [...main().querySelectorAll("button")].find((each) => control.value && each.value === control.value);
  const place = () => {
    const { left, bottom, width } = there()?.getBoundingClientRect() ?? {};
    shown.hidden = !width;
    if (width) Object.assign(shown.style, { left: `${left}px`, top: `${bottom + 2}px` });
  };
  control.setAttribute("aria-busy", "true");
  const late = setTimeout(() => {
    document.body.append(shown);
    place();
    told(moment);
  }, 400);
  const moves = [["scroll", document], ["shown", document], ["resize", window]];
  for (const [kind, where] of moves) where.addEventListener(kind, place, true);
  return () => {
    clearTimeout(late);
    shown.remove();
    for (const each of [control, there()]) each?.removeAttribute("aria-busy");
    for (const [kind, where] of moves) where.removeEventListener(kind, place, true);
  };
};

const underWay = new Set();
const act = (form, submitter, wanted) => {
  const data = new FormData(form);
  if (submitter?.name) data.append(submitter.name, submitter.value);
  if (wanted) data.set("do", wanted);
  const body = new URLSearchParams(data), sent = new Map(fields(form).map((each) => [each.id, value(each)]));
  const line = form.querySelector("[data-lane]"), typed = line?.value, asked = `${form.action} ${body}`;
  if (!line && underWay.has(asked)) return queue;  // whoever presses twice means it once
  underWay.add(asked);
  const back = (wanted ?? submitter?.value)?.startsWith("verb=undo") && (wanted ?? submitter.value);
  const from = back && (back.includes("again=1") ? redoable : undoable);
  if (back) from.drop(back);
  else redoable.clear();
  const follows = line && acting > 0, menu = (submitter ?? form).closest("details.menu")?.querySelector("summary").id;
  if (line) { line.value = cameBack = ""; sent.set(line.id, ""); }
  form.querySelectorAll("[data-line]").forEach((each) => { each.dataset.sent = each.value; });
  acting += 1;
  const active = document.activeElement, used = form.contains(active) ? active : submitter ?? form.querySelector("[data-line]");
  const pressed = used ?? document.querySelector(`button[value="${CSS.escape(wanted ?? "")}"], [data-back]:not([hidden])`);
  const idle = line ? () => {} : busy(pressed);
  const meant = body.get("do") === "as=phase" ? `# ${typed}` : typed;
  if (typed) waiting.push(meant);
  wait();
  const done = queue.then(() => send(form.action, body, sent, follows, menu)).catch(() => {
    if (back) from.add(back);
    if (typed) comeBack(meant);
    told(document.querySelector("[data-failed]")?.dataset.failed);
    document.querySelector("[data-failed]")?.removeAttribute("hidden");
  });
  queue = done.finally(() => {
    underWay.delete(asked);
    idle();
    acting -= 1;
    if (typed) waiting.shift();
    wait();
    if (!acting) document.dispatchEvent(new Event("acted"));
  });
  return done;
};

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-act]")) return;
  event.preventDefault();
  act(event.target, event.submitter);
});

const lane = (event, field) => {
  const buttons = field.form.querySelectorAll("button");
  const asPhase = event.key === "Tab" && !event.shiftKey && field.value.trim(), aside = event.altKey;
  if (!asPhase && (event.key !== "Enter" || event.shiftKey)) return;
  event.preventDefault();
  if (asPhase && field.value.includes("\n")) {  // the last line alone
    field.value = field.value.replace(/[^\n]*$/, "# $&");
    return field.form.requestSubmit(buttons[0]);
  }
  if (field.value.trim()) field.form.requestSubmit(buttons[asPhase ? 1 : aside ? 2 : 0]);
};
const text = (event, field) => {
  if (event.key === "Escape") {
    event.stopPropagation();
    field.value = field.defaultValue;
  } else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    if (changed(field) || field.ariaInvalid === "true") field.form.requestSubmit();  // what met another's is put by Enter
  }
};
document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.isComposing) return;
  if (field.matches?.("[data-lane]")) lane(event, field);
  else if (field.matches?.("[data-line]")) text(event, field);
  const writing = typing(event) && changed(field);  // what is written by now is taken back as an act
  const key = (event.ctrlKey || event.metaKey) && event.key.toLowerCase();
  if (key === "enter" && !event.defaultPrevented && typing(event) && field.closest("form.describe, aside form")) {
    event.preventDefault();
    field.form.requestSubmit(field.form.querySelector("button"));
  }
  if ((key === "z" || key === "y") && !writing) {
    const last = (key === "y" || event.shiftKey ? redoable : undoable).last(), form = document.getElementById("act");
    if (!last || !form) return;
    event.preventDefault();
    act(form, null, last);
  }
}, true);
// One menu is open at a time, and Escape closes it.
document.addEventListener("toggle", (event) => {
  const menu = event.target;
  if (!menu.matches?.("details.menu") || !menu.open) return;
  document.querySelectorAll("details.menu[open]").forEach((each) => { if (each !== menu) each.open = false; });
  menu.closest(".steps > *")?.scrollIntoView({ block: "nearest", inline: "nearest" });  // from below the first column, which stays
}, true);
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest?.("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
document.addEventListener("paste", (event) => {
  const field = event.target, pasted = event.clipboardData.getData("text");
  if (!field.matches?.("[data-lane]") || !pasted.trim().includes("\n")) return;
  event.preventDefault();
  const add = () => field.form.requestSubmit(field.form.querySelector("button"));
  if (pasted.includes("\t") && field.value.trim()) add();  // what was typed is a step, and no part of a table's first cell
  field.value += pasted;
  add();
});
document.addEventListener("focusout", (event) => {  // what was typed in its place is kept wherever one goes on
  const field = event.target;
  if (!showing && field.matches("[data-line]") && changed(field) && field.value !== field.dataset.sent) field.form.requestSubmit();
});
document.addEventListener("input", (event) => {  // one more place for a name, as soon as the last is filled
  const field = event.target;
  if (!field.matches("[data-more]") || !field.value || field.nextElementSibling?.matches("[data-more]")) return;
  const more = field.cloneNode();
  more.value = "";
  more.id = `${field.id}+`;
  field.after(more);
});

// Where a node stands on the map that can have the focus: the menu of a step or a phase, a touchpoint itself.
const cell = (id) => document.getElementById(`menu-${id}`) ?? document.getElementById(id.replace("Touchpoint:", "touch-"));

let cameFrom = new URLSearchParams(location.search).get("at");  // the last node on the map whose drawer was opened

// Another drawer is opened beside the same map; what was filled in in the one that is left is written first.
document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("main a[href]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const there = new URL(link.href);
  if (there.origin !== location.origin || there.pathname !== location.pathname || there.search === location.search) return;
  event.preventDefault();
  const touch = link.matches("[data-touch]"), left = document.querySelector("aside form.describe");
  // What cannot be written is shown with its reason, once; to close again leaves it.
  const refused = link.matches("[data-key-escape]") && left?.querySelector(".error, .stands");
  if (left && !refused && fields(left).some(changed) && !await act(left)) return;
  const idle = busy(link);
  await queue;
  const from = document.activeElement;
  const now = await fetch(link.href, { headers: { accept: "text/html" } }).then(parsed).finally(idle);
  main().querySelectorAll("details.menu[open]").forEach((each) => { each.open = false; });
  const elsewhere = document.activeElement !== from && typing({ target: document.activeElement });  // where one types by now
  show(now, new Map(), true);
  history.pushState(null, "", there.pathname + there.search);
  const at = there.searchParams.get("at");
  if (at && cell(at)) cameFrom = at;
  if (at) cell(at)?.closest("th, td").scrollIntoView({ block: "nearest", inline: "nearest" });
  if (elsewhere && typing({ target: document.activeElement })) return;
  const next = document.getElementById(touch ? "touch-channel" : there.hash.slice(1)) ?? (at || !cameFrom ? null : cell(cameFrom));
  const first = there.searchParams.has("about") && next?.querySelector("form.describe .field :is(input, textarea)");
  (first || next || document.getElementById("line"))?.focus();
  const { top } = next?.getBoundingClientRect() ?? {};
  if (next?.id === "drawer" && (top < 0 || top > innerHeight / 2)) next.scrollIntoView();  // where it stands below the map
});
addEventListener("popstate", () => location.reload());

renew = (now) => {
  const phase = document.getElementById("lane-phase")?.value;  // what is drawn on stays so, whichever phase is the last by now
  show(now);
  const field = document.getElementById("lane-phase");
  if (phase && [...field?.options ?? []].some((each) => each.value === phase)) field.value = phase;
};
keeps = () => ![...main().querySelectorAll("textarea:not([id]), input:not([id]):not([type=hidden]), select:not([id])")].some(changed);
undoable.add(document.querySelector("[data-undo]")?.dataset.undo);
