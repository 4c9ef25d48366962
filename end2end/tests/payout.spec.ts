// Changing where a creator is paid: the wallet that is paid now signs it, no other can, and until it takes effect it can be cancelled.

import { Caller } from "../support/caller.ts";
import { devWallet, expectSameDocument, mark, signInWithDevWallet } from "../support/people.ts";
import { SITE, expect, open, test } from "../support/test.ts";
import { Key } from "../wallets/key.ts";

const NEW = "Address of the new wallet";
const GO = "Sign with the old wallet";

test.describe("a creator", () => {
  test.use({ expected: [/status of (409|422)/] });

  test("signs a change with the old wallet, sees it wait, and cancels it", async ({ page }) => {
    await open(page, "/");
    await signInWithDevWallet(page);
    const made = await page.request.post("/api/me/creator", { data: { category: "art" } });
    expect(made.status()).toBe(201);
    const { address: own } = (await made.json()) as { address: string };
    await open(page, "/settings");
    await mark(page);
    const wallets = page.getByRole("region", { name: "Wallets" });
    const field = wallets.getByRole("textbox", { name: NEW });
    await field.fill("nobody");
    await wallets.getByRole("button", { name: GO }).click();
    await expect(wallets.getByRole("alert")).toHaveText("This is not a Solana address.");
    await field.fill(own);
    await wallets.getByRole("button", { name: GO }).click();
    await expect(wallets.getByRole("alert")).toHaveText("You are paid at this address already.");

    const fresh = Key.fresh().address;
    await field.fill(fresh);
    await wallets.getByRole("button", { name: GO }).click();
    const dialog = page.getByRole("dialog", { name: "Sign the change" });
    await expect(dialog).toContainText(own);
    await expect(dialog).toContainText(fresh);
    // Whoever says no changes nothing.
    const asks = devWallet(page, "Sign a message");
    await dialog.getByRole("button", { name: "Dev Wallet (local)" }).click();
    await asks.getByRole("button", { name: "Reject" }).click();
    await expect(dialog.getByTestId("payout-status")).toContainText("Cancelled. Nothing was signed.");
    await dialog.getByRole("button", { name: "Dev Wallet (local)" }).click();
    await expect(asks.getByTestId("dev-wallet-text")).toContainText(`From: ${own}`);
    await expect(asks.getByTestId("dev-wallet-text")).toContainText(`To: ${fresh}`);
    await asks.getByRole("button", { name: "Approve" }).click();
    const waits = page.getByTestId("payout-change");
    await expect(waits).toContainText(fresh);
    await expect(waits).toContainText(/in 2[34] h/);
    await expect(dialog).toHaveCount(0);
    await expectSameDocument(page);

    await open(page, "/dashboard");
    await expect(waits).toContainText(fresh);
    await waits.getByRole("button", { name: "Cancel the change" }).click();
    await expect(page).toHaveURL("/settings?saved=payout#payout");
    await expect(page.getByText("The change is cancelled.")).toBeVisible();
    await expect(waits).toHaveCount(0);
    const me = (await (await page.request.get("/api/me")).json()) as { creator: Record<string, unknown> };
    expect(me.creator).toEqual({ category: "art", payout_address: own });
  });
});

test("another wallet than the one that is paid is not asked to sign", async ({ page, context }) => {
  const creator = await new Caller().signIn();
  const vault = Key.fresh().address;
  await creator.post("/api/me/creator", { category: "art", payout_address: vault });
  await context.addCookies(creator.cookies().map(([name, value]) => ({ name, value, url: SITE })));
  await open(page, "/settings");
  const wallets = page.getByRole("region", { name: "Wallets" });
  await wallets.getByRole("textbox", { name: NEW }).fill(creator.key.address);
  await wallets.getByRole("button", { name: GO }).click();
  const dialog = page.getByRole("dialog", { name: "Sign the change" });
  await dialog.getByRole("button", { name: "Dev Wallet (local)" }).click();
  const needed = `Choose the account ${vault.slice(0, 4)}…${vault.slice(-4)} in it, or another wallet.`;
  await expect(dialog.getByTestId("payout-status")).toContainText(needed);
  await expect(devWallet(page, "Sign a message")).toHaveCount(0);
});
