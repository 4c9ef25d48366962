// A wallet that behaves like Phantom: injected before the page's scripts, registered by Wallet Standard, with keys
// that the page never sees. It adds instructions to what it signs, and refuses, waits or switches when told to.

import type { Page } from "@playwright/test";
import { Key } from "./key.ts";
import { memo, priorityFee, programs, signWithMore } from "./transaction.ts";

type Input = Record<string, string | undefined>;
type Answer = { value?: unknown; error?: { code: number; message: string } };

/** What a person does with the next request. */
export type Doing = "approve" | "refuse" | "wait";

const refused: Answer = { error: { code: 4001, message: "User rejected the request." } };
const unauthorized: Answer = { error: { code: 4100, message: "The requested account has not been authorized." } };

export class Phantom {
  readonly name = "Phantom";
  readonly keys: readonly [Key, Key];
  /** What was asked of the person, in order. */
  readonly asked: { what: "connect" | "signIn" | "signMessage" | "sign"; text: string }[] = [];
  /** What the person will do; after these, approve. */
  readonly doing: Doing[] = [];
  #current: 0 | 1 = 0;
  #trusted = false;
  #waiting: (() => void)[] = [];

  private constructor(
    private readonly page: Page,
    first: Key,
  ) {
    this.keys = [first, Key.fresh()];
  }

