// How one is reached, with JavaScript off: an address is named, confirmed by the link in a letter and taken away, hours of quiet are set,
// and an address for feed readers is made, all by plain forms.

import { Caller } from "../support/caller.ts";
import { linkTo } from "../support/office.ts";
import { SITE, expect, test } from "../support/test.ts";

test.use({ expected: [/status of 422/] });

test("somebody names an address, keeps quiet at night and reads by feed", async ({ page, context }) => {
  const caller = await new Caller().signIn();
  await context.addCookies(caller.cookies().map(([name, value]) => ({ name, value, url: SITE })));
  const { handle } = await caller.get<{ handle: string }>("/api/me");
  const address = `${handle}@example.com`;
  await page.goto("/settings");
  const email = page.locator("#email");
  await email.getByRole("textbox", { name: "E-mail address" }).fill(address);
  await email.getByRole("button", { name: "Send me the link" }).click();
  await expect(page).toHaveURL("/settings?saved=email#email");
  await expect(email.getByText(`A letter is on its way to ${address}.`)).toBeVisible();
  await expect.poll(() => linkTo(address)).toBeTruthy();
  await page.goto(linkTo(address) ?? "");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Is this your address?");
  await page.getByRole("button", { name: "Yes, write to me there" }).click();
  await expect(page.getByText(`The address is confirmed for @${handle}.`)).toBeVisible();
  await page.goto("/settings");
  await expect(page.getByTestId("email")).toHaveText(`You are written to at ${address}.`);

  // Now there is a column for letters.
  const kinds = page.locator("#notifications");
  await kinds.getByRole("checkbox", { name: "Sales: By e-mail" }).uncheck();
  await kinds.getByRole("button", { name: "Save" }).click();
  await expect(kinds.getByRole("checkbox", { name: "Sales: By e-mail" })).not.toBeChecked();
  await expect(kinds.getByRole("checkbox", { name: "Sales", exact: true })).toBeChecked();

  const reach = page.locator("#reach");
  await reach.getByLabel("Quiet from").fill("22:30");
  await reach.getByRole("button", { name: "Save" }).click();
  await expect(reach.getByText("Write both times, or neither.")).toBeVisible();
  await expect(reach.getByLabel("Quiet from")).toHaveValue("22:30");
  await reach.getByLabel("until").fill("07:00");
  await reach.getByRole("textbox", { name: "Time zone" }).fill("Europe/Moscow");
  await reach.getByRole("combobox", { name: "Letters" }).selectOption({ label: "Soon after something happened" });
  await reach.getByRole("button", { name: "Save" }).click();
  await expect(reach.getByText("Saved.")).toBeVisible();
  await expect(reach.getByLabel("until")).toHaveValue("07:00");

  const feed = page.locator("#feed");
  await feed.getByRole("button", { name: "Make an address" }).click();
  const url = await feed.getByTestId("feed-address").inputValue();
  expect((await fetch(url)).status).toBe(200);
  await page.goto("/settings");
  await feed.getByRole("button", { name: "End it" }).click();
  await expect(feed.getByRole("button", { name: "Make an address" })).toBeVisible();
  expect((await fetch(url)).status).toBe(404);

  await email.getByRole("button", { name: "Remove the address" }).click();
  await expect(page.getByTestId("email")).toHaveCount(0);
});
