// Free days with JavaScript off: the link of a code, one button, and the page that says until when.

import { Caller } from "../support/caller.ts";
import { SITE, expect, test } from "../support/test.ts";

test("free days are had by a plain form", async ({ page, context }) => {
  const creator = await new Caller().signIn();
  await creator.post("/api/me/creator", { category: "art" });
  await creator.post("/api/promotions", { code: "PAPER", days: 3, tier: "basic", uses: 1 });
  const { handle } = await creator.get<{ handle: string }>("/api/me");
  const come = async () => {
    const fan = await new Caller().signIn();
    await context.addCookies(fan.cookies().map(([name, value]) => ({ name, value, url: SITE })));
    await page.goto(`/${handle}?code=paper`);
  };
  await come();
  await page.getByRole("button", { name: "Try 3 days free" }).click();
  await expect(page).toHaveURL(`/${handle}?code=PAPER#tiers`);
  await expect(page.getByTestId("trial-running")).toBeVisible();
  await expect(page.getByText(/^Your plan until/)).toBeVisible();
  await come();
  await expect(page.getByTestId("trial-refused")).toHaveText("The free days of this code have all been given.");
});
