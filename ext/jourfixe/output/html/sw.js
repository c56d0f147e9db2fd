/* The service worker: what a reader sees without the network. VERSION and FILES (path from the top of the site → hash)
   stand before this text; offline.py tells the rules. */
const TOP = new URL("./", self.location).href;
const OURS = `jourfixe ${TOP} `, NAME = OURS + VERSION; // a cache for each state; the host may have other sites
const LIST = `${TOP}sw.json`; // in the cache only: FILES as they were kept
const PATIENCE = 4000; // ms until a page that is kept is shown, though the network is still at work
const MISSING = `<!doctype html><html lang="de"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">
<meta name="viewport" content="width=device-width"><title>Ohne Verbindung</title></head><body><h1>Ohne Verbindung</h1>
<p>Diese Seite ist auf dem Gerät nicht gespeichert. Mit Verbindung lässt sie sich öffnen; danach bleibt sie da.</p>
<p><a href="${TOP}index.html">Zur Titelseite</a></p></body></html>`;

const bare = (url) => url.origin + url.pathname.replace(/\/$/, "/index.html");
const hasHash = (url) => url.href.startsWith(`${TOP}_static/`) && url.searchParams.has("v");
const keyOf = (url) => (hasHash(url) ? bare(url) + url.search : bare(url));

/* A copy of an answer that was redirected may not answer for a page; one made anew may. */
async function keep(cache, key, answer) {
  if (answer.status !== 200) return false;
  await cache.put(key, new Response(await answer.blob(), { headers: answer.headers }));
  return true;
}

/* If the network fails on the way, all of it fails, and the state before stays. */
async function install() {
  const now = await caches.open(NAME), kept = {};
  const older = (await caches.keys()).find((name) => name.startsWith(OURS) && name !== NAME);
  const before = older && (await caches.open(older));
  const known = (await (await before?.match(LIST))?.json()) ?? {};
  await Promise.all(Object.entries(FILES).map(async ([path, hash]) => {
    const same = known[path] === hash && (await before.match(TOP + path));
    if (await keep(now, TOP + path, same || (await fetch(TOP + path, { cache: "no-cache" })))) kept[path] = hash;
  }));
  for (const { url } of (await before?.keys()) ?? []) {
    const visited = !(url.slice(TOP.length) in known) && url !== LIST && !hasHash(new URL(url));
    if (visited && !(await now.match(url))) await now.put(url, await before.match(url));
  }
  await now.put(LIST, new Response(JSON.stringify(kept)));
  await self.skipWaiting();
}

async function activate() {
  const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== NAME);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/* The file itself, or the one a host shows without its ending, or the same file of another state. */
const find = async (cache, url) =>
  (await cache.match(keyOf(url))) ?? (await cache.match(`${bare(url)}.html`)) ?? (await cache.match(bare(url), { ignoreSearch: true }));

async function respond(event, url) {
  const cache = await caches.open(NAME), copy = hasHash(url) && (await cache.match(keyOf(url)));
  if (copy) return copy;
  const { redirect } = event.request, answer = fetch(url, { cache: "no-cache", redirect });
  event.waitUntil(answer.then((answer) => remember(cache, keyOf(url), answer.clone())).catch(() => {}));
  const network = answer.catch(() => null);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE)).then(() => find(cache, url));
  const first = await Promise.race([network, late.then((copy) => copy ?? network)]);
  return first ?? (await find(cache, url)) ?? missing(event.request, url);
}

async function remember(cache, key, answer) {
  if (answer.status === 404) await cache.delete(key);
  else if (answer.type === "basic") await keep(cache, key, answer);
}

/* A short address leads where it always leads. */
function missing(request, url) {
  const [, day, rn] = /^r\/([\d-]+)(?:\/(\w+))?(?:\/|$)/.exec(bare(url).slice(TOP.length)) ?? [];
  if (day) return Response.redirect(`${TOP}protokolle/${day}.html${rn && rn !== "index" ? `#rn-${rn}` : ""}`);
  const headers = { "Content-Type": "text/html; charset=utf-8" };
  return request.mode === "navigate" ? new Response(MISSING, { status: 503, headers }) : Response.error();
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const whole = event.request.method === "GET" && !event.request.headers.has("range");
  if (whole && url.href.startsWith(TOP) && !url.pathname.endsWith(".zip")) event.respondWith(respond(event, url));
});
