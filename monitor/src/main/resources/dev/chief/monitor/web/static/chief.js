// What the pages do beyond HTML: they stay up to date, answer to the keyboard, and know the browser's zone. All of it can be missing.
"use strict";

const CALM_MILLIS = 150;
const APART_MILLIS = 600;
const REFRESH_MILLIS = 30000;
const TICK_MILLIS = 1000;
const GO_MILLIS = 1500;

const body = document.body;
const byId = id => document.getElementById(id);
const show = element => { if (element) element.hidden = false; };

// The zone of the browser: the server prints times, so it has to know. True once, when it has just been told; never where cookies are refused,
// because a page that is made again for nothing would be made again for ever.
const rememberZone = () => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const cookie = `chief_browser_zone=${encodeURIComponent(zone)}`;
    const known = () => document.cookie.split("; ").includes(cookie);
    if (!zone || zone === body.dataset.browserZone || known()) return false;
    document.cookie = `${cookie}; path=/; max-age=31536000; samesite=lax`;
    return known();
};

// Relative times, as the server words them.
const rough = seconds => {
    if (seconds < 60) return `${seconds} s`;
    if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
    if (seconds < 48 * 3600) return `${Math.floor(seconds / 3600)} h`;
    return `${Math.floor(seconds / 86400)} d`;
};
const relative = millis => {
    const seconds = Math.floor(Math.abs(millis) / 1000);
    if (seconds === 0) return "just now";
    return millis < 0 ? `in ${rough(seconds)}` : `${rough(seconds)} ago`;
};
// The server's clock counts, for a wrong clock of the browser must not turn 3 minutes into an hour.
let ahead = 0;
const readServerClock = page => {
    const made = page.querySelector("footer time");
    if (made) ahead = Date.now() - Date.parse(made.dateTime);
};
const tick = () => {
    const now = Date.now() - ahead;
    for (const time of document.querySelectorAll("time[data-relative]")) {
        const text = relative(now - Date.parse(time.dateTime));
        if (time.textContent !== text) time.textContent = text;
    }
};

// The regions of the page are fetched again and exchanged where they differ. What people hold stays: focus, open details, text typed.
let paused = false;
const key = element => element.id ? `#${CSS.escape(element.id)}` : element.dataset.row !== undefined || element.href
    ? `a[href="${CSS.escape(element.getAttribute("href"))}"]` : null;
const typed = region => [...region.querySelectorAll("input[id], select[id], textarea[id]")]
    .map(field => [field.id, field.value]);
const plain = region => {
    const copy = region.cloneNode(true);
    for (const time of copy.querySelectorAll("time[data-relative]")) time.textContent = "";
    for (const details of copy.querySelectorAll("details")) details.removeAttribute("open");
    for (const changed of copy.querySelectorAll(".changed")) {
        changed.classList.remove("changed");
        if (!changed.classList.length) changed.removeAttribute("class");
    }
    return copy.innerHTML;
};
const exchange = (old, fresh) => {
    if (plain(old) === plain(fresh)) return false;
    const focused = old.contains(document.activeElement) ? key(document.activeElement) : null;
    const selection = focused && "selectionStart" in document.activeElement ? document.activeElement.selectionStart : null;
    const values = typed(old);
    const known = new Set([...old.querySelectorAll("[id]")].map(element => element.id));
    const opened = [...old.querySelectorAll("details[id]")].map(details => [details.id, details.open]);
    old.className = fresh.className;
    old.replaceChildren(...fresh.childNodes);
    for (const [id, open] of opened) {
        const details = byId(id);
        if (details) details.open = open;
    }
    for (const [id, value] of values) {
        const field = byId(id);
        if (field) field.value = value;
    }
    if (known.size) {
        for (const row of old.querySelectorAll("tr[id], article[id]")) {
            if (!known.has(row.id)) row.classList.add("changed");
        }
    }
    const again = focused && old.querySelector(focused);
    if (again) {
        again.focus({ preventScroll: true });
        if (selection !== null && again.setSelectionRange) again.setSelectionRange(selection, selection);
    }
    return true;
};
let refreshing = false;
let wanted = false;
let lastRefresh = 0;
let timer = 0;
const refresh = async () => {
    if (refreshing) { wanted = true; return; }
    refreshing = true;
    wanted = false;
    lastRefresh = Date.now();
    try {
        const response = await fetch(location.href, { headers: { accept: "text/html" }, credentials: "same-origin" });
        if (response.redirected && new URL(response.url).pathname === "/login") {
            location.reload();
            return;
        }
        if (response.status >= 500) throw new Error(`status ${response.status}`);
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        document.title = page.title;
        const icon = page.getElementById("icon");
        if (icon && byId("icon").getAttribute("href") !== icon.getAttribute("href")) byId("icon").href = icon.getAttribute("href");
        readServerClock(page);
        const said = [];
        for (const region of document.querySelectorAll("[data-region]")) {
            const fresh = region.id && page.getElementById(region.id);
            if (!fresh || region.dataset.region === "live" && paused) continue;
            if (exchange(region, fresh) && "announce" in region.dataset) {
                said.push((region.querySelector("h1, .state") || region).textContent.trim().replace(/\s+/g, " "));
            }
        }
        if (said.length) byId("announce").textContent = said.join(". ");
        tick();
    } catch {
        // The page stays as it is, and says that it is no longer live.
        pulse("away");
    } finally {
        refreshing = false;
        if (wanted) soon();
    }
};
const soon = () => {
    if (timer) return;
    const wait = Math.max(CALM_MILLIS, lastRefresh + APART_MILLIS - Date.now());
    timer = setTimeout(() => { timer = 0; refresh(); }, Math.min(wait, APART_MILLIS));
};