  /** Into this page, with a key of its own or with this one. */
  static async install(page: Page, first = Key.fresh()): Promise<Phantom> {
    const phantom = new Phantom(page, first);
    await page.exposeFunction("phantomAsks", (what: string, input: Input) => phantom.#answer(what, input));
    await page.addInitScript(inPage, phantom.name);
    return phantom;
  }

  get key(): Key {
    return this.keys[this.#current];
  }

  /** Another account, and the page is told. */
  async switchAccount(): Promise<void> {
    this.#current = this.#current === 0 ? 1 : 0;
    const { address, bytes } = this.key;
    await this.page.evaluate(
      (account) => (window as unknown as { phantomSwitches(account: unknown): void }).phantomSwitches(account),
      { address, bytes: [...bytes] },
    );
  }

  /** Lets the request that waits go on, approved. */
  release(): void {
    for (const go of this.#waiting.splice(0)) go();
  }

  async #person(what: (typeof this.asked)[number]["what"], text: string): Promise<boolean> {
    this.asked.push({ what, text });
    const doing = this.doing.shift() ?? "approve";
    if (doing === "wait") await new Promise<void>((go) => this.#waiting.push(go));
    return doing !== "refuse";
  }

  async #answer(what: string, input: Input): Promise<Answer> {
    const { key } = this;
    const account = { address: key.address, bytes: [...key.bytes] };
    const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
    if (what === "connect") {
      if (input.silent) return { value: this.#trusted ? account : null };
      if (!this.#trusted && !(await this.#person("connect", ""))) return refused;
      this.#trusted = true;
      return { value: account };
    }
    if (what === "disconnect") {
      this.#trusted = false;
      return { value: null };
    }
    if (!this.#trusted || (input.address && input.address !== key.address)) return unauthorized;
    if (what === "signIn") {
      const text = signInText(input, key.address);
      if (!(await this.#person("signIn", text))) return refused;
      const message = new TextEncoder().encode(text);
      return { value: { account, message: base64(message), signature: base64(key.sign(message)) } };
    }
    if (what === "signMessage") {
      const message = Buffer.from(input.bytes ?? "", "base64");
      if (!(await this.#person("signMessage", message.toString()))) return refused;
      return { value: { message: base64(message), signature: base64(key.sign(message)) } };
    }
    const transaction = Buffer.from(input.bytes ?? "", "base64");
    if (!(await this.#person("sign", programs(transaction).join(" ")))) return refused;
    // Before and after: nothing of what the site asked for is where it was.
    const signed = signWithMore(transaction, key, priorityFee(60_000, 10_000n), [memo("seen by Phantom")]);
    return { value: base64(signed) };
  }
}

/** Sign In With Solana, as Phantom's reference writes it. */
function signInText(input: Input, address: string): string {
  const fields = (
    [
      ["URI", input.uri],
      ["Version", input.version],
      ["Chain ID", input.chainId],
      ["Nonce", input.nonce],
      ["Issued At", input.issuedAt],
      ["Expiration Time", input.expirationTime],
    ] as const
  ).flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []));
  const head = `${input.domain} wants you to sign in with your Solana account:\n${address}`;
  const statement = input.statement ? `\n\n${input.statement}` : "";
  return `${head}${statement}\n\n${fields.join("\n")}`;
}

/** Runs in the page, before anything of the site. */
function inPage(name: string): void {
  type Account = { address: string; bytes: number[] };
  const ask = async (what: string, input: object): Promise<unknown> => {
    const asks = (window as unknown as { phantomAsks(what: string, input: object): Promise<Answer> }).phantomAsks;
    const { value, error } = await asks(what, input);
    if (error) throw Object.assign(new Error(error.message), { code: error.code });
    return value;
  };
  const toBase64 = (bytes: Uint8Array) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const toBytes = (text: unknown) => Uint8Array.from(atob(String(text)), (letter) => letter.charCodeAt(0));
  // Phantom knows the public networks only.
  const chains = ["solana:mainnet", "solana:devnet", "solana:testnet"];
  const features = ["solana:signIn", "solana:signMessage", "solana:signTransaction", "solana:signAndSendTransaction"];
  const made = ({ address, bytes }: Account) =>
    Object.freeze({ address, publicKey: Uint8Array.from(bytes), chains, features });
  let accounts: ReturnType<typeof made>[] = [];
  const listeners = new Set<(change: object) => void>();
  const now = (account: Account | null) => {
    if (account?.address !== accounts[0]?.address) {
      accounts = account ? [made(account)] : [];
      for (const listener of listeners) listener({ accounts });
    }
    return { accounts };
  };
  const one = async (what: string, input: { account?: { address: string }; bytes?: Uint8Array }) =>
    ask(what, { address: input.account?.address, bytes: toBase64(input.bytes ?? new Uint8Array()) });
  const versions = { version: "1.0.0", supportedTransactionVersions: ["legacy", 0, 1] };
  const wallet = Object.freeze({
    version: "1.0.0",
    name,
    icon: "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=",
    chains,
    get accounts() {
      return accounts;
    },
    features: {
      "standard:connect": {
        version: "1.0.0",
        connect: async (input?: object) => now((await ask("connect", input ?? {})) as Account | null),
      },
      "standard:disconnect": {
        version: "1.0.0",
        disconnect: async () => void now((await ask("disconnect", {})) as null),
      },
      "standard:events": {
        version: "1.0.0",
        on: (event: string, listener: (change: object) => void) => {
          if (event === "change") listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
      "solana:signIn": {
        version: "1.0.0",
        signIn: async (...inputs: object[]) =>
          Promise.all(
            inputs.map(async (input) => {
              const output = (await ask("signIn", input)) as { account: Account; message: string; signature: string };
              now(output.account);
              return {
                account: accounts[0],
                signedMessage: toBytes(output.message),
                signature: toBytes(output.signature),
                signatureType: "ed25519",
              };
            }),
          ),
      },
      "solana:signMessage": {
        version: "1.1.0",
        signMessage: async (input: { account: { address: string }; message: Uint8Array }) => {
          const output = (await one("signMessage", { account: input.account, bytes: input.message })) as Record<string, string>;
          return [{ signedMessage: toBytes(output.message), signature: toBytes(output.signature), signatureType: "ed25519" }];
        },
      },
      "solana:signTransaction": {
        ...versions,
        signTransaction: async (input: { account: { address: string }; transaction: Uint8Array; chain?: string }) => {
          if (input.chain && !chains.includes(input.chain)) throw Object.assign(new Error("Unknown chain."), { code: -32602 });
          return [{ signedTransaction: toBytes(await one("sign", { account: input.account, bytes: input.transaction })) }];
        },
      },
      // It would send to a public network: nothing that the embedded one could ever see.
      "solana:signAndSendTransaction": {
        ...versions,
        signAndSendTransaction: async () => {
          throw Object.assign(new Error("This network is not supported."), { code: -32603 });
        },
      },
    },
  });
  type Api = { register(...wallets: object[]): () => void };
  const register = (api: Api) => void api.register(wallet);
  window.addEventListener("wallet-standard:app-ready", (event) => register((event as CustomEvent<Api>).detail));
  window.dispatchEvent(new CustomEvent("wallet-standard:register-wallet", { detail: register }));
  Object.assign(window, { phantomSwitches: now });
}
