import { defineConfig } from "@playwright/test";
import { common } from "./playwright.config.ts";

/** `make screens`: pictures for people to look at, not a test. */
export default defineConfig({ ...common, testDir: ".", testMatch: "screens.ts", timeout: 300_000 });
