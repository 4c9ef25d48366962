// Writing a post with pictures, awake: sent in pieces, put in order, described, cropped, kept by itself, and seen by those who may.

import type { Page } from "@playwright/test";
import { Caller } from "../support/caller.ts";
import { file, png } from "../support/png.ts";
import { SITE, awake, expect, open, test } from "../support/test.ts";

const creator = async (page: Page): Promise<Caller> => {
  const caller = await new Caller().signIn();
  await caller.post("/api/me/creator", { category: "art", tiers: [{ level: "basic", price: "50000000" }] });
  await page.context().addCookies(caller.cookies().map(([name, value]) => ({ name, value, url: SITE })));
  return caller;
};

const rows = (page: Page) => page.locator("[data-files] > li");
const ready = (page: Page) => page.locator("[data-files] > li[data-state=ready]");
const saved = (page: Page) => expect(page.locator("[data-saving]")).toHaveText("Saved");
const choose = (page: Page, ...files: ReturnType<typeof file>[]) => page.locator("input[name=file]").setInputFiles(files);

test("six pictures are sent, put in order, described and cropped, and all of it is kept", async ({ page }) => {
  test.setTimeout(120_000);
  // Nothing scrolls under what is dragged.
  await page.setViewportSize({ width: 1280, height: 2_400 });
  await creator(page);
  await open(page, "/create");
  await expect(page.locator("[data-limits]")).toContainText("left of your room");
  await page.getByRole("textbox", { name: "Title" }).fill("Tides");
  await page.getByRole("textbox", { name: "Text", exact: true }).fill("**Salt** and wind");
  await saved(page);
  await expect(page).toHaveURL(/\/create\/[0-9a-f-]{36}$/);
  await choose(page, ...[1, 2, 3, 4, 5, 6].map((seed) => file(`${seed}.png`, png(320, 240, seed))));
  await expect(ready(page)).toHaveCount(6, { timeout: 60_000 });
  const names = () => page.locator("[data-files] .file-name").allTextContents();
  const before = await names();
  await page.getByRole("button", { name: `Move later: ${before[0]}` }).click();
  expect(await names()).toEqual([before[1], before[0], ...before.slice(2)]);
  // By keys too, with the focus where it was.
  await page.getByRole("button", { name: `Move earlier: ${before[5]}` }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: `Move earlier: ${before[5]}` })).toBeFocused();
  await rows(page).nth(3).locator(".file-picture").dragTo(rows(page).nth(2), { targetPosition: { x: 20, y: 2 } });
  const after = await names();
  expect(after).toEqual([before[1], before[0], before[3], before[2], before[5], before[4]]);
  await rows(page).nth(0).getByLabel("What it shows").fill("A wave");
  await page.getByRole("button", { name: `Take out: ${after[5]}` }).click();
  await expect(rows(page)).toHaveCount(5);
  await page.getByRole("button", { name: `Crop: ${after[1]}` }).click();
  const dialog = page.getByRole("dialog", { name: "Crop" });
  await expect(dialog.locator("canvas")).toBeVisible();
  await dialog.getByLabel("Square").check();
  await dialog.getByRole("button", { name: "Crop it" }).click();
  await expect(rows(page).nth(1)).toHaveAttribute("data-cut", /\d+,\d+,7500,10000/);
  await page.getByRole("button", { name: `Turn: ${after[2]}` }).click();
  await expect(rows(page).nth(2)).toHaveAttribute("data-turns", "1");
  await expect(ready(page)).toHaveCount(5, { timeout: 60_000 });
  await expect(rows(page).nth(2).locator("img")).toHaveAttribute("height", "320");
  await expect(rows(page).nth(1).locator("img")).toHaveAttribute("width", "240");
  await saved(page);
  await page.reload();
  await awake(page);
  expect(await names()).toEqual(after.slice(0, 5));
  await expect(rows(page).nth(0).getByLabel("What it shows")).toHaveValue("A wave");
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page).toHaveURL(/\/post\//);
  await expect(page.locator(".gallery li")).toHaveCount(5);
  await expect(page.locator(".prose strong")).toHaveText("Salt");
});

test("a file pauses, goes on, and survives a lost connection", async ({ page }) => {
  test.setTimeout(120_000);
  await creator(page);
  let held: (() => void) | undefined;
  let hold = true;
  await page.route("**/api/upload/*", async (route) => {
    if (route.request().method() === "PATCH" && hold) await new Promise<void>((go) => (held = go));
    // It may have been called off meanwhile.
    await route.continue().catch(() => undefined);
  });
  await open(page, "/create");
  await choose(page, file("large.png", png(1_600, 1_300, 7, true)));
  await expect.poll(() => held !== undefined).toBe(true);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(rows(page)).toContainText("Paused");
  hold = false;
  held?.();
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(ready(page)).toHaveCount(1);
  await saved(page);
});

