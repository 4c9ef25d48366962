// Pictures of every page for people to look at: `make screens` lays them in end2end/shots.

import { Caller, lockedPost } from "./support/caller.ts";
import { signInWithDevWallet } from "./support/people.ts";
import { SCENES, visit } from "./support/scenes.ts";
import { SITE, expect, open, test } from "./support/test.ts";
import type { BrowserContext, Page } from "@playwright/test";

const WIDTHS = { 390: 844, 820: 1180, 1280: 800 };
const THEMES = ["light", "dark"] as const;

test.use({ expected: [/status of [45]\d\d/] });

/** Pages of which the rest is worth a picture, too. */
const WHOLE = ["home", "creator", "fan-settings", "fan-begin", "fan-post", "fan-subscriptions", "found", "gallery", "kit", "own-create", "own-sell", "own-dashboard"];

/** Forms, what is typed into them, and that it is refused. */
const FAULTS: Record<string, [path: string, form: string, fields: Record<string, string>]> = {
  profile: ["/settings", "form[action='/settings/profile']", { name: "", links: "javascript:alert(1)" }],
  quiet: ["/settings", "form[action='/settings/reach']", { quiet_from: "23:00", quiet_to: "", zone: "Nowhere" }],
  tiers: ["/dashboard/tiers", "[data-testid=tiers-form]", { basic: "much" }],
  code: ["/dashboard/promotions", "[data-testid=promotion-form]", { code: "!", percent: "500" }],
  sale: ["/dashboard/promotions", "[data-testid=flash-sale-form]", { off: "500", minutes: "1" }],
  webhook: ["/dashboard/webhooks", "[data-testid=webhook-form]", { url: "nowhere" }],
  broadcast: ["/messages/broadcasts", "[data-testid=broadcast]", { body: "All of you", price: "much" }],
};

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

const become = (context: BrowserContext, caller: Caller) =>
  context.addCookies(caller.cookies().map(([name, value]) => ({ name, value, url: SITE })));

for (const [width, height] of Object.entries(WIDTHS)) {
  for (const colorScheme of THEMES) {
    for (const locale of ["en", "ru"]) {
      test.describe(`${width} ${colorScheme} ${locale}`, () => {
        test.use({ viewport: { width: Number(width), height }, colorScheme, locale, reducedMotion: "reduce" } as object);
        const kind = `${width}-${colorScheme}-${locale}`;

        for (const [who, prepare] of Object.entries(SCENES)) {
          test(who, async ({ page, context }) => {
            const { caller, pages } = await prepare();
            if (caller) await become(context, caller);
            for (const [name, path] of Object.entries(pages)) {
              await visit(page, path);
              await page.evaluate(() => document.fonts.ready);
              await page.screenshot({ path: `shots/${name}-${kind}.png` });
              if (WHOLE.includes(name)) await whole(page, `shots/${name}-whole-${kind}.png`);
            }
          });
        }

        test("faults", async ({ page, context }) => {
          const caller = await new Caller().signIn();
          await caller.post("/api/me/creator", { category: "art" });
          await become(context, caller);
          for (const [name, [path, selector, fields]] of Object.entries(FAULTS)) {
            await open(page, path);
            const form = page.locator(selector);
            // What is folded away is shown for it.
            await form.evaluate((form) => form.querySelectorAll("details").forEach((details) => (details.open = true)));
            for (const [field, words] of Object.entries(fields)) await form.locator(`[name=${field}]`).fill(words);
            await form.evaluate((form) => {
              if (!(form instanceof HTMLFormElement)) throw new Error("it is a form");
              form.noValidate = true;
              form.requestSubmit();
            });
            const fault = page.locator(".field-fault:visible, [role=alert]:visible").first();
            await expect(fault).toBeVisible();
            await fault.scrollIntoViewIfNeeded();
            await page.screenshot({ path: `shots/fault-${name}-${kind}.png` });
          }
        });

        test("paying", async ({ page }) => {
          const post = await lockedPost("price", 4 + Object.keys(WIDTHS).indexOf(width) * THEMES.length + THEMES.indexOf(colorScheme));
          const shot = (name: string) => page.screenshot({ path: `shots/pay-${name}-${kind}.png` });
          await open(page, `/post/${post.id}`);
          await page.getByTestId("sign-in").first().click();
          await expect(page.locator("dialog[open]").getByTestId("wallet").first()).toBeVisible();
          await shot("1-picker");
          await page.keyboard.press("Escape");
          await signInWithDevWallet(page);
          await page.getByTestId("account-menu").click();
          await shot("2-menu");
          await page.keyboard.press("Escape");
          await open(page, `/post/${post.id}`);
          const unlock = page.getByRole("main").getByRole("button", { name: /^(Unlock for|Открыть за)/ });
          await unlock.click();
          await expect(page.getByTestId("pay-first")).toBeVisible();
          await shot("3-review");
          await page.getByTestId("pay-first").click();
          await expect(page.getByTestId("dev-wallet-transfers")).toBeVisible();
          await shot("4-wallet");
          await page.getByTestId("dev-wallet-approve").click();
          await expect(page.locator("dialog[open]")).toHaveCount(0);
          await expect(unlock).toHaveCount(0);
          await shot("5-open");
          await open(page, "/feed");
          await shot("6-feed");
        });
      });
    }
  }
}
