// What posts sell: something to read is bought in the page and handed over, something to send is ordered with an address, and an
// auction is bid for and paid by whoever won.

import type { Page } from "@playwright/test";
import { Caller } from "../support/caller.ts";
import { devWallet, payDialog, signInWithDevWallet } from "../support/people.ts";
import { awake, expect, open, test } from "../support/test.ts";

/** A creator of their own, with one post that sells this. */
async function sells(title: string, goods: object): Promise<{ creator: Caller; post: string }> {
  const creator = await new Caller().signIn();
  await creator.post("/api/me/creator", { category: "art" });
  const { id } = await creator.post<{ id: string }>("/api/posts", { title, body: "Look at it.", access: "public", goods });
  return { creator, post: id };
}

async function pay(page: Page): Promise<void> {
  await payDialog(page).getByRole("button", { name: "Pay in wallet" }).click();
  await devWallet(page, "Approve a payment").getByRole("button", { name: "Approve" }).click();
}

test("a thing is bought in the page, and what buyers get is read at once", async ({ page }) => {
  const { post } = await sells("A brush for lakes", { price: "20000000", stock: 3, handover: "Key: 4711-LAKE" });
  await open(page, "/");
  await signInWithDevWallet(page);
  await open(page, `/post/${post}`);
  const goods = page.getByTestId("goods");
  await expect(goods).toContainText("3 left");
  await goods.getByRole("button", { name: "Buy for 0.02 SOL" }).click();
  await pay(page);
  // The page changes by itself.
  await expect(goods).toContainText("You have bought this.");
  await expect(goods).toContainText("2 left");
  await open(page, "/subscriptions");
  await page.getByTestId("order").filter({ hasText: "A brush for lakes" }).getByRole("link", { name: "What you bought" }).click();
  await expect(page.getByTestId("handover")).toContainText("Key: 4711-LAKE");
});

test("what is sent is ordered with an address, paid on its page, and marked as sent", async ({ page }) => {
  const { creator, post } = await sells("A print of the lake", { price: "20000000", stock: 5, ships: true });
  await open(page, "/");
  await signInWithDevWallet(page);
  await open(page, `/post/${post}`);
  const form = page.getByTestId("goods-order");
  await form.getByLabel("How many").fill("2");
  await form.getByLabel("Where to send it").fill("Ann, 1 Long Lane");
  await form.getByRole("button", { name: "Buy for 0.02 SOL" }).click();
  await expect(page).toHaveURL(/\/order\/[0-9a-f-]{36}$/);
  await awake(page);
  await page.getByRole("button", { name: "Pay in this browser" }).click();
  await pay(page);
  await expect(page.getByTestId("order-told")).toContainText("It is yours. Thank you!");
  const { items } = await creator.get<{ items: { order: string; item: { quantity: number; note: string } }[] }>("/api/sales");
  expect(items).toMatchObject([{ item: { quantity: 2, note: "Ann, 1 Long Lane" } }]);
  await creator.ask("PUT", `/api/sales/${items[0]?.order}/sent`, { note: "RR 123" });
  await open(page, "/subscriptions");
  await expect(page.getByTestId("sent")).toContainText("RR 123");
});

test.describe("an auction", () => {
  test.use({ expected: [/status of 409/] });

  test("somebody bids, is outbid, and bids again", async ({ page }) => {
    const auction = { step: "5000000", hours: 24 };
    const { post } = await sells("The lake itself", { price: "20000000", handover: "A deed", auction });
    const rival = await new Caller().signIn();
    await open(page, "/");
    await signInWithDevWallet(page);
    await open(page, `/post/${post}`);
    const goods = page.getByTestId("goods");
    const amount = goods.getByLabel("Your bid, SOL");
    await expect(amount).toHaveValue("0.02");
    await goods.getByRole("button", { name: "Bid" }).click();
    await expect(page.getByTestId("auction-yours")).toHaveText("Your bid is the highest.");
    await rival.post(`/api/posts/${post}/bids`, { amount: "25000000" });
    await open(page, `/post/${post}`);
    await expect(page.getByTestId("auction-yours")).toHaveText("Somebody has bid more than you.");
    await amount.fill("0.026");
    await goods.getByRole("button", { name: "Bid" }).click();
    await expect(goods.getByRole("alert")).toHaveText("The next bid is 0.03 SOL at least.");
    await expect(amount).toHaveValue("0.026");
    await amount.fill("0.05");
    await goods.getByRole("button", { name: "Bid" }).click();
    await expect(page.getByTestId("auction-yours")).toHaveText("Your bid is the highest.");
    await open(page, "/subscriptions");
    await expect(page.getByTestId("bid")).toContainText("The lake itself");
  });
});
