// The main job and a comment by keyboard alone: nothing is clicked, and the focus is always somewhere one can see.

import { type Locator, type Page, expect } from "@playwright/test";
import { lockedPost } from "../support/caller.ts";
import { devWallet, locked, payDialog, signedIn } from "../support/people.ts";
import { awake, open, test } from "../support/test.ts";

/** Also within another tree, such as a wallet's own. */
const focused = (target: Locator) =>
  target.evaluate((element) => (element.getRootNode() as Document | ShadowRoot).activeElement === element);

/** Goes there with Tab, as a person would. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let step = 0; step < 120; step += 1) {
    if (await focused(target)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never came to ${target}`);
}

async function press(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeEnabled();
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}

test("a fan signs in, unlocks a post and comments by keyboard alone", async ({ page }) => {
  const post = await lockedPost("price", 12);
  await open(page, `/post/${post.id}`);
  await press(page, page.getByRole("navigation", { name: "Main menu" }).getByRole("button", { name: "Sign in" }));
  await press(page, page.getByRole("dialog", { name: "Sign in", exact: true }).getByRole("button", { name: "Dev Wallet (local)" }));
  const asks = devWallet(page, "Sign in");
  await press(page, asks.getByRole("button", { name: "Get 10 SOL" }));
  await expect(asks.getByTestId("dev-wallet-balance")).toHaveText("10 SOL");
  await press(page, asks.getByRole("button", { name: "Approve" }));
  await signedIn(page);
  await press(page, page.getByRole("main").getByRole("button", { name: /^Unlock for/ }));
  await press(page, payDialog(page).getByRole("button", { name: "Pay in wallet" }));
  await press(page, devWallet(page, "Approve a payment").getByRole("button", { name: "Approve" }));
  await expect(locked(page)).toHaveCount(0);
  await expect(payDialog(page)).toHaveCount(0);
  await awake(page);
  await tabTo(page, page.getByRole("textbox", { name: "Write a comment" }));
  await page.keyboard.type("By keyboard alone");
  await press(page, page.getByRole("button", { name: "Comment", exact: true }));
  await expect(page.getByRole("listitem").filter({ hasText: "By keyboard alone" })).toBeVisible();
});
