// Somebody paid less than the price. A moderator sees it among what waits, and opens what was ordered; by plain forms.

import { Caller, type Post, until } from "../support/caller.ts";
import { grantRole } from "../support/server.ts";
import { SITE, expect, test } from "../support/test.ts";
import { sign } from "../wallets/transaction.ts";

interface Order {
  id: string;
  legs: { role: string; amount: string }[];
}

const lamports = (amount: bigint): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(amount);
  return bytes;
};

test("a moderator opens what was ordered for money that opened nothing", async ({ page, context }) => {
  const creator = await (await new Caller().signIn()).fund();
  await creator.post("/api/me/creator", { category: "art" });
  const draft = { title: "Nearly paid", body: "What only buyers read.", access: "price", price: "100000000" };
  const { id: post } = await creator.post<{ id: string }>("/api/posts", draft);
  const { handle } = await creator.get<{ handle: string }>("/api/me");

  const fan = await (await new Caller().signIn()).fund();
  const order = await fan.post<Order>("/api/orders", { item: { kind: "post", post }, currency: "SOL" });
  const { transaction } = await fan.post<{ transaction: string }>(`/api/orders/${order.id}/transaction`, {});
  const bytes = Buffer.from(transaction, "base64");
  const part = BigInt(order.legs.find((leg) => leg.role === "creator")?.amount ?? "0");
  const at = bytes.indexOf(lamports(part));
  expect(at, "the creator's part stands in the transaction").toBeGreaterThan(0);
  lamports(part - 1n).copy(bytes, at);
  await fan.rpc("sendTransaction", Buffer.from(sign(bytes, fan.key)).toString("base64"), { encoding: "base64" });
  await until(async () => (await creator.get<{ total: number }>("/api/cases")).total === 1);
  expect((await fan.get<Post>(`/api/posts/${post}`)).locked).toBe(true);

  const moderator = await new Caller().signIn();
  await context.addCookies(moderator.cookies().map(([name, value]) => ({ name, value, url: SITE })));
  expect((await page.request.get("/moderation/cases")).status()).toBe(403);
  grantRole("moderator", (await moderator.get<{ handle: string }>("/api/me")).handle);
  await page.goto("/moderation/cases");
  const line = page.getByTestId("case").filter({ has: page.locator(`a[href="/${handle}"]`) });
  await expect(line).toContainText("It is less than the price.");
  await line.getByRole("button", { name: "Open it all the same" }).click();
  await expect(page).toHaveURL("/moderation/cases");
  await expect(line).toHaveCount(0);
  expect((await fan.get<Post>(`/api/posts/${post}`)).locked).toBe(false);
});
