// Free days by a code: a creator makes one on a plain form, and a visitor who follows its link signs in and has the days.

import { Caller } from "../support/caller.ts";
import { expectSameDocument, mark, signInWithDevWallet } from "../support/people.ts";
import { SITE, expect, open, test } from "../support/test.ts";

test("free days are made, tried and shown, and nothing is charged", async ({ page, context }) => {
  const creator = await new Caller().signIn();
  await creator.post("/api/me/creator", { category: "art" });
  const { handle } = await creator.get<{ handle: string }>("/api/me");
  await context.addCookies(creator.cookies().map(([name, value]) => ({ name, value, url: SITE })));
  await open(page, "/dashboard/promotions");
  await page.getByRole("textbox", { name: "Code", exact: true }).fill("try-it");
  await page.getByRole("textbox", { name: "Or free days" }).fill("14");
  await page.getByRole("combobox", { name: "Of which tier" }).selectOption("premium");
  await page.getByTestId("promotion-make").click();
  await expect(page.getByTestId("promotion")).toContainText("14 free days, Premium");
  await context.clearCookies();

  await open(page, `/${handle}?code=TRY-IT#tiers`);
  const tier = page.locator(".tier.premium");
  await expect(tier).toContainText("Sign in to have them.");
  await signInWithDevWallet(page);
  await mark(page);
  await tier.getByRole("button", { name: "Try 14 days free" }).click();
  await expect(tier.getByTestId("trial-running")).toBeVisible();
  await expect(tier).toContainText("does not renew by itself");
  await expect(tier.getByText(/^Your plan until/)).toBeVisible();
  await expectSameDocument(page);

  await open(page, "/subscriptions");
  await expect(page.getByTestId("held")).toContainText("Premium");
  await expect(page.getByTestId("order")).toContainText("Free days");
  const { items } = await creator.get<{ items: { amount: string; status: string }[] }>("/api/sales");
  expect(items).toMatchObject([{ amount: "0", status: "finalized" }]);
});
