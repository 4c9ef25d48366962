import { defineConfig } from "@playwright/test";
import { common } from "./playwright.config.ts";

/** `make vitals`: figures for people to read, not a test. */
export default defineConfig({ ...common, testDir: ".", testMatch: "vitals.ts", timeout: 300_000 });
