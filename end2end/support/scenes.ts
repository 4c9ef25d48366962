// Who looks at what: every page of the site, by those who see it as it is empty, full and refused. The tests of axe and `make screens` go
// through all of it, and a test finds a page that is missing here.

import { type Page, expect } from "@playwright/test";
import { Caller, type Creator, type Page as Piece, type Post, lockedPost } from "./caller.ts";
import { grantRole } from "./server.ts";
import { linkTo } from "./office.ts";
import { open } from "./test.ts";
import { Key } from "../wallets/key.ts";

/** Somebody, if not a visitor, and the addresses of pages by their names. */
export interface Scene {
  caller?: Caller;
  pages: Record<string, string>;
}

/** One for each kind of page that stands in another's place. */
const FAILURES = ["malformed", "forbidden", "rate_limited", "internal", "unavailable"];

/** The page for the time without a network. */
const OFFLINE = "/offline";

/** Goes to one of them, and waits until it answers to clicks, if it ever does. */
export async function visit(page: Page, path: string): Promise<void> {
  if (path === OFFLINE) await page.goto(path);
  else await open(page, path);
}

/** What all of them look at. */
export async function shared() {
  const caller = new Caller();
  const posts = await caller.demoPosts();
  const talked = (await caller.get<Piece<Post>>("/api/posts?sort=trending&limit=50")).items;
  const { items } = await caller.get<Piece<Creator>>("/api/creators?limit=1");
  const tag = posts.flatMap(({ tags }) => tags ?? [])[0];
  const isOld = ({ id }: Post) => posts.some((post) => post.id === id);
  const shown = talked.find((post) => !post.locked && isOld(post));
  const pictured = posts.find(({ locked, contents }) => !locked && contents.pictures > 0);
  const asked = posts.find(({ locked, contents }) => !locked && contents.poll);
  if (!shown || !pictured || !asked || !items[0] || !tag) throw new Error("the demo lacks something to look at");
  return {
    post: `/post/${shown.id}`,
    gallery: `/post/${pictured.id}`,
    poll: `/post/${asked.id}`,
    locked: `/post/${(await lockedPost("tier_or_price")).id}`,
    creator: `/${items[0].handle}`,
    tag: `/tag/${encodeURIComponent(tag)}`,
  };
}

async function visitor(): Promise<Scene> {
  const pages = await shared();
  const { creator } = pages;
  return {
    pages: {
      ...pages,
      home: "/",
      feed: "/feed",
      trending: "/feed?show=trending",
      popular: "/feed?show=popular",
      category: "/category/music",
      gate: "/category/intimate",
      creators: "/creators",
      "creators-nobody": "/creators?q=zzzzzz",
      "creator-media": `${creator}?tab=media`,
      "creator-about": `${creator}?tab=about`,
      followers: `${creator}/followers`,
      following: `${creator}/following`,
      search: "/search",
      found: "/search?q=paper",
      "found-nothing": "/search?q=zzzzzz",
      "receipt-check": "/receipt/check#nothing",
      api: "/docs/api",
      missing: "/nobody-is-here",
      offline: OFFLINE,
      members: "/settings",
      kit: "/dev/kit",
      ...Object.fromEntries(FAILURES.map((code) => [`failure-${code}`, `/dev/failures/${code}`])),
    },
  };
}

/** Somebody to whom nothing has happened yet, who creates. */
async function newcomer(): Promise<Scene> {
  const caller = await new Caller().signIn();
  await caller.post("/api/me/creator", { category: "art" });
  const { handle } = await caller.get<Creator>("/api/me");
  return {
    caller,
    pages: {
      "empty-page": `/${handle}`,
      "empty-shop": `/${handle}?tab=shop`,
      "empty-followers": `/${handle}/followers`,
      "empty-following": "/feed?show=following",
      "empty-saved": "/saved",
      "empty-subscriptions": "/subscriptions",
      "empty-notifications": "/notifications",
      "empty-messages": "/messages",
      "empty-broadcasts": "/messages/broadcasts",
      "empty-dashboard": "/dashboard",
      "empty-orders": "/dashboard/orders",
      "empty-posts": "/dashboard/posts",
      "empty-promotions": "/dashboard/promotions",
      "empty-webhooks": "/dashboard/webhooks",
      "empty-referrals": "/dashboard/referrals",
    },
  };
}

