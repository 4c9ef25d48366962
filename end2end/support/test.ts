// The test that every file here uses: a page that fails on any complaint of the browser, and knows when it is awake.

import { type Page, expect, test as base } from "@playwright/test";

export { expect };

export const SITE = process.env.FONANA_URL ?? "";

/** Goes to a page and waits until it answers to clicks. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await awake(page);
}

/** Waits until the page that is there answers to clicks. */
export async function awake(page: Page): Promise<void> {
  await expect(page.locator("html[data-hydrated]")).toBeAttached();
  // Forms that another module wakes.
  await expect(page.locator("form[data-talk]:not([data-awake])")).toHaveCount(0);
}

/** Collects what a browser complains of in a page. */
export function complaints(page: Page, expected: RegExp[], scripts: boolean): string[] {
  const heard: string[] = [];
  const hear = (words: string) => {
    if (!expected.some((one) => one.test(words))) heard.push(words);
  };
  page.on("console", (message) => {
    // Without scripts, what was loaded for them stays unused.
    const unused = !scripts && message.text().includes("preloaded using link preload");
    if (["error", "warning"].includes(message.type()) && !unused) {
      hear(`console ${message.type()}: ${message.text()} (${message.location().url})`);
    }
  });
  page.on("pageerror", (error) => hear(`error in the page: ${error.stack || error.message}`));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    // What a page had asked for when it was left, and scripts where they are switched off.
    const meant = why === "net::ERR_ABORTED" || (why === "csp" && !scripts);
    if (!meant) hear(`request failed: ${request.method()} ${request.url()} ${why}`);
  });
  return heard;
}

type Fixtures = {
  /** Complaints that a test expects, such as the browser's own word on a 404. */
  expected: RegExp[];
};

export const test = base.extend<Fixtures>({
  expected: [[], { option: true }],
  baseURL: async ({}, use) => use(SITE),
  page: async ({ page, expected, javaScriptEnabled }, use) => {
    const heard = complaints(page, expected, javaScriptEnabled ?? true);
    await use(page);
    expect(heard, "the browser complained").toEqual([]);
  },
});
