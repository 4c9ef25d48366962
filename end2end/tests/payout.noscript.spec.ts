// Where a creator is paid, with JavaScript off: a change that waits is told and cancelled by a plain form.

import { Caller } from "../support/caller.ts";
import { SITE, expect, test } from "../support/test.ts";
import { Key } from "../wallets/key.ts";

test("a change that waits is told and cancelled", async ({ page, context }) => {
  const creator = await new Caller().signIn();
  await creator.post("/api/me/creator", { category: "art" });
  const { address } = Key.fresh();
  await creator.changePayout(address);
  await context.addCookies(creator.cookies().map(([name, value]) => ({ name, value, url: SITE })));
  const answer = await page.goto("/settings");
  // The emulation switches scripts off but goes on parsing as if they were on: what is in <noscript> is not shown.
  expect(await answer?.text()).toContain("wallets need JavaScript");
  await expect(page.getByRole("textbox", { name: "Address of the new wallet" })).toBeHidden();
  await expect(page.getByTestId("payout-change")).toContainText(address);
  await page.getByRole("button", { name: "Cancel the change" }).click();
  await expect(page).toHaveURL("/settings?saved=payout#payout");
  await expect(page.getByText("The change is cancelled.")).toBeVisible();
  await expect(page.getByTestId("payout-change")).toHaveCount(0);
});
