// Searching, settings and reports with JavaScript off: plain forms, and every answer is a page.

import { Caller } from "../support/caller.ts";
import { SITE, expect, test } from "../support/test.ts";

test("a visitor searches and narrows by plain forms", async ({ page }) => {
  await page.goto("/search");
  await page.getByRole("combobox", { name: "People, posts, tags" }).fill("paper");
  await page.getByRole("button", { name: "Find" }).click();
  await expect(page).toHaveURL("/search?q=paper");
  await expect(page.getByRole("article")).not.toHaveCount(0);
  await page.getByRole("navigation", { name: "What is looked for" }).getByRole("link", { name: "Posts" }).click();
  await page.getByText("Filters").click();
  await page.getByRole("combobox", { name: "Made of" }).selectOption({ label: "Pictures" });
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/made_of=image/);
  await expect(page.getByRole("article")).not.toHaveCount(0);
});

test.describe("somebody", () => {
  test.use({ expected: [/status of 422/] });

  test("changes settings and reports a post by plain forms", async ({ page, context }) => {
    const caller = await new Caller().signIn();
    await context.addCookies(caller.cookies().map(([name, value]) => ({ name, value, url: SITE })));
    await page.goto("/welcome");
    await page.getByRole("textbox", { name: "What may people call you?" }).fill("Plain Forms");
    await page.getByRole("button", { name: "Done" }).click();
    await expect(page).toHaveURL("/feed");
    await page.goto("/settings");
    const profile = page.getByRole("region", { name: "Profile" });
    await expect(profile.getByRole("textbox", { name: "Name" })).toHaveValue("Plain Forms");
    await profile.getByRole("textbox", { name: "About you" }).fill("Typed with care");
    await profile.getByRole("textbox", { name: "Handle" }).fill("feed");
    await profile.getByRole("button", { name: "Save", exact: true }).click();
    await expect(profile.getByText("This handle is reserved.")).toBeVisible();
    await expect(profile.getByRole("textbox", { name: "About you" })).toHaveValue("Typed with care");
    await page.goto("/settings");
    const content = page.getByRole("region", { name: "Content" });
    await content.getByRole("checkbox", { name: "I am 18 or older" }).check();
    await content.getByRole("button", { name: "Save" }).click();
    await expect(content.getByText("Saved.")).toBeVisible();
    await expect(content.getByRole("checkbox", { name: "I am 18 or older" })).toBeChecked();

    const [post] = await caller.demoPosts();
    await page.goto(`/post/${post?.id}`);
    await page.getByRole("article").getByRole("link", { name: "Report" }).first().click();
    await page.getByRole("radio", { name: "Spam or fraud" }).check();
    await page.getByRole("button", { name: "Send report" }).click();
    await expect(page.getByText("Thank you.")).toBeVisible();
  });
});
