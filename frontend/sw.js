// Answers for pages while there is no network, with one page that says so; it keeps that page and its style sheet, and
// nothing that anybody looked at. And it shows what somebody is told while no page is open. SITE is the version of the site's files, written in by the server.
const SITE = "{{site}}";
const OFFLINE = "/offline";

self.addEventListener("install", (event) => {
  const keep = async () => {
    const kept = await caches.open(SITE);
    const page = await fetch(OFFLINE, { cache: "no-store" });
    const style = (await page.clone().text()).match(/href="([^"]+\.css)"/)?.[1];
    await kept.put(OFFLINE, page);
    if (style) await kept.add(style);
    await self.skipWaiting();
  };
  event.waitUntil(keep());
});

self.addEventListener("activate", (event) => {
  const forget = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name !== SITE).map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(forget());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const page = request.mode === "navigate" && request.method === "GET";
  if (!page && request.destination !== "style") return;
  // A page that was asked for in vain, and the style sheet of the one that stands for it.
  event.respondWith(
    fetch(request).catch(async (fault) => {
      const kept = await caches.match(page ? OFFLINE : request, { ignoreVary: true });
      if (kept) return kept;
      throw fault;
    }),
  );
});

// What came was sealed for this browser alone; it holds a sentence and a path of this site.
self.addEventListener("push", (event) => {
  let told;
  try {
    told = event.data.json();
  } catch {
    return;
  }
  const { title, body, url, tag, lang } = told;
  const icon = `${SITE}/assets/icon-192.png`;
  event.waitUntil(self.registration.showNotification(title, { body, tag, lang, icon, badge: icon, data: { url } }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const path = event.notification.data?.url ?? "/notifications";
  const url = new URL(path, self.location.origin);
  if (url.origin !== self.location.origin) return;
  const go = async () => {
    const pages = await self.clients.matchAll({ type: "window" });
    const open = pages.find((page) => page.url === url.href);
    await (open ? open.focus() : self.clients.openWindow(url.href));
  };
  event.waitUntil(go());
});
