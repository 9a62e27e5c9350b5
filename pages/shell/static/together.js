// Who else is before this map, told by the stream that tells what is new; this page says there where it is itself.
"use strict";

const together = document.getElementById("together");
if (together) {
  const { dataset: words } = together, [shown, call, status] = together.children;
  const [asked, there, stay] = call.children;
  const window_ = sessionStorage.getItem("window") ?? crypto.randomUUID?.() ?? `${Math.random()}${Date.now()}`;
  // A tab that is duplicated is another window: the name is told on by nothing but the page that goes.
  addEventListener("pageshow", () => sessionStorage.removeItem("window"));
  addEventListener("pagehide", () => sessionStorage.setItem("window", window_));
  const filled = (text, values) => text.replace(/{(\w+)}/g, (_, name) => values[name]);
  const room = () => main().dataset.phase !== undefined;

  // Where one is: at the step whose drawer is open, or whose touchpoint's is, else at the one that has the focus.
  const drawn = (name, key) => document.querySelector(`[data-${name}="${CSS.escape(key)}"]`);
  const column = (cell) => cell?.closest("table").querySelector(".steps").cells[cell.cellIndex];
  const number = (step) => parseInt(step?.querySelector(".number")?.textContent ?? step?.getAttribute("aria-label"), 10);
  const step = () => {
    const open = new URLSearchParams(location.search), node = open.get("at") ?? open.get("about") ?? "";
    const [label, key] = [node.split(":", 1)[0], node.slice(node.indexOf(":") + 1)];
    if (label === "Step") return drawn("step", key);
    if (label === "Touchpoint") return column(drawn("touchpoint", key)?.closest("td"));
    return document.activeElement.closest("[data-step]");
  };
  const news = document.getElementById("news"), stream = news.dataset.changes;
  const here = () => {
    const at = step(), told = new URLSearchParams({ journey: words.journey, window: window_ });
    if (at?.dataset.step) {
      told.set("step", at.dataset.step);
      if (number(at)) told.set("number", number(at));
    }
    return `${stream}?${told}`;
  };
  let moving = 0;
  const move = () => {
    clearTimeout(moving);
    moving = setTimeout(() => {
      if (here() === news.dataset.changes) return;
      news.dataset.changes = here();
      document.dispatchEvent(new Event("moved"));
    }, 300);
  };
  news.dataset.changes = here();
  for (const each of ["focusin", "shown"]) document.addEventListener(each, move);

  let people = null, readers = 0;
  const mark = () => {
    for (const each of document.querySelectorAll(".drawing [data-there]")) delete each.dataset.there;
    for (const each of people ?? []) {
      const head = each.step && document.querySelector(`.drawing [data-step="${CSS.escape(each.step)}"]`);
      if (head) head.dataset.there = [head.dataset.there, each.name].filter(Boolean).join(", ");
    }
  };
  const list = () => {
    const told = (people ?? []).map((each) => {
      const n = number(each.step && drawn("step", each.step)) || each.number;  // as it is drawn here
      return filled(n ? words.at : words.here, { name: each.name, n });
    });
    if (readers) told.push(filled(readers === 1 ? words.reader : words.readers, { n: readers }));
    shown.replaceChildren(...told.map((text) => {
      const item = document.createElement("li");
      item.className = "chip";
      item.textContent = text;
      return item;
    }));
    mark();
  };
  const others = (now) => {
    const names = (those) => [...new Set(those.map((each) => each.name))];
    if (people) {
      const [before, after] = [names(people), names(now.people)];
      const came = after.filter((name) => !before.includes(name)).map((name) => filled(words.here, { name }));
      const gone = before.filter((name) => !after.includes(name)).map((name) => filled(words.gone, { name }));
      if (came.length + gone.length) status.textContent = [...came, ...gone].join(". ");
    }
    ({ people, readers } = now);
    list();
  };
  document.addEventListener("shown", list);

  document.addEventListener("submit", ({ target }) => { if (target.matches("[data-call]")) target.elements.window.value = window_; });

  // Where a call leads: a room goes there, unless something is being typed; elsewhere one is asked.
  const called = (told) => {
    const followed = JSON.parse(sessionStorage.getItem("called") ?? "[]");
    if (followed.includes(told.id)) return;
    sessionStorage.setItem("called", JSON.stringify([...followed, told.id].slice(-20)));
    const to = new URL(room() ? location.href : words.map, location.href);
    to.searchParams.set("look", "room");
    to.searchParams.set("phases", told.phase);
    if (told.witness) to.searchParams.set("witness", told.witness); else to.searchParams.delete("witness");
    const witness = new URLSearchParams(location.search).get("witness");
    if (room() && main().dataset.phase === told.phase && witness === told.witness) return;
    const said = { name: told.by, n: told.number };
    if (room() && !typing({ target: document.activeElement })) {
      sessionStorage.setItem("led", filled(words.led, said));
      location.assign(to);
    } else if (!told.own) {
      asked.textContent = status.textContent = filled(words.called, said);
      there.href = to;
      call.hidden = false;
    }
  };
  stay.addEventListener("click", () => { call.hidden = true; });
  document.addEventListener("listening", ({ detail: stream }) => {
    stream.addEventListener("others", (event) => others(JSON.parse(event.data)));
    stream.addEventListener("call", (event) => called(JSON.parse(event.data)));
  });
  together.hidden = false;
  const led = sessionStorage.getItem("led");
  sessionStorage.removeItem("led");
  if (led) setTimeout(() => { status.textContent = led; }, 500);
}
