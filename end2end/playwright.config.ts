import { defineConfig, type PlaywrightTestConfig } from "@playwright/test";

/** What all runs of a browser here have in common. */
export const common: PlaywrightTestConfig = {
  globalSetup: "./support/server.ts",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  // A test that passes the second time has found something.
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    // The browser is Debian's; nothing is downloaded.
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // A microphone that hums, and lets itself be heard.
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
      ],
    },
    viewport: { width: 1280, height: 800 },
    locale: "en-US",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
  },
};

export default defineConfig({
  ...common,
  testDir: "tests",
  projects: [
    { name: "hydrate", testIgnore: "**/*.noscript.spec.ts" },
    { name: "noscript", testMatch: "**/*.noscript.spec.ts", use: { javaScriptEnabled: false } },
  ],
});
