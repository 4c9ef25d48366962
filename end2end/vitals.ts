// Web vitals as a slow phone has them: Chromium with its CPU slowed four-fold, against the demo. `make vitals` prints them.
// Largest contentful paint and layout shift of a fresh load; interaction is the longest event of a few clicks and keys.

import { Caller, type Creator, type Page as Piece, type Post } from "./support/caller.ts";
import { awake, expect, test } from "./support/test.ts";

const SLOWER = 4;
const LOADS = 5;
/** At the most: milliseconds, a share, milliseconds. */
const LIMITS = { lcp: 1_500, cls: 0.02, inp: 100 };

const middle = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

test.describe.configure({ mode: "serial" });
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, serviceWorkers: "block" } as const;

type Seen = PerformanceEventTiming & { value?: number; hadRecentInput?: boolean; interactionId?: number };

/** Written into every page before anything of it runs. */
const watch = () => {
  const seen = { lcp: 0, cls: 0, inp: 0, on: "" };
  Object.assign(window, { seen });
  const observe = (type: string, each: (entry: Seen) => void, more = {}) =>
    new PerformanceObserver((list) => (list.getEntries() as Seen[]).forEach(each)).observe({ type, buffered: true, ...more });
  observe("largest-contentful-paint", ({ startTime }) => void (seen.lcp = startTime));
  observe("layout-shift", ({ value = 0, hadRecentInput }) => void (seen.cls += hadRecentInput ? 0 : value));
  const interaction = ({ name, duration, startTime, processingStart, processingEnd, interactionId, target }: Seen) => {
    if (!interactionId || duration <= seen.inp) return;
    seen.inp = duration;
    const [waited, worked] = [processingStart - startTime, processingEnd - processingStart].map(Math.round);
    seen.on = `${name} on ${target?.textContent?.trim().slice(0, 20) || target?.nodeName}, waited ${waited}, worked ${worked}`;
  };
  observe("event", interaction, { durationThreshold: 16 });
};

test("web vitals", async ({ browser }) => {
  test.setTimeout(300_000);
  const { items } = await new Caller().get<Piece<Creator>>("/api/creators?limit=1");
  const { items: posts } = await new Caller().get<Piece<Post>>("/api/posts?limit=100");
  const picture = posts.find(({ locked, kind }) => !locked && kind === "image");
  const told: string[] = [];
  for (const path of ["/feed", `/${items[0]?.handle}`, `/post/${picture?.id}`]) {
    const all = { lcp: [] as number[], cls: [] as number[], inp: [] as number[], on: [] as string[] };
    for (let load = 0; load < LOADS; load += 1) {
      const context = await browser.newContext({ baseURL: process.env.FONANA_URL ?? "", ...PHONE });
      const page = await context.newPage();
      await page.addInitScript(watch);
      const devtools = await context.newCDPSession(page);
      await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
      await page.goto(path, { waitUntil: "load" });
      await awake(page);
      const loaded = await page.evaluate(() => ({ ...(window as unknown as { seen: typeof LIMITS }).seen }));
      // Each by itself, as a hand is slower than a frame: what follows at once would be counted to the one before it.
      const painted = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0)))));
      await page.getByRole("button", { name: "Appearance" }).click();
      await painted();
      await page.keyboard.press("Escape");
      await painted();
      await page.getByRole("navigation", { name: "Main menu" }).getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByRole("dialog", { name: "Sign in", exact: true })).toBeVisible();
      await painted();
      await page.keyboard.press("Escape");
      await painted();
      await page.keyboard.press("j");
      await painted();
      if (path.startsWith("/post/")) {
        await expect(page.locator("html[data-looking]")).toBeAttached();
        await page.locator("[data-look] a").first().click();
        await expect(page.locator("#lightbox")).toBeVisible();
        await painted();
        await page.keyboard.press("Escape");
        await expect(page.locator("#lightbox")).toBeHidden();
        await painted();
      }
      const used = await page.evaluate(() => ({ ...(window as unknown as { seen: typeof LIMITS & { on: string } }).seen }));
      all.lcp.push(loaded.lcp);
      all.cls.push(used.cls);
      all.inp.push(used.inp);
      all.on.push(used.on);
      await context.close();
    }
    const of = { lcp: middle(all.lcp), cls: Math.max(...all.cls), inp: middle(all.inp) };
    told.push(`${path}: largest paint ${of.lcp.toFixed(0)} ms (of ${LIMITS.lcp}), shift ${of.cls.toFixed(4)} (of ${LIMITS.cls}), interaction ${of.inp.toFixed(0)} ms (of ${LIMITS.inp})`, ...all.on);
  }
  console.log(told.join("\n"));
});
