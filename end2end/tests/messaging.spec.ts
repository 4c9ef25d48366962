// Messages, awake: what is sent stands there without loading anew, and what is on screen is read.

import { Caller } from "../support/caller.ts";
import { expectSameDocument, mark } from "../support/people.ts";
import { SITE, expect, open, test } from "../support/test.ts";

test("writing changes the page in place, and looking at it is reading", async ({ page, context }) => {
  const [author, fan] = [await new Caller().signIn(), await new Caller().signIn()];
  const { handle } = await author.get<{ handle: string }>("/api/me");
  const { id } = await fan.post<{ id: string }>("/api/conversations", { with: handle });
  await fan.post(`/api/conversations/${id}/messages`, { body: "Are you there?" });
  await context.addCookies(author.cookies().map(([name, value]) => ({ name, value, url: SITE })));
  await open(page, "/messages");
  await expect(page.getByTestId("talk")).toHaveAttribute("data-unread", "true");
  await open(page, `/messages/${id}`);
  const unread = async () => (await author.get<{ unread: number }>("/api/conversations/unread")).unread;
  await expect.poll(unread).toBe(0);
  await mark(page);
  const write = page.getByTestId("writer").getByRole("textbox");
  for (const [at, words] of ["Here I am", "What is it?"].entries()) {
    await write.fill(words);
    await page.getByRole("button", { name: "Send" }).click();
    await expect(page.getByTestId("message")).toHaveCount(at + 2);
    await expect(write).toBeFocused();
    await expect(write).toHaveValue("");
  }
  await expectSameDocument(page);
  const { items } = await fan.get<{ items: { body: string }[] }>(`/api/conversations/${id}/messages`);
  expect(items.map(({ body }) => body)).toEqual(["What is it?", "Here I am", "Are you there?"]);
});
