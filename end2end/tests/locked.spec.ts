// Locked means absent: what a locked post holds is in no byte that reaches somebody who has not paid.

import type { Page } from "@playwright/test";
import { Caller, type Post, lockedPost } from "../support/caller.ts";
import { expect, open, test } from "../support/test.ts";

/** Strings of a post that nobody may find: pieces of its words, and the addresses of its pictures. */
async function secrets(post: Post): Promise<string[]> {
  const buyer = await (await new Caller().signIn()).fund();
  const item = post.access === "price"
    ? ({ kind: "post", post: post.id } as const)
    : ({ kind: "subscription", creator: post.creator.handle, tier: post.tier ?? "basic", days: 30 } as const);
  await buyer.buy(item);
  const open = await buyer.get<Post>(`/api/posts/${post.id}`);
  expect(open.locked).toBe(false);
  // Without marks that HTML and JSON write differently, and without what the teaser tells everybody.
  const words = (open.body ?? "").split(/[^\p{L}\p{N} ,.]+/u).map((piece) => piece.trim());
  const pieces = words.filter((piece) => piece.length >= 24 && !open.teaser.includes(piece) && !open.title.includes(piece));
  const addresses = JSON.stringify(open.media ?? []).match(/\/media\/[^"\\/ ]+/g) ?? [];
  expect(pieces.length, "the body has something to look for").toBeGreaterThan(0);
  return [...new Set([...pieces, ...addresses.map((address) => address.replace("/media/", ""))])];
}

/** The bodies of everything that a page loads. */
function listen(page: Page): Promise<{ url: string; bytes: Buffer }>[] {
  const loaded: Promise<{ url: string; bytes: Buffer }>[] = [];
  page.on("response", (answer) => {
    const url = answer.url();
    loaded.push(answer.body().then((bytes) => ({ url, bytes }), () => ({ url, bytes: Buffer.from("") })));
  });
  return loaded;
}

for (const access of ["tier", "price", "tier_or_price"] as const) {
  test(`nothing of a post locked by ${access} leaks`, async ({ page }) => {
    const post = await lockedPost(access, 6);
    const hidden = await secrets(post);
    const loaded = listen(page);
    for (const path of [`/post/${post.id}`, `/${post.creator.handle}`, "/feed", "/creators", "/"]) {
      await open(page, path);
      const text = await page.content();
      for (const secret of hidden) expect(text.includes(secret), `${secret} in the document of ${path}`).toBe(false);
    }
    const stranger = await new Caller().signIn();
    const answers = await Promise.all([
      ...[new Caller(), stranger].flatMap((caller) => [
        caller.get(`/api/posts/${post.id}`),
        caller.get(`/api/posts?limit=50&creator=${post.creator.handle}`),
        caller.get(`/api/creators/${post.creator.handle}`),
      ]),
    ]);
    loaded.push(Promise.resolve({ url: "the API", bytes: Buffer.from(JSON.stringify(answers)) }));
    for (const { url, bytes } of await Promise.all(loaded)) {
      for (const secret of hidden) expect(bytes.includes(secret), `${secret} in ${url}`).toBe(false);
    }
  });
}

test("a picture of a locked post is not given to those who guess its address", async ({ request }) => {
  const posts = await new Caller().demoPosts();
  const post = posts.find(({ locked, access, contents }) => locked && access === "price" && contents.pictures > 0);
  if (!post) throw new Error("the demo has no locked pictures");
  const buyer = await (await new Caller().signIn()).fund();
  await buyer.buy({ kind: "post", post: post.id });
  const { media } = await buyer.get<Post>(`/api/posts/${post.id}`);
  const addresses = JSON.stringify(media).match(/\/media\/[^"\\ ]+/g) ?? [];
  expect(addresses.length).toBeGreaterThan(0);
  for (const address of addresses) {
    const answer = await request.get(address);
    expect(answer.status(), address).toBe(404);
  }
});
