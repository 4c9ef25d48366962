// Two people in two windows: what one does is on the other's screen, without loading anew, and survives the server's death.

import { type Browser, type BrowserContext, type Page } from "@playwright/test";
import { Caller, type Creator } from "../support/caller.ts";
import { expectSameDocument, mark } from "../support/people.ts";
import { OwnServer } from "../support/server.ts";
import { complaints, expect, open, test } from "../support/test.ts";

type Person = { caller: Caller; page: Page; heard: string[] };

/** Somebody with a window of their own. */
async function person(browser: Browser, site?: string, expected: RegExp[] = []): Promise<Person> {
  const caller = await new Caller(site).signIn();
  const context: BrowserContext = await browser.newContext({ baseURL: caller.site });
  await context.addCookies(caller.cookies().map(([name, value]) => ({ name, value, url: caller.site })));
  const page = await context.newPage();
  return { caller, page, heard: complaints(page, expected, true) };
}

/** Both at their conversation. */
async function together(...[one, other]: [Person, Person]): Promise<string> {
  const { handle } = await other.caller.get<Creator>("/api/me");
  const { id } = await one.caller.post<{ id: string }>("/api/conversations", { with: handle });
  for (const { page } of [one, other]) {
    await open(page, `/messages/${id}`);
    await mark(page);
  }
  return id;
}

const message = (page: Page) => page.getByTestId("message");
const write = (page: Page) => page.getByTestId("writer").getByRole("textbox");

test("what one writes is on the other's screen at once", async ({ browser }) => {
  const [ann, ben] = [await person(browser), await person(browser)];
  const id = await together(ann, ben);
  // Each sees that the other is there.
  await expect(ann.page.getByTestId("here")).toBeVisible();
  await expect(ben.page.getByTestId("here")).toBeVisible();
  await write(ben.page).pressSequentially("Are you");
  await expect(ann.page.getByTestId("typing")).toContainText("is writing");
  await write(ben.page).pressSequentially(" there?");
  await write(ben.page).press("Enter");
  await expect(message(ann.page)).toHaveText([/Are you there\?/]);
  await expect(message(ben.page)).toHaveText([/Are you there\?/]);
  await expect(ben.page.getByTestId("pending")).toHaveCount(0);
  await expect(message(ben.page).getByTestId("seen")).toHaveText("seen");
  await write(ann.page).fill("I am");
  await write(ann.page).press("Enter");
  await expect(message(ben.page)).toHaveCount(2);
  // What was said without a word, changed and taken back is seen too.
  await message(ben.page).nth(1).locator("summary").click();
  await message(ben.page).nth(1).getByRole("button", { name: "React: heart" }).click();
  await expect(message(ann.page).nth(1).getByRole("img", { name: "heart" })).toBeVisible();
  const { items } = await ben.caller.get<{ items: { id: string }[] }>(`/api/conversations/${id}/messages`);
  await ben.caller.ask("PATCH", `/api/messages/${items[1]?.id}`, { body: "Are you well?" });
  await expect(message(ann.page).nth(0)).toContainText("Are you well?");
  // What is typed is not lost by what comes, nor by leaving.
  await write(ann.page).fill("A thought that is not");
  await ben.caller.post(`/api/conversations/${id}/messages`, { body: "Tell me" });
  await expect(message(ann.page)).toHaveCount(3);
  await expect(write(ann.page)).toHaveValue("A thought that is not");
  await expectSameDocument(ann.page);
  await open(ann.page, "/messages");
  await mark(ann.page);
  await expect(ann.page.getByTestId("messages-count")).toHaveCount(0);
  await ben.caller.post(`/api/conversations/${id}/messages`, { body: "Please" });
  await expect(ann.page.getByTestId("messages-count")).toHaveText("1");
  await expect(ann.page.getByTestId("talk")).toContainText("Please");
  await expectSameDocument(ann.page);
  await open(ann.page, `/messages/${id}`);
  await expect(write(ann.page)).toHaveValue("A thought that is not");
  expect([...ann.heard, ...ben.heard]).toEqual([]);
});

test("a server that dies in the middle loses nothing and doubles nothing", async ({ browser }) => {
  const server = new OwnServer();
  const away = [/ERR_CONNECTION_REFUSED/, /WebSocket/, /ERR_CONNECTION_RESET/, /ERR_EMPTY_RESPONSE/, /ERR_INCOMPLETE/];
  try {
    await server.start();
    const [ann, ben] = [await person(browser, server.url, away), await person(browser, server.url, away)];
    const id = await together(ann, ben);
    await write(ben.page).fill("Before");
    await write(ben.page).press("Enter");
    await expect(message(ann.page)).toHaveCount(1);
    await server.kill();
    await write(ben.page).fill("In between");
    await write(ben.page).press("Enter");
    await expect(ben.page.getByTestId("pending")).toContainText("In between");
    await server.start();
    await expect(message(ben.page)).toHaveText([/Before/, /In between/]);
    await expect(ben.page.getByTestId("pending")).toHaveCount(0);
    await expect(message(ann.page)).toHaveText([/Before/, /In between/]);
    await write(ann.page).fill("After");
    await write(ann.page).press("Enter");
    await expect(message(ben.page)).toHaveText([/Before/, /In between/, /After/]);
    for (const { page } of [ann, ben]) await expectSameDocument(page);
    const { items } = await ben.caller.get<{ items: { body: string }[] }>(`/api/conversations/${id}/messages`);
    expect(items.map(({ body }) => body)).toEqual(["After", "In between", "Before"]);
  } finally {
    await server.remove();
  }
});

test("what happens to a post is seen below it", async ({ browser, page }) => {
  const [creator, fan] = [await new Caller().signIn(), await new Caller().signIn()];
  await creator.post("/api/me/creator", { category: "art" });
  const post = await creator.post<{ id: string }>("/api/posts", { title: "Dawn", body: "Words", access: "public" });
  await open(page, `/post/${post.id}`);
  await mark(page);
  const likes = page.locator(".post .switch-count");
  await expect(likes).toHaveText("0");
  await fan.ask("PUT", `/api/posts/${post.id}/like`);
  await expect(likes).toHaveText("1");
  await fan.post(`/api/posts/${post.id}/comments`, { body: "A word of mine" });
  await expect(page.locator("#comment-list")).toContainText("A word of mine");
  await expect(page.locator("#comments-title")).toContainText("1");
  await expectSameDocument(page);
  // Whoever looks at the feed is told that there is more.
  const reader = await person(browser);
  await open(reader.page, "/feed?show=latest");
  await creator.post("/api/posts", { title: "Dusk", body: "Words", access: "public" });
  await expect(reader.page.getByTestId("newer")).toBeVisible();
  // And whose work it is hears of it.
  const author = await browser.newContext({ baseURL: creator.site });
  await author.addCookies(creator.cookies().map(([name, value]) => ({ name, value, url: creator.site })));
  const desk = await author.newPage();
  await open(desk, "/feed");
  await expect(desk.getByTestId("bell-count")).toHaveText("2");
  await fan.ask("PUT", `/api/creators/${(await creator.get<Creator>("/api/me")).handle}/follow`);
  await expect(desk.getByTestId("bell-count")).toHaveText("3");
  expect(reader.heard).toEqual([]);
});
