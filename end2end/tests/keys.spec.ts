// The keys that every page answers to, and what somebody keeps for later.

import { Caller, type Creator } from "../support/caller.ts";
import { press, signInWithDevWallet } from "../support/people.ts";
import { SITE, expect, open, test } from "../support/test.ts";

test("keys go from post to post, search and tell of themselves, and leave those alone who type", async ({ page }) => {
  await open(page, "/feed");
  const posts = page.getByRole("feed").getByRole("article");
  await page.keyboard.press("j");
  await expect(posts.first()).toBeFocused();
  await page.keyboard.press("PageDown");
  await expect(posts.nth(1)).toBeFocused();
  await page.keyboard.press("j");
  await expect(posts.nth(2)).toBeFocused();
  await page.keyboard.press("k");
  await expect(posts.nth(1)).toBeFocused();
  await page.keyboard.press("?");
  const list = page.getByRole("region", { name: "Keys" });
  await expect(list).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
  await page.keyboard.press("/");
  await expect(page).toHaveURL("/search");
  await expect(page.locator("html[data-hydrated]")).toBeAttached();
  await page.keyboard.press("/");
  const field = page.getByRole("combobox", { name: "People, posts, tags" });
  await expect(field).toBeFocused();
  await page.keyboard.type("j/k?l");
  await expect(field).toHaveValue("j/k?l");
});

test("keys like the post one is at, and lead who has a page to a new one", async ({ page, context }) => {
  const [creator, fan] = [await new Caller().signIn(), await new Caller().signIn()];
  await creator.post("/api/me/creator", { category: "art" });
  const { handle } = await creator.get<Creator>("/api/me");
  for (const title of ["Dusk", "Dawn"]) await creator.post("/api/posts", { title, body: "Words", access: "public" });
  const be = async (caller: Caller) => {
    await context.clearCookies();
    await context.addCookies(caller.cookies().map(([name, value]) => ({ name, value, url: SITE })));
    await open(page, `/${handle}`);
  };
  await be(fan);
  const posts = page.getByRole("feed").getByRole("article");
  const like = (at: number) => posts.nth(at).getByRole("button", { name: /^Like/ });
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(posts.nth(1)).toBeFocused();
  const heard = page.waitForResponse(/\/like$/);
  await page.keyboard.press("l");
  expect((await heard).ok()).toBe(true);
  await expect(like(1)).toHaveAttribute("aria-pressed", "true");
  await expect(like(0)).toHaveAttribute("aria-pressed", "false");
  // Nowhere, for a fan has no such door.
  await page.keyboard.press("n");
  await page.keyboard.press("?");
  await expect(page.getByRole("region", { name: "Keys" })).toBeVisible();
  await expect(page).toHaveURL(`/${handle}`);
  await be(creator);
  await page.keyboard.press("n");
  await expect(page).toHaveURL(/\/create/);
});

test("what is saved is found again", async ({ page }) => {
  await open(page, "/");
  await signInWithDevWallet(page);
  await open(page, "/feed");
  const post = page.getByRole("feed").getByRole("article").nth(3);
  const title = (await post.getByRole("heading").textContent()) ?? "";
  await press(page, post.getByRole("button", { name: "Save for later" }));
  await expect(post.getByRole("button", { name: "Save for later" })).toHaveAttribute("aria-pressed", "true");
  await page.getByTestId("account-menu").click();
  await page.getByRole("link", { name: "Saved" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Saved" })).toBeVisible();
  await expect(page.getByRole("article").filter({ hasText: title })).toBeVisible();
});
