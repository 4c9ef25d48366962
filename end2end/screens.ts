// Pictures of every page for people to look at: `make screens` lays them in end2end/shots.

import { Caller, type Creator, type Page as Piece, type Post, lockedPost } from "./support/caller.ts";
import { devWallet, locked, payDialog, signInWithDevWallet } from "./support/people.ts";
import { SITE, expect, open, test } from "./support/test.ts";
import type { Page } from "@playwright/test";

const WIDTHS = { 390: 844, 820: 1180, 1280: 800 };

test.use({ expected: [/status of [45]\d\d/] });

/** One for each kind of page that stands in another's place. */
const FAILURES = ["malformed", "forbidden", "rate_limited", "internal", "unavailable"];

const WHOLE = ["home", "creator", "fan-settings", "fan-begin", "fan-post", "found", "post", "kit", "own-create"];

/** The page on a screen as high as itself: what is far off screen is not laid out, and would be empty in a picture. */
async function whole(page: Page, path: string): Promise<void> {
  const screen = page.viewportSize();
  if (!screen) return;
  // Twice: the first time its height is a guess, after that all of it has been laid out once.
  for (let time = 0; time < 2; time += 1) {
    await page.setViewportSize(screen);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ ...screen, height });
  }
  await page.screenshot({ path });
  await page.setViewportSize(screen);
}

/** A picture of each page, and of some the whole of it. */
async function shoot(page: Page, pages: Record<string, string>, kind: string): Promise<void> {
  for (const [name, path] of Object.entries(pages)) {
    // The page for the time without a network runs nothing, so it never says that it is awake.
    if (path === "/offline") await page.goto(path);
    else await open(page, path);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: `shots/${name}-${kind}.png` });
    if (WHOLE.includes(name)) await whole(page, `shots/${name}-whole-${kind}.png`);
  }
}

for (const [width, height] of Object.entries(WIDTHS)) {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const locale of ["en", "ru"]) {
      test.describe(`${width} ${colorScheme} ${locale}`, () => {
        test.use({ viewport: { width: Number(width), height }, colorScheme, locale, reducedMotion: "reduce" } as object);

        test("pages", async ({ page }) => {
          const { items } = await new Caller().get<Piece<Creator>>("/api/creators?limit=1");
          const posts = (await new Caller().get<Piece<Post>>("/api/posts?limit=50")).items;
          const shown = posts.find(({ locked, contents }) => !locked && contents.pictures > 0);
          const closed = await lockedPost("tier_or_price");
          const pages = {
            home: "/",
            feed: "/feed",
            trending: "/feed?show=trending",
            category: "/category/music",
            tag: "/tag/studio",
            creators: "/creators",
            "creators-nobody": "/creators?q=zzzzzz",
            creator: `/${items[0]?.handle}`,
            "creator-media": `/${items[0]?.handle}?tab=media`,
            "creator-about": `/${items[0]?.handle}?tab=about`,
            followers: `/${items[0]?.handle}/followers`,
            following: `/${items[0]?.handle}/following`,
            post: `/post/${shown?.id}`,
            locked: `/post/${closed.id}`,
            search: "/search",
            found: "/search?q=paper",
            "found-nothing": "/search?q=zzzzzz",
            gate: "/category/intimate",
            api: "/docs/api",
            missing: "/nothing-is-here",
            members: "/settings",
            kit: "/dev/kit",
            ...Object.fromEntries(FAILURES.map((code) => [`failure-${code}`, `/dev/failures/${code}`])),
            offline: "/offline",
            poll: `/post/${posts.find(({ contents }) => contents.poll)?.id}`,
          };
          await shoot(page, pages, `${width}-${colorScheme}-${locale}`);
        });

        test("signed in", async ({ page, context }) => {
          const fan = await new Caller().signIn();
          await context.addCookies(fan.cookies().map(([name, value]) => ({ name, value, url: SITE })));
          const { items } = await fan.get<Piece<Creator>>("/api/creators?limit=1");
          const post = (await fan.posts()).find(({ locked }) => !locked);
          await fan.post(`/api/posts/${post?.id}/comments`, { body: "Well said." });
          await fan.post("/api/me/export", {});
          const collection = await fan.post<{ id: string }>("/api/me/collections", { name: "Blue things" });
          await fan.ask("PUT", `/api/me/collections/${collection.id}/posts/${post?.id}`);
          const pages = {
            "fan-feed": "/feed",
            "fan-following": "/feed?show=following",
            "fan-saved": "/saved",
            "fan-settings": "/settings",
            "fan-welcome": "/welcome",
            "fan-begin": "/welcome/creator",
            "fan-collection": `/saved?in=${collection.id}`,
            "fan-report": `/report?kind=user&target=${items[0]?.handle}`,
            "fan-post": `/post/${post?.id}`,
            "fan-subscriptions": "/creators",
          };
          await shoot(page, pages, `${width}-${colorScheme}-${locale}`);
          await fan.post("/api/me/creator", { category: "art" });
          const me = await fan.get<Creator>("/api/me");
          const { id } = await fan.post<{ id: string }>("/api/posts", { title: "Dawn", body: "Look.", access: "public" });
          const reader = await new Caller().signIn();
          await reader.ask("PUT", `/api/posts/${id}/like`);
          await reader.post(`/api/posts/${id}/comments`, { body: "Well made" });
          const draft = await fan.draft();
          await shoot(page, { "own-page": `/${me.handle}`, "own-told": "/notifications", "own-settings": "/settings", "own-create": "/create", "own-draft": `/create/${draft.id}`, "own-preview": `/create/${draft.id}/preview`, "own-edit": `/post/${id}/edit`, "own-posts": "/dashboard/posts", "own-steps": "/welcome/creator" }, `${width}-${colorScheme}-${locale}`);
        });
      });
    }
  }

  test.describe(`${width}, paying`, () => {
    test.use({ viewport: { width: Number(width), height } });

    test("paying", async ({ page }) => {
      const post = await lockedPost("price", 8 + Object.keys(WIDTHS).indexOf(width));
      const shot = (name: string) => page.screenshot({ path: `shots/pay-${name}-${width}.png` });
      await open(page, `/post/${post.id}`);
      await page.getByTestId("sign-in").first().click();
      await shot("1-picker");
      await page.keyboard.press("Escape");
      await signInWithDevWallet(page);
      await page.getByTestId("account-menu").click();
      await shot("2-menu");
      await page.keyboard.press("Escape");
      await open(page, `/post/${post.id}`);
      await page.getByRole("button", { name: /^Unlock for/ }).click();
      await expect(payDialog(page).getByRole("button", { name: "Pay in wallet" })).toBeVisible();
      await shot("3-review");
      await payDialog(page).getByRole("button", { name: "Pay in wallet" }).click();
      await expect(devWallet(page, "Approve a payment")).toBeVisible();
      await shot("4-wallet");
      await devWallet(page, "Approve a payment").getByRole("button", { name: "Approve" }).click();
      await expect(locked(page)).toHaveCount(0);
      await shot("5-open");
      await open(page, "/feed");
      await shot("6-feed");
    });
  });
}
