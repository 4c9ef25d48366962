// What one sets, awake: forms that send themselves, and turning away from somebody with one press.

import { Caller, type Post } from "../support/caller.ts";
import { expectSameDocument, mark, press } from "../support/people.ts";
import { SITE, expect, open, test } from "../support/test.ts";

test("settings are saved in place, devices are signed out, and somebody is muted and met again", async ({ page, context }) => {
  const caller = await new Caller().signIn();
  await caller.signIn();
  await context.addCookies(caller.cookies().map(([name, value]) => ({ name, value, url: SITE })));
  await open(page, "/settings");
  await mark(page);
  const privacy = page.getByRole("region", { name: "Privacy" });
  await privacy.getByRole("combobox", { name: "Who may write to me" }).selectOption({ label: "My subscribers" });
  await privacy.getByRole("button", { name: "Save" }).click();
  await expect(privacy.getByText("Saved.")).toBeVisible();
  const devices = page.getByRole("region", { name: "Devices" });
  await expect(devices.getByRole("listitem")).toHaveCount(2);
  await devices.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(devices.getByRole("listitem")).toHaveCount(1);
  await expectSameDocument(page);

  // Somebody whom no other test knows has published the newest post.
  const creator = await new Caller().signIn();
  await creator.post("/api/me/creator", { category: "art" });
  const post = await creator.post<Post>("/api/posts", { title: `Night ${crypto.randomUUID()}`, body: "Words", access: "public" });
  await open(page, "/feed");
  const card = page.getByRole("article").filter({ has: page.getByRole("heading", { name: post.title, exact: true }) });
  await card.getByRole("link", { name: "Report" }).click();
  await press(page, page.getByRole("button", { name: `Mute ${post.creator.name}` }));
  await expect(page.getByRole("button", { name: `Mute ${post.creator.name}` })).toHaveAttribute("aria-pressed", "true");
  await open(page, "/feed");
  await expect(page.getByRole("article").first()).toBeVisible();
  await expect(card).toHaveCount(0);
  await open(page, "/settings");
  await press(page, page.getByRole("button", { name: `Mute ${post.creator.name}` }));
  await expect(page.getByRole("button", { name: `Mute ${post.creator.name}` })).toHaveAttribute("aria-pressed", "false");
  await open(page, "/feed");
  await expect(card).toBeVisible();
});

test("an export is prepared and fetched", async ({ page, context }) => {
  const caller = await new Caller().signIn();
  await context.addCookies(caller.cookies().map(([name, value]) => ({ name, value, url: SITE })));
  await open(page, "/settings");
  await page.getByRole("button", { name: "Prepare an export" }).click();
  await expect
    .poll(async () => (await caller.get<{ status: string }>("/api/me/export").catch(() => null))?.status, { timeout: 30_000 })
    .toBe("ready");
  await open(page, "/settings");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: /^Download/ }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("fonana-export.zip");
});
