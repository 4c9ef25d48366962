// The main job with the development wallet: sign in, find a creator, pay, and the work opens.

import { createPublicKey, verify } from "node:crypto";

import { Caller, type Post, lockedPost } from "../support/caller.ts";
import {
  approveWithDevWallet,
  devWallet,
  expectOpen,
  expectSameDocument,
  findCreator,
  locked,
  mark,
  payDialog,
  signInWithDevWallet,
} from "../support/people.ts";
import { awake, expect, open, test } from "../support/test.ts";

const TIERS = { basic: "Basic", premium: "Premium", vip: "VIP" };

test("somebody signs in, subscribes and reads, then buys a single post", async ({ page }) => {
  const reward = await lockedPost("tier");
  const single = await lockedPost("price");
  const body = async ({ id }: Post) => (await (await page.request.get(`/api/posts/${id}`)).json()).body as string;

  await open(page, "/");
  await signInWithDevWallet(page);
  await findCreator(page, reward);
  const profile = page.url();

  await page.getByRole("main").getByRole("link", { name: reward.title }).first().click();
  await expect(locked(page)).toBeVisible();
  await page.goto(profile);
  await awake(page);

  const tier = TIERS[reward.tier ?? "basic"];
  const offer = page.locator("#tiers").getByRole("listitem").filter({ has: page.getByRole("button", { name: /^Subscribe for/ }) });
  const index = Object.keys(TIERS).indexOf(reward.tier ?? "basic");
  await mark(page);
  await offer.nth(index).getByRole("button", { name: /^Subscribe for/ }).click();
  const pay = payDialog(page);
  await expect(pay).toContainText(`${tier} subscription to ${reward.creator.name}, 30 days`);
  await expect(pay).toContainText("It does not renew by itself.");
  await pay.getByRole("button", { name: "Pay in wallet" }).click();
  const asks = devWallet(page, "Approve a payment");
  await expect(asks.getByTestId("dev-wallet-transfers").getByRole("listitem")).not.toHaveCount(0);
  await asks.getByRole("button", { name: "Approve" }).click();

  await expect(page.getByText(/^Your plan until/).first()).toBeVisible();
  await expectSameDocument(page);
  await expect(payDialog(page)).toHaveCount(0);
  await expect(page.getByRole("main"), "who reads with the keyboard goes on at what has opened").toBeFocused();

  await page.getByRole("main").getByRole("link", { name: reward.title }).first().click();
  await expectOpen(page, await body(reward));

  // On a phone the way in stands below everything, and what it opened above.
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, `/post/${single.id}`);
  await expect(locked(page)).toBeVisible();
  await mark(page);
  await page.getByRole("button", { name: /^Unlock for/ }).click();
  await approveWithDevWallet(page);
  await expect(payDialog(page)).toHaveCount(0);
  await expect(locked(page)).toHaveCount(0);
  await expectSameDocument(page);
  await expectOpen(page, await body(single));
  await expect(page.locator(".post > .byline")).toBeInViewport({ ratio: 1 });

  await page.reload();
  await awake(page);
  await expectOpen(page, await body(single));
});

test("a tip is chosen, told what it is for, and arrives whole", async ({ page }) => {
  const { creator } = await lockedPost("price");
  await open(page, `/${creator.handle}`);
  await signInWithDevWallet(page);
  await mark(page);
  await page.getByRole("main").getByRole("button", { name: "Tip", exact: true }).first().click();
  const dialog = page.getByRole("dialog", { name: "Send a tip" });
  await expect(dialog.getByRole("button", { name: "0.05 SOL" })).toHaveAttribute("aria-pressed", "true");
  const amount = dialog.getByRole("textbox", { name: "How much, SOL" });
  await amount.fill("much");
  await dialog.getByRole("button", { name: "Continue" }).click();
  await expect(dialog.getByRole("alert")).toContainText("A tip is 0.001 SOL to");
  await amount.fill("0,07");
  await dialog.getByRole("textbox", { name: "A few words with it" }).fill("For the tea");
  await dialog.getByRole("button", { name: "Continue" }).click();
  await expect(dialog.getByTestId("pay-leg")).toHaveText(/To the creator.*0\.07\sSOL/s);
  await approveWithDevWallet(page);
  await expect(page.getByText("Your tip has arrived. Thank you!").first()).toBeVisible();
  await expect(dialog).toHaveCount(0);
  await expectSameDocument(page);
  const { items } = await (await page.request.get("/api/orders")).json();
  expect(items[0]).toMatchObject({
    amount: "70000000",
    item: { kind: "tip", creator: { handle: creator.handle }, note: "For the tea" },
  });
});

