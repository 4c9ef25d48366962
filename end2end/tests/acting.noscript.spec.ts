// Acting with JavaScript off: plain forms, and every answer is a page.

import { Caller } from "../support/caller.ts";
import { SITE, expect, test } from "../support/test.ts";

test("somebody likes, follows, comments, edits and deletes by plain forms", async ({ page, context }) => {
  const caller = await new Caller().signIn();
  await context.addCookies(caller.cookies().map(([name, value]) => ({ name, value, url: SITE })));
  const post = (await caller.demoPosts()).filter(({ access }) => access === "public")[4];
  await page.goto(`/post/${post?.id}`);
  const like = page.getByRole("button", { name: /^Like/ }).first();
  await like.click();
  await expect(like).toHaveAttribute("aria-pressed", "true");
  await like.click();
  await expect(like).toHaveAttribute("aria-pressed", "false");

  await page.getByRole("textbox", { name: "Write a comment" }).fill("First line\nsecond line");
  await page.getByRole("button", { name: "Comment" }).click();
  const said = page.getByRole("listitem").filter({ hasText: "second line" });
  await expect(said).toBeVisible();
  await said.getByRole("link", { name: "Edit" }).click();
  await page.getByRole("textbox", { name: "Edit your comment" }).fill("Changed without scripts");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const changed = page.getByRole("listitem").filter({ hasText: "Changed without scripts" });
  await changed.getByText("Delete", { exact: true }).click();
  await changed.getByRole("button", { name: "Delete for good" }).click();
  await expect(page.getByText("Changed without scripts")).toHaveCount(0);

  await page.goto(`/${post?.creator.handle}`);
  await page.getByRole("button", { name: "Follow", exact: true }).click();
  await expect(page.getByRole("button", { name: "Following" })).toBeVisible();
});

test.describe("a visitor", () => {
  test.use({ expected: [/status of 401/] });

  test("who presses a like gets a page that says what to do", async ({ page }) => {
    const post = (await new Caller().demoPosts()).find(({ access }) => access === "public");
    await page.goto(`/post/${post?.id}`);
    await page.getByRole("button", { name: /^Like/ }).first().click();
    await expect(page.getByRole("heading", { level: 1, name: "Sign in to see this" })).toBeVisible();
  });
});
