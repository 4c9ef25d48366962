// A gift: a fan pays for somebody else's time, and they have it.

import { Caller, lockedPost } from "../support/caller.ts";
import { devWallet, payDialog, signInWithDevWallet } from "../support/people.ts";
import { awake, expect, open, test } from "../support/test.ts";

test("a fan gives a subscription to somebody else", async ({ page }) => {
  const { creator } = await lockedPost("tier", 2);
  const friend = await new Caller().signIn();
  const { handle } = await friend.get<{ handle: string }>("/api/me");
  await open(page, `/${creator.handle}`);
  await signInWithDevWallet(page);
  await page.getByRole("link", { name: "Give a subscription" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Give a subscription" })).toBeVisible();
  await page.getByLabel("For whom").fill(handle);
  await page.getByLabel("Which tier").selectOption("basic");
  await page.getByLabel("For how long").selectOption("90");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page).toHaveURL(/days=90/);
  await awake(page);
  await page.getByRole("button", { name: /^Give it for/ }).click();
  await expect(payDialog(page)).toContainText(`for @${handle}`);
  await payDialog(page).getByRole("button", { name: "Pay in wallet" }).click();
  await devWallet(page, "Approve a payment").getByRole("button", { name: "Approve" }).click();
  await expect(page.getByText("Your gift has arrived. Thank you!").first()).toBeVisible();

  const { items } = await friend.get<{ items: { running: boolean; given_by: { handle: string } }[] }>("/api/subscriptions");
  const me = await (await page.request.get("/api/me")).json();
  expect(items).toMatchObject([{ running: true, given_by: { handle: me.handle } }]);
  await open(page, "/subscriptions");
  await expect(page.getByTestId("order").first()).toContainText("a gift for");
});
