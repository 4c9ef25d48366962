// axe-core finds nothing on any page, in both themes, for a visitor, a fan and a creator.

import { AxeBuilder } from "@axe-core/playwright";
import type { BrowserContext, Locator, Page } from "@playwright/test";
import { Caller, type Creator, type Page as Piece, lockedPost } from "../support/caller.ts";
import { linkTo } from "../support/office.ts";
import { grantRole } from "../support/server.ts";
import { SITE, expect, open, test } from "../support/test.ts";
import { Key } from "../wallets/key.ts";

/** Lets this browser be somebody. */
const become = (context: BrowserContext, caller: Caller) =>
  context.addCookies(caller.cookies().map(([name, value]) => ({ name, value, url: SITE })));

const shared = async () => {
  const caller = new Caller();
  const posts = await caller.posts();
  const talked = (await caller.get<Piece<{ id: string; locked: boolean }>>("/api/posts?sort=trending&limit=50")).items;
  const { items } = await caller.get<Piece<Creator>>("/api/creators?limit=1");
  const tag = posts.flatMap(({ tags }) => tags ?? [])[0];
  return {
    open: `/post/${talked.find(({ locked }) => !locked)?.id}`,
    locked: `/post/${(await lockedPost("tier_or_price")).id}`,
    creator: `/${items[0]?.handle}`,
    tag: `/tag/${encodeURIComponent(tag ?? "")}`,
  };
};

const PEOPLE: Record<string, () => Promise<{ caller?: Caller; paths: string[] }>> = {
  async visitor() {
    const pages = await shared();
    const paths = ["/", "/feed", "/feed?show=trending", "/feed?show=popular", "/category/music", "/creators", "/search", "/search?q=paper", "/search?q=zzzzzz", "/receipt/check#nothing"];
    const parts = ["?tab=media", "?tab=about", "/followers", "/following"].map((part) => pages.creator + part);
    return { paths: [...paths, "/category/intimate", "/docs/api", "/nobody-is-here", "/dev/failures/internal", "/dev/failures/rate_limited", ...parts, ...Object.values(pages)] };
  },
  async fan() {
    const { open, creator } = await shared();
    const caller = await new Caller().signIn();
    const id = open.replace("/post/", "");
    await caller.ask("PUT", `/api/posts/${id}/bookmark`);
    await caller.ask("PUT", `/api/creators${creator}/follow`);
    await caller.post(`/api/posts/${id}/comments`, { body: "Well said" });
    const collection = await caller.post<{ id: string }>("/api/me/collections", { name: "Kept" });
    const { items } = await caller.get<Piece<{ id: string; contents: { poll: boolean } }>>("/api/posts?limit=50");
    const asked = `/post/${items.find(({ contents }) => contents.poll)?.id}`;
    const seller = await new Caller().signIn();
    await seller.post("/api/me/creator", { category: "art" });
    const goods = { price: "20000000", handover: "A deed", auction: { step: "5000000", hours: 24 } };
    const { id: lot } = await seller.post<{ id: string }>("/api/posts", { title: "A lot", body: "Look.", access: "public", goods });
    await caller.post(`/api/posts/${lot}/bids`, { amount: "20000000" });
    await seller.post("/api/promotions", { code: "TRY-IT", days: 7, tier: "basic" });
    const { handle: sells } = await seller.get<Creator>("/api/me");
    const report = `/report?kind=user&target=${creator.slice(1)}`;
    const { id: talk } = await caller.post<{ id: string }>("/api/conversations", { with: sells });
    await caller.post(`/api/conversations/${talk}/messages`, { body: "Hello https://a.example" });
    // A letter comes with the page of its link, and an address gives settings all they can have.
    const me = await caller.get<Creator>("/api/me");
    const link = async (email: string): Promise<string> => {
      await caller.ask("PUT", "/api/me/email", { email });
      await expect.poll(() => linkTo(email)).toBeTruthy();
      return linkTo(email) ?? "";
    };
    await caller.post(`/api${await link(`${me.handle}@example.com`)}`, {});
    const waits = await link(`${me.handle}@example.org`);
    const keys = { p256dh: "BLn9b-VR0ca83knDNZ32dCHGyjJp-1riX9ZTN40MqV8K_LpQmLqxC_DoHvqvFXO_nGdAB4W9dogZb_sM-uV4JbY", auth: "_ordMnz7uTCmrpBTeUV4Bw" };
    await caller.post("/api/me/devices", { endpoint: `https://push.example/${me.handle}`, keys });
    const tip = { kind: "tip", creator: creator.slice(1), amount: "20000000" };
    const order = await caller.post<{ id: string }>("/api/orders", { item: tip, currency: "SOL" });
    await (await caller.fund()).buy({ kind: "post", post: (await lockedPost("price")).id });
    const { items: orders } = await caller.get<Piece<{ id: string; status: string }>>("/api/orders");
    const receipt = `/receipt/${orders.find(({ status }) => ["confirmed", "finalized"].includes(status))?.id}`;
    return { caller, paths: ["/feed", `/post/${lot}`, "/feed?show=following", `/order/${order.id}`, receipt, "/saved", `/saved?in=${collection.id}`, "/creators", waits, "/settings", "/welcome", "/welcome/creator", "/create", "/dev/kit", "/subscriptions", "/notifications", "/messages", `/messages/${talk}`, "/messages/broadcasts", "/dashboard", "/dashboard/referrals", report, asked, open, creator, `${creator}/gift?to=a_b_c&tier=basic&days=90`, `${creator}?code=EARLY-BIRD`, `/${sells}?code=TRY-IT`] };
  },
  async creator() {
    const caller = await new Caller().signIn();
    await caller.post("/api/me/creator", { category: "art" });
    await caller.post("/api/me/export", {});
    await caller.changePayout(Key.fresh().address);
    await caller.post("/api/promotions", { code: "EARLY-BIRD", percent: 20 });
    await caller.post("/api/promotions", { code: "TRY-IT", days: 7, tier: "basic" });
    await caller.post("/api/flash-sales", { tier: "basic", percent: 30, minutes: 600, limit: 5 });
    const { webhook } = await caller.post<{ webhook: { id: string } }>("/api/webhooks", { url: "http://127.0.0.1:9/hook", events: ["order.confirmed"] });
    await caller.post(`/api/webhooks/${webhook.id}/ping`, {});
    const { handle } = await caller.get<Creator>("/api/me");
    const goods = { price: "20000000", stock: 3, ships: true };
    const { id } = await caller.post<{ id: string }>("/api/posts", { title: "A print", body: "Look.", access: "public", goods });
    const reader = await new Caller().signIn();
    await reader.ask("PUT", `/api/posts/${id}/like`);
    await reader.post(`/api/posts/${id}/comments`, { body: "Well made" });
    const draft = await caller.draft();
    await reader.ask("PUT", `/api/creators/${handle}/follow`);
    await caller.post("/api/broadcasts", { to: "followers", body: "All of you" });
    const { id: talk } = await reader.post<{ id: string }>("/api/conversations", { with: handle });
    await reader.post(`/api/conversations/${talk}/messages`, { body: "Hello" });
    return { caller, paths: ["/notifications", `/post/${id}`, `/post/${id}/sell`, `/${handle}?tab=shop`, `/${handle}`, `/${handle}?days=90`, "/dashboard", "/dashboard/orders", "/dashboard/posts", `/create/${draft.id}`, `/create/${draft.id}/preview`, `/post/${id}/edit`, "/dashboard/tiers", "/dashboard/promotions", "/dashboard/webhooks", "/dashboard/referrals", "/settings", "/welcome/creator", "/create", "/messages", `/messages/${talk}`, "/messages/broadcasts"] };
  },
  async moderator() {
    const { creator } = await shared();
    const caller = await new Caller().signIn();
    const { handle } = await caller.get<Creator>("/api/me");
    grantRole("moderator", handle);
    const reporter = await new Caller().signIn();
    await reporter.post("/api/reports", { kind: "user", target: creator.slice(1), reason: "spam", note: "Look at this" });
    return { caller, paths: ["/moderation/cases"] };
  },
};

