// Notifications with JavaScript off: the bell, the list, marking and switching are pages and plain forms.

import { Caller } from "../support/caller.ts";
import { SITE, expect, test } from "../support/test.ts";

test("what was told is read, marked and switched off", async ({ page, context }) => {
  const author = await new Caller().signIn();
  await author.post("/api/me/creator", { category: "art" });
  const { id } = await author.post<{ id: string }>("/api/posts", { title: "Dusk", body: "Look.", access: "public" });
  const fan = await new Caller().signIn();
  await fan.ask("PUT", `/api/posts/${id}/like`);
  await fan.post(`/api/posts/${id}/comments`, { body: "Well said" });
  await context.addCookies(author.cookies().map(([name, value]) => ({ name, value, url: SITE })));
  await page.goto("/feed");
  await expect(page.getByTestId("bell-count")).toHaveText("2");
  await page.getByTestId("bell").click();
  const told = page.getByTestId("told");
  await expect(told).toHaveCount(2);
  await told.first().getByRole("button", { name: "Mark as read" }).click();
  await expect(page).toHaveURL("/notifications");
  await expect(page.getByTestId("bell-count")).toHaveText("1");
  await page.getByRole("button", { name: "Mark all as read" }).click();
  await expect(page.getByTestId("bell-count")).toHaveCount(0);
  await page.getByRole("main").getByRole("link", { name: "Settings" }).click();
  await expect(page).toHaveURL("/settings#notifications");
  const section = page.locator("#notifications");
  await section.getByRole("checkbox", { name: "Likes of my posts" }).uncheck();
  await section.getByRole("button", { name: "Save" }).click();
  await expect(page).toHaveURL("/settings?saved=notifications#notifications");
  await expect(section.getByRole("checkbox", { name: "Likes of my posts" })).not.toBeChecked();
  await expect(section.getByRole("checkbox", { name: "New followers" })).toBeChecked();
});
