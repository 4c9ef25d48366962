// Notifications: what somebody did is in the other's bell until it is read, and a subscription is cancelled and kept.

import { Caller } from "../support/caller.ts";
import { press } from "../support/people.ts";
import { SITE, awake, expect, open, test } from "../support/test.ts";

test("a like is in the author's bell until it is read", async ({ page, context }) => {
  const author = await new Caller().signIn();
  await author.post("/api/me/creator", { category: "art" });
  const { id } = await author.post<{ id: string }>("/api/posts", { title: "Dawn", body: "Look.", access: "public" });
  const fan = await new Caller().signIn();
  const { name } = await fan.get<{ name: string }>("/api/me");
  await context.addCookies(fan.cookies().map(([cookie, value]) => ({ name: cookie, value, url: SITE })));
  await open(page, `/post/${id}`);
  await press(page, page.getByRole("main").getByRole("button", { name: /^Like/ }).first());

  await context.clearCookies();
  await context.addCookies(author.cookies().map(([cookie, value]) => ({ name: cookie, value, url: SITE })));
  await open(page, "/feed");
  await expect(page).toHaveTitle(/^\(1\) /);
  await expect(page.getByTestId("bell-count")).toHaveText("1");
  await page.getByTestId("bell").click();
  await expect(page).toHaveURL("/notifications");
  const told = page.getByTestId("told");
  await expect(told).toContainText(`${name} liked “Dawn”`);
  await expect(page.getByRole("region", { name: "Today" })).toContainText("Dawn");
  await expect(page.getByTestId("bell-count")).toHaveText("1");
  await page.getByTestId("read-all").click();
  await expect(page.getByTestId("bell-count")).toHaveCount(0);
  await expect(page).toHaveURL("/notifications");
  await awake(page);
  await told.getByRole("link").click();
  await expect(page).toHaveURL(`/post/${id}`);
});

test("a subscription is cancelled, and kept after all", async ({ page, context }) => {
  const creator = await new Caller().signIn();
  await creator.post("/api/me/creator", { category: "art" });
  const { handle } = await creator.get<{ handle: string }>("/api/me");
  const fan = await (await new Caller().signIn()).fund();
  await fan.buy({ kind: "subscription", creator: handle, tier: "basic", days: 30 });
  await context.addCookies(fan.cookies().map(([name, value]) => ({ name, value, url: SITE })));
  await open(page, "/subscriptions");
  const held = page.getByTestId("held");
  await held.getByTestId("cancel").getByText("Cancel", { exact: true }).click();
  await expect(held).toContainText("Nothing renews by itself");
  await held.getByRole("button", { name: "Cancel the subscription" }).click();
  await expect(held.getByTestId("cancelled")).toContainText("it stays open until its end");
  await held.getByRole("button", { name: "Keep it" }).click();
  await expect(held.getByTestId("cancelled")).toHaveCount(0);
  // The creator was told of the sale.
  const { items } = await creator.get<{ items: { kind: string }[] }>("/api/notifications");
  expect(items).toMatchObject([{ kind: "subscriber" }]);
});