test("a server that is away is asked again", async ({ page }) => {
  await creator(page);
  let times = 0;
  await page.route("**/api/upload/*", async (route) => {
    if (route.request().method() === "PATCH" && times++ === 0) return route.fulfill({ status: 204, headers: { "upload-offset": "0" } });
    return route.continue();
  });
  await open(page, "/create");
  await choose(page, file("a.png", png(320, 240, 8)));
  await expect(ready(page)).toHaveCount(1);
  expect(times).toBeGreaterThan(1);
});

test("each file that is refused says why", async ({ page }) => {
  await creator(page);
  await open(page, "/create");
  await expect(page.locator("[data-limits]")).toContainText("left of your room");
  await choose(page, file("empty.png", Buffer.alloc(0)), file("page.png", Buffer.from("<html><script>alert(1)</script></html>")));
  await expect(rows(page).filter({ hasText: "empty.png" })).toContainText("This file is empty.");
  await expect(page.locator("[data-state=refused]")).toContainText("of the kind HTML");
});

test.describe("a conflict", () => {
  test.use({ expected: [/status of 409/] });

  test("another window is not overwritten", async ({ page }) => {
    const caller = await creator(page);
    await open(page, "/create");
    await page.getByRole("textbox", { name: "Title" }).fill("Tides");
    await saved(page);
    const id = page.url().split("/").pop();
    const other = { title: "Other", body: "", access: "public" };
    await caller.ask("PUT", `/api/drafts/${id}`, { fields: other });
    await page.getByRole("textbox", { name: "Title" }).fill("Mine");
    await expect(page.locator("[data-saving]")).toContainText("saved elsewhere");
    await page.getByRole("link", { name: "Load the other" }).click();
    await expect(page.getByRole("textbox", { name: "Title" })).toHaveValue("Other");
  });
});

test.describe("the browser's own word on a refusal", () => {
  test.use({ expected: [/status of [45]\d\d/] });

  test("a locked post shows its sample alone, until it is bought", async ({ page, browser }) => {
    test.setTimeout(120_000);
    const caller = await creator(page);
    await open(page, "/create");
    await page.getByRole("textbox", { name: "Title" }).fill("Tides");
    await page.getByRole("textbox", { name: "Text", exact: true }).fill("Salt and wind");
    await choose(page, file("a.png", png(320, 240, 1)), file("b.png", png(320, 240, 2)));
    await expect(ready(page)).toHaveCount(2);
    const panel = page.getByRole("complementary", { name: "Who it is for" });
    await expect(panel.getByLabel("Price")).toBeHidden();
    await panel.getByRole("combobox", { name: "Who may open it" }).selectOption("price");
    await panel.getByLabel("Price").fill("0.05");
    await expect(panel.getByRole("combobox", { name: "Tier that opens it" })).toBeHidden();
    await expect(panel.locator(".audience-line b:visible")).toHaveText("Whoever buys it");
    await saved(page);
    const [preview] = await Promise.all([page.waitForEvent("popup"), page.getByRole("button", { name: "Preview" }).click()]);
    await expect(preview.getByTestId("seen")).not.toContainText("Salt and wind");
    await expect(preview.getByRole("button", { name: "Unlock" })).toBeDisabled();
    await preview.close();
    await page.getByRole("button", { name: "Publish" }).click();
    await expect(page).toHaveURL(/\/post\//);
    const id = page.url().split("/").pop() ?? "";
    const [first] = (await caller.get<{ media: { id: string }[] }>(`/api/posts/${id}`)).media;
    const fan = await new Caller().signIn();
    const context = await browser.newContext({ baseURL: SITE });
    await context.addCookies(fan.cookies().map(([name, value]) => ({ name, value, url: SITE })));
    const seen = await context.newPage();
    await seen.goto(`/post/${id}`);
    await expect(seen.getByRole("main")).not.toContainText("Salt and wind");
    expect((await context.request.get(`/media/${first?.id}/320`)).status()).toBe(404);
    await fan.fund();
    await fan.buy({ kind: "post", post: id });
    await seen.reload();
    await expect(seen.getByRole("main")).toContainText("Salt and wind");
    await expect(seen.locator(".gallery li")).toHaveCount(2);
    expect((await context.request.get(`/media/${first?.id}/320`)).status()).toBe(200);
    await context.close();
  });
});
