// Dollars beside prices: on a locked post, on the bill before the wallet opens, and in a tip as it is typed.

import { lockedPost } from "../support/caller.ts";
import { devWallet, expectSameDocument, locked, mark, payDialog, signInWithDevWallet } from "../support/people.ts";
import { expect, open, test } from "../support/test.ts";

/** What 1 SOL costs on the local network unless somebody says otherwise. */
const USD = 150;

/** An amount of SOL in a text, and the dollars beside it. */
function told(text: string): { sol: number; usd: number } {
  const found = /([\d.]+)\s*SOL\s*≈\s*\$([\d,.]+)/.exec(text);
  expect(found, text).not.toBeNull();
  return { sol: Number(found?.[1]), usd: Number(found?.[2]?.replaceAll(",", "")) };
}

test("a price is told in dollars too, and by which price", async ({ page }) => {
  const post = await lockedPost("price");
  await open(page, `/post/${post.id}`);
  await expect(page.getByRole("complementary", { name: "Network" })).toContainText("dollars at a test price");
  await signInWithDevWallet(page);
  await expect(locked(page)).toBeVisible();
  const panel = page.locator("#ways-in");
  await expect(panel.locator(".dollars").first()).toHaveText(/^≈\s\$[\d,.]+$/);
  await expect(panel.locator(".dollars").first()).toHaveAttribute("title", "1 SOL = $150.00, a test price");

  await panel.getByRole("button", { name: /^Unlock for [\d.]+ SOL/ }).click();
  const total = payDialog(page).locator(".bill-total dd");
  await expect(total).toContainText("≈");
  const { sol, usd } = told(await total.innerText());
  expect(usd).toBeCloseTo(sol * USD, 1);
  await page.keyboard.press("Escape");

  await page.getByRole("main").getByRole("button", { name: "Tip", exact: true }).first().click();
  const dialog = page.getByRole("dialog", { name: "Send a tip" });
  await expect(dialog.getByTestId("tip-worth")).toHaveText(/≈\s\$7\.50/);
  await dialog.getByRole("textbox", { name: "How much, SOL" }).fill("0,02");
  await expect(dialog.getByTestId("tip-worth")).toHaveText(/≈\s\$3\.00/);
  await dialog.getByRole("textbox", { name: "How much, SOL" }).fill("nothing");
  await expect(dialog.getByTestId("tip-worth")).toHaveText("");
});

test("what is priced in USDC is paid in SOL at the price of the moment", async ({ page }) => {
  const post = await lockedPost("price", 0, "USDC");
  await open(page, `/post/${post.id}`);
  await signInWithDevWallet(page);
  await expect(locked(page)).toBeVisible();
  await mark(page);
  await page.getByRole("button", { name: /^Unlock for [\d.]+ USDC/ }).click();
  const pay = payDialog(page);
  const total = pay.locator(".bill-total dd");
  await expect(total).toContainText("USDC");
  await pay.getByRole("button", { name: /^Or pay about [\d.]+ SOL/ }).click();
  await expect(total).toContainText(/[\d.]+\sSOL\s≈\s\$/);
  const { sol, usd } = told(await total.innerText());
  expect(sol * USD).toBeCloseTo(usd, 1);
  // And back, and again: one order at a time.
  await pay.getByRole("button", { name: /^Or pay about [\d.]+ USDC/ }).click();
  await expect(total).toContainText("USDC");
  await pay.getByRole("button", { name: /^Or pay about [\d.]+ SOL/ }).click();
  await expect(total).toContainText("SOL");
  await pay.getByRole("button", { name: "Pay in wallet" }).click();
  await devWallet(page, "Approve a payment").getByRole("button", { name: "Approve" }).click();
  await expect(locked(page)).toHaveCount(0);
  await expectSameDocument(page);
  const { items } = await (await page.request.get("/api/orders")).json();
  expect(items[0]).toMatchObject({ currency: "SOL", quote: { rate: { micros: String(USD * 1_000_000), test: true } } });
});

test("dollars are written as Russians write them", async ({ page }) => {
  const post = await lockedPost("price");
  await open(page, `/post/${post.id}?lang=ru`);
  await expect(page.locator("#ways-in .dollars").first()).toHaveText(/^≈\s[\d\s]+,\d\d\s\$$/);
});
