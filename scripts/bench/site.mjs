// A release server to be measured: started on a free port and pinned to core 0, asked from core 1; and whoever signs in there.
import { execFileSync, spawn } from "node:child_process";
import { generateKeyPairSync, sign } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const binary = process.argv[2];
if (!binary || !existsSync(binary)) {
  console.error(`${binary} is not there: run \`make bench\`, which builds it.`);
  process.exit(1);
}
const SECONDS = Number(process.env.BENCH_SECONDS ?? 8);
const TICKS = Number(execFileSync("getconf", ["CLK_TCK"]));
/** Everything lies here, and is gone afterwards. */
export const folder = mkdtempSync(join(tmpdir(), "fonana-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** Servers that run; none outlives us, however we end. */
const running = new Set();
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** CPU seconds of a process so far, user and system. */
export const cpu = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
};
/** Resident memory in MB. */
export const memory = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;

/** A server on a folder, with settings of the environment beside ours. */
export async function serve(dataDir, settings = {}) {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const begun = performance.now();
  const env = { ...process.env, FONANA_RATE_LIMITS: "off", FONANA_LOG: "warn", ...settings };
  const args = ["-c", "0", binary, "serve", "--data-dir", dataDir, "--addr", `127.0.0.1:${port}`];
  const child = spawn("taskset", args, { env, stdio: ["ignore", "ignore", "inherit"] });
  running.add(child);
  child.on("exit", () => running.delete(child));
  for (;;) {
    try {
      if ((await fetch(`${origin}/api/health/live`)).ok) break;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }
  return { origin, pid: child.pid, started: performance.now() - begun, stop: () => child.kill("SIGTERM") };
}

/** The answer, if it is one. */
export async function told(answer) {
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${await answer.text()}`);
  return answer;
}

/** A request of somebody's, perhaps with JSON; the JSON that it is answered with. */
export async function send(origin, method, path, cookie, body) {
  const headers = body ? { cookie, "content-type": "application/json" } : { cookie };
  const answer = await told(await fetch(origin + path, { method, headers, body: body && JSON.stringify(body) }));
  const text = await answer.text();
  return text && JSON.parse(text);
}

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
export function base58(bytes) {
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
export async function signIn(origin) {
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

/** A script for wrk that sends these requests in turn, each a method, a path and perhaps a JSON body. */
export function inTurn(name, requests) {
  const lines = requests.map(([method, path, body]) => {
    const json = body ? `{["Content-Type"] = "application/json"}, '${JSON.stringify(body)}'` : "nil, nil";
    return `{"${method}", "${path}", ${json}}`;
  });
  const file = join(folder, `${name}.lua`);
  writeFileSync(
    file,
    `local turn, all = 0, {${lines.join(", ")}}
function request()
  turn = turn + 1
  local one = all[turn % #all + 1]
  for key, value in pairs(one[3] or {}) do wrk.headers[key] = value end
  return wrk.format(one[1], one[2], nil, one[4])
end
`,
  );
  return ["-s", file];
}

/** CPU milliseconds per request under wrk with 16 connections from the other core. */
export function load({ pid }, url, cookie, script = []) {
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
