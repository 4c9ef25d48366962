// Paying with JavaScript off: a form makes the order, its page shows a code, a phone pays, and the page tells of it.

import { Caller, lockedPost } from "../support/caller.ts";
import { scanAndPay } from "../support/phone.ts";
import { SITE, expect, test } from "../support/test.ts";

test("a tip and a post are paid by phone from plain pages", async ({ page, context }) => {
  const fan = await new Caller().signIn();
  await context.addCookies(fan.cookies().map(([name, value]) => ({ name, value, url: SITE })));
  const post = await lockedPost("price", 9);
  const paid = async (words: string) => {
    const link = await page.getByRole("link", { name: "Open in a wallet on this device" }).getAttribute("href");
    const message = await scanAndPay(link ?? "");
    // The page asks by itself.
    await expect(page.getByText(words)).toBeVisible();
    return message;
  };
  await page.goto(`/post/${post.id}`);
  await page.getByRole("button", { name: /^Unlock for/ }).click();
  expect(await paid("Paid. It is yours.")).toBe(`A post by ${post.creator.name}`);
  await page.getByRole("link", { name: "Show it" }).click();
  await expect(page.getByRole("heading", { name: "This post is locked" })).toHaveCount(0);

  await page.goto(`/${post.creator.handle}`);
  await page.locator("summary").filter({ hasText: /^Tip$/ }).filter({ visible: true }).first().click();
  const form = page.locator("details[open] form[action='/order/tip']");
  await form.getByLabel("How much").fill("0.03");
  await form.getByLabel("A few words with it, if you like").fill("From paper");
  await form.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("0.03 SOL").first()).toBeVisible();
  expect(await paid("Your tip has arrived.")).toBe(`A tip for ${post.creator.name}`);
});
