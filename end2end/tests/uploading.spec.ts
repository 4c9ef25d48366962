// Somebody else's tus client, without a browser: what it sends arrives, also in pieces, after a break, and not when it is told to stop.

import { readFileSync } from "node:fs";
import { Upload, type UploadOptions } from "tus-js-client";
import { Caller } from "../support/caller.ts";
import { png } from "../support/png.ts";
import { SITE, expect, test } from "../support/test.ts";

const PIECE = 64 * 1024;

/** An upload by tus-js-client, and how it ends. */
function sending(caller: Caller, bytes: Buffer, options: UploadOptions = {}) {
  let upload: Upload | undefined;
  const ended = new Promise<void>((resolve, reject) => {
    upload = new Upload(bytes, {
      endpoint: `${SITE}/api/upload`,
      headers: { Cookie: caller.cookie() },
      metadata: { filename: "wave.png", filetype: "image/png" },
      chunkSize: PIECE,
      // What fails is to be seen, not tried again.
      retryDelays: null,
      ...options,
      onSuccess: () => resolve(),
      onError: reject,
    });
    upload.start();
  });
  return { upload: upload!, ended };
}

const idOf = (upload: Upload) => upload.url!.split("/").pop()!;

const stateOf = (caller: Caller, id: string) => caller.get<{ state: string; reason?: string }>(`/api/media/${id}`);

async function arrived(caller: Caller, id: string, bytes: Buffer) {
  await expect.poll(async () => (await stateOf(caller, id)).state, { timeout: 60_000 }).toBe("ready");
  const original = await fetch(`${SITE}/media/${id}/original`, { headers: { cookie: caller.cookie() } });
  expect(Buffer.from(await original.arrayBuffer()).equals(bytes)).toBe(true);
}

test("a file in pieces, with the first as it is made and without", async () => {
  const caller = await new Caller().signIn();
  for (const uploadDataDuringCreation of [false, true]) {
    const bytes = png(320, 240, uploadDataDuringCreation ? 1 : 2, true);
    expect(bytes.length).toBeGreaterThan(2 * PIECE);
    const { upload, ended } = sending(caller, bytes, { uploadDataDuringCreation });
    await ended;
    await arrived(caller, idOf(upload), bytes);
  }
});

test("a file goes on where it broke off, and one that is taken back is gone", async () => {
  const caller = await new Caller().signIn();
  const bytes = png(320, 240, 3, true);
  const broken = await new Promise<Upload>((resolve) => {
    const { upload } = sending(caller, bytes, {
      onChunkComplete: () => void upload.abort().then(() => resolve(upload)),
    });
  });
  const { upload, ended } = sending(caller, bytes, { uploadUrl: broken.url });
  await ended;
  expect(upload.url).toBe(broken.url);
  await arrived(caller, idOf(upload), bytes);

  const again = await new Promise<Upload>((resolve) => {
    const { upload } = sending(caller, bytes, {
      onChunkComplete: () => void upload.abort(true).then(() => resolve(upload)),
    });
  });
  const gone = await fetch(again.url!, { method: "HEAD", headers: { "tus-resumable": "1.0.0" } });
  expect([401, 404, 410]).toContain(gone.status);
  await expect(sending(caller, bytes, { uploadUrl: again.url, endpoint: null }).ended).rejects.toThrow();
});

test("a file that is none of ours is refused in words that the client hands on", async () => {
  const caller = await new Caller().signIn();
  const { upload, ended } = sending(caller, readFileSync(import.meta.filename), { chunkSize: Infinity });
  await ended;
  const answer = () => stateOf(caller, idOf(upload));
  await expect.poll(async () => (await answer()).state, { timeout: 60_000 }).toBe("refused");
  expect((await answer()).reason).toBeTruthy();
});
