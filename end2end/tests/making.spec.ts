// Making something, awake: becoming a creator, a post with a poll, votes, collections; what is new, what is covered, and
// being without a network.

import { Caller, type Post } from "../support/caller.ts";
import { expectSameDocument, mark, signInWithDevWallet } from "../support/people.ts";
import { SITE, awake, expect, open, test } from "../support/test.ts";
import type { BrowserContext } from "@playwright/test";

/** Lets this browser be somebody. */
const become = (context: BrowserContext, caller: Caller) =>
  context.addCookies(caller.cookies().map(([name, value]) => ({ name, value, url: SITE })));

test.describe("a creator", () => {
  test.use({ expected: [/status of 422/] });

  test("is made of somebody, asks everybody something, and a fan answers", async ({ page, context }) => {
  await open(page, "/");
  await signInWithDevWallet(page);
  await page.getByTestId("account-menu").click();
  await page.getByTestId("become-creator").click();
  await awake(page);
  await page.getByRole("combobox", { name: "What is your work about?" }).selectOption({ label: "Comedy" });
  await page.getByRole("checkbox", { name: "VIP" }).uncheck();
  await page.getByTestId("creator-save").click();
  await expect(page.getByRole("heading", { name: "Your first steps" })).toBeVisible();
  await page.getByRole("link", { name: "A first post" }).click();
  await awake(page);
  await expect(page.getByRole("heading", { name: "New post" })).toBeVisible();
  await page.getByRole("textbox", { name: "Title" }).fill("Puns or slapstick?");
  await page.getByRole("textbox", { name: "Text", exact: true }).fill("Choose for the next one.");
  await page.getByText("Add a poll").click();
  await page.getByRole("textbox", { name: "Answers, one a line" }).fill("Puns");
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("A poll has 2 to 6 answers.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Title" })).toHaveValue("Puns or slapstick?");
  await page.getByRole("textbox", { name: "Answers, one a line" }).fill("Puns\nSlapstick");
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByRole("heading", { name: "Puns or slapstick?" })).toBeVisible();
  const address = page.url();

  await context.clearCookies();
  await become(context, await new Caller().signIn());
  await open(page, address);
  await mark(page);
  await page.getByRole("radio", { name: "Puns" }).check();
  await page.getByRole("button", { name: "Vote", exact: true }).click();
  await expect(page.getByText("100%")).toBeVisible();
  await page.getByRole("radio", { name: "Slapstick" }).check();
  await page.getByRole("button", { name: "Change my vote" }).click();
  await expect(page.locator(".poll-answer", { hasText: "Slapstick" })).toContainText("100%");
  await expect(page.getByText("1 vote · 7 days left")).toBeVisible();
  await expectSameDocument(page);
  });
});

test.describe("a collection", () => {
  test.use({ expected: [/status of 409/] });

  test("is made, filled and deleted without leaving the page", async ({ page, context }) => {
    const caller = await new Caller().signIn();
    await become(context, caller);
    const [post] = await caller.demoPosts();
    await caller.ask("PUT", `/api/posts/${post?.id}/bookmark`);
    await open(page, "/saved");
    await mark(page);
    const make = async (name: string) => {
      await page.getByText("New collection").click();
      await page.getByRole("textbox", { name: "Name" }).fill(name);
      await page.getByRole("button", { name: "Make it" }).click();
    };
    await make("Blue things");
    await expect(page.getByRole("heading", { name: "Blue things" })).toBeVisible();
    await expect(page.getByText("Nothing is in this collection yet.")).toBeVisible();
    await page.getByRole("link", { name: "All", exact: true }).click();
    await awake(page);
    await make("Blue things");
    await expect(page.getByText("You have a collection of this name already.")).toBeVisible();
    await page.getByRole("combobox", { name: "Collection of this post" }).selectOption({ label: "Blue things" });
    await page.getByRole("button", { name: "Move" }).click();
    await page.getByRole("link", { name: "Blue things · 1" }).click();
    await awake(page);
    await expect(page.getByRole("article")).toHaveCount(1);
    await page.getByText("Rename or delete").click();
    await page.getByRole("button", { name: "Delete collection" }).click();
    await expect(page.getByRole("heading", { name: "Saved", exact: true })).toBeVisible();
    await expect(page.getByRole("article")).toHaveCount(1);
  });
});

test("whoever comes back is told of new posts, and nothing moves", async ({ page }) => {
  await open(page, "/category/education");
  const first = page.getByRole("article").first();
  const before = await first.getAttribute("id");
  const creator = await new Caller().signIn();
  await creator.post("/api/me/creator", { category: "education" });
  await creator.post("/api/posts", { title: "Just in", body: "A new one", access: "public" });
  const comeBack = () => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await comeBack();
  const newer = page.getByTestId("newer");
  await expect(newer).toHaveText("1 new post");
  expect(await first.getAttribute("id")).toBe(before);
  await newer.click();
  await awake(page);
  await expect(page.getByRole("article").first()).toContainText("Just in");
});

test("what is Intimate stays covered until one press", async ({ page, context }) => {
  const caller = await new Caller().signIn();
  await become(context, caller);
  await caller.ask("PATCH", "/api/me/settings", { adult: true });
  const posts = (await caller.get<{ items: Post[] }>("/api/posts?category=intimate&limit=50")).items;
  const shown = posts.find(({ locked, contents }) => !locked && contents.pictures > 0);
  await open(page, `/post/${shown?.id}`);
  const picture = page.locator(".post .picture:not(.veil) img:not(.blur)").first();
  await expect(picture).toBeHidden();
  await page.getByText("Show", { exact: true }).click();
  await expect(picture).toBeVisible();
});

test.describe("without a network", () => {
  test.use({ expected: [/net::ERR_|Failed to fetch/] });

  test("a page says so, and comes back", async ({ page, context }) => {
    await open(page, "/feed");
    await page.evaluate(async () => (await navigator.serviceWorker.ready).active);
    // From the next page on, the worker answers.
    await open(page, "/creators");
    await context.setOffline(true);
    await expect(page.getByText("You are offline. What you see may be old.")).toBeVisible();
    await page.goto("/search").catch(() => undefined);
    await expect(page.getByRole("heading", { name: "You are offline" })).toBeVisible();
    const shape = await page.getByRole("link", { name: "Try again" }).evaluate((link) => getComputedStyle(link).borderRadius);
    expect(shape, "the style sheet is kept with it").not.toBe("0px");
    await context.setOffline(false);
    await page.getByRole("link", { name: "Try again" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Search" })).toBeVisible();
  });
});
