// Reading with JavaScript off: everything that is there to read is in what the server sends.

import { Caller, lockedPost } from "../support/caller.ts";
import { expect, test } from "../support/test.ts";

test("the home page says what this is and leads on", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveTitle(/Fonana/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("main").getByRole("link")).not.toHaveCount(0);
  await page.getByRole("main").getByRole("link", { name: "See the feed" }).first().click();
  await expect(page).toHaveURL("/feed");
});

test("the feed goes on by its next link, without repeating or skipping", async ({ page }) => {
  const caller = new Caller();
  const before = await caller.posts();
  const seen: string[] = [];
  await page.goto("/feed");
  const feed = page.getByRole("feed");
  for (const _ of [1, 2]) {
    const links = feed.getByRole("article").getByRole("heading").getByRole("link");
    seen.push(...(await links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""))));
    expect(Number(await feed.getByRole("article").first().getAttribute("aria-setsize"))).toBeGreaterThan(seen.length);
    await page.getByRole("link", { name: "Next page" }).click();
    await expect(feed.getByRole("article").first()).toHaveAttribute("aria-posinset", String(seen.length + 1));
  }
  // Others may publish and delete meanwhile: of what was there all the while it has each once, in its order.
  const known = new Set(before.map(({ id }) => id));
  const stayed = (await caller.posts()).filter(({ id }) => known.has(id)).map(({ id }) => `/post/${id}`);
  const found = seen.filter((href) => stayed.includes(href));
  expect(found.length).toBeGreaterThan(20);
  expect(found).toEqual(stayed.slice(0, found.length));
});

test("a creator is found by category and name, with tiers and posts", async ({ page }) => {
  await page.goto("/creators");
  await page.getByRole("main").getByRole("link", { name: "Music", exact: true }).click();
  await expect(page).toHaveURL(/category=music/);
  const card = page.getByRole("main").getByRole("listitem").getByRole("link").and(page.locator("[href^='/']:not([href*='?'])")).first();
  const href = await card.getAttribute("href");
  await card.click();
  await expect(page).toHaveURL(href ?? "");
  await expect(page.getByRole("heading", { name: "Subscribe" })).toBeVisible();
  await expect(page.locator("#tiers").getByText(/\d\s(SOL|USDC)/).first()).toBeVisible();
  await expect(page.getByRole("article")).not.toHaveCount(0);
});

test("an open post is all there", async ({ page }) => {
  const post = (await new Caller().demoPosts()).find(({ access }) => access === "public");
  expect(post?.body).toBeTruthy();
  await page.goto(`/post/${post?.id}`);
  await expect(page.getByRole("heading", { level: 1, name: post?.title ?? "" })).toBeVisible();
  for (const line of (post?.body ?? "").split("\n").filter((line) => line.trim())) {
    await expect(page.getByRole("main")).toContainText(line.trim());
  }
});

test("a locked post says what is inside and what it costs", async ({ page }) => {
  const post = await lockedPost("price", 5);
  const answer = await page.goto(`/post/${post.id}`);
  await expect(page.getByRole("heading", { name: "This post is locked" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Unlock for/ })).toBeVisible();
  // The emulation switches scripts off but goes on parsing as if they were on: what is in <noscript> is not shown.
  expect(await answer?.text()).toContain("wallets need JavaScript");
});

test("look and language are chosen by a plain form", async ({ page }) => {
  await page.goto("/feed");
  await page.getByRole("button", { name: "Appearance" }).click();
  await page.getByRole("button", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.getByRole("button", { name: "Appearance" }).click();
  await page.getByRole("button", { name: "Русский" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "ru");
  await expect(page).toHaveURL("/feed");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Лента");
});

test.describe("an address that is nothing", () => {
  test.use({ expected: [/status of 404/] });

  for (const path of ["/nobody-has-this-handle", "/post/0", "/a/b/c"]) {
    test(`${path} is not found, and leads on`, async ({ page }) => {
      const answer = await page.goto(path);
      expect(answer?.status()).toBe(404);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is nothing at this address");
      await page.getByRole("main").getByRole("link", { name: "To the feed" }).click();
      await expect(page).toHaveURL("/feed");
    });
  }
});
