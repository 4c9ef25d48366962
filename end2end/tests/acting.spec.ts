// What people do with posts and each other in the page: like, keep, follow, write. At once, back again when the server
// says no, and by the keyboard alone.

import { Caller, type Post } from "../support/caller.ts";
import { expectSameDocument, mark, press, signInWithDevWallet } from "../support/people.ts";
import { awake, expect, open, test } from "../support/test.ts";

async function openPosts(): Promise<Post[]> {
  return (await new Caller().demoPosts()).filter(({ access }) => access === "public");
}

test("a like, a bookmark and a follow turn at once and stay", async ({ page }) => {
  const [post] = await openPosts();
  await open(page, "/");
  await signInWithDevWallet(page);
  await open(page, `/post/${post?.id}`);
  await mark(page);
  const like = page.getByRole("button", { name: /^Like/ }).first();
  const before = Number(await like.locator("[data-count]").getAttribute("data-count"));
  await press(page, like);
  await expect(like).toHaveAttribute("aria-pressed", "true");
  await expect(like.locator("[data-count]")).toHaveAttribute("data-count", String(before + 1));
  const keep = page.getByRole("button", { name: "Save for later" });
  await press(page, keep);
  await expect(keep).toHaveAttribute("aria-pressed", "true");
  await expectSameDocument(page);
  await page.reload();
  await awake(page);
  await expect(like).toHaveAttribute("aria-pressed", "true");
  await expect(keep).toHaveAttribute("aria-pressed", "true");

  await open(page, `/${post?.creator.handle}`);
  await press(page, page.getByRole("button", { name: "Follow", exact: true }));
  const following = page.getByRole("button", { name: "Following" });
  await expect(following).toHaveAttribute("aria-pressed", "true");
  await open(page, "/feed?show=following");
  await expect(page.getByRole("article").filter({ hasText: post?.creator.name ?? "" })).not.toHaveCount(0);
});

test.describe("when the server says no", () => {
  test.use({ expected: [/status of 503/] });

  const refused = {
    status: 503,
    contentType: "application/problem+json",
    body: JSON.stringify({ type: "about:blank", title: "", status: 503, code: "unavailable", detail: "Not ready. Try again." }),
  };

  for (const [door, name, there] of [
    ["like", /^Like/, ({ id }: Post) => `/post/${id}`],
    ["bookmark", "Save for later", ({ id }: Post) => `/post/${id}`],
    ["follow", "Follow", ({ creator }: Post) => `/${creator.handle}`],
  ] as const) {
    test(`a ${door} goes back, with a word`, async ({ page }) => {
      const [, post] = await openPosts();
      if (!post) throw new Error("the demo has no open post");
      await open(page, "/");
      await signInWithDevWallet(page);
      await open(page, there(post));
      await page.route(`**/api/*/*/${door}`, (route) => route.fulfill(refused));
      const button = page.getByRole("main").getByRole("button", { name, exact: true }).first();
      const before = await button.textContent();
      await button.click();
      await expect(page.getByRole("status")).toContainText("Not ready. Try again.");
      await expect(button).toHaveAttribute("aria-pressed", "false");
      expect(await button.textContent()).toBe(before);
    });
  }
});

test("a visitor who likes is asked to sign in", async ({ page }) => {
  const [post] = await openPosts();
  await open(page, `/post/${post?.id}`);
  await page.getByRole("button", { name: /^Like/ }).first().click();
  await expect(page.getByRole("dialog", { name: "Sign in", exact: true })).toBeVisible();
});

test("somebody comments, answers, edits and deletes, without leaving the page and by keyboard alone", async ({ page }) => {
  const [, , post] = await openPosts();
  await open(page, "/");
  await signInWithDevWallet(page);
  await open(page, `/post/${post?.id}`);
  await mark(page);
  const words = `Said by keyboard ${crypto.randomUUID()}`;
  const write = page.getByRole("textbox", { name: "Write a comment" });
  await write.focus();
  await page.keyboard.type(words);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("checkbox", { name: "Without my name" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const said = page.getByRole("listitem").filter({ hasText: words });
  await expect(said).toBeFocused();
  await expectSameDocument(page);
  await expect(page).toHaveURL(/comments=newest.*#c-/);

  await said.getByRole("link", { name: "Reply" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: /^Reply to/ })).toBeFocused();
  await page.keyboard.type("And answered");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Reply", exact: true }).focus();
  await page.keyboard.press("Enter");
  const reply = page.getByRole("listitem").filter({ hasText: "And answered" }).last();
  await expect(reply).toBeFocused();
  await expect(reply, "written without a name").toContainText("Somebody");

  await reply.getByRole("link", { name: "Edit" }).click();
  const edit = page.getByRole("textbox", { name: "Edit your comment" });
  await expect(edit).toBeFocused();
  await edit.fill("And answered better");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(reply).toContainText("And answered better");
  await expect(reply).toContainText("edited");

  await reply.getByText("Delete", { exact: true }).click();
  await reply.getByRole("button", { name: "Delete for good" }).click();
  await expect(page.getByText("And answered better")).toHaveCount(0);
  await expectSameDocument(page);
});

test.describe("offline", () => {
  test.use({ expected: [/INTERNET_DISCONNECTED/i] });

  test("what could not be sent is still there", async ({ page }) => {
    const [, , , post] = await openPosts();
    await open(page, "/");
    await signInWithDevWallet(page);
    await open(page, `/post/${post?.id}`);
    const write = page.getByRole("textbox", { name: "Write a comment" });
    await write.fill("I was offline");
    await page.route("**/post/*/comments", (route) => route.abort("internetdisconnected"), { times: 1 });
    const complaint = page.waitForEvent("requestfailed");
    await page.getByRole("button", { name: "Comment" }).click();
    await complaint;
    await expect(page.getByRole("status")).not.toBeEmpty();
    await expect(write).toHaveValue("I was offline");
  });
});

test.describe("too fast", () => {
  test.use({ expected: [/status of 429/] });

  test("what was refused for another reason is still there too", async ({ page }) => {
    const [, , , , , post] = await openPosts();
    await open(page, "/");
    await signInWithDevWallet(page);
    await open(page, `/post/${post?.id}`);
    const write = page.getByRole("textbox", { name: "Write a comment" });
    await write.fill("I was too fast");
    const answer = { status: 429, contentType: "text/html", body: "<main id=main><h1>A little too fast</h1></main>" };
    await page.route("**/post/*/comments", (route) => route.fulfill(answer), { times: 1 });
    await page.getByRole("button", { name: "Comment" }).click();
    await expect(page.getByRole("status")).toContainText("A little too fast");
    await expect(write).toHaveValue("I was too fast");
    await page.getByRole("button", { name: "Comment" }).click();
    await expect(page.getByRole("listitem").filter({ hasText: "I was too fast" })).toBeVisible();
  });
});