let source = null;
const pulse = state => {
    const element = byId("pulse");
    if (!element) return;
    element.hidden = false;
    element.className = `pulse ${state}`;
    element.textContent = state === "away" ? "Not connected" : state === "paused" ? "Paused" : "Live";
};
const listen = () => {
    if (!body.dataset.live || source) return;
    source = new EventSource(body.dataset.live);
    source.addEventListener("open", () => { pulse(paused ? "paused" : "live"); soon(); });
    source.addEventListener("error", () => pulse("away"));
    for (const kind of ["message", "event", "check", "alert", "instance", "delivery"]) source.addEventListener(kind, soon);
};
const deafen = () => {
    if (source) source.close();
    source = null;
};
// A page that nobody sees asks for nothing, and catches up when it is seen. Its title and icon are the exception: they are seen.
document.addEventListener("visibilitychange", () => {
    if (!document.hidden) { listen(); soon(); }
});
window.addEventListener("pagehide", deafen);
window.addEventListener("pageshow", event => { if (event.persisted) listen(); });

// The keyboard.
const writing = element => element && (element.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName));
const rows = grid => [...grid.querySelectorAll("[data-row]")];
const move = step => {
    const active = document.activeElement;
    const grid = active && active.closest("[data-grid]") || document.querySelector("[data-grid]");
    if (!grid) return false;
    const all = rows(grid);
    if (!all.length) return false;
    const row = active && active.closest("tr, li, article");
    const here = row ? all.findIndex(link => row.contains(link)) : -1;
    const next = here < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, here + step));
    all[next].focus();
    return true;
};
let going = 0;
const pause = () => {
    const button = byId("pause");
    if (!button) return;
    paused = !paused;
    button.setAttribute("aria-pressed", String(paused));
    button.textContent = paused ? "Resume" : "Pause";
    pulse(paused ? "paused" : "live");
    byId("announce").textContent = paused ? "Live events paused" : "Live events resumed";
    if (!paused) refresh();
};
document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const active = document.activeElement;
    if (event.key === "Escape" && writing(active)) { active.blur(); return; }
    if (writing(active) || byId("keys").open) return;
    const link = Date.now() - going < GO_MILLIS && document.querySelector(`nav a[data-key="${CSS.escape(event.key)}"]`);
    going = 0;
    if (link) { event.preventDefault(); link.click(); return; }
    if (event.key === "g") {
        going = Date.now();
    } else if (event.key === "/") {
        const search = document.querySelector("[data-search]");
        if (search) { event.preventDefault(); search.focus(); search.select(); }
    } else if (event.key === "?") {
        byId("keys").showModal();
    } else if (event.key === "p") {
        pause();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (active && active.closest("pre, summary")) return;
        if (move(event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
    }
});

// What only works with a script is shown by it.
for (const element of document.querySelectorAll(".scripted, #pause")) show(element);
if (byId("pause")) byId("pause").addEventListener("click", pause);
if (byId("show-keys")) byId("show-keys").addEventListener("click", () => byId("keys").showModal());
const preferences = byId("preferences");
if (preferences) {
    preferences.querySelector("button").hidden = true;
    preferences.addEventListener("change", () => preferences.requestSubmit());
}
readServerClock(document);
setInterval(tick, TICK_MILLIS);
setInterval(() => { if (body.dataset.live) refresh(); }, REFRESH_MILLIS);
if (rememberZone() && body.dataset.live && body.dataset.zone !== "utc") location.reload();
else listen();
