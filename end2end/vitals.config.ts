import { defineConfig } from "@playwright/test";
import { common } from "./playwright.config.ts";

/** `make vitals`: figures for people to read, not a test. Nothing is recorded, for that would be measured too. */
export default defineConfig({
  ...common,
  testDir: ".",
  testMatch: "vitals.ts",
  timeout: 300_000,
  use: { ...common.use, trace: "off", screenshot: "off", video: "off" },
});
