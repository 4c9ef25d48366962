// Becoming a creator, publishing, voting and collections with JavaScript off.

import { Caller } from "../support/caller.ts";
import { SITE, expect, test } from "../support/test.ts";

test("a post with a poll is made, answered and kept by plain forms", async ({ page, context }) => {
  const caller = await new Caller().signIn();
  await context.addCookies(caller.cookies().map(([name, value]) => ({ name, value, url: SITE })));
  await page.goto("/create");
  await page.getByRole("main").getByRole("link", { name: "Become a creator" }).click();
  await page.getByRole("combobox", { name: "What is your work about?" }).selectOption({ label: "Tech" });
  await page.getByRole("button", { name: "Become a creator" }).click();
  await expect(page.getByRole("heading", { name: "Your first steps" })).toBeVisible();
  await page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: "Create" }).click();
  await page.getByRole("textbox", { name: "Title" }).fill("Tabs or spaces?");
  await page.getByRole("textbox", { name: "Text", exact: true }).fill("Asked in peace.");
  await page.getByText("Add a poll").click();
  await page.getByRole("textbox", { name: "Answers, one a line" }).fill("Tabs\nSpaces");
  await page.getByRole("button", { name: "Publish" }).click();
  await page.getByRole("radio", { name: "Tabs" }).check();
  await page.getByRole("button", { name: "Vote" }).click();
  await expect(page).toHaveURL(/#poll$/);
  await expect(page.locator(".poll-answer", { hasText: "Tabs" })).toContainText("100%");
  await page.getByRole("button", { name: "Save for later" }).click();
  await page.goto("/saved");
  await page.getByText("New collection").click();
  await page.getByRole("textbox", { name: "Name" }).fill("Questions");
  await page.getByRole("button", { name: "Make it" }).click();
  await page.goto("/saved");
  await page.getByRole("combobox", { name: "Collection of this post" }).selectOption({ label: "Questions" });
  await page.getByRole("button", { name: "Move" }).click();
  await page.getByRole("link", { name: "Questions · 1" }).click();
  await expect(page.getByRole("article")).toHaveCount(1);
});