async function fan(): Promise<Scene> {
  const { post, poll, creator } = await shared();
  const caller = await new Caller().signIn();
  const id = post.replace("/post/", "");
  await caller.ask("PUT", `/api/posts/${id}/bookmark`);
  await caller.ask("PUT", `/api/creators${creator}/follow`);
  await caller.post(`/api/posts/${id}/comments`, { body: "Well said" });
  await caller.post("/api/me/export", {});
  const collection = await caller.post<{ id: string }>("/api/me/collections", { name: "Kept" });
  await caller.ask("PUT", `/api/me/collections/${collection.id}/posts/${id}`);
  const seller = await new Caller().signIn();
  await seller.post("/api/me/creator", { category: "art" });
  const goods = { price: "20000000", handover: "A deed", auction: { step: "5000000", hours: 24 } };
  const { id: lot } = await seller.post<{ id: string }>("/api/posts", { title: "A lot", body: "Look.", access: "public", goods });
  await caller.post(`/api/posts/${lot}/bids`, { amount: "20000000" });
  await seller.post("/api/promotions", { code: "TRY-IT", days: 7, tier: "basic" });
  const { handle: sells } = await seller.get<Creator>("/api/me");
  const { id: talk } = await caller.post<{ id: string }>("/api/conversations", { with: sells });
  await caller.post(`/api/conversations/${talk}/messages`, { body: "Hello https://a.example" });
  await seller.post(`/api/conversations/${talk}/messages`, { body: "Look at this", price: "20000000", currency: "SOL", inside: "Nobody else has it" });
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
  await caller.buy({ kind: "subscription", creator: sells, tier: "basic", days: 30 });
  const { items: orders } = await caller.get<Piece<{ id: string; status: string }>>("/api/orders");
  const receipt = orders.find(({ status }) => ["confirmed", "finalized"].includes(status))?.id;
  return {
    caller,
    pages: {
      "fan-feed": "/feed",
      "fan-following": "/feed?show=following",
      "fan-post": post,
      "fan-poll": poll,
      "fan-auction": `/post/${lot}`,
      "fan-creator": creator,
      "fan-code": `${creator}?code=EARLY-BIRD`,
      "fan-trial": `/${sells}?code=TRY-IT`,
      "fan-gift": `${creator}/gift?to=a_b_c&tier=basic&days=90`,
      "fan-creators": "/creators",
      "fan-saved": "/saved",
      "fan-collection": `/saved?in=${collection.id}`,
      "fan-subscriptions": "/subscriptions",
      "fan-order": `/order/${order.id}`,
      "fan-receipt": `/receipt/${receipt}`,
      "fan-notifications": "/notifications",
      "fan-messages": "/messages",
      "fan-talk": `/messages/${talk}`,
      "fan-no-broadcasts": "/messages/broadcasts",
      "fan-mail": waits,
      "fan-settings": "/settings",
      "fan-welcome": "/welcome",
      "fan-begin": "/welcome/creator",
      "fan-no-create": "/create",
      "fan-no-dashboard": "/dashboard",
      "fan-referrals": "/dashboard/referrals",
      "fan-report": `/report?kind=user&target=${creator.slice(1)}`,
      "fan-kit": "/dev/kit",
    },
  };
}

async function creator(): Promise<Scene> {
  const caller = await new Caller().signIn();
  await caller.post("/api/me/creator", { category: "art" });
  await caller.post("/api/me/export", {});
  const { handle } = await caller.get<Creator>("/api/me");
  const goods = { price: "20000000", stock: 3, ships: true };
  const { id } = await caller.post<{ id: string }>("/api/posts", { title: "A print", body: "Look.", access: "public", goods });
  const reader = await (await new Caller().signIn()).fund();
  await reader.ask("PUT", `/api/posts/${id}/like`);
  await reader.post(`/api/posts/${id}/comments`, { body: "Well made" });
  const draft = await caller.draft();
  await reader.ask("PUT", `/api/creators/${handle}/follow`);
  await reader.buy({ kind: "subscription", creator: handle, tier: "basic", days: 30 });
  // From now on it is paid elsewhere, which takes its time.
  await caller.changePayout(Key.fresh().address);
  await caller.post("/api/promotions", { code: "EARLY-BIRD", percent: 20 });
  await caller.post("/api/promotions", { code: "TRY-IT", days: 7, tier: "basic" });
  await caller.post("/api/flash-sales", { tier: "basic", percent: 30, minutes: 600, limit: 5 });
  const { webhook } = await caller.post<{ webhook: { id: string } }>("/api/webhooks", { url: "http://127.0.0.1:9/hook", events: ["order.confirmed"] });
  await caller.post(`/api/webhooks/${webhook.id}/ping`, {});
  await caller.post("/api/broadcasts", { to: "followers", body: "All of you" });
  const { id: talk } = await reader.post<{ id: string }>("/api/conversations", { with: handle });
  await reader.post(`/api/conversations/${talk}/messages`, { body: "Hello" });
  return {
    caller,
    pages: {
      "own-page": `/${handle}`,
      "own-longer": `/${handle}?days=90`,
      "own-shop": `/${handle}?tab=shop`,
      "own-post": `/post/${id}`,
      "own-edit": `/post/${id}/edit`,
      "own-sell": `/post/${id}/sell`,
      "own-create": "/create",
      "own-draft": `/create/${draft.id}`,
      "own-preview": `/create/${draft.id}/preview`,
      "own-notifications": "/notifications",
      "own-messages": "/messages",
      "own-talk": `/messages/${talk}`,
      "own-broadcasts": "/messages/broadcasts",
      "own-dashboard": "/dashboard",
      "own-orders": "/dashboard/orders",
      "own-posts": "/dashboard/posts",
      "own-tiers": "/dashboard/tiers",
      "own-promotions": "/dashboard/promotions",
      "own-webhooks": "/dashboard/webhooks",
      "own-referrals": "/dashboard/referrals",
      "own-settings": "/settings",
      "own-steps": "/welcome/creator",
    },
  };
}

async function moderator(): Promise<Scene> {
  const { creator } = await shared();
  const caller = await new Caller().signIn();
  const { handle } = await caller.get<Creator>("/api/me");
  grantRole("moderator", handle);
  const reporter = await new Caller().signIn();
  await reporter.post("/api/reports", { kind: "user", target: creator.slice(1), reason: "spam", note: "Look at this" });
  return { caller, pages: { cases: "/moderation/cases" } };
}

export const SCENES: Record<string, () => Promise<Scene>> = { visitor, newcomer, fan, creator, moderator };
