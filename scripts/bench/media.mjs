// Prints what it costs to give files out: CPU for a public picture and a locked one, for megabytes of a film, and the memory that two
// hundred people take who read parts of one at once. It judges nothing and keeps nothing.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Agent, get } from "node:http";
import { join } from "node:path";
import { cpu, folder, load, memory, send, serve, signIn, told } from "./site.mjs";

const READERS = 200;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 8);
/** What a player asks for at once. */
const PART = 1024 * 1024;

/** A file that ffmpeg draws, noise in it, so that it packs as badly as what cameras make. */
function drawn(name, noise, ...how) {
  const path = join(folder, name);
  const picture = ["-f", "lavfi", "-i", "testsrc2=size=1280x960:rate=25", "-vf", `noise=alls=${noise}:allf=t`];
  execFileSync("ffmpeg", ["-hide_banner", "-loglevel", "error", ...picture, ...how, path]);
  return readFileSync(path);
}

/** Sends a file by tus and waits until it can be shown; its id. */
async function upload({ origin }, cookie, name, bytes) {
  const headers = {
    cookie,
    "tus-resumable": "1.0.0",
    "content-type": "application/offset+octet-stream",
    "upload-length": String(bytes.length),
    "upload-metadata": `filename ${Buffer.from(name).toString("base64")}`,
  };
  const sent = await told(await fetch(`${origin}/api/upload`, { method: "POST", headers, body: bytes }));
  const id = sent.headers.get("location").split("/").pop();
  for (;;) {
    const { state } = await send(origin, "GET", `/api/media/${id}`, cookie);
    if (state === "ready") return id;
    if (state === "failed") throw new Error(`${name} cannot be shown`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Publishes a file in a post of its own; the post as its author sees it. */
async function publish({ origin }, cookie, access, media) {
  const draft = { title: "Measured", body: "Not invented.", access, media: [{ id: media, alt: "Noise" }] };
  const { id } = await send(origin, "POST", "/api/posts", cookie, draft);
  return send(origin, "GET", `/api/posts/${id}`, cookie);
}

/** The variant of a post's picture whose size is nearest to 50 kB, with its size. */
async function nearest({ origin }, cookie, post) {
  const sizes = [];
  for (const { url } of post.media[0].variants) {
    const bytes = await (await told(await fetch(origin + url, { headers: { cookie } }))).arrayBuffer();
    sizes.push({ url, size: bytes.byteLength });
  }
  const far = ({ size }) => Math.abs(size - 50_000);
  return sizes.sort((one, other) => far(one) - far(other))[0];
}

/** Reads parts of a film with so many at once; CPU ms per megabyte, and the most memory that the server had. */
async function readParts(server, url, cookie, size, readers) {
  const agent = new Agent({ keepAlive: true, maxSockets: readers });
  let [read, peak] = [0, memory(server.pid)];
  const part = (from) =>
    new Promise((resolve, reject) => {
      const headers = { cookie, range: `bytes=${from}-${Math.min(from + PART, size) - 1}` };
      const asked = get(server.origin + url, { agent, headers }, (answer) => {
        if (answer.statusCode !== 206) reject(new Error(`${url}: ${answer.statusCode}`));
        answer.on("data", (piece) => (read += piece.length));
        answer.on("end", resolve);
        answer.on("error", reject);
      });
      asked.on("error", reject);
    });
  const looks = setInterval(() => (peak = Math.max(peak, memory(server.pid))), 20);
  const before = cpu(server.pid);
  const ends = performance.now() + SECONDS * 1000;
  const reader = async (number) => {
    for (let at = number; performance.now() < ends; at += 7) await part((at * PART) % (size - 1));
  };
  await Promise.all(Array.from({ length: readers }, (_, number) => reader(number)));
  clearInterval(looks);
  agent.destroy();
  return { ms: ((cpu(server.pid) - before) * 1000) / (read / 1e6), peak, read: read / 1e6 };
}

// Without ffmpeg a film plays as it was sent, and nothing works beside what is measured.
const server = await serve(join(folder, "media"), { FONANA_FFMPEG: "none" });
const [author, follower] = [await signIn(server.origin), await signIn(server.origin)];
await send(server.origin, "POST", "/api/me/creator", author, { category: "art" });
const { handle } = await send(server.origin, "GET", "/api/me", author);
await send(server.origin, "PUT", `/api/creators/${handle}/follow`, follower);

const photo = await upload(server, author, "photo.jpg", drawn("photo.jpg", 32, "-frames:v", "1"));
const open = await nearest(server, "", await publish(server, author, "public", photo));
const other = await upload(server, author, "other.jpg", drawn("other.jpg", 33, "-frames:v", "1"));
const locked = await nearest(server, author, await publish(server, author, "followers", other));
const encoding = ["-t", "15", "-c:v", "libx264", "-preset", "ultrafast", "-b:v", "40M", "-pix_fmt", "yuv420p"];
const footage = drawn("film.mp4", 40, ...encoding);
const film = await upload(server, author, "film.mp4", footage);
const { url } = (await publish(server, author, "followers", film)).media[0].playable.sources[0];

console.log("\n| files | figure |\n|---|---|");
const row = (name, figure) => console.log(`| ${name} | ${figure} |`);
const kilobytes = ({ size }) => `${(size / 1000).toFixed(1)} kB`;
const cost = (path, cookie) => load(server, server.origin + path, cookie).ms.toFixed(3);
row(`a public picture of ${kilobytes(open)}, CPU ms`, cost(open.url));
row(`a locked one of ${kilobytes(locked)} for a follower, CPU ms`, cost(locked.url, follower));
const before = memory(server.pid);
const few = await readParts(server, url, follower, footage.length, 4);
const many = await readParts(server, url, follower, footage.length, READERS);
row(`parts of a film of ${(footage.length / 1e6).toFixed(0)} MB, 1 MiB each, CPU ms per MB, 4 readers`, few.ms.toFixed(2));
row(`the same, ${READERS} readers`, many.ms.toFixed(2));
row("memory before anybody reads, MB", before.toFixed(0));
row("at most with 4 readers, MB", few.peak.toFixed(0));
row(`at most with ${READERS}, after ${many.read.toFixed(0)} MB`, many.peak.toFixed(0));
server.stop();
