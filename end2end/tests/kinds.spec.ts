// Every kind of thing, in either currency, is bought in the page, and the page changes by itself. What each costs and opens in detail
// is told by the specs of its own.

import type { Locator, Page } from "@playwright/test";
import { Caller, type Currency, type Post, until } from "../support/caller.ts";
import { devWallet, expectSameDocument, mark, payDialog, signInWithDevWallet, signInWithPhantom } from "../support/people.ts";
import { expect, open, test } from "../support/test.ts";
import { Key } from "../wallets/key.ts";
import { Phantom } from "../wallets/phantom.ts";

/** The last two bids of the demo's auctions that are over: who made the higher one has won. */
const WINNER = "kwame_o";

/** Opens a page, presses the button that buys, pays, and waits for what the page shows then, in the same document. */
async function buy(page: Page, path: string, button: Locator, currency: Currency, shown: () => Promise<void>): Promise<void> {
  await open(page, path);
  await mark(page);
  await button.click();
  const pay = payDialog(page);
  await expect(pay.getByTestId("pay-leg").last()).toContainText(currency);
  await pay.getByRole("button", { name: "Pay in wallet" }).click();
  await devWallet(page, "Approve a payment").getByRole("button", { name: "Approve" }).click();
  await shown();
  await expectSameDocument(page);
}

for (const currency of ["SOL", "USDC"] as const) {
  test(`a post, a thing, time, more of it, a gift, a tip and a higher tier are bought in ${currency}`, async ({ page }) => {
    // Seven payments, and the time until one is final.
    test.setTimeout(120_000);
    const creator = await new Caller().signIn();
    await creator.post("/api/me/creator", { category: "art", currency });
    const { handle } = await creator.get<{ handle: string }>("/api/me");
    const price = currency === "SOL" ? "50000000" : "5000000";
    const make = async (draft: object) =>
      (await creator.post<{ id: string }>("/api/posts", { body: "All of it.", ...draft })).id;
    const single = await make({ title: "A single", access: "price", price, currency });
    const goods = { price, currency, handover: "Key: 4711" };
    const thing = await make({ title: "A thing", access: "public", goods });
    const friend = await new Caller().signIn();
    const { handle: to } = await friend.get<{ handle: string }>("/api/me");

    await open(page, `/${handle}`);
    await signInWithDevWallet(page);
    const plan = page.locator(".tier.basic").getByText(/^Your plan until/);
    const way = (tier: string) => page.locator(`.tier.${tier}`).getByRole("button", { name: /^(Subscribe for|Add 90 days for) / });
    await buy(page, `/${handle}`, way("basic"), currency, () => expect(plan).toBeVisible());
    const before = await plan.innerText();
    await buy(page, `/${handle}?days=90`, way("basic"), currency, () => expect(plan).not.toHaveText(before));
    await buy(page, `/post/${single}`, page.getByRole("button", { name: /^Unlock for/ }), currency, () =>
      expect(page.getByText("All of it.")).toBeVisible(),
    );
    const sold = page.getByTestId("goods");
    await buy(page, `/post/${thing}`, sold.getByRole("button", { name: /^Buy for/ }), currency, () =>
      expect(sold).toContainText("You have bought this."),
    );
    const gift = `/${handle}/gift?to=${to}&tier=basic&days=30`;
    await buy(page, gift, page.getByRole("button", { name: /^Give it for/ }), currency, () =>
      expect(page.getByText("Your gift has arrived. Thank you!").first()).toBeVisible(),
    );

    await open(page, `/${handle}`);
    await mark(page);
    await page.getByRole("main").getByRole("button", { name: "Tip", exact: true }).first().click();
    const tip = page.getByRole("dialog", { name: "Send a tip" });
    await tip.getByTestId("tip-currency").getByRole("button", { name: currency }).click();
    await tip.getByRole("textbox", { name: `How much, ${currency}` }).fill("0.5");
    await tip.getByRole("button", { name: "Continue" }).click();
    await tip.getByRole("button", { name: "Pay in wallet" }).click();
    await devWallet(page, "Approve a payment").getByRole("button", { name: "Approve" }).click();
    await expect(page.getByText("Your tip has arrived. Thank you!").first()).toBeVisible();
    await expectSameDocument(page);

    // Time counts once its payment is final.
    type Sold = { status: string; currency: string; item: { kind: string; days?: number } };
    const sales = async () => (await creator.get<{ items: Sold[] }>("/api/sales")).items;
    await until(async () => (await sales()).filter(({ item }) => item.days).every(({ status }) => status === "finalized"));
    const pay = payDialog(page);
    await open(page, `/${handle}`);
    await mark(page);
    await way("premium").click();
    await expect(pay.getByTestId("pay-less")).toContainText("For your unused time");
    await pay.getByRole("button", { name: "Pay in wallet" }).click();
    await devWallet(page, "Approve a payment").getByRole("button", { name: "Approve" }).click();
    await expect(page.locator(".tier.premium").getByText(/^Your plan until/)).toBeVisible();
    await expectSameDocument(page);

    const all = await sales();
    expect(all.every((sale) => sale.currency === currency)).toBe(true);
    expect(all.map(({ item }) => item.kind).sort()).toEqual(
      ["goods", "post", "subscription", "subscription", "subscription", "subscription", "tip"],
    );
  });

  test(`who won an auction pays their bid in ${currency}`, async ({ page }) => {
    const caller = new Caller();
    type Lot = Post & { goods: { currency: Currency; auction?: { open: boolean; bids: number } } };
    const lots = (await caller.posts("&sells=true")) as Lot[];
    const lot = lots.find(({ goods }) => goods.currency === currency && goods.auction?.open === false);
    if (!lot) throw new Error(`the demo has no auction in ${currency} that is over`);
    const phantom = await Phantom.install(page, Key.ofDemo(WINNER));
    await caller.rpc("requestTokenAirdrop", phantom.key.address, 1_000_000_000);
    await open(page, "/");
    await signInWithPhantom(page, caller, phantom.key.address);
    await open(page, `/post/${lot.id}`);
    const goods = page.getByTestId("goods");
    await expect(goods.getByTestId("auction-yours")).toContainText("It is yours for");
    await mark(page);
    await goods.getByRole("button", { name: currency === "SOL" ? "Buy for 0.15 SOL" : "Buy for 15 USDC" }).click();
    await payDialog(page).getByRole("button", { name: "Pay in wallet" }).click();
    await expect(goods).toContainText("You have bought this.");
    await expectSameDocument(page);
  });
}
