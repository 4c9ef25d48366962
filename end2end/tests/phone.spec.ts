// Paying with a phone: the page shows a code, another wallet pays it, and the page changes by itself.

import { lockedPost } from "../support/caller.ts";
import { expectOpen, expectSameDocument, locked, mark, payDialog, signInWithDevWallet } from "../support/people.ts";
import { scanAndPay } from "../support/phone.ts";
import { awake, expect, open, test } from "../support/test.ts";

test("a phone pays for a post that another browser ordered", async ({ page }) => {
  const post = await lockedPost("price", 8);
  await open(page, `/post/${post.id}`);
  await signInWithDevWallet(page);
  await page.getByRole("button", { name: /^Unlock for/ }).click();
  await payDialog(page).getByRole("link", { name: "Pay with a phone or another wallet" }).click();
  await expect(page).toHaveURL(/\/order\/[0-9a-f-]{36}$/);
  // And from the list of orders, for whoever left it.
  const here = page.url();
  await open(page, "/subscriptions");
  await page.getByRole("link", { name: "Continue payment" }).click();
  await expect(page).toHaveURL(here);
  await awake(page);
  await expect(page.getByRole("img", { name: "QR code of the payment" })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "Waiting for the payment" })).toBeVisible();
  await mark(page);
  const link = await page.getByRole("link", { name: "Open in a wallet on this device" }).getAttribute("href");
  expect(link).toMatch(/^solana:http.*\/api\/pay\/[1-9A-HJ-NP-Za-km-z]+$/);
  expect(await scanAndPay(link ?? "")).toBe(`A post by ${post.creator.name}`);
  await expect(page.getByTestId("order-told")).toContainText("Paid. It is yours.");
  await expect(page.getByTestId("order-code")).toHaveCount(0);
  await expectSameDocument(page);
  await page.getByRole("link", { name: "Show it" }).click();
  await expect(locked(page)).toHaveCount(0);
  const { body } = await (await page.request.get(`/api/posts/${post.id}`)).json();
  await expectOpen(page, body);
});
