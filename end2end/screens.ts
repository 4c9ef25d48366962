// Pictures of every page for people to look at: `make screens` lays them in end2end/shots.

import { Caller, type Creator, type Page as Piece, type Post, lockedPost } from "./support/caller.ts";
import { devWallet, locked, payDialog, signInWithDevWallet } from "./support/people.ts";
import { expect, open, test } from "./support/test.ts";

const WIDTHS = { 390: 844, 820: 1180, 1280: 800 };

test.use({ expected: [/status of 404/] });

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
            creators: "/creators",
            creator: `/${items[0]?.handle}`,
            post: `/post/${shown?.id}`,
            locked: `/post/${closed.id}`,
            missing: "/nothing-is-here",
          };
          for (const [name, path] of Object.entries(pages)) {
            await open(page, path);
            await page.evaluate(() => document.fonts.ready);
            await page.screenshot({ path: `shots/${name}-${width}-${colorScheme}-${locale}.png` });
            if (["home", "creator"].includes(name)) {
              await page.screenshot({ path: `shots/${name}-whole-${width}-${colorScheme}-${locale}.png`, fullPage: true });
            }
          }
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