test("a comment that is being written stays while a tip is paid", async ({ page }) => {
  const free = (await new Caller().demoPosts()).find(({ access, locked }) => access === "public" && !locked);
  if (!free) throw new Error("the demo has no public post");
  await open(page, `/post/${free.id}`);
  await signInWithDevWallet(page);
  await open(page, `/post/${free.id}`);
  await mark(page);
  const comment = page.getByRole("textbox", { name: "Write a comment" });
  await comment.fill("Half a thought");
  await page.getByRole("main").getByRole("button", { name: "Tip", exact: true }).first().click();
  const dialog = page.getByRole("dialog", { name: "Send a tip" });
  await dialog.getByRole("button", { name: "Continue" }).click();
  await approveWithDevWallet(page);
  await expect(page.getByText("Your tip has arrived. Thank you!").first()).toBeVisible();
  await expect(comment).toHaveValue("Half a thought");
  await expectSameDocument(page);
});

test("ninety days are bought, proven by a signed receipt, and count when moving up", async ({ page }) => {
  // A payment is final only after some thirteen seconds, and that is waited for.
  test.setTimeout(180_000);
  const { creator } = await lockedPost("tier");
  await open(page, `/${creator.handle}`);
  await signInWithDevWallet(page);
  const tiers = page.locator("#tiers");
  await tiers.getByRole("link", { name: /^90 days/ }).click();
  await expect(page).toHaveURL(`/${creator.handle}?days=90#tiers`);
  await awake(page);
  await mark(page);
  await tiers.getByRole("button", { name: /^Subscribe for/ }).first().click();
  const pay = payDialog(page);
  await expect(pay).toContainText(`Basic subscription to ${creator.name}, 90 days`);
  await approveWithDevWallet(page);
  await expect(tiers.getByText(/^Your plan until/)).toBeVisible();
  await expectSameDocument(page);

  await open(page, "/subscriptions");
  await expect(page.getByTestId("held")).toContainText(/Basic, until/);
  const order = page.getByTestId("order");
  await expect(order).toContainText("Basic for 90 days");
  await order.getByRole("link", { name: "Receipt" }).click();
  await awake(page);
  await expect(page.getByTestId("receipt")).toContainText(creator.name);
  const id = page.url().split("/").at(-1);
  const receipt = async () => (await page.request.get(`/api/receipts/${id}`)).json();
  await expect.poll(async () => typeof (await receipt()).signed, { timeout: 40_000 }).toBe("string");
  await page.reload();
  const jws = await page.getByTestId("jws").inputValue();
  const [head, body, signature] = jws.split(".");
  const { keys } = await (await page.request.get("/.well-known/jwks.json")).json();
  const key = createPublicKey({ key: keys[0], format: "jwk" });
  expect(verify(null, Buffer.from(`${head}.${body}`), key, Buffer.from(signature ?? "", "base64url"))).toBe(true);
  expect(JSON.parse(Buffer.from(body ?? "", "base64url").toString())).toMatchObject({ jti: id, kind: "subscription" });

  // The page's own check: by the site's keys and the network's node, in this browser.
  await page.getByTestId("check").click();
  const step = (name: string) => page.locator(`[data-step=${name}]`);
  for (const name of ["signed", "landed", "paid"]) await expect(step(name)).toHaveAttribute("data-state", "good");
  await expect(page.getByTestId("claims")).toContainText(id ?? "");
  const field = page.getByRole("textbox", { name: "Signed receipt" });
  await expect(field).toHaveValue(jws);
  const claims = JSON.parse(Buffer.from(body ?? "", "base64url").toString());
  const dearer = Buffer.from(JSON.stringify({ ...claims, amount: "1" })).toString("base64url");
  await field.fill(`${head}.${dearer}.${signature}`);
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await expect(step("signed")).toHaveAttribute("data-state", "bad");
  await expect(step("signed")).toContainText("It was changed after it was signed");
  await expect(step("landed")).toHaveAttribute("data-state", "waiting");
  await expect(page.getByTestId("claims")).toBeHidden();

  await open(page, `/${creator.handle}`);
  await expect(tiers.getByText("What is left of your Basic is taken off the price.").first()).toBeVisible();
  await tiers.getByRole("button", { name: /^Subscribe for/ }).last().click();
  await expect(pay.getByTestId("pay-less")).toContainText("For your unused time");
  await approveWithDevWallet(page);
  // Until then it stands at Basic.
  await expect(tiers.locator("li.vip").getByText(/^Your plan until/)).toBeVisible();
  await open(page, "/subscriptions");
  await expect(page.getByTestId("held").first()).toContainText(/VIP, until/);
});

