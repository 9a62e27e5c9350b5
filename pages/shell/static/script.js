// Only what a page can do without: every address, form and picture works when no script runs.
"use strict";

const main = () => document.querySelector("main");
const typing = (event) => event.target.closest("input, select, textarea, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const follow = (selector) => {
    const link = document.querySelector(selector);
    if (link) { event.preventDefault(); link.click(); }
  };
  if (event.key === "Escape") follow("[data-key-escape]");
  if (typing(event)) return;
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("q").focus();
  }
  if (event.key === "ArrowLeft") follow("[data-key-left]");
  if (event.key === "ArrowRight") follow("[data-key-right]");
  if (/^[1-9]$/.test(event.key)) follow(`[data-key-digit="${event.key}"]`);
});

// What stands in a part of the page does what it is there for; a part that comes later is wired when it does.
const wire = (root) => {
  for (const button of root.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(new URL(button.dataset.copy, location.href).href);
      button.textContent = button.dataset.done;
    });
  }

  for (const chosen of root.querySelectorAll("form[data-at-once] select, form[data-at-once] input[type=checkbox]")) {
    chosen.addEventListener("change", () => chosen.form.requestSubmit());
  }

  // What takes a while says so, and is not sent twice.
  for (const form of root.querySelectorAll("form[data-busy]")) {
    form.addEventListener("submit", (event) => {
      event.submitter?.setAttribute("aria-busy", "true");
      setTimeout(() => form.querySelectorAll("button").forEach((button) => { button.disabled = true; }));
    });
  }
  for (const button of root.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
};
wire(document);

// A file may be dropped anywhere on a page that takes one, and is looked at without another click.
const taking = (event) => event.dataTransfer?.types.includes("Files") && document.querySelector("form.drop");
document.addEventListener("dragover", (event) => { if (taking(event)) event.preventDefault(); });
document.addEventListener("drop", (event) => {
  const box = taking(event);
  if (!box || !event.dataTransfer.files.length) return;
  event.preventDefault();
  box.querySelector("input[type=file]").files = event.dataTransfer.files;
  box.requestSubmit();
});

addEventListener("pageshow", () => document.querySelectorAll("form[data-busy] button").forEach((button) => {
  button.disabled = false;
  button.removeAttribute("aria-busy");
}));

// What a form brought back that was sent before one had to sign in again has its own address.
if (main().dataset.address) history.replaceState(null, "", main().dataset.address);

