// Looking for something, awake: what may be meant while one types, and what is found.

import { Caller } from "../support/caller.ts";
import { SITE, expect, open, test } from "../support/test.ts";

test("somebody finds a creator while typing, by keys alone", async ({ page }) => {
  const [post] = await new Caller().demoPosts();
  const creator = post?.creator ?? { name: "", handle: "" };
  await open(page, "/search");
  const field = page.getByRole("combobox", { name: "People, posts, tags" });
  await field.focus();
  await page.keyboard.type(creator.name.slice(0, 4));
  const offer = page.getByRole("option").filter({ hasText: `@${creator.handle}` });
  await expect(offer).toBeVisible();
  for (let step = 0; step < 12 && (await offer.getAttribute("aria-selected")) !== "true"; step += 1) {
    await page.keyboard.press("ArrowDown");
  }
  await expect(field).toHaveAttribute("aria-activedescendant", (await offer.getAttribute("id")) ?? "");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/${creator.handle}`);
});

test("what is mistyped is found, filters narrow, and what was looked for is remembered", async ({ page }) => {
  await open(page, "/search");
  const field = page.getByRole("combobox", { name: "People, posts, tags" });
  await field.fill("scisors");
  await page.getByRole("button", { name: "Find" }).click();
  await expect(page.getByRole("status").filter({ hasText: "scissors" })).toBeVisible();
  await open(page, "/search?q=paper&kind=posts");
  const posts = page.getByRole("feed").getByRole("article");
  const all = Number(await posts.first().getAttribute("aria-setsize"));
  await page.getByText("Filters").click();
  await page.getByRole("combobox", { name: "Price" }).selectOption({ label: "Paid" });
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/price=paid/);
  const paid = Number(await posts.first().getAttribute("aria-setsize"));
  expect(paid).toBeLessThan(all);
  await page.goto("/search");
  await expect(page.locator("html[data-hydrated]")).toBeAttached();
  await field.focus();
  await expect(page.getByRole("option").filter({ hasText: "scisors" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("option")).toHaveCount(0);
});

test("the address of a post is shared by copying it", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const [post] = await new Caller().demoPosts();
  await open(page, `/post/${post?.id}`);
  await page.getByRole("article").getByRole("button", { name: "Share" }).click();
  const sheet = page.getByRole("group", { name: "Share" });
  await sheet.getByRole("button", { name: "Copy" }).click();
  await expect(page.getByRole("status").getByText("Copied.")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${SITE}/post/${post?.id}`);
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
});
