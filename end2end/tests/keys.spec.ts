// The keys that every page answers to, and what somebody keeps for later.

import { press, signInWithDevWallet } from "../support/people.ts";
import { expect, open, test } from "../support/test.ts";

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
