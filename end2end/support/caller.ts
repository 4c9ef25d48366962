// Somebody who speaks only the public doors: a cookie jar, a key, JSON. It makes what a test needs and reads what a
// page must agree with.

import { png } from "./png.ts";
import { Key } from "../wallets/key.ts";
import { sign } from "../wallets/transaction.ts";
import { SITE } from "./test.ts";

export type Currency = "SOL" | "USDC";

export interface Creator {
  handle: string;
  name: string;
}

export interface Post {
  id: string;
  kind: string;
  creator: Creator;
  title: string;
  access: "public" | "followers" | "tier" | "price" | "tier_or_price";
  price: string | null;
  currency?: Currency;
  tier: "basic" | "premium" | "vip" | null;
  locked: boolean;
  teaser: string;
  published_at: string;
  tags?: string[];
  body?: string;
  media?: { id?: string; variants?: unknown; [more: string]: unknown }[];
  contents: { pictures: number; characters: number; poll: boolean };
}

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
  total: number;
}

export type Item =
  | { kind: "subscription"; creator: string; tier: string; days: number }
  | { kind: "post"; post: string };

interface Order {
  id: string;
  status: string;
}

export class Caller {
  readonly #jar = new Map<string, string>();
  readonly key = Key.fresh();

  constructor(readonly site = SITE) {}

