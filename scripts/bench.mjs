// Prints the table of docs/measurements.md: CPU per request of the server process, start, memory, bytes on the wire.
// It judges nothing and keeps nothing; both data sets live in a temporary folder.
import { execFileSync, spawn } from "node:child_process";
import { generateKeyPairSync, sign } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const binary = process.argv[2];
if (!existsSync(binary)) {
  console.error(`${binary} is not there: run \`make bench\`, which builds it.`);
  process.exit(1);
}
const SECONDS = Number(process.env.BENCH_SECONDS ?? 8);
const TICKS = Number(execFileSync("getconf", ["CLK_TCK"]));
const folder = mkdtempSync(join(tmpdir(), "fonana-bench-"));

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** CPU seconds of a process so far, user and system. */
const cpu = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
};
/** Resident memory in MB. */
const memory = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;

async function serve(dataDir) {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const begun = performance.now();
  const env = { ...process.env, FONANA_RATE_LIMITS: "off", FONANA_LOG: "warn" };
  const args = ["-c", "0", binary, "serve", "--data-dir", dataDir, "--addr", `127.0.0.1:${port}`];
  const child = spawn("taskset", args, { env, stdio: ["ignore", "ignore", "inherit"] });
  for (;;) {
    try {
      if ((await fetch(`${origin}/api/health/live`)).ok) break;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }
  return { origin, pid: child.pid, started: performance.now() - begun, stop: () => child.kill("SIGTERM") };
}

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
function base58(bytes) {
  let number = BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
  let text = "";
  for (; number > 0n; number /= 58n) text = ALPHABET[Number(number % 58n)] + text;
  for (const byte of bytes) {
    if (byte !== 0) break;
    text = `1${text}`;
  }
  return text;
}

/** Signs in with a new key, over the public doors; the Cookie header of the session. */
async function signIn(origin) {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const address = base58(Buffer.from(publicKey.export({ format: "jwk" }).x, "base64url"));
  const cookies = (answer) => answer.headers.getSetCookie().map((line) => line.split(";")[0]);
  const post = (path, body, cookie) =>
    fetch(origin + path, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: cookie ?? "" },
      body: JSON.stringify(body),
    });
  const asked = await post("/api/auth/challenge", { address });
  const binding = cookies(asked).join("; ");
  const { message } = await asked.json();
  const signed_message = Buffer.from(message).toString("base64");
  const signature = sign(null, Buffer.from(message), privateKey).toString("base64");
  const session = await post("/api/auth/session", { address, signed_message, signature }, binding);
  if (!session.ok) throw new Error(await session.text());
  return cookies(session).filter((line) => !line.endsWith("=")).join("; ");
}

/** A script for wrk that sends these requests in turn, each a method and perhaps a JSON body. */
function inTurn(name, requests) {
  const lines = requests.map(([method, body]) => {
    const json = body ? `{["Content-Type"] = "application/json"}, '${JSON.stringify(body)}'` : "nil, nil";
    return `{"${method}", ${json}}`;
  });
  const path = join(folder, `${name}.lua`);
  writeFileSync(
    path,
    `local turn, all = 0, {${lines.join(", ")}}
function request()
  turn = turn + 1
  local one = all[turn % #all + 1]
  for key, value in pairs(one[2] or {}) do wrk.headers[key] = value end
  return wrk.format(one[1], nil, nil, one[3])
end
`,
  );
  return ["-s", path];
}

/** CPU milliseconds per request under wrk with 16 connections from the other core. */
function load({ pid }, url, cookie, script = []) {
  const headers = [...(cookie ? ["-H", `Cookie: ${cookie}`] : []), ...script];
  const wrk = (seconds) =>
    execFileSync("taskset", ["-c", "1", "wrk", "-t1", "-c16", `-d${seconds}s`, ...headers, url], { encoding: "utf8" });
  wrk(1);
  const before = cpu(pid);
  const out = wrk(SECONDS);
  const spent = cpu(pid) - before;
  if (/Non-2xx/.test(out)) throw new Error(`${url}: ${out}`);
  const requests = Number(/(\d+) requests in/.exec(out)[1]);
  return { ms: (spent * 1000) / requests, requests };
}

/** An open post with 50 comments more than it had, and its creator. */
async function talkedAbout(origin, cookie) {
  const { items } = await (await fetch(`${origin}/api/posts?limit=100`)).json();
  const post = items.find(({ locked }) => !locked);
  for (let number = 0; number < 50; number += 1) {
    const answer = await fetch(`${origin}/api/posts/${post.id}/comments`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie },
      body: JSON.stringify({ body: `Comment number ${number}, of the length that people write.` }),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }
  return { post: post.id, handle: post.creator.handle };
}

const figures = (number, digits) => number.toFixed(digits);

async function measure(dataDir) {
  const server = await serve(dataDir);
  const idle = memory(server.pid);
  const cookie = await signIn(server.origin);
  const { post, handle } = await talkedAbout(server.origin, cookie);
  const rows = [
    ["GET /api/posts?limit=20", "/api/posts?limit=20", null],
    ["GET /api/creators?limit=20", "/api/creators?limit=20", null],
    ["GET /feed, visitor", "/feed", null],
    ["GET /feed, signed-in fan", "/feed", cookie],
    ["GET /feed?show=trending, signed-in fan", "/feed?show=trending", cookie],
    ["GET /post/:id with 50 comments, signed-in fan", `/post/${post}`, cookie],
    ["GET /:handle, signed-in fan", `/${handle}`, cookie],
    ["GET /api/search?q=paper, signed-in fan", "/api/search?q=paper", cookie],
    ["GET /api/search?q=papre (mistyped), visitor", "/api/search?q=papre", null],
    ["GET /search?q=paper, signed-in fan", "/search?q=paper", cookie],
    ["GET /api/search/suggest?q=an, signed-in fan", "/api/search/suggest?q=an", cookie],
  ].map(([name, path, cookie]) => [name, load(server, server.origin + path, cookie)]);
  const busy = memory(server.pid);
  const writes = [
    ["like and unlike", `/api/posts/${post}/like`, [["PUT"], ["DELETE"]]],
    ["follow and unfollow", `/api/creators/${handle}/follow`, [["PUT"], ["DELETE"]]],
    ["comment", `/api/posts/${post}/comments`, [["POST", { body: "Measured, not invented." }]]],
  ];
  for (const [name, path, requests] of writes) {
    rows.push([name, load(server, server.origin + path, cookie, inTurn(name.replaceAll(" ", "-"), requests))]);
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

try {
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
} finally {
  rmSync(folder, { recursive: true, force: true });
}
