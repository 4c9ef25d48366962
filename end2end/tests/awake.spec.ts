// Every page wakes without one complaint, in both looks and both languages, and fetches nothing a second time.

import type { Page } from "@playwright/test";
import { Caller, type Creator, type Page as Piece, type Post, lockedPost } from "../support/caller.ts";
import { awake, expect, open, test } from "../support/test.ts";

async function pages(): Promise<string[]> {
  const { items } = await new Caller().get<Piece<Creator>>("/api/creators?limit=1");
  const posts = (await new Caller().get<Piece<Post>>("/api/posts?limit=50")).items;
  const shown = posts.find(({ locked, contents }) => !locked && contents.pictures > 0);
  const closed = await lockedPost("tier_or_price");
  return ["/", "/feed", "/category/art", "/creators", `/${items[0]?.handle}`, `/post/${shown?.id}`, `/post/${closed.id}`];
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const [locale, words] of [["en-US", "Feed"], ["ru-RU", "Лента"]] as const) {
    test.describe(`${colorScheme}, ${locale}`, () => {
      test.use({ colorScheme, locale });

      test("every page wakes", async ({ page }) => {
        const titles = new Set<string>();
        for (const path of await pages()) {
          const calls: string[] = [];
          page.on("request", (request) => {
            const { pathname } = new URL(request.url());
            // Whether something came since the page was made is asked once it hears, which may be now.
            if (pathname.startsWith("/api/") && pathname !== "/api/posts/newer") calls.push(`${request.method()} ${request.url()}`);
          });
          await open(page, path);
          expect(calls, `${path} came with all that it shows`).toEqual([]);
          await expect(page.locator("html")).toHaveAttribute("lang", locale.slice(0, 2));
          await expect(page.getByRole("navigation").getByRole("link", { name: words })).toBeVisible();
          titles.add(await page.title());
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          expect(wide, `${path} does not scroll sideways`).toBeLessThanOrEqual(0);
          page.removeAllListeners("request");
        }
        expect(titles.size, "every page has a title of its own").toBe((await pages()).length);
      });
    });
  }
}

test("the feed goes on by itself, and each post stands there once", async ({ page }) => {
  await open(page, "/feed");
  const articles = page.getByRole("feed").getByRole("article");
  const first = await articles.count();
  await articles.last().scrollIntoViewIfNeeded();
  await expect.poll(() => articles.count()).toBeGreaterThan(first);
  const positions = await articles.evaluateAll((all) => all.map((one) => Number(one.getAttribute("aria-posinset"))));
  expect(positions).toEqual(positions.map((_, index) => index + 1));
});

/** Opens the post that is on screen far down a list, comes back, and finds it where it was. */
async function comesBack(page: Page, path: string): Promise<void> {
  await open(page, path);
  const articles = page.getByRole("feed").getByRole("article");
  const first = await articles.count();
  await articles.last().scrollIntoViewIfNeeded();
  await expect.poll(() => articles.count()).toBeGreaterThan(first);
  const far = articles.nth(first + 2);
  // In the middle: to press it nothing has to be moved.
  await far.evaluate((one) => one.scrollIntoView({ block: "center" }));
  const top = () => far.evaluate((one) => Math.round(one.getBoundingClientRect().top));
  // The pictures above it have their room before they are there; what is near is laid out by the next frame.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const [id, before] = [await far.getAttribute("id"), await top()];
  await far.getByRole("heading").getByRole("link").click();
  await expect(page).toHaveURL(/\/post\//);
  await awake(page);
  await page.goBack();
  await awake(page);
  await expect(far).toHaveAttribute("id", id ?? "");
  await expect.poll(async () => Math.abs((await top()) - before)).toBeLessThanOrEqual(2);
  await page.reload();
  await awake(page);
  await expect.poll(async () => Math.abs((await top()) - before)).toBeLessThanOrEqual(2);
  // Gone to, it begins at its beginning.
  await open(page, path);
  expect(await page.evaluate(() => scrollY)).toBe(0);
}

test("back from a post far down the feed, the reader is where they were", async ({ page }) => {
  await comesBack(page, "/feed?show=latest");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("back from a post far down the feed, the reader is where they were", async ({ page }) => {
    await comesBack(page, "/feed");
  });

  test("the menu is in reach and nothing is cut off", async ({ page }) => {
    for (const path of await pages()) {
      await open(page, path);
      await expect(page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: "Feed" })).toBeInViewport();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(wide, `${path} does not scroll sideways`).toBeLessThanOrEqual(0);
    }
  });
});

test("going back wakes the page again", async ({ page }) => {
  await open(page, "/feed");
  await page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: "Creators" }).click();
  await expect(page).toHaveURL("/creators");
  await awake(page);
  await page.goBack();
  await awake(page);
  await page.getByRole("navigation", { name: "Main menu" }).getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("dialog", { name: "Sign in", exact: true })).toBeVisible();
});