// Suggestions while one types: the first that the page of the search finds (ARIA 1.2, an editable combobox).
const field = document.getElementById("q"), box = document.getElementById("suggestions");
if (field && box) {
  let chosen = -1, waiting = 0, asked = "";
  const options = () => [...box.children];
  const open = (shown) => { box.hidden = !shown; field.setAttribute("aria-expanded", String(shown)); };
  const choose = (place) => {
    chosen = place;
    options().forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
    field.setAttribute("aria-activedescendant", place < 0 ? "" : options()[place].id);
  };
  const suggest = async () => {
    asked = field.value.trim();
    if (asked.length < 2) return open(false);
    const query = new URLSearchParams(new FormData(field.form));
    const answer = await fetch(`${field.form.action}?${query}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (field.value.trim() !== asked) return;
    box.replaceChildren(...[...page.querySelectorAll("a[data-hit]")].slice(0, 8).map((hit, place) => {
      const option = document.createElement("li"), kind = document.createElement("span");
      option.id = `suggestion-${place}`;
      option.setAttribute("role", "option");
      option.dataset.href = hit.getAttribute("href");
      option.append(hit.textContent, kind);
      kind.textContent = hit.dataset.hit;
      return option;
    }));
    choose(-1);
    open(box.children.length > 0);
  };
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": box.id, autocomplete: "off" })) field.setAttribute(name, value);
  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(suggest, 150); });
  field.addEventListener("blur", () => setTimeout(() => open(false), 150));
  box.addEventListener("mousedown", (event) => { location.href = event.target.closest("li").dataset.href; });
  field.addEventListener("keydown", (event) => {
    if (box.hidden) return;
    const many = options().length, moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) {
      event.preventDefault();
      choose((chosen + moves[event.key] + many + (chosen < 0 && event.key === "ArrowUp" ? 1 : 0)) % many);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.href = options()[chosen].dataset.href;
    } else if (event.key === "Escape") {
      event.stopPropagation();
      open(false);
    }
  });
}

// A newer state of the page takes the place of the one that is shown: what is open, scrolled or focused stays so.
let acting = 0;  // how many acts of this page are under way: until they end, nobody else's news are shown
const replaceMain = (now) => {
  const places = (root) => [...root.querySelectorAll("details, [role=region]")];
  const named = (focused) => {
    if (focused.id) return `#${CSS.escape(focused.id)}`;
    return focused.hasAttribute("href") ? `[href="${CSS.escape(focused.getAttribute("href"))}"]` : null;
  };
  const before = places(main()), after = places(now), { scrollX, scrollY } = window;
  const again = main().contains(document.activeElement) ? named(document.activeElement) : null;
  const id = (part) => part.id || part.querySelector(":scope > summary")?.id;
  const state = before.map((part) => [id(part), part.open, part.scrollLeft, part.scrollTop]);
  main().replaceWith(now);
  after.forEach((part, at) => {
    const kept = id(part) ? state.find(([known]) => known === id(part)) : before.length === after.length && state[at];
    if (!kept) return;
    if ("open" in part) part.open = kept[1];
    part.scrollTo(kept[2], kept[3]);
  });
  window.scrollTo(scrollX, scrollY);
  wire(now);
  if (again) now.querySelector(again)?.focus({ preventScroll: true });
  document.dispatchEvent(new Event("shown"));
};

let renew = replaceMain;  // how another state of the page is shown
let keeps = () => false;  // whether all that is typed outlives that; else nothing is shown while somebody types

// What others change is shown here within two seconds; what is typed here stays until its writer wants it gone.
const news = document.getElementById("news");
if (news) {
  const [button, told] = news.children;
  let stream = null, dirty = false, composing = false, pressed = false, carrying = false, showing = false, heard = 0;
  document.addEventListener("input", (event) => { if (event.target.closest("main")) dirty = true; });
  document.addEventListener("compositionstart", () => { composing = true; });
  document.addEventListener("compositionend", () => { composing = false; });
  document.addEventListener("pointerdown", () => { pressed = true; });  // what is swapped in the middle of a click is not clicked
  document.addEventListener("dragstart", () => { carrying = true; });  // which cancels the pointer, and goes on
  const released = (kinds, release) => {
    for (const end of kinds) document.addEventListener(end, () => setTimeout(() => { release(); catchUp(false); }), true);
  };
  released(["pointerup", "pointercancel"], () => { pressed = false; });
  released(["dragend", "drop"], () => { pressed = carrying = false; });
  const busy = () => {
    const active = document.activeElement;
    if (composing || pressed || carrying || main().querySelector("[aria-busy=true]")) return true;
    if (keeps()) return active.matches("main select");  // its list may be open, and would be shut
    return dirty || (main().contains(active) && typing({ target: active }));
  };
  document.addEventListener("focusout", () => setTimeout(() => catchUp(false)));
  document.addEventListener("shown", () => {
    dirty = false;
    button.hidden = true;
  });
  const swap = (now) => {
    renew(now);
    told.textContent = news.dataset.shown;
  };
  const fetched = async () => {
    const headers = { accept: "text/html", "parcours-revision": String(heard) };  // from a state at least as new
    const answer = await fetch(location.href, { headers });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return answer.ok ? page.querySelector("main[data-revision]") : null;
  };
  const catchUp = async (wanted) => {
    if (showing || acting || heard <= Number(main().dataset.revision)) return;
    showing = true;
    for (let at = null; heard !== at; wanted = false) {  // once more if it rose meanwhile
      at = heard;
      const now = wanted || !busy() ? await fetched().catch(() => null) : null;
      if (now && !acting && (wanted || !busy())) swap(now);  // else somebody types or acts, or the next rise or look tries again
      else button.hidden = !busy() || acting > 0;
    }
    showing = false;
  };
  const listen = () => {
    stream?.close();
    stream = null;
    if (document.hidden) return;  // browsers keep few connections to one place
    stream = new EventSource(news.dataset.changes);
    stream.addEventListener("revision", (event) => {
      heard = Number(event.lastEventId);
      catchUp(false);
    });
    document.dispatchEvent(new CustomEvent("listening", { detail: stream }));
  };
  button.addEventListener("click", () => catchUp(true));
  document.addEventListener("acted", () => catchUp(false));
  for (const each of ["visibilitychange", "moved"]) document.addEventListener(each, listen);
  addEventListener("pagehide", () => stream?.close());
  addEventListener("pageshow", listen);
}
