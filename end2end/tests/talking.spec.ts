// Two people in two windows: what one does is on the other's screen, without loading anew, and survives the server's death.

import { type Browser, type BrowserContext, type Page } from "@playwright/test";
import { Caller, type Creator } from "../support/caller.ts";
import { devWallet, expectSameDocument, mark, payDialog, signInWithDevWallet } from "../support/people.ts";
import { png } from "../support/png.ts";
import { OwnServer } from "../support/server.ts";
import { awake, complaints, expect, open, test } from "../support/test.ts";

type Person = { caller: Caller; page: Page; heard: string[] };

/** Somebody with a window of their own. */
async function person(browser: Browser, site?: string, expected: RegExp[] = []): Promise<Person> {
  const caller = await new Caller(site).signIn();
  const context: BrowserContext = await browser.newContext({ baseURL: caller.site });
  await context.addCookies(caller.cookies().map(([name, value]) => ({ name, value, url: caller.site })));
  const page = await context.newPage();
  return { caller, page, heard: complaints(page, expected, true) };
}

/** Goes to a page, and waits until it hears a topic: what happened before that is in no event. */
async function openHearing(page: Page, path: string, topic: RegExp): Promise<void> {
  const heard = page.waitForEvent("websocket").then((socket) =>
    socket.waitForEvent("framereceived", ({ payload }) => /"subscribed"/.test(String(payload)) && topic.test(String(payload))),
  );
  await open(page, path);
  await heard;
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

/** What a browser complains of when its server is gone. */
const AWAY = [/ERR_CONNECTION_REFUSED/, /WebSocket/, /ERR_CONNECTION_RESET/, /ERR_EMPTY_RESPONSE/, /ERR_INCOMPLETE/, /ERR_FAILED/];

const message = (page: Page) => page.getByTestId("message");
const write = (page: Page) => page.getByTestId("writer").getByRole("textbox", { name: /^Message to/ });

test("what one writes is on the other's screen at once", async ({ browser }) => {
  const [ann, ben] = [await person(browser), await person(browser)];
  const id = await together(ann, ben);
  // Each sees that the other is there.
  await expect(ann.page.getByTestId("here")).toBeVisible();
  await expect(ben.page.getByTestId("here")).toBeVisible();
  await write(ben.page).pressSequentially("Are you");
  await expect(ann.page.getByTestId("typing").getByText("is writing")).toBeVisible();
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
  await expect(ann.page.getByTestId("talk").getByTestId("here")).toBeVisible();
  await ben.caller.post(`/api/conversations/${id}/messages`, { body: "Please" });
  await expect(ann.page.getByTestId("messages-count")).toHaveText("1");
  await expect(ann.page).toHaveTitle(/^\(1\) Messages/);
  await expect(ann.page.getByTestId("talk")).toContainText("Please");
  await expectSameDocument(ann.page);
  await open(ann.page, `/messages/${id}`);
  await expect(write(ann.page)).toHaveValue("A thought that is not");
  expect([...ann.heard, ...ben.heard]).toEqual([]);
});

test("a server that dies in the middle loses nothing and doubles nothing", async ({ browser }) => {
  const server = new OwnServer();
  try {
    await server.start();
    const [ann, ben] = [await person(browser, server.url, AWAY), await person(browser, server.url, AWAY)];
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

test("what was not sent stays, and what was refused comes back", async ({ browser }) => {
  const [ann, ben] = [await person(browser, undefined, [/502/, /422/, /ERR_FAILED/]), await person(browser)];
  await ann.caller.post("/api/me/creator", { category: "art" });
  const id = await together(ann, ben);
  const door = `**/api/conversations/${id}/messages`;
  const pending = ann.page.getByTestId("pending");
  const lose = async (words: string) => {
    await ann.page.route(door, (route) => route.fulfill({ status: 502, body: "<h1>Bad gateway</h1>" }));
    await write(ann.page).fill(words);
    await write(ann.page).press("Enter");
    await expect(pending.getByText("Not sent.")).toBeVisible();
    await ann.page.unroute(door);
    // Nothing of it is lost with the page.
    await open(ann.page, `/messages/${id}`);
    await expect(pending).toContainText(words);
  };
  await lose("Keep me");
  await pending.getByRole("button", { name: "Try again" }).click();
  await expect(message(ben.page)).toHaveText([/Keep me/]);
  await expect(pending).toHaveCount(0);
  await lose("Forget me");
  await pending.getByRole("button", { name: "Discard" }).click();
  await expect(pending).toHaveCount(0);
  await open(ann.page, `/messages/${id}`);
  await expect(message(ann.page)).toHaveText([/Keep me/]);
  await expect(pending).toHaveCount(0);
  // What was refused stands where it was typed, and why.
  await ann.page.getByText("Ask for money").click();
  await ann.page.getByRole("textbox", { name: "Price" }).fill("0.000000001");
  await ann.page.getByRole("textbox", { name: "Words to unlock" }).fill("Inside");
  await write(ann.page).fill("Look");
  await write(ann.page).press("Enter");
  await expect(ann.page.getByTestId("writer").getByRole("alert")).toBeVisible();
  await expect(write(ann.page)).toHaveValue("Look");
  await expect(ann.page.getByRole("textbox", { name: "Words to unlock" })).toHaveValue("Inside");
  await expect(pending).toHaveCount(0);
  // A file goes on where it was after its connection broke.
  let broken = false;
  await ann.page.route("**/api/upload/*", async (route) => {
    const first = !broken;
    broken = true;
    await (first ? route.abort() : route.fallback());
  });
  // What one attached stays with the words as one begins to answer.
  const choosing = ann.page.waitForEvent("filechooser");
  await ann.page.getByRole("button", { name: "Attach pictures, video or sound" }).click();
  await (await choosing).setFiles({ name: "dawn.png", mimeType: "image/png", buffer: png(640, 480, 3) });
  await expect(ann.page.getByTestId("attached")).toHaveAttribute("data-state", "ready");
  expect(broken).toBe(true);
  await message(ann.page).locator("summary").click();
  await message(ann.page).getByRole("link", { name: "Answer" }).click();
  await expect(ann.page.getByText("In answer to")).toBeVisible();
  await expect(ann.page.getByTestId("attached")).toHaveAttribute("data-state", "ready");
  await expect(write(ann.page)).toHaveValue("Look");
  // And what one asks for it is seen.
  await expect(ann.page.getByRole("textbox", { name: "Words to unlock" })).toHaveValue("Inside");
  await ann.page.getByRole("textbox", { name: "Words to unlock" }).fill("");
  await ann.page.getByRole("textbox", { name: "Price" }).fill("");
  await write(ann.page).press("Enter");
  await expect(message(ben.page)).toHaveCount(2);
  await expect(message(ben.page).nth(1).locator(".gallery img").last()).toBeVisible();
  await expect(message(ben.page).nth(1)).toContainText("Keep me");
  // To whom one wrote comes back with the words.
  await open(ann.page, "/messages/broadcasts");
  const many = ann.page.getByTestId("broadcast");
  const words = many.getByRole("textbox", { name: "Your words to them" });
  const first = await many.getByRole("combobox").inputValue();
  await many.getByRole("combobox").selectOption({ index: 1 });
  const chosen = await many.getByRole("combobox").inputValue();
  await words.fill("All of you");
  await many.getByText("Ask for money").click();
  await many.getByRole("textbox", { name: "Price" }).fill("0.000000001");
  await ann.page.route("**/api/broadcasts", (route) => route.fulfill({ status: 502, body: "<h1>Bad gateway</h1>" }));
  await many.getByRole("button", { name: "Send to all of them" }).click();
  await expect(pending.getByText("Not sent.")).toBeVisible();
  await ann.page.unroute("**/api/broadcasts");
  await open(ann.page, "/messages/broadcasts");
  await expect(many.getByRole("combobox")).toHaveValue(first);
  await pending.getByRole("button", { name: "Try again" }).click();
  await expect(many.getByRole("alert")).toBeVisible();
  await expect(words).toHaveValue("All of you");
  await expect(many.getByRole("combobox")).toHaveValue(chosen);
  expect([...ann.heard, ...ben.heard]).toEqual([]);
});

test("what happens to a post is seen below it", async ({ browser, page }) => {
  const [creator, fan] = [await new Caller().signIn(), await new Caller().signIn()];
  await creator.post("/api/me/creator", { category: "art" });
  const post = await creator.post<{ id: string }>("/api/posts", { title: "Dawn", body: "Words", access: "public" });
  await openHearing(page, `/post/${post.id}`, /"post:/);
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
  await openHearing(desk, "/feed", /"me"/);
  await expect(desk.getByTestId("bell-count")).toHaveText("2");
  const { handle } = await creator.get<Creator>("/api/me");
  await openHearing(reader.page, `/${handle}`, /"creator:/);
  await expect(reader.page.getByRole("link", { name: "0 followers" })).toBeVisible();
  await fan.ask("PUT", `/api/creators/${handle}/follow`);
  await expect(desk.getByTestId("bell-count")).toHaveText("3");
  await expect(reader.page.getByRole("link", { name: "1 follower", exact: true })).toBeVisible();
  expect(reader.heard).toEqual([]);
});

/** Everything that two people can do in a conversation; `inTheMiddle` happens while something is on its way. */
async function conversation(browser: Browser, site: string, expected: RegExp[], inTheMiddle: (page: Page) => Promise<void>): Promise<void> {
  const ann = await person(browser, site, expected);
  await ann.caller.post("/api/me/creator", { category: "art" });
  // Ben has the wallet of this browser, with which he pays.
  const context = await browser.newContext({ baseURL: site, permissions: ["microphone"] });
  const page = await context.newPage();
  const heard = complaints(page, expected, true);
  const { handle } = await ann.caller.get<Creator>("/api/me");
  await open(page, `/${handle}`);
  await signInWithDevWallet(page);
  await page.getByTestId("write-to").click();
  await expect(page).toHaveURL(/\/messages\/[0-9a-f-]{36}$/);
  await awake(page);
  const id = page.url().split("/").pop();
  await open(ann.page, `/messages/${id}`);
  await expect(page.getByTestId("here")).toBeVisible();
  await write(page).pressSequentially("Show");
  await expect(ann.page.getByTestId("typing").getByText("is writing")).toBeVisible();
  await write(page).pressSequentially(" me");
  await write(page).press("Enter");
  await expect(message(ann.page)).toHaveText([/Show me/]);
  await expect(message(page).getByTestId("seen")).toHaveText("seen");
  // A picture of hers, chosen, sent and made while she writes.
  const attach = async (colour: number) => {
    const choosing = ann.page.waitForEvent("filechooser");
    await ann.page.getByRole("button", { name: "Attach pictures, video or sound" }).click();
    await (await choosing).setFiles({ name: "dawn.png", mimeType: "image/png", buffer: png(640, 480, colour) });
    await expect(ann.page.getByTestId("attached")).toHaveAttribute("data-state", "ready");
  };
  await attach(3);
  await write(ann.page).fill("Here it is");
  await write(ann.page).press("Enter");
  const free = message(page).nth(1);
  await expect(free).toContainText("Here it is");
  await expect(free.locator(".gallery img").last()).toBeVisible();
  // What is not chosen well is told.
  const choosing = ann.page.waitForEvent("filechooser");
  await ann.page.getByRole("button", { name: "Attach pictures, video or sound" }).click();
  await (await choosing).setFiles({ name: "page.png", mimeType: "image/png", buffer: Buffer.from("<html>") });
  await expect(ann.page.getByTestId("attached")).toHaveAttribute("data-state", "refused");
  await ann.page.getByRole("button", { name: "Take out page.png" }).click();
  // Another one to be paid for, with words inside.
  await attach(5);
  await ann.page.getByText("Ask for money").click();
  await ann.page.getByRole("textbox", { name: "Price" }).fill("0,05");
  await ann.page.getByRole("textbox", { name: "Words to unlock" }).fill("Nobody else has this.");
  await write(ann.page).fill("And one for you");
  await ann.page.getByRole("button", { name: "Send" }).click();
  await expect(message(ann.page).nth(2)).toContainText("0.05 SOL, not bought yet");
  const paid = message(page).nth(2);
  await expect(paid).toContainText("And one for you");
  await expect(paid.getByTestId("enclosure")).toHaveAttribute("data-locked", "true");
  expect(await page.content()).not.toContain("Nobody else has this.");
  await mark(page);
  await paid.getByRole("button", { name: "Unlock for 0.05 SOL" }).click();
  await payDialog(page).getByRole("button", { name: "Pay in wallet" }).click();
  await devWallet(page, "Approve a payment").getByRole("button", { name: "Approve" }).click();
  await expect(paid).toContainText("Nobody else has this.");
  await expect(message(ann.page).nth(2)).toContainText("Bought for 0.05 SOL");
  // Until then nothing below it can be pressed.
  await expect(payDialog(page)).toHaveCount(0);
  await inTheMiddle(page);
  // What was bought stays bought, and what was seen stays seen.
  for (const one of [page, ann.page]) {
    await expect(message(one)).toHaveText([/Show me/, /Here it is/, /And one for you/, /In between/]);
    await expect(one.getByTestId("pending")).toHaveCount(0);
  }
  await expect(message(ann.page).nth(2)).toContainText("Bought for 0.05 SOL");
  await expect(paid).toContainText("Nobody else has this.");
  await expect(message(page).nth(0).getByTestId("seen")).toHaveText("seen");
  await expectSameDocument(page);
  // A tip stands where they talk, as large as it is. Nobody gives the page when it is paid: it stays, with what is typed, until somebody does.
  await write(page).fill("A thought that is not sent");
  await page.route(`**/messages/${id}`, (route) => route.abort());
  await page.getByRole("main").getByRole("button", { name: "Tip", exact: true }).click();
  const tip = page.getByRole("dialog", { name: "Send a tip" });
  await tip.getByRole("textbox", { name: "How much, SOL" }).fill("1");
  await tip.getByRole("textbox", { name: "A few words with it" }).fill("For the tea");
  await tip.getByRole("button", { name: "Continue" }).click();
  await tip.getByRole("button", { name: "Pay in wallet" }).click();
  await devWallet(page, "Approve a payment").getByRole("button", { name: "Approve" }).click();
  await expect(tip.getByText("Your tip has arrived. Thank you!")).toBeVisible();
  await expect(message(ann.page).nth(4)).toContainText("For the tea");
  await page.unroute(`**/messages/${id}`);
  await expect(tip).toHaveCount(0);
  await expect(write(page)).toHaveValue("A thought that is not sent");
  await write(page).fill("");
  for (const one of [page, ann.page]) {
    await expect(message(one).nth(4)).toContainText("For the tea");
    await expect(message(one).nth(4).getByTestId("tip")).toHaveAttribute("data-size", "large");
  }
  await expect(message(ann.page).nth(4).getByTestId("tip")).toContainText("1 SOL");
  // A voice, recorded in the page.
  await page.getByRole("button", { name: "Record your voice" }).click();
  await expect(page.getByTestId("recording")).toContainText("0:02");
  await page.getByRole("button", { name: "End the recording" }).click();
  await expect(page.getByTestId("attached")).toHaveAttribute("data-state", "ready");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(message(ann.page).nth(5).locator("audio")).toBeAttached();
  await expect(message(page).nth(5).getByTestId("seen")).toHaveText("seen");
  // Nothing is there twice, nor lost, and of each window nothing was loaded anew.
  const said = await ann.caller.get<{ items: { body: string }[] }>(`/api/conversations/${id}/messages`);
  expect(said.items.map(({ body }) => body)).toEqual(["", "For the tea", "In between", "And one for you", "Here it is", "Show me"]);
  const earned = await ann.caller.get<{ total: number }>("/api/sales");
  expect(earned.total).toBe(2);
  expect([...ann.heard, ...heard]).toEqual([]);
}

test("typing, a picture, something paid, a tip and a voice, and a server that dies in the middle of it", async ({ browser }) => {
  test.slow();
  const server = new OwnServer();
  try {
    await server.start();
    await conversation(browser, server.url, AWAY, async (page) => {
      await server.kill();
      await write(page).fill("In between");
      await write(page).press("Enter");
      await expect(page.getByTestId("pending")).toContainText("In between");
      await server.start();
    });
  } finally {
    await server.remove();
  }
});

test("what a creator writes to many comes to each, and is taken back from all", async ({ browser }) => {
  const [ann, ben] = [await person(browser), await person(browser)];
  await ann.caller.post("/api/me/creator", { category: "art" });
  const { handle } = await ann.caller.get<Creator>("/api/me");
  await ben.caller.ask("PUT", `/api/creators/${handle}/follow`);
  await open(ben.page, "/messages");
  await mark(ben.page);
  await open(ann.page, "/messages");
  await ann.page.getByRole("link", { name: "To many" }).click();
  await awake(ann.page);
  await mark(ann.page);
  const form = ann.page.getByTestId("broadcast");
  await form.getByRole("textbox", { name: "Your words to them" }).fill("A letter to all of you");
  await form.getByRole("button", { name: "Send to all of them" }).click();
  const sent = ann.page.getByTestId("sent-to-many");
  await expect(sent.getByTestId("reached")).toContainText("to 1 person");
  await expect(sent).toContainText("sent");
  await expect(ben.page.getByTestId("talk")).toContainText("A letter to all of you");
  await expect(ben.page.getByTestId("messages-count")).toHaveText("1");
  await sent.getByRole("button", { name: "Take back from all" }).click();
  await expect(sent).toContainText("taken back");
  await expect(ben.page.getByTestId("talk")).not.toContainText("A letter to all of you");
  for (const { page } of [ann, ben]) await expectSameDocument(page);
  expect([...ann.heard, ...ben.heard]).toEqual([]);
});

test("one reads upwards without a jump, and what comes meanwhile changes nothing above", async ({ browser }) => {
  const [ann, ben] = [await person(browser), await person(browser)];
  const { handle } = await ben.caller.get<Creator>("/api/me");
  const { id } = await ann.caller.post<{ id: string }>("/api/conversations", { with: handle });
  const door = `/api/conversations/${id}/messages`;
  for (let number = 1; number <= 75; number += 1) {
    await (number % 2 ? ann : ben).caller.post(door, { body: `Message number ${number}` });
  }
  const { page } = ann;
  await open(page, `/messages/${id}`);
  await mark(page);
  await expect(message(page)).toHaveCount(30);
  await expect(message(page).last()).toBeInViewport();
  const scroll = page.locator("[data-scrolls]");
  const above = async (words: string) => {
    const place = await message(page).filter({ hasText: words }).boundingBox();
    expect(place, `${words} is there`).not.toBeNull();
    return place?.y ?? 0;
  };
  // Each piece comes in front of what is there, which stays where it is.
  for (const [first, there] of [["Message number 46", 60], ["Message number 16", 75]] as const) {
    // It begins at its end, which is 0; what is above is less.
    await scroll.evaluate((box) => box.scrollTo(0, box.clientHeight - box.scrollHeight));
    await expect(message(page)).toHaveCount(there);
    const left = await scroll.evaluate((box) => box.scrollHeight - box.clientHeight + box.scrollTop);
    expect(left, "one is not thrown to the top").toBeGreaterThan(100);
    await expect(message(page).filter({ hasText: first })).toBeInViewport();
  }
  await expect(page.locator("#next")).toHaveCount(0);
  // What is written meanwhile stands at the end, and nothing moves.
  const place = await above("Message number 16");
  await ben.caller.post(door, { body: "News from below" });
  await expect(message(page)).toHaveCount(76);
  await expect(message(page).last()).toContainText("News from below");
  expect(Math.abs((await above("Message number 16")) - place)).toBeLessThan(2);
  await expect(message(page).first().locator(".message-words")).toHaveText("Message number 1");
  await expectSameDocument(page);
  expect([...ann.heard, ...ben.heard]).toEqual([]);
});
