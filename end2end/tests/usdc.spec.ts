// Paying in USDC with the development wallet: a post, a subscription and a tip, and a creator who begins to price in it.

import { Caller, lockedPost } from "../support/caller.ts";
import { devWallet, expectOpen, expectSameDocument, locked, mark, payDialog, signInWithDevWallet } from "../support/people.ts";
import { SITE, awake, expect, open, test } from "../support/test.ts";

test("a post, a subscription and a tip are paid in USDC, and each opens what it is for", async ({ page }) => {
  const single = await lockedPost("price", 0, "USDC");
  const body = async () => (await (await page.request.get(`/api/posts/${single.id}`)).json()).body as string;
  await open(page, `/post/${single.id}`);
  await signInWithDevWallet(page);
  await expect(locked(page)).toBeVisible();
  await mark(page);
  await page.getByRole("button", { name: /^Unlock for [\d.]+ USDC/ }).click();
  const pay = payDialog(page);
  await expect(pay.getByTestId("pay-leg").last()).toHaveText(/To the creator.*USDC/s);
  await pay.getByRole("button", { name: "Pay in wallet" }).click();
  const asks = devWallet(page, "Approve a payment");
  await expect(asks.getByTestId("dev-wallet-transfers")).toContainText("USDC");
  await expect(asks.getByTestId("dev-wallet-usdc")).toHaveText("1000 USDC");
  await asks.getByRole("button", { name: "Approve" }).click();
  await expect(locked(page)).toHaveCount(0);
  await expectSameDocument(page);
  await expectOpen(page, await body());

  await open(page, `/${single.creator.handle}`);
  await mark(page);
  const tiers = page.locator("#tiers");
  await tiers.getByRole("button", { name: /^Subscribe for [\d.]+ USDC/ }).first().click();
  // Whoever sold once has an account: there is nothing to open any more.
  await expect(pay.getByTestId("pay-leg").last()).toContainText("USDC");
  await expect(pay.getByTestId("pay-rent")).toHaveCount(0);
  await pay.getByRole("button", { name: "Pay in wallet" }).click();
  await asks.getByRole("button", { name: "Approve" }).click();
  await expect(tiers.getByText(/^Your plan until/)).toBeVisible();
  await expectSameDocument(page);

  await page.getByRole("main").getByRole("button", { name: "Tip", exact: true }).first().click();
  const dialog = page.getByRole("dialog", { name: "Send a tip" });
  await dialog.getByTestId("tip-currency").getByRole("button", { name: "USDC" }).click();
  await expect(dialog.getByRole("button", { name: "5 USDC" })).toHaveAttribute("aria-pressed", "true");
  await dialog.getByRole("textbox", { name: "How much, USDC" }).fill("2,5");
  await dialog.getByRole("button", { name: "Continue" }).click();
  await expect(dialog.getByTestId("pay-leg")).toHaveText(/To the creator.*2\.5\sUSDC/s);
  await dialog.getByRole("button", { name: "Pay in wallet" }).click();
  await asks.getByRole("button", { name: "Approve" }).click();
  await expect(page.getByText("Your tip has arrived. Thank you!").first()).toBeVisible();
  const { items } = await (await page.request.get("/api/orders")).json();
  expect(items[0]).toMatchObject({ amount: "2500000", currency: "USDC", item: { kind: "tip" } });

  await open(page, "/subscriptions");
  await expect(page.getByTestId("order").first()).toContainText("2.5 USDC");
});

test("a creator begins to price in USDC, and whoever buys first opens their account", async ({ page, context }) => {
  const creator = await new Caller().signIn();
  await creator.post("/api/me/creator", { category: "art" });
  const { handle } = await creator.get<{ handle: string }>("/api/me");
  await context.addCookies(creator.cookies().map(([name, value]) => ({ name, value, url: SITE })));
  await open(page, "/dashboard/tiers");
  await page.getByRole("combobox", { name: "Currency of all prices" }).selectOption("USDC");
  for (const [at, price] of ["5", "15", "35"].entries()) {
    await page.getByRole("textbox", { name: "Price of 30 days" }).nth(at).fill(price);
  }
  await page.getByTestId("tiers-save").click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await context.clearCookies();

  await open(page, `/${handle}`);
  await signInWithDevWallet(page);
  await mark(page);
  const tiers = page.locator("#tiers");
  await tiers.getByRole("button", { name: "Subscribe for 5 USDC" }).click();
  const pay = payDialog(page);
  await expect(pay.getByTestId("pay-rent")).toHaveText(/To open a USDC account.*0\.00203928\sSOL/s);
  await pay.getByRole("button", { name: "Pay in wallet" }).click();
  const asks = devWallet(page, "Approve a payment");
  await expect(asks.getByTestId("dev-wallet-transfers")).toContainText("Open a token account for");
  await asks.getByRole("button", { name: "Approve" }).click();
  await expect(tiers.getByText(/^Your plan until/)).toBeVisible();
  await expectSameDocument(page);
  await awake(page);
});
