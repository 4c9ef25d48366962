// A film on its way from its maker to those who may see it: sent and worked on in sight, captioned, given a poster, published; and something
// that goes out by itself when its time has come.

import type { BrowserContext, Locator, Page } from "@playwright/test";
import { Caller } from "../support/caller.ts";
import { creator as maker, made, publish, upload } from "../support/media.ts";
import { file, png } from "../support/png.ts";
import { SITE, awake, expect, open, test } from "../support/test.ts";

const become = (context: BrowserContext, caller: Caller) =>
  context.addCookies(caller.cookies().map(([name, value]) => ({ name, value, url: SITE })));

const creator = async (context: BrowserContext): Promise<Caller> => {
  const caller = await new Caller().signIn();
  await caller.post("/api/me/creator", { category: "art", tiers: [{ level: "basic", price: "50000000" }] });
  await become(context, caller);
  return caller;
};

const saved = (page: Page) => expect(page.locator("[data-saving]")).toHaveText("Saved");
const at = (player: Locator) => player.evaluate((one: HTMLMediaElement) => one.currentTime);

/** Keeps what every bar of the files showed, for what is quick is gone before anybody asks. */
const watchBars = (page: Page) =>
  page.evaluate(() => {
    const list = document.querySelector("[data-files]");
    const told: string[] = [];
    const look = () => {
      for (const item of list?.querySelectorAll("[data-file]") ?? []) {
        const bar = item.querySelector("progress");
        if (bar) told.push(`${item.getAttribute("data-state")} ${bar.getAttribute("value")}`);
      }
    };
    if (list) new MutationObserver(look).observe(list, { subtree: true, childList: true, attributes: true });
    Object.assign(window, { told });
  });

const SUBRIP = "1\r\n00:00:00,000 --> 00:00:05,000\r\n<font color=red>Salt</font> and wind\r\n\r\n2\r\n00:00:05,000 --> 00:00:20,000\r\n<i>Waves</i>\r\n";

