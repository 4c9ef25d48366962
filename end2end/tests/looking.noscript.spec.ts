// Without JavaScript a picture leads to its largest size, and films and sounds have the browser's own players.

import { creator, publish, upload } from "../support/media.ts";
import { expect, test } from "../support/test.ts";

test("everything can be seen and played by the browser's own means", async ({ page }) => {
  test.setTimeout(120_000);
  const caller = await creator();
  const picture = await upload(caller, "picture");
  const film = await upload(caller, "film");
  const sound = await upload(caller, "sound");
  const one = await publish(caller, [{ id: picture, alt: "Wheels" }, { id: film, alt: "A test card" }]);
  const other = await publish(caller, [{ id: sound, alt: "A hum" }]);
  await page.goto(`/post/${one}`);
  await expect(page.locator("video[controls] source").first()).toHaveAttribute("src", new RegExp(`^/media/${film}/`));
  await expect(page.locator("dialog.lightbox")).toBeHidden();
  // A browser's page around a picture has styles of its own, which our policy refuses: it is asked for without being gone to.
  const largest = await page.getByRole("link", { name: "Wheels" }).getAttribute("href");
  expect(largest).toMatch(new RegExp(`^/media/${picture}/\\d+$`));
  const answer = await page.request.get(largest ?? "");
  expect([answer.status(), answer.headers()["content-type"]]).toEqual([200, "image/webp"]);
  await page.goto(`/post/${other}`);
  await expect(page.locator("audio[controls]")).toBeVisible();
  await expect(page.getByRole("slider")).toHaveCount(0);
  const { handle } = await caller.get<{ handle: string }>("/api/me");
  await page.goto(`/${handle}?tab=media&kind=video`);
  await expect(page.locator(".tile")).toHaveCount(1);
  await expect(page.locator(".tile")).toContainText("0:20");
});
