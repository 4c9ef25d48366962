// Prints the first tables of docs/measurements.md: CPU per request of the server process, start, memory, bytes on the wire.
// It judges nothing and keeps nothing; both data sets live in a temporary folder.
import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { binary, folder, inTurn, load, memory, send, serve, signIn } from "./site.mjs";

/** An open post with 50 comments more than it had, and its creator. */
async function talkedAbout(origin, cookie) {
  const { items } = await send(origin, "GET", "/api/posts?limit=100", cookie);
  const post = items.find(({ locked }) => !locked);
  for (let number = 0; number < 50; number += 1) {
    const body = `Comment number ${number}, of the length that people write.`;
    await send(origin, "POST", `/api/posts/${post.id}/comments`, cookie, { body });
  }
  return { post: post.id, handle: post.creator.handle };
}

/** A conversation with somebody, in which both wrote 50 messages in turn. */
async function talkedIn(origin, cookie) {
  const other = await signIn(origin);
  const { handle } = await send(origin, "GET", "/api/me", other);
  const { id } = await send(origin, "POST", "/api/conversations", cookie, { with: handle });
  for (let number = 0; number < 50; number += 1) {
    const body = `Message number ${number}, of the length that people write.`;
    await send(origin, "POST", `/api/conversations/${id}/messages`, number % 2 ? other : cookie, { body });
  }
  return id;
}

/** So many switches are turned on one after the other and then off: with 16 under way none meets its own. */
const SWITCHES = 40;
const onAndOff = (paths) => ["PUT", "DELETE"].flatMap((method) => paths.map((path) => [method, path]));

/** Open posts of others to be liked, and creators to be followed. */
async function switches(origin, cookie) {
  const { items: posts } = await send(origin, "GET", "/api/posts?limit=100", cookie);
  const { items: creators } = await send(origin, "GET", "/api/creators?limit=50", cookie);
  const likes = posts.filter(({ locked }) => !locked).map(({ id }) => `/api/posts/${id}/like`);
  const follows = creators.map(({ handle }) => `/api/creators/${handle}/follow`);
  return [likes, follows].map((paths) => onAndOff(paths.slice(0, SWITCHES)));
}

const figures = (number, digits) => number.toFixed(digits);

async function measure(dataDir) {
  const server = await serve(dataDir);
  const idle = memory(server.pid);
  const cookie = await signIn(server.origin);
  const { post, handle } = await talkedAbout(server.origin, cookie);
  const conversation = await talkedIn(server.origin, cookie);
  const [likes, follows] = await switches(server.origin, cookie);
  const rows = [
    ["GET /api/posts?limit=20", "/api/posts?limit=20", null],
    ["GET /api/creators?limit=20", "/api/creators?limit=20", null],
    ["GET /feed, visitor", "/feed", null],
    ["GET /feed, signed-in fan", "/feed", cookie],
    ["GET /feed?show=trending, signed-in fan", "/feed?show=trending", cookie],
    ["GET /post/:id with 50 comments, signed-in fan", `/post/${post}`, cookie],
    ["GET /:handle, signed-in fan", `/${handle}`, cookie],
    ["GET /messages/:id with 50 messages, signed-in fan", `/messages/${conversation}`, cookie],
    ["GET /api/search?q=paper, signed-in fan", "/api/search?q=paper", cookie],
    ["GET /api/search?q=papre (mistyped), visitor", "/api/search?q=papre", null],
    ["GET /search?q=paper, signed-in fan", "/search?q=paper", cookie],
    ["GET /api/search/suggest?q=an, signed-in fan", "/api/search/suggest?q=an", cookie],
  ].map(([name, path, cookie]) => [name, load(server, server.origin + path, cookie)]);
  const busy = memory(server.pid);
  const writes = [
    ["like and unlike", likes],
    ["follow and unfollow", follows],
    ["comment", [["POST", `/api/posts/${post}/comments`, { body: "Measured, not invented." }]]],
  ];
  for (const [name, requests] of writes) {
    rows.push([name, load(server, server.origin, cookie, inTurn(name.replaceAll(" ", "-"), requests))]);
  }
  server.stop();
  return { rows, idle, busy, started: server.started };
}

/** Brotli bytes of everything a page loads to hydrate. */
function wire() {
  const site = "target/site/pkg";
  const names = readdirSync(site).filter((name) => /\.(js|wasm)\.br$/.test(name));
  return names.reduce((sum, name) => sum + statSync(join(site, name)).size, 0);
}

const sets = [];
for (const [name, more] of [["demo", []], ["large", ["--users", "10000", "--posts", "100000"]]]) {
  const dataDir = join(folder, name);
  const begun = performance.now();
  execFileSync(binary, ["seed", "--data-dir", dataDir, ...more], { stdio: ["ignore", "inherit", "inherit"] });
  const seeded = (performance.now() - begun) / 1000;
  sets.push({ ...(await measure(dataDir)), seeded });
}
const [demo, large] = sets;
console.log("\n| CPU ms per request | demo | large | large / demo |\n|---|---|---|---|");
demo.rows.forEach(([name, small], at) => {
  const big = large.rows[at][1];
  console.log(`| ${name} | ${figures(small.ms, 3)} | ${figures(big.ms, 3)} | ${figures(big.ms / small.ms, 2)} |`);
});
console.log("\n| other | demo | large |\n|---|---|---|");
console.log(`| start to first answer, ms | ${figures(demo.started, 0)} | ${figures(large.started, 0)} |`);
console.log(`| memory idle, MB | ${figures(demo.idle, 0)} | ${figures(large.idle, 0)} |`);
console.log(`| memory under load, MB | ${figures(demo.busy, 0)} | ${figures(large.busy, 0)} |`);
console.log(`| seed, s | ${figures(demo.seeded, 1)} | ${figures(large.seeded, 1)} |`);
console.log(`| JavaScript and WASM, brotli KB | ${figures(wire() / 1000, 1)} | |`);
