// Messages with JavaScript off: writing, answering, changing, searching and muting are pages and plain forms.

import { Caller, type Creator } from "../support/caller.ts";
import { png } from "../support/png.ts";
import { SITE, expect, test } from "../support/test.ts";

test.use({ expected: [/status of 422/] });

test("a fan writes to a creator, who answers, and each sees their side", async ({ page, context }) => {
  const author = await new Caller().signIn();
  await author.post("/api/me/creator", { category: "art" });
  const { handle, name } = await author.get<Creator>("/api/me");
  const fan = await new Caller().signIn();
  await context.addCookies(fan.cookies().map(([key, value]) => ({ name: key, value, url: SITE })));
  await page.goto(`/${handle}`);
  await page.getByTestId("write-to").click();
  await expect(page).toHaveURL(/\/messages\/[0-9a-f-]{36}$/);
  const id = page.url().split("/").pop();
  const message = page.getByTestId("message");
  const write = page.getByRole("textbox", { name: `Message to ${name}` });
  await write.fill("Hello, see https://a.example/x.");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(message).toHaveCount(1);
  const link = message.getByRole("link", { name: "https://a.example/x" });
  await expect(link).toHaveAttribute("rel", "nofollow ugc noopener noreferrer");
  const { items } = await author.get<{ items: { id: string }[] }>(`/api/conversations/${id}/messages`);
  await author.post(`/api/conversations/${id}/messages`, { body: "Thank you", answers: items[0]?.id });
  await page.goto("/messages");
  await expect(page.getByTestId("messages-count")).toHaveText("1");
  await page.getByTestId("talk").getByRole("link", { name }).click();
  await expect(message).toHaveCount(2);
  await expect(message.nth(1).locator(".message-quote")).toContainText("Hello, see");
  await expect(message.nth(0).getByTestId("seen")).toHaveText("seen");
  await page.getByRole("button", { name: "Mark as read" }).click();
  await expect(page.getByTestId("messages-count")).toHaveCount(0);
  // One's own words can be changed, and others' be answered and liked.
  await message.nth(0).locator("summary").click();
  await message.nth(0).getByRole("link", { name: "Edit" }).click();
  await page.getByRole("textbox", { name: "Edit" }).fill("Good evening");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(message.nth(0)).toContainText("Good evening");
  await expect(message.nth(0)).toContainText("edited");
  await message.nth(1).locator("summary").click();
  await message.nth(1).getByRole("button", { name: "React: heart" }).click();
  await expect(message.nth(1).getByRole("button", { name: "Take back: heart" })).toBeVisible();
  await message.nth(1).locator("summary").click();
  await message.nth(1).getByRole("link", { name: "Answer" }).click();
  await expect(page.getByTestId("writer")).toContainText("In answer to");
  await write.fill("With pleasure");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(message.nth(2).locator(".message-quote")).toContainText("Thank you");
  await message.nth(2).locator("summary").click();
  await message.nth(2).getByRole("button", { name: "Take back" }).click();
  await expect(message.nth(2)).toContainText("This message was taken back.");
  const search = page.getByRole("searchbox");
  await search.fill("EVENING");
  await search.press("Enter");
  await expect(message).toHaveCount(1);
  await page.getByRole("link", { name: "Back to the latest" }).click();
  await page.getByRole("button", { name: "Mute" }).click();
  await expect(page.getByRole("button", { name: "Unmute" })).toBeVisible();
  // Whoever lets nobody write is not written to, and says so.
  await author.ask("PUT", `/api/users/${(await fan.get<Creator>("/api/me")).handle}/block`);
  await page.reload();
  await expect(page.getByTestId("closed")).toHaveText("This person has blocked you.");
  await expect(write).toHaveCount(0);
});

test("a picture goes with a message, and a file that is refused is named", async ({ page, context }) => {
  const [ann, ben] = [await new Caller().signIn(), await new Caller().signIn()];
  const { handle, name } = await ben.get<Creator>("/api/me");
  const { id } = await ann.post<{ id: string }>("/api/conversations", { with: handle });
  await context.addCookies(ann.cookies().map(([key, value]) => ({ name: key, value, url: SITE })));
  await page.goto(`/messages/${id}`);
  const write = page.getByRole("textbox", { name: `Message to ${name}` });
  await write.fill("Look");
  await page.locator("input[type=file]").setInputFiles([
    { name: "dawn.png", mimeType: "image/png", buffer: png(640, 480, 3) },
    { name: "empty.png", mimeType: "image/png", buffer: Buffer.alloc(0) },
  ]);
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.locator(".file-faults li")).toHaveText("empty.png This file is empty.");
  await expect(page.getByRole("checkbox", { name: "dawn.png" })).toBeChecked();
  await expect(write).toHaveValue("Look");
  await page.getByRole("button", { name: "Send" }).click();
  const message = page.getByTestId("message");
  await expect(message).toContainText("Look");
  await expect(message.locator(".gallery img").last()).toBeVisible();
  await expect(write).toHaveValue("");
});
