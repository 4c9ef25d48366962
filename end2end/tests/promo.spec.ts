// A promo code: a creator makes one on a plain form, and a fan who types it pays less.

import { Caller } from "../support/caller.ts";
import { devWallet, expectSameDocument, mark, payDialog, signInWithDevWallet } from "../support/people.ts";
import { SITE, awake, expect, open, test } from "../support/test.ts";

test("a code is made, typed and taken off, once for each person", async ({ page, context }) => {
  const creator = await new Caller().signIn();
  await creator.post("/api/me/creator", { category: "art" });
  const { handle } = await creator.get<{ handle: string }>("/api/me");
  await context.addCookies(creator.cookies().map(([name, value]) => ({ name, value, url: SITE })));
  await open(page, "/dashboard/promotions");
  await page.getByRole("textbox", { name: "Code", exact: true }).fill("early-bird");
  await page.getByRole("textbox", { name: "Percent off" }).fill("20");
  await page.getByRole("textbox", { name: "Uses in all" }).fill("5");
  await page.getByTestId("promotion-make").click();
  const line = page.getByTestId("promotion");
  await expect(line).toContainText("EARLY-BIRD");
  await expect(line).toContainText("20 % off");
  await expect(line).toContainText("used 0 times of 5");
  await context.clearCookies();

  await open(page, `/${handle}`);
  await signInWithDevWallet(page);
  const tiers = page.locator("#tiers");
  await tiers.getByText("Have a promo code?").click();
  await tiers.getByRole("textbox", { name: "Code" }).fill("early-bird");
  await tiers.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(`/${handle}?code=early-bird`);
  await awake(page);
  await expect(tiers.getByTestId("code-applied")).toContainText("EARLY-BIRD");
  await mark(page);
  await tiers.getByRole("button", { name: "Subscribe for 0.05 SOL" }).click();
  const pay = payDialog(page);
  await expect(pay.getByTestId("pay-less")).toHaveText(/With the code.*0\.01\sSOL/s);
  await expect(pay.getByTestId("pay-leg").last()).toContainText("0.036");
  await pay.getByRole("button", { name: "Pay in wallet" }).click();
  await devWallet(page, "Approve a payment").getByRole("button", { name: "Approve" }).click();
  await expect(tiers.getByText(/^Your plan until/)).toBeVisible();
  await expectSameDocument(page);
  const [code] = await creator.get<{ used: number }[]>("/api/promotions");
  expect(code?.used).toBe(1);
});
