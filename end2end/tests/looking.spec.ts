// Pictures open large and are turned by keys, films and sounds play, seek and remember, and a locked post has none of it.

import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { creator, publish, upload } from "../support/media.ts";
import { expect, open, test } from "../support/test.ts";

/** Waits until the module that plays and shows is awake; before that a link is a link. */
const looking = (page: Page) => expect(page.locator("html[data-looking]")).toBeAttached();

const at = (player: Locator) => player.evaluate((one: HTMLMediaElement) => one.currentTime);

const lightbox = (page: Page) => page.getByRole("dialog", { name: "Pictures" });

test.describe("pictures", () => {
  let path = "";

  test.beforeAll(async () => {
    const caller = await creator();
    const [first, second] = [await upload(caller, "picture"), await upload(caller, "upright")];
    path = `/post/${await publish(caller, [{ id: first, alt: "Wheels and squares" }, { id: second, alt: "" }])}`;
  });

  test("are looked at by keys, and the focus comes back", async ({ page }) => {
    await open(page, path);
    await looking(page);
    const link = page.getByRole("link", { name: "Wheels and squares" });
    await link.focus();
    await page.keyboard.press("Enter");
    await expect(lightbox(page)).toBeVisible();
    await expect(lightbox(page).getByRole("status")).toContainText("Wheels and squares");
    await expect(lightbox(page).getByRole("status")).toContainText("1 / 2");
    await expect(lightbox(page).getByRole("button", { name: "Close" })).toBeFocused();
    await page.keyboard.press("ArrowRight");
    await expect(lightbox(page).getByRole("status")).toHaveText("2 / 2");
    // The picture is there, as large as it can be.
    await expect.poll(() => lightbox(page).locator("img").evaluate((one: HTMLImageElement) => one.complete && one.naturalWidth)).toBeGreaterThan(300);
    await page.keyboard.press("ArrowRight");
    await expect(lightbox(page).getByRole("status")).toContainText("1 / 2");
    await page.keyboard.press("+");
    await expect(lightbox(page).getByRole("button", { name: "Zoom" })).toHaveAttribute("aria-pressed", "true");
    await page.keyboard.press("0");
    await expect(lightbox(page).getByRole("button", { name: "Zoom" })).toHaveAttribute("aria-pressed", "false");
    await page.keyboard.press("Escape");
    await expect(lightbox(page)).toBeHidden();
    await expect(link).toBeFocused();
    await expect(page).toHaveURL(path);
  });

  test("the way back closes them and stays on the page", async ({ page }) => {
    await open(page, path);
    await looking(page);
    await page.getByRole("link", { name: "Picture 2 of 2" }).click();
    await expect(lightbox(page).getByRole("status")).toHaveText("2 / 2");
    await page.goBack();
    await expect(lightbox(page)).toBeHidden();
    await expect(page).toHaveURL(path);
    // And again, by the mouse.
    await page.getByRole("link", { name: "Wheels and squares" }).click();
    await lightbox(page).locator(".look-stage").dblclick();
    await expect(lightbox(page).getByRole("button", { name: "Zoom" })).toHaveAttribute("aria-pressed", "true");
    await lightbox(page).getByRole("button", { name: "Close" }).click();
    await expect(lightbox(page)).toBeHidden();
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test(`axe finds nothing in them, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await open(page, path);
      await looking(page);
      await page.getByRole("link", { name: "Wheels and squares" }).click();
      await expect(lightbox(page)).toBeVisible();
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    });
  }
});

test.describe("what is played", () => {
  let film = "";
  let sound = "";
  let both = "";

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    const caller = await creator();
    const [moving, heard] = [await upload(caller, "film"), await upload(caller, "sound")];
    film = `/post/${await publish(caller, [{ id: moving, alt: "A test card" }])}`;
    sound = `/post/${await publish(caller, [{ id: heard, alt: "A hum" }])}`;
    const { handle } = await caller.get<{ handle: string }>("/api/me");
    both = `/${handle}`;
  });

  test("a film plays, answers to keys and goes on where it was left", async ({ page }) => {
    await open(page, film);
    await looking(page);
    const player = page.locator("video");
    const room = await page.locator(".film").boundingBox();
    expect((room?.width ?? 0) / (room?.height ?? 1)).toBeCloseTo(16 / 9, 1);
    await expect(page.locator(".film .length")).toContainText("0:20");
    await player.focus();
    await page.keyboard.press("m");
    await page.keyboard.press("k");
    await expect.poll(() => at(player)).toBeGreaterThan(0.2);
    expect(await player.evaluate((one: HTMLVideoElement) => one.videoWidth)).toBeGreaterThan(0);
    expect(await page.locator(".film").boundingBox(), "nothing moved").toEqual(room);
    await page.keyboard.press("k");
    await expect.poll(() => player.evaluate((one: HTMLVideoElement) => one.paused)).toBe(true);
    await page.keyboard.press("4");
    await expect.poll(() => at(player)).toBeCloseTo(8, 0);
    await page.keyboard.press("j");
    await expect.poll(() => at(player)).toBeLessThan(1);
    await page.keyboard.press("4");
    await page.keyboard.press("k");
    await expect.poll(() => at(player)).toBeGreaterThan(8.1);
    await page.keyboard.press("k");
    await open(page, film);
    await looking(page);
    await expect.poll(() => at(page.locator("video"))).toBeGreaterThan(7.5);
  });

  test("a sound plays, and its waveform is a slider", async ({ page }) => {
    await open(page, sound);
    await looking(page);
    const player = page.locator("audio");
    const wave = page.getByRole("slider", { name: "Place in the audio" });
    await expect(wave).toHaveAttribute("aria-valuetext", "0:00 / 0:40");
    await wave.click();
    await expect.poll(() => at(player)).toBeCloseTo(20, 0);
    await wave.focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => at(player)).toBeCloseTo(25, 0);
    await expect(wave).toHaveAttribute("aria-valuetext", "0:25 / 0:40");
    await page.keyboard.press("Enter");
    await expect.poll(() => at(player)).toBeGreaterThan(25.3);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Home");
    await expect.poll(() => at(player)).toBeLessThan(1);
  });

  test("one plays at a time in a list", async ({ page }) => {
    await open(page, both);
    await looking(page);
    const [moving, heard] = [page.locator("video"), page.locator("audio")];
    const paused = (one: Locator) => one.evaluate((player: HTMLMediaElement) => player.paused);
    await heard.evaluate((one: HTMLMediaElement) => one.play());
    expect(await paused(heard)).toBe(false);
    await moving.evaluate((one: HTMLMediaElement) => {
      one.muted = true;
      return one.play();
    });
    await expect.poll(() => paused(heard)).toBe(true);
    expect(await paused(moving)).toBe(false);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test(`axe finds nothing, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const path of [film, sound, both, `${both}?tab=media`, `${both}?tab=media&kind=audio`]) {
        await open(page, path);
        expect.soft((await new AxeBuilder({ page }).analyze()).violations, path).toEqual([]);
      }
    });
  }

  test("tiles say what they are, and links narrow them", async ({ page }) => {
    await open(page, `${both}?tab=media`);
    const tiles = page.locator(".tile");
    await expect(tiles).toHaveCount(2);
    await page.getByRole("link", { name: "Audio", exact: true }).click();
    await expect(page).toHaveURL(/kind=audio/);
    await expect(tiles).toHaveCount(1);
    await expect(tiles).toContainText("0:40");
  });
});

test("a locked post says what is inside and shows none of it", async ({ page }) => {
  test.setTimeout(120_000);
  const caller = await creator();
  const [film, picture] = [await upload(caller, "film"), await upload(caller, "picture")];
  const files = [{ id: film, alt: "A secret film" }, { id: picture, alt: "A secret picture" }];
  const id = await publish(caller, files, { access: "price", price: "50000000" });
  await open(page, `/post/${id}`);
  await expect(page.locator(".lock-panel .inside")).toContainText("1 picture · 0:20 video");
  for (const none of ["video", "audio", "dialog.lightbox", "[data-look]"]) await expect(page.locator(none)).toHaveCount(0);
  const html = await page.content();
  for (const secret of [film, picture, "A secret"]) expect(html).not.toContain(secret);
  const room = await page.locator(".closed-film").boundingBox();
  expect((room?.width ?? 0) / (room?.height ?? 1)).toBeCloseTo(16 / 9, 1);
});
