// The main job with a wallet that behaves like Phantom: its own keys, instructions of its own, refusals, waits.

import { Caller, type Post, lockedPost } from "../support/caller.ts";
import {
  chooseWallet,
  expectOpen,
  expectSameDocument,
  findCreator,
  locked,
  mark,
  payDialog,
  signInWithPhantom,
  signedIn,
} from "../support/people.ts";
import { expect, open, test } from "../support/test.ts";
import { MEMO } from "../wallets/transaction.ts";
import { Phantom } from "../wallets/phantom.ts";

test("somebody refuses once, then subscribes, reads, and buys a single post", async ({ page }) => {
  const caller = new Caller();
  const reward = await lockedPost("tier", 1);
  const single = await lockedPost("price", 3);
  const body = async ({ id }: Post) => (await (await page.request.get(`/api/posts/${id}`)).json()).body as string;
  const phantom = await Phantom.install(page);

  await open(page, "/");
  await signInWithPhantom(page, caller, phantom.key.address);
  expect(phantom.asked.map(({ what }) => what)).toEqual(["connect", "signIn"]);

  await findCreator(page, reward);
  const index = ["basic", "premium", "vip"].indexOf(reward.tier ?? "basic");
  await mark(page);
  await page.getByRole("button", { name: /^Subscribe for/ }).nth(index).click();
  const pay = payDialog(page);
  phantom.doing.push("refuse");
  await pay.getByRole("button", { name: "Pay in wallet" }).click();
  await expect(pay.getByRole("status")).toHaveText("Cancelled. Nothing was charged.");
  await pay.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText(/^Your plan until/).first()).toBeVisible();
  await expectSameDocument(page);

  // The site's own instructions reached the wallet, and the wallet's came on top.
  const shown = phantom.asked.filter(({ what }) => what === "sign").map(({ text }) => text);
  expect(shown).toHaveLength(2);
  expect(shown[1]).toContain(MEMO);

  await page.getByRole("main").getByRole("link", { name: reward.title }).first().click();
  await expectOpen(page, await body(reward));

  await open(page, `/post/${single.id}`);
  await expect(locked(page)).toBeVisible();
  await page.getByRole("button", { name: /^Unlock for/ }).click();
  await pay.getByRole("button", { name: "Pay in wallet" }).click();
  await expect(locked(page)).toHaveCount(0);
  await expectOpen(page, await body(single));
  await page.reload();
  await expectOpen(page, await body(single));
});

test("a refusal to sign in is no drama", async ({ page }) => {
  const phantom = await Phantom.install(page);
  phantom.doing.push("approve", "refuse");
  await open(page, "/feed");
  await chooseWallet(page, "Phantom");
  const picker = page.getByRole("dialog", { name: "Sign in", exact: true });
  await expect(picker.getByRole("status")).toContainText("Cancelled. Nothing was signed.");
  await picker.getByRole("button", { name: "Phantom" }).click();
  await signedIn(page);
});

test("a wallet that takes its time keeps the page waiting, and then it goes on", async ({ page }) => {
  const post = await lockedPost("price", 4);
  const phantom = await Phantom.install(page);
  await open(page, `/post/${post.id}`);
  await signInWithPhantom(page, new Caller(), phantom.key.address);
  await page.getByRole("button", { name: /^Unlock for/ }).click();
  phantom.doing.push("wait");
  await payDialog(page).getByRole("button", { name: "Pay in wallet" }).click();
  await expect(payDialog(page).getByRole("status")).toHaveText("Approve the payment in your wallet.");
  await payDialog(page).getByRole("button", { name: "Close" }).click();
  // Nothing is signed yet, and so it says.
  await expect(page.getByRole("button", { name: "Waiting for your wallet…" })).toBeVisible();
  phantom.release();
  await expect(locked(page)).toHaveCount(0);
});

test("a wallet that does not answer locks nobody out", async ({ page }) => {
  const post = await lockedPost("price", 7);
  const phantom = await Phantom.install(page);
  phantom.doing.push("wait");
  await open(page, `/post/${post.id}`);
  await chooseWallet(page, "Phantom");
  const picker = page.getByRole("dialog", { name: "Sign in", exact: true });
  await expect(picker.getByRole("status")).toContainText("Confirm in Phantom.");
  await expect(picker.getByRole("button", { name: "Phantom" })).toBeDisabled();
  await page.keyboard.press("Escape");
  await expect(picker).toHaveCount(0);
  phantom.release();
  await signInWithPhantom(page, new Caller(), phantom.key.address);

  await page.getByRole("button", { name: /^Unlock for/ }).click();
  const pay = payDialog(page);
  phantom.doing.push("wait");
  await pay.getByRole("button", { name: "Pay in wallet" }).click();
  await expect(pay.getByRole("status")).toHaveText("Approve the payment in your wallet.");
  await pay.getByRole("button", { name: "Cancel" }).click();
  await expect(pay.getByRole("button", { name: "Pay in wallet" })).toBeVisible();
  // Its answer comes too late and pays nothing.
  phantom.release();
  await expect(pay.getByRole("button", { name: "Pay in wallet" })).toBeVisible();
  await expect(locked(page)).toHaveCount(1);
  await pay.getByRole("button", { name: "Pay in wallet" }).click();
  await expect(locked(page)).toHaveCount(0);
});

test("another account in the wallet ends the session", async ({ page }) => {
  const phantom = await Phantom.install(page);
  await open(page, "/feed");
  await signInWithPhantom(page, new Caller(), phantom.key.address);
  await phantom.switchAccount();
  await expect(page.getByText("Your wallet switched to another account, so you were signed out.")).toBeVisible();
  await expect(page.getByTestId("sign-in").first()).toBeVisible();
});