/** What axe finds on the page as it is now. */
async function found(page: Page): Promise<object[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => ({ id, target, failureSummary })));
}

test.use({ expected: [/status of [45]\d\d/], reducedMotion: "reduce" } as object);

for (const [who, prepare] of Object.entries(PEOPLE)) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`${who}, ${colorScheme}`, () => {
      test.use({ colorScheme });

      test("axe finds nothing", async ({ page, context }) => {
        test.setTimeout(300_000);
        const { caller, paths } = await prepare();
        if (caller) await become(context, caller);
        for (const path of paths) {
          await open(page, path);
          expect.soft(await found(page), path).toEqual([]);
        }
      });
    });
  }
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`what opens, ${colorScheme}`, () => {
    test.use({ colorScheme });

    test("axe finds nothing in it", async ({ page, context }) => {
      test.setTimeout(120_000);
      const { open: post, locked, creator } = await shared();
      const opens = async (path: string, press: (page: Page) => Locator, shown: (page: Page) => Locator) => {
        await open(page, path);
        await press(page).click();
        await expect(shown(page)).toBeVisible();
        expect.soft(await found(page), `${path}: ${shown(page)}`).toEqual([]);
      };
      const main = (page: Page) => page.getByRole("main");
      const dialog = (name: string | RegExp) => (page: Page) => page.getByRole("dialog", { name });
      await opens(post, (page) => page.getByRole("button", { name: "Sign in" }).first(), dialog("Sign in"));
      await opens(post, (page) => page.getByRole("button", { name: "Appearance" }).first(), (page) => page.getByRole("button", { name: "Dark" }));
      await open(page, "/feed");
      await page.keyboard.press("?");
      await expect(page.getByRole("region", { name: "Keys" })).toBeVisible();
      expect.soft(await found(page), "the keys").toEqual([]);
      const fan = await (await new Caller().signIn()).fund();
      const { id: talk } = await fan.post<{ id: string }>("/api/conversations", { with: creator.slice(1) });
      await fan.post(`/api/conversations/${talk}/messages`, { body: "Hello" });
      await become(context, fan);
      await opens(post, (page) => page.getByTestId("account-menu"), (page) => page.getByRole("link", { name: "Saved" }));
      await opens(creator, (page) => main(page).getByRole("button", { name: "Tip", exact: true }), dialog("Send a tip"));
      await opens(locked, (page) => main(page).getByRole("button", { name: /^Unlock for/ }).first(), dialog("Payment"));
      await opens(`/messages/${talk}`, (page) => page.getByTestId("message").locator("summary"), (page) => page.getByRole("button", { name: "React: heart" }));
    });
  });
}
