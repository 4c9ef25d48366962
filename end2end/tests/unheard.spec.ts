// A page whose socket is refused: nothing comes by itself, and everything is done, and there when it is loaded.

import type { Page } from "@playwright/test";
import { Caller, type Creator } from "../support/caller.ts";
import { devWallet, payDialog, signInWithDevWallet } from "../support/people.ts";
import { png } from "../support/png.ts";
import { awake, expect, open, test } from "../support/test.ts";

test.beforeEach(async ({ page }) => {
  await page.routeWebSocket(/\/ws(\?|$)/, (socket) => socket.close());
});

const message = (page: Page) => page.getByTestId("message");
const write = (page: Page) => page.getByTestId("writer").getByRole("textbox", { name: /^Message to/ });

test("without a socket one talks, sends files, pays and reads", async ({ page }) => {
  const ann = await new Caller().signIn();
  await ann.post("/api/me/creator", { category: "art" });
  const { handle } = await ann.get<Creator>("/api/me");
  const post = await ann.post<{ id: string }>("/api/posts", {
    title: "Dawn",
    body: "Nobody else has this.",
    access: "price",
    price: "50000000",
  });
  await open(page, `/${handle}`);
  await signInWithDevWallet(page);
  await page.getByTestId("write-to").click();
  await expect(page).toHaveURL(/\/messages\/[0-9a-f-]{36}$/);
  await awake(page);
  const id = page.url().split("/").pop();
  // What is sent stands there, and is no longer on its way.
  await write(page).fill("Can you hear me?");
  await write(page).press("Enter");
  await expect(message(page)).toHaveText([/Can you hear me\?/]);
  await expect(page.getByTestId("pending")).toHaveCount(0);
  // A file is made ready, and goes with the next.
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Attach pictures, video or sound" }).click();
  await (await choosing).setFiles({ name: "dawn.png", mimeType: "image/png", buffer: png(640, 480, 3) });
  await expect(page.getByTestId("attached")).toHaveAttribute("data-state", "ready");
  await write(page).fill("Look");
  await write(page).press("Enter");
  await expect(message(page).nth(1).locator(".gallery img").last()).toBeVisible();
  // What the other one wrote is there when the page is loaded, and is told of in the bar.
  await ann.post(`/api/conversations/${id}/messages`, { body: "I can" });
  await open(page, "/feed");
  await expect(page.getByTestId("messages-count")).toHaveText("1");
  await open(page, `/messages/${id}`);
  await expect(message(page)).toHaveText([/Can you hear me\?/, /Look/, /I can/]);
  await open(page, "/feed");
  await expect(page.getByTestId("messages-count")).toHaveCount(0);
  // What is paid for opens.
  await open(page, `/post/${post.id}`);
  await page.getByRole("main").getByRole("button", { name: "Unlock for 0.05 SOL" }).first().click();
  await payDialog(page).getByRole("button", { name: "Pay in wallet" }).click();
  await devWallet(page, "Approve a payment").getByRole("button", { name: "Approve" }).click();
  await expect(page.getByRole("main")).toContainText("Nobody else has this.");
  // And one is told of what happened meanwhile.
  await ann.post(`/api/posts/${post.id}/comments`, { body: "Thank you" });
  await page.reload();
  await awake(page);
  await expect(page.locator("#comment-list")).toContainText("Thank you");
});