test("a visitor who wants to buy signs in first and comes back to the payment", async ({ page }) => {
  const post = await lockedPost("price", 1);
  await open(page, `/post/${post.id}`);
  await page.getByRole("button", { name: /^Unlock for/ }).click();
  await page.getByRole("dialog", { name: "Sign in", exact: true }).getByRole("button", { name: "Dev Wallet (local)" }).click();
  const asks = devWallet(page, "Sign in");
  await asks.getByRole("button", { name: "Get 10 SOL" }).click();
  await expect(asks.getByTestId("dev-wallet-balance")).toHaveText("10 SOL");
  await asks.getByRole("button", { name: "Approve" }).click();
  await expect(payDialog(page).getByRole("button", { name: "Pay in wallet" })).toBeVisible();
});

test("an order whose tab was closed right after signing opens the post", async ({ page, context }) => {
  const post = await lockedPost("price", 2);
  await open(page, `/post/${post.id}`);
  await signInWithDevWallet(page);
  await page.getByRole("button", { name: /^Unlock for/ }).click();
  await payDialog(page).getByRole("button", { name: "Pay in wallet" }).click();
  const sent = page.waitForResponse((answer) => answer.url().endsWith("/signature"));
  await devWallet(page, "Approve a payment").getByRole("button", { name: "Approve" }).click();
  await sent;
  await page.close();

  const later = await context.newPage();
  await expect
    .poll(async () => (await (await context.request.get(`/api/posts/${post.id}`)).json()).locked, { timeout: 30_000 })
    .toBe(false);
  await open(later, `/post/${post.id}`);
  await expect(locked(later)).toHaveCount(0);
});

test("the name changes and a fan becomes a creator", async ({ page }) => {
  await open(page, "/feed");
  await signInWithDevWallet(page);
  const handle = `e2e_${Date.now() % 1_000_000}`;
  await page.getByTestId("account-menu").click();
  await page.getByRole("link", { name: "Settings" }).click();
  await awake(page);
  const profile = page.getByRole("region", { name: "Profile" });
  await profile.getByRole("textbox", { name: "Handle" }).fill("no spaces");
  await expect(profile.getByText("A handle is made of letters a to z")).toBeVisible();
  await profile.getByRole("textbox", { name: "Handle" }).fill(handle);
  await expect(profile.getByText("This handle is free.")).toBeVisible();
  await profile.getByRole("button", { name: "Save", exact: true }).click();
  await expect(profile.getByText("Saved.")).toBeVisible();
  await open(page, "/feed");
  await expect(page.getByTestId("account-handle")).toHaveText(`@${handle}`);
  await awake(page);

  // The menu gives way to Esc and to a press elsewhere, as the other one does.
  const menu = page.getByTestId("account-menu");
  const item = page.getByTestId("become-creator");
  await expect(menu).toHaveAccessibleName(/, Your account$/);
  for (const leave of [() => page.keyboard.press("Escape"), () => page.getByRole("main").click({ position: { x: 1, y: 1 } })]) {
    await menu.click();
    await expect(item).toBeVisible();
    await leave();
    await expect(item).toBeHidden();
  }
  await menu.click();
  await item.click();
  await awake(page);
  await page.getByTestId("creator-save").click();
  await expect(page.getByRole("heading", { name: "You are a creator" })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Your page" }).click();
  await expect(page).toHaveURL(`/${handle}`);
  await awake(page);
  await page.getByTestId("account-menu").click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByTestId("sign-in").first()).toBeVisible();
  await new Caller().get(`/api/creators/${handle}`);
});