test.describe("the browser's own word on a refusal", () => {
  test.use({ expected: [/status of (404|422)/] });

  test("a film is sent, captioned and given a poster; others see its preview alone, and a follower plays it", async ({ page, browser }) => {
    test.setTimeout(180_000);
    const caller = await creator(page.context());
    await open(page, "/create");
    await page.getByRole("textbox", { name: "Title" }).fill("Tides");
    await page.getByRole("textbox", { name: "Text", exact: true }).fill("Salt.");
    await watchBars(page);
    await page.locator("input[name=file]").setInputFiles({ name: "tides.mp4", mimeType: "video/mp4", buffer: made("film") });
    const row = page.locator("[data-files] > li");
    await expect(row).toHaveAttribute("data-state", "ready", { timeout: 120_000 });
    const told = await page.evaluate(() => (window as unknown as { told: string[] }).told);
    expect(told.some((one) => one.startsWith("making ")), `how far it was: ${told.join(", ")}`).toBe(true);
    await row.getByText("Captions, poster and original").click();
    const film = (await row.getAttribute("data-file")) ?? "";

    // What is no captions says so, and what is some is there at once.
    const captions = row.getByLabel("Captions file");
    await captions.setInputFiles({ name: "a.srt", mimeType: "", buffer: Buffer.from("1\n00:00:02,000 --> 00:00:01,000\nSalt") });
    await expect(row.locator(".field-fault")).toHaveText("Line 2: this caption ends before it begins.");
    await row.getByLabel("Language of the captions").selectOption("Русский");
    await captions.setInputFiles({ name: "a.srt", mimeType: "", buffer: Buffer.from(SUBRIP) });
    await expect(row.getByRole("link", { name: "Captions: Русский" })).toBeVisible();
    await expect(row.locator(".field-fault")).toHaveCount(0);
    const address = (await row.getByRole("link", { name: "Captions: Русский" }).getAttribute("href")) ?? "";

    // A moment of it, by where the player stands, and then a picture of one's own.
    const still = row.locator(".file-picture img");
    const first = await still.getAttribute("src");
    await row.locator("video").evaluate((one: HTMLVideoElement) => {
      one.preload = "metadata";
      one.load();
      one.addEventListener("loadedmetadata", () => (one.currentTime = 12), { once: true });
    });
    await expect(row.getByLabel("Poster: a moment of the film, in seconds")).toHaveValue("12.0");
    await row.getByRole("button", { name: "Use this moment" }).click();
    await expect(still).not.toHaveAttribute("src", first ?? "");
    const second = (await still.getAttribute("src")) ?? "";
    await row.getByLabel("Poster: a picture of your own").setInputFiles(file("poster.png", png(640, 640, 3)));
    await expect(still).not.toHaveAttribute("src", second);
    expect((await page.request.get(second)).status(), "the one before is gone").toBe(404);
    await row.getByLabel("Keep the original").check();
    await expect.poll(() => caller.get<{ keep_original: boolean }>(`/api/media/${film}`).then((own) => own.keep_original)).toBe(true);
    await row.getByLabel("What it shows").fill("The sea");
    await page.getByRole("combobox", { name: "Who may open it" }).selectOption("followers");
    await saved(page);
    await page.getByRole("button", { name: "Publish" }).click();
    await expect(page).toHaveURL(/\/post\//);
    const post = page.url();

    // Somebody who does not follow sees how it looks, and gets none of its addresses.
    const fan = await new Caller().signIn();
    const context = await browser.newContext({ baseURL: SITE });
    await become(context, fan);
    const seen = await context.newPage();
    await open(seen, post);
    await expect(seen.locator(".closed-film")).toBeVisible();
    await expect(seen.locator("video")).toHaveCount(0);
    expect(await seen.content()).not.toContain(film);
    const files = ["master.m3u8", "360p.m3u8", "360p.mp4", "original"].map((name) => `/media/${film}/${name}`);
    for (const path of [...files, address]) expect((await context.request.get(path)).status(), path).toBe(404);

    // Once they follow, it plays, with its captions if they want them.
    const { handle } = await caller.get<{ handle: string }>("/api/me");
    await fan.ask("PUT", `/api/creators/${handle}/follow`);
    await open(seen, post);
    await expect(seen.locator("html[data-looking]")).toBeAttached();
    const player = seen.locator("video");
    await expect(player).toHaveAttribute("poster", new RegExp(`/media/${film}/\\d+-[0-9a-f]{8}`));
    await player.focus();
    await seen.keyboard.press("m");
    await seen.keyboard.press("k");
    await expect.poll(() => at(player)).toBeGreaterThan(0.2);
    const track = () => player.evaluate((one: HTMLVideoElement) => [one.textTracks[0]?.mode, one.textTracks[0]?.language, one.textTracks[0]?.label]);
    expect(await track(), "nobody is forced to read").toEqual(["disabled", "ru", "Русский"]);
    await seen.keyboard.press("c");
    await seen.keyboard.press("0");
    const said = () => player.evaluate((one: HTMLVideoElement) => [...(one.textTracks[0]?.activeCues ?? [])].map((cue) => (cue as VTTCue).text));
    await expect.poll(said).toEqual(["Salt and wind"]);
    await seen.keyboard.press("5");
    await expect.poll(said).toEqual(["<i>Waves</i>"]);
    for (const path of files) {
      const status = path.endsWith("original") ? 404 : 200;
      expect((await context.request.get(path, { headers: { range: "bytes=0-9" } })).ok(), path).toBe(status === 200);
    }
    expect((await page.request.get(`/media/${film}/original`)).status(), "the original is its maker's alone").toBe(200);
    await context.close();
  });

  test("what is scheduled goes out by itself, and a visitor sees it", async ({ page, browser }) => {
    test.setTimeout(240_000);
    await creator(page.context());
    await open(page, "/create");
    await page.getByRole("textbox", { name: "Title" }).fill("By itself");
    await page.getByRole("textbox", { name: "Text", exact: true }).fill("Nobody pressed anything.");
    await saved(page);
    const id = page.url().split("/").pop() ?? "";
    await page.getByText("Publish later").click();
    // Moments are whole minutes: the next one, or the one after where that is too near to type it.
    const zone = page.getByLabel("Time zone of the dates");
    await zone.fill("UTC");
    const soon = new Date(Math.ceil((Date.now() + 15_000) / 60_000) * 60_000).toISOString().slice(0, 16);
    await page.getByLabel("Goes out at").fill(soon);
    await page.getByRole("button", { name: "Schedule" }).click();
    await expect(page.getByText("It is scheduled.")).toBeVisible();
    const context = await browser.newContext({ baseURL: SITE });
    const visitor = await context.newPage();
    await visitor.goto(`/post/${id}`);
    await expect(visitor.getByRole("main")).not.toContainText("Nobody pressed anything.");
    const shown = async () => {
      await visitor.goto(`/post/${id}`);
      return visitor.getByRole("heading", { name: "By itself" }).count();
    };
    await expect.poll(shown, { timeout: 150_000, intervals: [2_000] }).toBeGreaterThan(0);
    await expect(visitor.getByRole("main")).toContainText("Nobody pressed anything.");
    // Its maker finds it published, and nothing waiting.
    await open(page, "/dashboard/posts");
    await expect(page.getByText("Nothing is scheduled.")).toBeVisible();
    await open(page, `/post/${id}`);
    await awake(page);
    await expect(page.getByRole("heading", { name: "By itself" })).toBeVisible();
    await context.close();
  });
});

test.describe("a browser that knows no playlists", () => {
  test.use({ expected: [/status of 404|adaptive\.js/] });
  let path = "";

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    const caller = await maker();
    path = `/post/${await publish(caller, [{ id: await upload(caller, "film"), alt: "A test card" }])}`;
  });

  test.beforeEach(({ page }) =>
    page.addInitScript(() => {
      const known = HTMLMediaElement.prototype.canPlayType;
      HTMLMediaElement.prototype.canPlayType = function (type) {
        return type.includes("mpegurl") ? "" : known.call(this, type);
      };
    }),
  );

  const from = (player: Locator) => player.evaluate((one: HTMLVideoElement) => one.currentSrc);
  const play = async (page: Page): Promise<Locator> => {
    await open(page, path);
    await expect(page.locator("html[data-looking]")).toBeAttached();
    await page.locator("video").focus();
    await page.keyboard.press("m");
    await page.keyboard.press("k");
    return page.locator("video");
  };

  test("is fed by a script", async ({ page }) => {
    const player = await play(page);
    await expect.poll(() => from(player)).toMatch(/^blob:/);
    await expect.poll(() => at(player)).toBeGreaterThan(0.5);
    expect(await player.evaluate((one: HTMLVideoElement) => [one.videoWidth > 0, one.paused, Math.round(one.duration)])).toEqual([true, false, 20]);
    await page.keyboard.press("5");
    await expect.poll(() => at(player)).toBeGreaterThan(10.1);
  });

  test("plays on by the one rendition where that fails", async ({ page }) => {
    // The script's own requests alone: what the browser asks for itself is no XHR.
    await page.route("**/*.m3u8", (route) => (route.request().resourceType() === "xhr" ? route.fulfill({ status: 404 }) : route.continue()));
    const player = await play(page);
    await expect.poll(() => from(player)).toMatch(/p\.mp4$/);
    const now = await at(player);
    await expect.poll(() => at(player)).toBeGreaterThan(now + 0.3);
  });

  test("plays on without the script", async ({ page }) => {
    await page.route("**/assets/adaptive.js", (route) => route.abort());
    const player = await play(page);
    await expect.poll(() => at(player)).toBeGreaterThan(1);
    expect(await from(player)).not.toMatch(/^blob:/);
  });
});