  async ask<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
    const cookie = this.cookie();
    const answer = await fetch(`${this.site}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...(cookie ? { cookie } : {}), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ""] = set.split(";");
      const at = pair.indexOf("=");
      this.#jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  }

  /** For a browser that is to be this caller. */
  cookies = (): [string, string][] => [...this.#jar];

  /** The header of that name. */
  cookie = (): string => [...this.#jar].map(([name, value]) => `${name}=${value}`).join("; ");

  get = <T>(path: string) => this.ask<T>("GET", path);
  post = <T>(path: string, body: unknown, headers?: Record<string, string>) => this.ask<T>("POST", path, body, headers);

  /** Sends a whole file by tus; its id. */
  async upload(bytes: Buffer, name: string): Promise<string> {
    const headers = {
      cookie: this.cookie(),
      "tus-resumable": "1.0.0",
      "content-type": "application/offset+octet-stream",
      "upload-length": String(bytes.length),
      "upload-metadata": `filename ${Buffer.from(name).toString("base64")}`,
    };
    const answer = await fetch(`${this.site}/api/upload`, { method: "POST", headers, body: new Uint8Array(bytes) });
    if (answer.status !== 201) throw new Error(`POST /api/upload: ${answer.status} ${await answer.text()}`);
    return (answer.headers.get("location") ?? "").split("/").pop() ?? "";
  }

  async rpc<T>(method: string, ...params: unknown[]): Promise<T> {
    const answer = await this.post<{ result?: T; error?: unknown }>("/rpc", { jsonrpc: "2.0", id: 1, method, params });
    if (answer.result === undefined) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
    return answer.result;
  }

  async signIn(): Promise<this> {
    const { address } = this.key;
    const { message } = await this.post<{ message: string }>("/api/auth/challenge", { address });
    const bytes = Buffer.from(message);
    await this.post("/api/auth/session", {
      address,
      signed_message: bytes.toString("base64"),
      signature: Buffer.from(this.key.sign(bytes)).toString("base64"),
    });
    return this;
  }

  /** A draft with two pictures, one of which is no picture, that is to go out tomorrow. */
  async draft(): Promise<{ id: string }> {
    const send = async (name: string, bytes: Buffer) => {
      const form = new FormData();
      form.append("file", new Blob([new Uint8Array(bytes)]), name);
      const answer = await fetch(`${this.site}/api/media`, { method: "POST", body: form, headers: { cookie: this.cookie() } });
      return ((await answer.json()) as { id: string }).id;
    };
    const files = [await send("dawn.png", png(640, 480, 3)), await send("dusk.png", png(480, 640, 5)), await send("page.html", Buffer.from("<html>"))];
    await until(async () => {
      const states = files.map((id) => this.get<{ state: string }>(`/api/media/${id}`));
      return (await Promise.all(states)).every(({ state }) => state === "ready" || state === "refused");
    });
    const text = "## The sea at dawn\n\nSalt, **wind** and *light*.\n\n- one\n- two";
    const fields = { title: "Tides", body: text, teaser: "Waves before the sun", access: "price", price: "0.05", zone: "Europe/Moscow" };
    const media = files.slice(0, 2).map((id, index) => ({ id, alt: index ? "" : "The sea", sample: !index }));
    const draft = await this.post<{ id: string }>("/api/drafts", { ...fields, media });
    const at = new Date(Date.now() + 30 * 3_600_000).toISOString().slice(0, 16);
    await this.ask("PUT", `/api/drafts/${draft.id}/schedule`, { at });
    await this.ask("PUT", `/api/drafts/${draft.id}`, { fields: { ...fields, media: [...media, { id: files[2] }] } });
    return draft;
  }

  /** Asks to be paid at another wallet, signed by its own, which is paid so far. */
  async changePayout(address: string): Promise<void> {
    const { message } = await this.post<{ message: string }>("/api/me/creator/payout", { address });
    const bytes = Buffer.from(message);
    await this.ask("PUT", "/api/me/creator/payout", {
      signed_message: bytes.toString("base64"),
      signature: Buffer.from(this.key.sign(bytes)).toString("base64"),
    });
  }

  /** Takes play money and waits until the network has it. */
  async fund(address = this.key.address, lamports = 50_000_000_000): Promise<this> {
    await this.rpc("requestAirdrop", address, lamports);
    await until(async () => {
      const { value } = await this.rpc<{ value: number }>("getBalance", address, { commitment: "confirmed" });
      return value >= lamports;
    });
    return this;
  }

  /** Orders, signs, sends and waits until it is paid. */
  async buy(item: Item): Promise<void> {
    const key = { "idempotency-key": crypto.randomUUID() };
    const order = await this.post<Order>("/api/orders", { item, currency: "SOL" }, key);
    const { transaction } = await this.post<{ transaction: string }>(`/api/orders/${order.id}/transaction`, {});
    const signed = sign(Buffer.from(transaction, "base64"), this.key);
    await this.post(`/api/orders/${order.id}/signature`, { signed_transaction: Buffer.from(signed).toString("base64") });
    await until(async () => {
      const { status } = await this.get<Order>(`/api/orders/${order.id}`);
      return status === "confirmed" || status === "finalized";
    });
  }

  /** Every post that a list gives, piece by piece. */
  async posts(query = ""): Promise<Post[]> {
    const all: Post[] = [];
    let cursor: string | null = null;
    do {
      const next: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : "";
      const page: Page<Post> = await this.get(`/api/posts?limit=50${query}${next}`);
      all.push(...page.items);
      cursor = page.next_cursor;
    } while (cursor);
    return all;
  }

  /** Those of the demo: what other tests publish, change and delete meanwhile is not among them. */
  async demoPosts(query = ""): Promise<Post[]> {
    const made = Number(process.env.FONANA_MADE ?? Infinity);
    return (await this.posts(query)).filter(({ published_at }) => Date.parse(published_at) <= made);
  }
}

/** Asks again and again until it is so, for half a minute. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error("waited for half a minute in vain");
    await new Promise((again) => setTimeout(again, 100));
  }
}

/** The n-th locked post of a kind, each of another creator who prices in this currency, so that tests do not meet. */
export async function lockedPost(access: Post["access"], nth = 0, currency: Currency = "SOL"): Promise<Post> {
  const caller = new Caller();
  const posts = (await caller.demoPosts()).filter((post) => post.locked && post.access === access);
  const first = new Map<string, Post>();
  for (const post of posts) if (!first.has(post.creator.handle)) first.set(post.creator.handle, post);
  let left = nth;
  for (const post of first.values()) {
    const creator = await caller.get<{ currency: Currency }>(`/api/creators/${post.creator.handle}`);
    if (creator.currency === currency && left-- === 0) return post;
  }
  throw new Error(`the demo has no locked post number ${nth} with access ${access} in ${currency}`);
}
