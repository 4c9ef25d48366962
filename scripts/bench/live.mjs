// Prints what the live connection costs: how long a message is on its way, what ten thousand sockets take, how soon an event is with five
// thousand of them, and what a message to a hundred thousand does to a page. All of it is asked for here, in another process than the
// server and on another core. It judges nothing and keeps nothing. BENCH_SCALE=0.01 tries it with a hundredth of everything.
import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { base58, binary, cpu, folder, memory, send, serve, signIn } from "./site.mjs";
import { Listener, inParts } from "./sockets.mjs";

const SCALE = Number(process.env.BENCH_SCALE ?? 1);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 8);
const SOCKETS = 10_000 * SCALE;
/** Of one person, as many as they may have. */
const OF_A_PERSON = 20;
const HEARERS = SOCKETS / 2;
/** Events that go to all of those. */
const EVENTS = 20;
/** Conversations, and messages a second in all of them. */
const [PAIRS, MESSAGES] = [50, 500 * Math.min(1, SCALE * 10)];
const SUBSCRIBERS = 100_000 * SCALE;
/** Pages a second. */
const PAGES = 100;
/** Milliseconds that anything may take, or it is not measured. */
const PATIENCE = 120_000;

function stop(words) {
  console.error(words);
  process.exit(1);
}
const files = Number(/Max open files\s+(\d+)/.exec(readFileSync("/proc/self/limits", "utf8"))[1]);
if (files < SOCKETS + 500) {
  stop(`${SOCKETS} sockets are to be open, and only ${files} files may be: raise \`ulimit -n\`, as root if need be.`);
}
if (spawnSync("sqlite3", ["-version"]).status !== 0) stop("sqlite3 is not there: `make bench` installs it on Debian.");

const rows = [];
const row = (name, figure, most = "") => rows.push(`| ${name} | ${figure} | ${most} |`);
const percentile = (all, part) => all.toSorted((one, other) => one - other)[Math.floor(all.length * part)];
const ms = (number) => number.toFixed(number < 10 ? 2 : 0);

