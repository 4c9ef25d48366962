// axe-core finds nothing on any page, in both themes, for a visitor, a fan and a creator.

import { AxeBuilder } from "@axe-core/playwright";
import type { BrowserContext, Locator, Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Caller } from "../support/caller.ts";
import { SCENES, shared, visit } from "../support/scenes.ts";
import { SITE, expect, open, test } from "../support/test.ts";

/** Lets this browser be somebody. */
const become = (context: BrowserContext, caller: Caller) =>
  context.addCookies(caller.cookies().map(([name, value]) => ({ name, value, url: SITE })));

/** What axe finds on the page as it is now. */
async function found(page: Page): Promise<object[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => ({ id, target, failureSummary })));
}

test.use({ expected: [/status of [45]\d\d/], reducedMotion: "reduce" } as object);

for (const [who, prepare] of Object.entries(SCENES)) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`${who}, ${colorScheme}`, () => {
      test.use({ colorScheme });

      test("axe finds nothing", async ({ page, context }) => {
        test.setTimeout(300_000);
        const { caller, pages } = await prepare();
        if (caller) await become(context, caller);
        for (const path of Object.values(pages)) {
          await visit(page, path);
          expect.soft(await found(page), path).toEqual([]);
        }
      });
    });
  }
}

test("no page of the site is left out", async () => {
  const source = readFileSync(resolve(import.meta.dirname, "../../app/src/lib.rs"), "utf8");
  const routes = [...source.matchAll(/path!\("([^"]+)"\)/g)].map(([, route = ""]) => route);
  expect(routes.length).toBeGreaterThan(30);
  const scenes = await Promise.all(Object.values(SCENES).map((prepare) => prepare()));
  const seen = scenes.flatMap(({ pages }) => Object.values(pages)).map((path) => path.replace(/[?#].*/, ""));
  const missing = routes.filter((route) => {
    const like = new RegExp(`^${route.replace(/:[a-z]+/g, "[^/]+")}$`);
    // An address that another route takes is no example of this one.
    return !seen.some((path) => like.test(path) && (path === route || !routes.includes(path)));
  });
  expect(missing).toEqual([]);
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`what opens, ${colorScheme}`, () => {
    test.use({ colorScheme });

    test("axe finds nothing in it", async ({ page, context }) => {
      test.setTimeout(120_000);
      const { post, locked, creator } = await shared();
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
