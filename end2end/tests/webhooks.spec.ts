// Webhooks: a creator adds the address of their own server on a plain form, pings it and sees what came of it. The server at
// the other end is real and checks the signature as docs/money.md says.

import { createHmac } from "node:crypto";
import { once } from "node:events";
import { type IncomingHttpHeaders, type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Caller } from "../support/caller.ts";
import { SITE, awake, expect, open, test } from "../support/test.ts";

interface Heard {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A creator's own server: it refuses the first message and takes all others. */
class Receiver {
  readonly heard: Heard[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, answer) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        this.heard.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
        answer.writeHead(this.heard.length === 1 ? 503 : 204).end();
      });
    });
  }

  static async open(): Promise<Receiver> {
    const receiver = new Receiver();
    receiver.#server.listen(0, "127.0.0.1");
    await once(receiver.#server, "listening");
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/hook`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

/** Whether a message is signed with this secret. */
function isGenuine({ headers, body }: Heard, secret: string): boolean {
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const text = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  const own = `v1,${createHmac("sha256", key).update(text).digest("base64")}`;
  return String(headers["webhook-signature"]).split(" ").includes(own);
}

test("a webhook is added, pinged, sent to again and deleted", async ({ page, context }) => {
  const receiver = await Receiver.open();
  try {
    const creator = await new Caller().signIn();
    await creator.post("/api/me/creator", { category: "art" });
    await context.addCookies(creator.cookies().map(([name, value]) => ({ name, value, url: SITE })));
    await open(page, "/dashboard/webhooks");
    await page.getByRole("textbox", { name: "Address" }).fill(receiver.url);
    await page.getByRole("checkbox", { name: "A payment is final" }).uncheck();
    await page.getByTestId("webhook-make").click();
    const secret = await page.getByTestId("webhook-secret").inputValue();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const line = page.getByTestId("webhook");
    await expect(line).toContainText(receiver.url);
    await expect(line).not.toContainText("A payment is final,");

    await line.getByRole("button", { name: "Send a ping" }).click();
    await expect(page.getByTestId("webhook-secret")).toHaveCount(0);
    const delivery = page.getByTestId("delivery");
    await expect(delivery).toContainText("A ping");
    await expect.poll(() => receiver.heard.length).toBe(1);
    // The page is as it was when it was asked for; loaded anew it says what came of it.
    await expect(async () => {
      await page.reload();
      await expect(delivery).toContainText("1 attempt, answered with 503", { timeout: 500 });
    }).toPass();
    await awake(page);
    await delivery.getByRole("button", { name: "Send again" }).click();
    await expect.poll(() => receiver.heard.length).toBe(2);
    await expect(async () => {
      await page.reload();
      await expect(delivery).toContainText("Delivered", { timeout: 500 });
    }).toPass();
    const [first, second] = receiver.heard;
    if (!first || !second) throw new Error("two messages were heard");
    expect(JSON.parse(first.body)).toMatchObject({ type: "ping" });
    expect(second.body).toBe(first.body);
    expect(second.headers["webhook-id"]).toBe(first.headers["webhook-id"]);
    expect(receiver.heard.map((heard) => isGenuine(heard, secret))).toEqual([true, true]);

    await awake(page);
    await line.getByRole("button", { name: "Delete" }).click();
    await expect(page.getByText("You have no webhook yet.")).toBeVisible();
  } finally {
    receiver.close();
  }
});
