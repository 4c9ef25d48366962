// How one is reached, awake: this browser is switched on and off as a device. What a browser asks a push service for is played here, for
// there is none in the tests; what is sent is tried with the server's own tests.

import { Caller } from "../support/caller.ts";
import { expectSameDocument, mark } from "../support/people.ts";
import { SITE, expect, open, test } from "../support/test.ts";

/** A browser whose push service gives every subscription an address of its own. */
function play(): void {
  let current: object | null = null;
  const made = () => ({
    endpoint: "https://push.example/of-this-browser",
    toJSON: () => ({
      endpoint: "https://push.example/of-this-browser",
      expirationTime: null,
      keys: {
        p256dh: "BLn9b-VR0ca83knDNZ32dCHGyjJp-1riX9ZTN40MqV8K_LpQmLqxC_DoHvqvFXO_nGdAB4W9dogZb_sM-uV4JbY",
        auth: "_ordMnz7uTCmrpBTeUV4Bw",
      },
    }),
    unsubscribe: async () => {
      current = null;
      return true;
    },
  });
  Object.assign(PushManager.prototype, {
    getSubscription: async () => current,
    subscribe: async ({ applicationServerKey }: { applicationServerKey: string }) => {
      // A point of P-256 in base64url.
      if (!/^[\w-]{87}$/.test(applicationServerKey)) throw new Error("this is no key");
      current = made();
      return current;
    },
  });
}

test("a browser is switched on as a device and off again", async ({ page, context }) => {
  const caller = await new Caller().signIn();
  await context.addCookies(caller.cookies().map(([name, value]) => ({ name, value, url: SITE })));
  await context.grantPermissions(["notifications"], { origin: SITE });
  await page.addInitScript(play);
  await open(page, "/settings");
  await mark(page);
  const section = page.locator("#push");
  await expect(section.getByText("No device tells you.")).toBeVisible();
  await section.getByRole("button", { name: "Tell me on this device" }).click();
  await expect(section.getByTestId("device")).toHaveCount(1);
  await expect(section.getByText("This device tells you.")).toBeVisible();
  // Now there is a column for devices.
  const kinds = page.locator("#notifications");
  await kinds.getByRole("checkbox", { name: "New followers: On my devices" }).uncheck();
  await kinds.getByRole("button", { name: "Save" }).click();
  await expect(kinds.getByText("Saved.")).toBeVisible();
  await expect(kinds.getByRole("checkbox", { name: "New followers: On my devices" })).not.toBeChecked();
  await section.getByRole("button", { name: "No longer on this device" }).click();
  await expect(section.getByText("No device tells you.")).toBeVisible();
  await expectSameDocument(page);
});

test("a browser without leave says so", async ({ page, context }) => {
  const caller = await new Caller().signIn();
  await context.addCookies(caller.cookies().map(([name, value]) => ({ name, value, url: SITE })));
  await page.addInitScript(() => Object.defineProperty(Notification, "permission", { get: () => "denied" }));
  await open(page, "/settings");
  const section = page.locator("#push");
  await expect(section.getByText("The browser does not let this site.")).toBeVisible();
  await expect(section.getByTestId("push-switch")).toBeHidden();
});

test("what is sent to a device is shown there, and what makes no sense is not", async ({ page, context }) => {
  await context.grantPermissions(["notifications"], { origin: SITE });
  const browser = await context.newCDPSession(page);
  const registered = new Promise<string>((found) => {
    browser.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const ours = registrations.find(({ scopeURL, isDeleted }) => !isDeleted && scopeURL === `${SITE}/`);
      if (ours) found(ours.registrationId);
    });
  });
  await browser.send("ServiceWorker.enable");
  await open(page, "/");
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  const registrationId = await registered;
  const deliver = (data: string) => browser.send("ServiceWorker.deliverPushMessage", { origin: SITE, registrationId, data });
  await deliver("no JSON");
  const told = { title: "Fonana", body: "Anna follows you", url: "/anna", tag: "follow", lang: "en" };
  await deliver(JSON.stringify(told));
  const shown = () =>
    page.evaluate(async () => {
      const worker = await navigator.serviceWorker.ready;
      const notes = await worker.getNotifications();
      return notes.map(({ title, body, tag, lang, data }) => ({ title, body, tag, lang, url: data.url }));
    });
  await expect.poll(shown).toEqual([told]);
  // Of the same thing there is one, which says the latest.
  await deliver(JSON.stringify({ ...told, body: "Anna and 1 other follow you" }));
  await expect.poll(shown).toEqual([{ ...told, body: "Anna and 1 other follow you" }]);
});
