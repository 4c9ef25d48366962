// Recordings and pictures as creators send them: made by ffmpeg, uploaded by tus, and ready when the server has worked on them.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { Caller } from "./caller.ts";

const SOURCES = {
  film: ["a.mp4", "-f lavfi -i testsrc2=s=640x360:r=25:d=20 -f lavfi -i sine=d=20 -c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac"],
  sound: ["a.mp3", "-f lavfi -i aevalsrc=sin(440*2*PI*t)*abs(sin(t)):d=40 -c:a libmp3lame -b:a 64k"],
  picture: ["a.png", "-f lavfi -i testsrc2=s=1200x800 -frames:v 1"],
  upright: ["b.png", "-f lavfi -i smptebars=s=800x1200 -frames:v 1"],
} as const;

export type Source = keyof typeof SOURCES;

/** A file of this kind. */
export function made(source: Source): Buffer {
  const [name, args] = SOURCES[source];
  const folder = mkdtempSync(join(tmpdir(), "fonana-media-"));
  const path = join(folder, name);
  const done = spawnSync("ffmpeg", ["-nostdin", "-y", "-v", "error", ...args.split(" "), path], { encoding: "utf8" });
  if (done.status !== 0) throw new Error(`ffmpeg failed: ${done.stderr}`);
  const bytes = readFileSync(path);
  rmSync(folder, { recursive: true });
  return bytes;
}

/** Uploads a file of this kind; its id once it is ready. */
export async function upload(caller: Caller, source: Source): Promise<string> {
  const [name] = SOURCES[source];
  const bytes = made(source);
  const id = await caller.upload(bytes, name);
  const state = () => caller.get<{ state: string }>(`/api/media/${id}`).then(({ state }) => state);
  await expect.poll(state, { timeout: 60_000 }).toBe("ready");
  return id;
}

/** Somebody new who publishes. */
export async function creator(): Promise<Caller> {
  const caller = await new Caller().signIn();
  await caller.post("/api/me/creator", { category: "art" });
  return caller;
}

export type File = { id: string; alt: string; sample?: boolean };

/** Publishes these files; the post's id. */
export async function publish(caller: Caller, media: File[], more: object = {}): Promise<string> {
  const draft = { title: "Tides", body: "Salt.", access: "public", media, ...more };
  return (await caller.post<{ id: string }>("/api/posts", draft)).id;
}
