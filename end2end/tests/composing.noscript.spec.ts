// Writing a post with pictures and dates by plain forms.

import { Caller } from "../support/caller.ts";
import { file, png } from "../support/png.ts";
import { SITE, expect, test } from "../support/test.ts";

// The browser's own word on a refusal.
test.use({ expected: [/status of 422/] });

test("a draft with pictures is kept, looked at, scheduled and published", async ({ page, context }) => {
  test.setTimeout(120_000);
  const caller = await new Caller().signIn();
  await caller.post("/api/me/creator", { category: "art", tiers: [{ level: "basic", price: "50000000" }] });
  await context.addCookies(caller.cookies().map(([name, value]) => ({ name, value, url: SITE })));
  await page.goto("/create");
  await page.getByRole("textbox", { name: "Title" }).fill("Tides");
  await page.getByRole("textbox", { name: "Text", exact: true }).fill("Salt and wind");
  await page.locator("input[name=file]").setInputFiles([file("a.png", png(320, 240, 1)), file("b.png", png(320, 240, 2))]);
  await page.getByRole("button", { name: "Add chosen files" }).click();
  await expect(page.locator(".file")).toHaveCount(2);
  await expect(page.getByRole("textbox", { name: "Title" })).toHaveValue("Tides");
  await expect(async () => {
    await page.reload();
    await expect(page.locator(".file[data-state=ready]")).toHaveCount(2, { timeout: 500 });
  }).toPass();
  await page.getByRole("button", { name: "Move later: a.png" }).click();
  await expect(page.locator(".file-name")).toHaveText(["b.png", "a.png"]);
  await page.getByRole("combobox", { name: "Who may open it" }).selectOption("tier");
  await page.getByRole("combobox", { name: "Tier that opens it" }).selectOption("basic");
  const [preview] = await Promise.all([context.waitForEvent("page"), page.getByRole("button", { name: "Preview" }).click()]);
  await expect(preview.getByTestId("seen")).not.toContainText("Salt and wind");
  await preview.getByRole("link", { name: "Basic", exact: true }).click();
  await expect(preview.getByTestId("seen")).toContainText("Salt and wind");
  await preview.close();
  await page.reload();
  await page.getByText("Publish later").click();
  await page.getByLabel("Goes out at").fill("2001-01-01T10:00");
  await page.getByRole("button", { name: "Schedule" }).click();
  await expect(page.getByText("This moment has passed.")).toBeVisible();
  const soon = new Date(Date.now() + 48 * 3_600_000).toISOString().slice(0, 16);
  await page.getByLabel("Goes out at").fill(soon);
  await page.getByRole("button", { name: "Schedule" }).click();
  await expect(page.getByText("It is scheduled.")).toBeVisible();
  await expect(page.getByRole("table")).toBeVisible();
  await page.getByRole("link", { name: "Tides" }).first().click();
  await page.getByRole("button", { name: "Do not publish by itself" }).click();
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page).toHaveURL(/\/post\//);
  await page.getByRole("button", { name: "Delete post" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("heading", { name: "Tides" })).toBeVisible();
});
