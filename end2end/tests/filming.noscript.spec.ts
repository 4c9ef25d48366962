// Captions, a poster and a kept original by plain forms.

import { Caller } from "../support/caller.ts";
import { made } from "../support/media.ts";
import { file, png } from "../support/png.ts";
import { SITE, expect, test } from "../support/test.ts";

// The browser's own word on a refusal.
test.use({ expected: [/status of 422/] });

test("a film gets captions, a poster and keeps its original without a script", async ({ page, context }) => {
  test.setTimeout(120_000);
  const caller = await new Caller().signIn();
  await caller.post("/api/me/creator", { category: "art" });
  await context.addCookies(caller.cookies().map(([name, value]) => ({ name, value, url: SITE })));
  await page.goto("/create");
  await page.getByRole("textbox", { name: "Title" }).fill("Tides");
  await page.getByRole("textbox", { name: "Text", exact: true }).fill("Salt and wind");
  await page.locator("input[name=file]").setInputFiles({ name: "tides.mp4", mimeType: "video/mp4", buffer: made("film") });
  await page.getByRole("button", { name: "Add chosen files" }).click();
  const row = page.locator(".file");
  await expect(async () => {
    await page.reload();
    await expect(page.locator(".file[data-state=ready]")).toHaveCount(1, { timeout: 500 });
  }).toPass();
  const besides = row.getByText("Captions, poster and original");
  const captions = (text: string) =>
    row.getByLabel("Captions file").setInputFiles({ name: "a.vtt", mimeType: "text/vtt", buffer: Buffer.from(text) });
  await besides.click();
  await captions("Salt");
  await row.getByRole("button", { name: "Add what is chosen here" }).click();
  await expect(page.getByRole("alert")).toContainText("This is no file of captions.");
  await expect(page.getByRole("textbox", { name: "Title" })).toHaveValue("Tides");
  await besides.click();
  await captions("WEBVTT\n\n00:00.000 --> 00:05.000\nSalt");
  await row.getByLabel("Poster: a picture of your own").setInputFiles(file("poster.png", png(640, 360, 4)));
  await row.getByLabel("Keep the original").check();
  await row.getByRole("button", { name: "Add what is chosen here" }).click();
  await besides.click();
  await expect(row.getByRole("link", { name: "Captions: English" })).toBeVisible();
  await expect(row.getByLabel("Keep the original")).toBeChecked();
  const still = row.locator(".file-picture img");
  await expect(still).toHaveAttribute("src", /\/\d+-[0-9a-f]{8}$/);
  const before = (await still.getAttribute("src")) ?? "";
  await row.getByLabel("Poster: a moment of the film, in seconds").fill("0:07,5");
  await row.getByRole("button", { name: "Use this moment" }).click();
  await expect(still).not.toHaveAttribute("src", before);
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page).toHaveURL(/\/post\//);
  await expect(page.locator("video track")).toHaveAttribute("label", "English");
});
