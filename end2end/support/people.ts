// What people do on the site, in the words they see.

import { type Locator, type Page, expect } from "@playwright/test";
import type { Caller, Post } from "./caller.ts";
import { awake } from "./test.ts";

/** The development wallet's dialog with this title. */
export const devWallet = (page: Page, title: string): Locator =>
  page.getByRole("dialog", { name: `Dev Wallet: ${title}` });

/** Chooses a wallet in the picker that the menu's button opens. */
export async function chooseWallet(page: Page, wallet: string): Promise<void> {
  await page.getByRole("navigation", { name: "Main menu" }).getByRole("button", { name: "Sign in" }).click();
  const picker = page.getByRole("dialog", { name: "Sign in", exact: true });
  await picker.getByRole("button", { name: wallet }).click();
}

/** Waits for the page that comes after signing in. */
export async function signedIn(page: Page): Promise<void> {
  await expect(page.getByTestId("account-menu")).toBeVisible();
  await awake(page);
}

/** Signs in with the development wallet, and takes play money from its faucet on the way; in any language. */
export async function signInWithDevWallet(page: Page): Promise<void> {
  await page.getByTestId("sign-in").first().click();
  await page.locator("dialog[open]").getByTestId("wallet").filter({ hasText: "Dev Wallet" }).click();
  const asks = page.getByTestId("dev-wallet");
  await expect(asks.getByTestId("dev-wallet-text")).toContainText("wants you to sign in with your Solana account");
  await asks.getByTestId("dev-wallet-faucet").click();
  await expect(asks.getByTestId("dev-wallet-balance")).toHaveText("10 SOL");
  await asks.getByTestId("dev-wallet-approve").click();
  await signedIn(page);
}

/** Pays what an open dialog asks for, by the development wallet; in any language. */
export async function approveWithDevWallet(page: Page): Promise<void> {
  await page.locator("dialog[open]").getByTestId("pay-first").click();
  await page.getByTestId("dev-wallet-approve").click();
}

/** Signs in with the injected wallet, which is given play money first. */
export async function signInWithPhantom(page: Page, caller: Caller, address: string): Promise<void> {
  await caller.fund(address);
  await chooseWallet(page, "Phantom");
  await signedIn(page);
}

/** Finds a creator in the directory by name, and opens their page. */
export async function findCreator(page: Page, { creator }: Post): Promise<void> {
  await page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: "Creators" }).click();
  await expect(page).toHaveURL("/creators");
  await page.getByRole("searchbox", { name: "Search by name" }).fill(creator.name);
  await page.getByRole("button", { name: "Find" }).click();
  await page.getByRole("main").getByRole("link", { name: creator.name }).first().click();
  await expect(page).toHaveURL(`/${creator.handle}`);
  await expect(page.getByRole("heading", { level: 1, name: creator.name })).toBeVisible();
  await awake(page);
}

/** Marks this very document: a page that was loaded anew has no mark. */
export async function mark(page: Page): Promise<void> {
  await page.evaluate(() => Object.assign(window, { marked: true }));
}

export async function expectSameDocument(page: Page): Promise<void> {
  expect(await page.evaluate(() => "marked" in window), "the page changed by itself, without loading anew").toBe(true);
}

export const locked = (page: Page): Locator => page.getByRole("heading", { name: "This post is locked" });

/** The post is open: its words are there, and no lock. */
export async function expectOpen(page: Page, body: string): Promise<void> {
  await expect(locked(page)).toHaveCount(0);
  await expect(page.getByRole("main")).toContainText(lastWords(body));
}

/** The last line of a text: nothing that a teaser or an excerpt shows. */
export function lastWords(body: string): string {
  const lines = body.split("\n").map((line) => line.trim());
  return lines.findLast((line) => line.length > 0) ?? "";
}

export const payDialog = (page: Page): Locator => page.getByRole("dialog", { name: "Payment" });

/** Presses a switch of a page that is awake, and waits until the server has heard of it: the switch turns before that. */
export async function press(page: Page, button: Locator): Promise<void> {
  // First the page that has it: the one before may be awake still.
  await expect(button).toBeVisible();
  await awake(page);
  const heard = page.waitForResponse((answer) => /\/(like|bookmark|follow|block|mute)$/.test(new URL(answer.url()).pathname));
  await button.click();
  await heard;
}