/** What is promised, or the end of the measurement with these words. */
async function within(promise, words) {
  const late = new AbortController();
  const tooLate = pause(PATIENCE, undefined, { signal: late.signal }).then(() => {
    throw new Error(`${words()} after ${PATIENCE / 1000} s: this cannot be measured`);
  });
  tooLate.catch(() => {});
  try {
    return await Promise.race([promise, tooLate]);
  } finally {
    late.abort();
  }
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Asks for something and reads the answer to its end, in the fewest steps. */
function ask({ origin }, method, path, cookie, body) {
  const text = body && JSON.stringify(body);
  const json = () => ({ "content-type": "application/json", "content-length": Buffer.byteLength(text) });
  const headers = { cookie, ...(text && json()) };
  return new Promise((resolve, reject) => {
    const asked = request(origin + path, { method, agent, headers }, (answer) => {
      answer.resume();
      answer.on("error", reject);
      answer.on("end", () => {
        if (answer.statusCode < 300) resolve();
        else reject(new Error(`${method} ${path}: ${answer.statusCode}`));
      });
    });
    asked.on("error", reject);
    asked.end(text);
  });
}

/** Does something so often a second, whatever becomes of it, until there is enough; what each gave. */
async function paced(rate, enough, act) {
  const [began, given] = [performance.now(), []];
  while (!enough(given.length)) {
    const due = ((performance.now() - began) * rate) / 1000;
    while (given.length < due && !enough(given.length)) given.push(act(given.length));
    await pause(1);
  }
  return within(Promise.all(given), () => "not everything that was begun is done");
}

const times = (count) => (done) => done >= count;

async function person(server) {
  const cookie = await signIn(server.origin);
  return { cookie, ...(await send(server.origin, "GET", "/api/me", cookie)) };
}

/** Two who talk; the second one's socket tells when a message is there, the oldest under way first. */
async function pair(server) {
  const [one, other] = [await person(server), await person(server)];
  const { id } = await send(server.origin, "POST", "/api/conversations", one.cookie, { with: other.handle });
  const [under, listeners] = [[], []];
  for (const { cookie } of [one, other]) {
    const listener = await Listener.open(server, cookie);
    await listener.hear("me");
    listeners.push(listener);
  }
  const [own, others] = listeners;
  own.onText = () => {};
  others.onText = (text) => {
    if (text.includes('"kind":"messages"')) under.shift()(performance.now());
  };
  return { path: `/api/conversations/${id}/messages`, cookie: one.cookie, under, listeners };
}

async function talking(server) {
  const pairs = [];
  for (let number = 0; number < PAIRS; number += 1) pairs.push(await pair(server));
  const write = async (number) => {
    const { path, cookie, under } = pairs[number % PAIRS];
    const there = new Promise((resolve) => under.push(resolve));
    const sent = performance.now();
    const [at] = await Promise.all([there, ask(server, "POST", path, cookie, { body: `Message number ${number}.` })]);
    return at - sent;
  };
  await paced(MESSAGES, times(MESSAGES * 2), write);
  const [before, ours, began] = [cpu(server.pid), cpu("self"), performance.now()];
  const took = await paced(MESSAGES, times(MESSAGES * SECONDS), write);
  const [spent, own, lasted] = [cpu(server.pid) - before, cpu("self") - ours, (performance.now() - began) / 1000];
  row(`messages a second of ${MESSAGES} wanted, in ${PAIRS} conversations`, (took.length / lasted).toFixed(0));
  row("of its core the client took meanwhile, %", ((own * 100) / lasted).toFixed(0));
  row("from POST to the other's socket, p50, ms", ms(percentile(took, 0.5)), 3);
  row("the same, p99, ms", ms(percentile(took, 0.99)), 15);
  row("a message with what two sockets are told, CPU ms", ms((spent * 1000) / took.length));
  for (const { listeners } of pairs) for (const listener of listeners) listener.close();
}

/** Ten thousand sockets, each hearing of its person and of new posts, and then half of them of one post's likes. */
async function crowd(server) {
  const people = [];
  for (let number = 0; number < SOCKETS / OF_A_PERSON; number += 1) people.push(await signIn(server.origin));
  const idle = memory(server.pid);
  const cookies = Array.from({ length: SOCKETS }, (_, number) => people[number % people.length]);
  const listeners = await within(
    inParts(cookies, async (cookie) => {
      const listener = await Listener.open(server, cookie);
      await listener.hear("me");
      await listener.hear("feed");
      return listener;
    }),
    () => "not all sockets are open",
  );
  const beyond = () => (memory(server.pid) - idle).toFixed(0);
  row(`${SOCKETS} sockets of ${people.length} people, MB beyond ${idle.toFixed(0)} idle`, beyond(), 150);

  const { items } = await send(server.origin, "GET", "/api/posts?limit=100", people[0]);
  const { id } = items.find(({ locked }) => !locked);
  const hearers = listeners.slice(0, HEARERS);
  await within(inParts(hearers, (listener) => listener.hear(`post:${id}`)), () => "not all hear the post");
  let [left, last] = [0, () => {}];
  const heard = (text) => {
    if (text.includes('"kind":"likes"') && --left === 0) last(performance.now());
  };
  for (const listener of hearers) listener.onText = heard;
  const tell = async (number) => {
    left = hearers.length;
    const all = new Promise((resolve) => (last = resolve));
    const began = performance.now();
    const liked = ask(server, number % 2 ? "DELETE" : "PUT", `/api/posts/${id}/like`, people[0]);
    const words = () => `${left} of ${hearers.length} sockets have not heard of a like`;
    const [at] = await within(Promise.all([all, liked]), words);
    return at - began;
  };
  for (let number = 0; number < 2; number += 1) await tell(number);
  const before = cpu(server.pid);
  const took = [];
  for (let number = 0; number < EVENTS; number += 1) took.push(await tell(number));
  const spent = cpu(server.pid) - before;
  row(`a like to the last of ${hearers.length} sockets, the middle of ${EVENTS}, ms`, ms(percentile(took, 0.5)), 100);
  row("the same, the slowest, ms", ms(Math.max(...took)));
  row("an event delivered, CPU µs", ((spent * 1e6) / (EVENTS * hearers.length)).toFixed(1), 25);
  row("memory afterwards, MB beyond idle", beyond(), 150);
  if (Listener.lost > 0) throw new Error(`the server ended ${Listener.lost} sockets: this cannot be measured`);
  for (const listener of listeners) listener.close();
}

/** Puts subscribers of a creator into the database, past the server: nobody pays a hundred thousand times. */
function subscribed(dataDir, creator) {
  const blob = (id) => `x'${id.replaceAll("-", "")}'`;
  const [now, ends] = [Date.now(), Date.now() + 30 * 86_400_000];
  const people = Array.from({ length: SUBSCRIBERS }, (_, number) => {
    const id = randomBytes(16).toString("hex");
    return `INSERT INTO crowd VALUES (x'${id}', '${base58(randomBytes(32))}', 'crowd_${number}');`;
  });
  const input = `PRAGMA busy_timeout = 10000;
CREATE TEMP TABLE crowd (id BLOB, address TEXT, handle TEXT);
BEGIN;
${people.join("\n")}
INSERT INTO users (id, address, handle, name, bio, role, created_at)
  SELECT id, address, handle, handle, '', 'member', ${now} FROM crowd;
INSERT INTO grants (id, order_id, user_id, kind, creator_id, tier_rank, days, starts_at, ends_at, created_at, open_until)
  SELECT randomblob(16), randomblob(16), id, 'subscription', ${blob(creator)}, 1, 30, ${now}, ${ends}, ${now}, ${ends}
  FROM crowd;
COMMIT;
`;
  execFileSync("sqlite3", ["-bail", join(dataDir, "fonana.db")], { input, stdio: ["pipe", "ignore", "inherit"] });
}

/** A message to a hundred thousand, while somebody looks at pages. */
async function broadcast(server, dataDir) {
  const [author, fan] = [await person(server), await person(server)];
  await send(server.origin, "POST", "/api/me/creator", author.cookie, { category: "art" });
  subscribed(dataDir, author.id);
  const look = async () => {
    const asked = performance.now();
    await ask(server, "GET", "/feed", fan.cookie);
    return performance.now() - asked;
  };
  await paced(PAGES, times(PAGES), look);
  const alone = percentile(await paced(PAGES, times(PAGES * 10), look), 0.99);
  const began = performance.now();
  await send(server.origin, "POST", "/api/broadcasts", author.cookie, { to: "subscribers", body: "News for all of you." });
  let over = false;
  const sending = (async () => {
    for (;;) {
      const { items } = await send(server.origin, "GET", "/api/broadcasts", author.cookie);
      if (items[0].state === "sent") {
        over = true;
        return { sent: items[0].sent, took: (performance.now() - began) / 1000 };
      }
      if (performance.now() - began > 5 * PATIENCE) {
        throw new Error(`only ${items[0].sent} have it after ${(5 * PATIENCE) / 1000} s: this cannot be measured`);
      }
      await pause(200);
    }
  })();
  const beside = percentile(await paced(PAGES, () => over, look), 0.99);
  const { sent, took } = await sending;
  if (sent !== SUBSCRIBERS) throw new Error(`it went to ${sent} of ${SUBSCRIBERS} subscribers: this cannot be measured`);
  row(`a message to ${SUBSCRIBERS} subscribers, s`, took.toFixed(1), 60);
  row(`GET /feed, signed in, ${PAGES} a second, p99 before, ms`, ms(alone));
  row("the same meanwhile, ms", ms(beside), (alone * 2).toFixed(1));
}

const dataDir = join(folder, "live");
execFileSync(binary, ["seed", "--data-dir", dataDir], { stdio: ["ignore", "ignore", "inherit"] });
const server = await serve(dataDir);
await talking(server);
await crowd(server);
await broadcast(server, dataDir);
server.stop();
agent.destroy();
console.log(`\n| live | figure | at most |\n|---|---|---|\n${rows.join("\n")}`);
process.exit();
