// A flash sale: a creator starts one on a plain form, and a fan sees the old price struck through and buys at the new one.

import { Caller } from "../support/caller.ts";
import { devWallet, mark, payDialog, expectSameDocument, signInWithDevWallet } from "../support/people.ts";
import { SITE, expect, open, test } from "../support/test.ts";

test("a post on sale shows both prices, is bought at the lower one, and the books have it", async ({ page, context }) => {
  const creator = await new Caller().signIn();
  await creator.post("/api/me/creator", { category: "art" });
  const draft = { title: "The night train", body: "All of it.", access: "price", price: "200000000" };
  const { id } = await creator.post<{ id: string }>("/api/posts", draft);
  await context.addCookies(creator.cookies().map(([name, value]) => ({ name, value, url: SITE })));
  await open(page, "/dashboard/promotions");
  const form = page.getByTestId("flash-sale-form");
  await form.getByRole("combobox", { name: "What is on sale" }).selectOption({ label: "Post: The night train" });
  await form.getByRole("textbox", { name: "Discount in percent" }).fill("30");
  await form.getByRole("textbox", { name: "Minutes it lasts" }).fill("90");
  await form.getByRole("textbox", { name: "How many can be bought" }).fill("3");
  await page.getByTestId("flash-sale-start").click();
  const line = page.getByTestId("flash-sale");
  await expect(line).toContainText("The night train");
  await expect(line).toContainText("−30%");
  await expect(line).toContainText("running");
  await expect(line).toContainText("bought 0 times of 3");
  await context.clearCookies();

  await open(page, `/post/${id}`);
  await signInWithDevWallet(page);
  const panel = page.locator("#ways-in");
  const sale = panel.getByTestId("sale");
  await expect(sale.locator("s")).toHaveText(/0\.2\sSOL/);
  await expect(sale).toHaveText(/0\.14\sSOL.*−30%.*3 left/s);
  await expect(sale.locator("time")).toHaveText(/^ends in 1 h/);
  await mark(page);
  await panel.getByRole("button", { name: "Unlock for 0.14 SOL" }).click();
  const pay = payDialog(page);
  await expect(pay.getByTestId("pay-less")).toHaveText(/Flash sale.*0\.06\sSOL/s);
  await expect(pay.getByTestId("pay-leg").last()).toContainText("0.126");
  await pay.getByRole("button", { name: "Pay in wallet" }).click();
  await devWallet(page, "Approve a payment").getByRole("button", { name: "Approve" }).click();
  await expect(page.getByText("All of it.")).toBeVisible();
  await expectSameDocument(page);
  const [started] = await creator.get<{ used: number }[]>("/api/flash-sales");
  expect(started?.used).toBe(1);
  const { items } = await creator.get<{ items: { amount: string; received: string }[] }>("/api/sales");
  expect(items[0]).toMatchObject({ amount: "140000000", received: "126000000" });
});
