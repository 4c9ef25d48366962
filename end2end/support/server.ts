// A server of our own on a free port, with the demo in a folder that is gone when the tests are done. FONANA_URL names
// one that runs already; FONANA_BIN another binary than the release build.

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { openOffice } from "./office.ts";

const BINARY = resolve(import.meta.dirname, process.env.FONANA_BIN ?? "../../target/release/fonana");

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer().once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (address && typeof address === "object" ? done(address.port) : fail(new Error("no port"))));
    });
  });
}

/** Resolves when the server says that it is ready; fails when it ends before. */
async function ready(server: ChildProcess, url: string, log: string): Promise<void> {
  const until = Date.now() + 30_000;
  while (Date.now() < until) {
    if (server.exitCode !== null) throw new Error(`fonana serve ended with ${server.exitCode}: see ${log}`);
    const answer = await fetch(`${url}/api/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((again) => setTimeout(again, 100));
  }
  throw new Error(`fonana serve was not ready in 30 s: see ${log}`);
}

/** Begins to serve what is in a folder; what it says is kept. */
function serve(folder: string, data: string, port: number, more: Record<string, string> = {}): { server: ChildProcess; lines: Buffer[] } {
  const server = spawn(BINARY, ["serve", "--data-dir", data, "--addr", `127.0.0.1:${port}`, "--dev", "on"], {
    cwd: folder,
    // All who sign in here share one address, and more of them do in a minute than one address may.
    env: { ...process.env, FONANA_RATE_LIMITS: "off", ...more },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: Buffer[] = [];
  const keep = (bytes: Buffer) => void lines.push(bytes);
  server.stdout?.on("data", keep);
  server.stderr?.on("data", keep);
  return { server, lines };
}

/** A server for one test, empty, that can be killed and comes back where it was. */
export class OwnServer {
  readonly #folder = mkdtempSync(join(tmpdir(), "fonana-e2e-"));
  #port = 0;
  #server: ChildProcess | undefined;
  #lines: Buffer[] = [];

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    this.#port ||= await freePort();
    const { server, lines } = serve(this.#folder, join(this.#folder, "data"), this.#port);
    [this.#server, this.#lines] = [server, lines];
    try {
      await ready(server, this.url, "what follows");
    } catch (error) {
      throw new Error(`${error}\n${Buffer.concat(this.#lines)}`);
    }
  }

  /** It ends without a word, as in a power cut. */
  async kill(): Promise<void> {
    const server = this.#server;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise<void>((done) => server.once("exit", () => done()));
    server.kill("SIGKILL");
    await ended;
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Gives somebody a role, as the operator does in a shell beside the running server. */
export function grantRole(role: "moderator" | "admin", handle: string): void {
  const data = process.env.FONANA_DATA;
  if (!data) throw new Error("only the operator of the server can give roles: run without FONANA_URL");
  const done = spawnSync(BINARY, ["admin", "grant", role, handle, "--data-dir", data], { encoding: "utf8" });
  if (done.status !== 0) throw new Error(`fonana admin grant failed:\n${done.stdout}${done.stderr}`);
}

export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  // A server that runs already, with the demo in it.
  if (process.env.FONANA_URL) return undefined;
  if (!existsSync(BINARY)) throw new Error(`${BINARY} is not there: run \`make e2e\`, or name another by FONANA_BIN`);
  const folder = mkdtempSync(join(tmpdir(), "fonana-e2e-"));
  const data = join(folder, "data");
  const began = Date.now();
  const seed = spawnSync(BINARY, ["seed", "--data-dir", data], { encoding: "utf8", cwd: folder });
  if (seed.status !== 0) throw new Error(`fonana seed failed:\n${seed.stdout}${seed.stderr}`);
  console.log(`    the demo was made in ${((Date.now() - began) / 1000).toFixed(1)} s`);

  const made = Date.now();
  const letters = join(folder, "letters");
  mkdirSync(letters);
  const office = await openOffice(letters);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = resolve(import.meta.dirname, "../test-results/server.log");
  rmSync(log, { force: true });
  const { server, lines } = serve(folder, data, port, {
    FONANA_SMTP_URL: office.url,
    FONANA_MAIL_FROM: "Fonana <letters@fonana.example>",
  });
  const ended = new Promise<void>((done) => server.once("exit", () => done()));
  const stop = async () => {
    server.kill("SIGTERM");
    const forced = setTimeout(() => server.kill("SIGKILL"), 15_000);
    await ended;
    clearTimeout(forced);
    office.close();
    // Playwright has emptied the folder by now, so the log is written last.
    createWriteStream(log).on("error", () => {}).end(Buffer.concat(lines));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await ready(server, url, log);
  } catch (error) {
    await stop();
    throw error;
  }
  process.env.FONANA_URL = url;
  process.env.FONANA_DATA = data;
  process.env.FONANA_MADE = String(made);
  process.env.FONANA_LETTERS = letters;
  return stop;
}
