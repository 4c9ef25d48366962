// A payment that came twice: its creator sends the second one back with their wallet, and the page changes by itself.

import { Caller, until } from "../support/caller.ts";
import { devWallet, expectSameDocument, mark, signInWithDevWallet } from "../support/people.ts";
import { SITE, expect, open, test } from "../support/test.ts";
import { MEMO, sign, signWithMore } from "../wallets/transaction.ts";

interface Case {
  signature: string;
  finalized_at?: string;
}

test("what was paid twice is sent back by the creator's own wallet", async ({ page, context }) => {
  // The network makes it final only after half a minute or so.
  test.slow();
  await open(page, "/");
  await signInWithDevWallet(page);
  const made = await page.request.post("/api/me/creator", { data: { category: "art" } });
  expect(made.status()).toBe(201);
  const draft = { title: "Paid twice", body: "What only buyers read.", access: "price", price: "100000000" };
  const { id: post } = await (await page.request.post("/api/posts", { data: draft })).json();

  const fan = await (await new Caller().signIn()).fund();
  const item = { kind: "post", post };
  const order = await fan.post<{ id: string }>("/api/orders", { item, currency: "SOL" });
  const { transaction } = await fan.post<{ transaction: string }>(`/api/orders/${order.id}/transaction`, {});
  const bytes = Buffer.from(transaction, "base64");
  const again = { program: MEMO, data: Buffer.from("again") };
  for (const signed of [sign(bytes, fan.key), signWithMore(bytes, fan.key, [], [again])]) {
    await fan.rpc("sendTransaction", Buffer.from(signed).toString("base64"), { encoding: "base64" });
  }
  const cases = async () => (await (await page.request.get("/api/cases")).json()).items as Case[];
  await until(async () => (await cases()).length === 1);

  await open(page, "/dashboard/orders");
  const line = page.getByTestId("case");
  await expect(line).toContainText("Paid a second time.");
  await expect.poll(async () => (await cases())[0]?.finalized_at, { timeout: 60_000 }).toBeDefined();
  await open(page, "/dashboard/orders");
  await mark(page);
  await line.getByRole("button", { name: "Send it back" }).click();
  const bill = line.getByTestId("refund-bill");
  await expect(bill).toHaveText(/Back to the buyer.*0\.1\sSOL.*Network fee/s);
  await expect(bill.getByTitle(fan.key.address)).toBeVisible();

  // Somebody who thinks better of it has sent nothing.
  await line.getByRole("button", { name: "Sign in your wallet" }).click();
  await devWallet(page, "Approve a payment").getByRole("button", { name: "Reject" }).click();
  await expect(line.getByTestId("refund-status")).toContainText("Cancelled");

  const balance = async () => (await fan.rpc<{ value: number }>("getBalance", fan.key.address, { commitment: "confirmed" })).value;
  const before = await balance();
  await line.getByRole("button", { name: "Sign in your wallet" }).click();
  await devWallet(page, "Approve a payment").getByRole("button", { name: "Approve" }).click();
  await expect(page.getByTestId("case")).toHaveCount(0);
  await expectSameDocument(page);
  expect(await balance()).toBe(before + 100_000_000);

  const told = await fan.get<{ sent_back: { amount: string; recipient: string }[] }>(`/api/orders/${order.id}`);
  expect(told.sent_back).toMatchObject([{ amount: "100000000", recipient: fan.key.address }]);
  await context.clearCookies();
  await context.addCookies(fan.cookies().map(([name, value]) => ({ name, value, url: SITE })));
  await open(page, "/subscriptions");
  await expect(page.getByTestId("sent-back")).toContainText(/0\.1\sSOL was sent back to the wallet that paid/);
});
