// Dev Wallet (local): a wallet for the embedded network's play money. The server serves it on that network only,
// and it stays silent unless the network's door, /rpc, answers. It registers by Wallet Standard like every other
// wallet; its keys lie readable in this browser's store, so it must never hold anything of worth.

const STORE = "fonana.devWallet";
const CHAIN = "solana:localnet";
const SYSTEM = "11111111111111111111111111111111";
const TOKEN = "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA";
const ASSOCIATED = "ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL";
const MEMO = "MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr";
const AIRDROP = 10_000_000_000;
const TOKEN_AIRDROP = 1_000_000_000;

const WORDS = {
  en: {
    signIn: "Sign in",
    message: "Sign a message",
    pay: "Approve a payment",
    wallet: "Dev Wallet",
    choose: "Choose an account",
    approve: "Approve",
    reject: "Reject",
    close: "Close",
    account: "Account",
    balance: "Balance",
    faucet: "Get 10 SOL and 1,000 USDC",
    open: "Open a token account for",
    pouring: "Pouring…",
    fresh: "New account",
    play: "Play money of the local network. It is worth nothing.",
    to: "to",
    memo: "Memo",
    other: "Other instruction:",
    failed: "The network did not answer.",
  },
  ru: {
    signIn: "Вход",
    message: "Подпись сообщения",
    pay: "Подтвердите платёж",
    wallet: "Dev Wallet",
    choose: "Выберите аккаунт",
    approve: "Подтвердить",
    reject: "Отклонить",
    close: "Закрыть",
    account: "Аккаунт",
    balance: "Баланс",
    faucet: "Получить 10 SOL и 1000 USDC",
    open: "Открыть счёт токена для",
    pouring: "Наливаем…",
    fresh: "Новый аккаунт",
    play: "Игрушечные деньги локальной сети. Они ничего не стоят.",
    to: "на",
    memo: "Заметка",
    other: "Другая инструкция:",
    failed: "Сеть не ответила.",
  },
};
const words = () => WORDS[document.documentElement.lang] ?? WORDS.en;

const STYLE = `
  :host { all: initial; }
  dialog { box-sizing: border-box; width: min(26rem, calc(100vw - 2rem)); max-height: calc(100dvh - 2rem); padding: 1.25rem;
    border: 1px solid #8884; border-radius: 16px; background: Canvas; color: CanvasText; color-scheme: light dark;
    font: 15px/1.45 system-ui, sans-serif; overflow: auto; }
  dialog::backdrop { background: #0008; }
  .from { display: flex; gap: .5rem; align-items: center; margin: 0 0 .25rem; font-size: 13px; opacity: .75; }
  .from img { border-radius: 6px; }
  h1 { margin: 0 0 .75rem; font-size: 1.25rem; line-height: 1.2; }
  pre { margin: 0 0 1rem; padding: .75rem; border-radius: 10px; background: #8882; white-space: pre-wrap; overflow-wrap: anywhere;
    font: 13px/1.45 ui-monospace, monospace; max-height: 14rem; overflow: auto; }
  ul { margin: 0 0 1rem; padding: 0; list-style: none; }
  li { display: flex; justify-content: space-between; gap: 1rem; padding: .5rem 0; border-bottom: 1px solid #8883; overflow-wrap: anywhere; }
  li b { white-space: nowrap; font-variant-numeric: tabular-nums; }
  dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: 0 0 .75rem; font-size: 13px; }
  dt { opacity: .7; } dd { margin: 0; text-align: end; font-variant-numeric: tabular-nums; }
  p { margin: 0 0 1rem; font-size: 13px; opacity: .75; }
  .row { display: flex; gap: .5rem; margin: 0 0 1rem; } .row:last-child { margin: 0; }
  button { flex: 1; min-height: 44px; padding: 0 1rem; border: 1px solid #8886; border-radius: 999px; background: none; color: inherit;
    font: inherit; cursor: pointer; }
  button.main { border-color: transparent; background: #6d3be8; color: #fff; }
  button:disabled { opacity: .5; cursor: default; }
  button:focus-visible { outline: 3px solid #9b7bff; outline-offset: 2px; }
`;

const ICON =
  "data:image/svg+xml;base64," +
  btoa(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#6d3be8"/>' +
      '<path d="M7 12a3 3 0 0 1 3-3h12v3h2a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H10a3 3 0 0 1-3-3z" fill="#fff"/>' +
      '<circle cx="21" cy="17.5" r="1.8" fill="#6d3be8"/></svg>',
  );

// ---- Bytes -------------------------------------------------------------------------------------------------------

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

function base58(bytes) {
  let number = 0n;
  for (const byte of bytes) number = number * 256n + BigInt(byte);
  let text = "";
  for (; number > 0n; number /= 58n) text = ALPHABET[Number(number % 58n)] + text;
  for (const byte of bytes) {
    if (byte !== 0) break;
    text = "1" + text;
  }
  return text;
}

const base64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
const fromBase64Url = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const short = (address) => `${address.slice(0, 4)}…${address.slice(-4)}`;

/** Base units in wholes, without zeros at the end. */
function wholes(units, decimals) {
  const digits = String(units).padStart(decimals + 1, "0");
  const rest = digits.slice(digits.length - decimals).replace(/0+$/, "");
  return `${digits.slice(0, digits.length - decimals)}${rest && "." + rest}`;
}
const sol = (lamports) => `${wholes(lamports, 9)} SOL`;
/** The network's own test tokens are its USDC; of any other mint only its address is known. */
const tokens = (units, decimals, of) => `${wholes(units, decimals)} ${of === mint ? "USDC" : short(of ?? "?")}`;

/** Reads bytes in order; throws at the end of them. */
class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }
  take(count) {
    if (this.at + count > this.bytes.length) throw fault(-32602, "The transaction is cut short.");
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }
  byte() {
    return this.take(1)[0];
  }
  /** Solana's compact-u16: seven bits a byte, lowest first. */
  count() {
    let value = 0;
    for (let shift = 0; shift < 21; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw fault(-32602, "The transaction cannot be read.");
  }
  list(read) {
    return Array.from({ length: this.count() }, () => read());
  }
}

function compact(value) {
  const bytes = [];
  for (; value > 0x7f; value >>= 7) bytes.push((value & 0x7f) | 0x80);
  return [...bytes, value];
}

/** A legacy or version 0 transaction: its signatures, its message, and what the message says. */
function readTransaction(bytes) {
  const outer = new Reader(bytes);
  const signatures = outer.list(() => outer.take(64));
  const message = bytes.subarray(outer.at);
  const inner = new Reader(message);
  const first = inner.byte();
  const versioned = first >= 0x80;
  if (versioned && first !== 0x80) throw fault(-32602, "This transaction version is not supported.");
  const required = versioned ? inner.byte() : first;
  inner.take(2);
  const keys = inner.list(() => base58(inner.take(32)));
  inner.take(32);
  const instructions = inner.list(() => ({
    program: keys[inner.byte()],
    accounts: inner.list(() => keys[inner.byte()] ?? "?"),
    data: inner.take(inner.count()),
  }));
  return { signatures, message, required, keys, instructions };
}

/** What an instruction does, as far as we can tell. */
function describe({ program, accounts, data }) {
  if (program === SYSTEM && data.length === 12 && data[0] === 2 && data[1] + data[2] + data[3] === 0) {
    const amount = new DataView(data.buffer, data.byteOffset).getBigUint64(4, true);
    return { what: `${words().to} ${short(accounts[1])}`, amount: sol(amount), title: accounts[1] };
  }
  if (program === TOKEN && data.length === 10 && data[0] === 12) {
    const amount = new DataView(data.buffer, data.byteOffset).getBigUint64(1, true);
    return { what: `${words().to} ${short(accounts[2])}`, amount: tokens(amount, data[9], accounts[1]), title: accounts[2] };
  }
  if (program === ASSOCIATED && data.length === 1 && data[0] === 1) {
    return { what: `${words().open} ${short(accounts[2])}`, title: accounts[2] };
  }
  if (program === MEMO) return { what: `${words().memo}: ${new TextDecoder().decode(data)}` };
  return { what: `${words().other} ${short(program ?? "?")}`, title: program };
}

// ---- The network -------------------------------------------------------------------------------------------------

async function rpc(method, ...params) {
  const answer = await fetch("/rpc", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
  });
  const { result, error } = await answer.json();
  if (error || result === undefined) throw fault(-32603, error?.message ?? words().failed);
  return result;
}

const balance = async (address) => (await rpc("getBalance", address, { commitment: "confirmed" })).value;
let mint;
/** The mint of the network's test tokens, once it is known. */
const knowMint = async () => (mint ??= await rpc("getTokenAirdropMint"));

/** What the account has of the network's test tokens. */
async function tokenBalance(address) {
  await knowMint();
  const found = await rpc("getTokenAccountsByOwner", address, { mint }, { encoding: "base64" });
  let sum = 0n;
  for (const { account } of found.value) {
    const data = Uint8Array.from(atob(account.data[0]), (letter) => letter.charCodeAt(0));
    sum += new DataView(data.buffer).getBigUint64(64, true);
  }
  return sum;
}
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

async function airdrop(address) {
  const before = await balance(address);
  await rpc("requestAirdrop", address, AIRDROP);
  await rpc("requestTokenAirdrop", address, TOKEN_AIRDROP);
  for (let looks = 0; looks < 40; looks += 1) {
    const now = await balance(address);
    if (now > before) return now;
    await pause(150);
  }
  return before;
}

// ---- Keys --------------------------------------------------------------------------------------------------------

/** `{ keys: [JWK], current, connected }`; each JWK can be exported by reading it here. */
function load() {
  try {
    const kept = JSON.parse(localStorage.getItem(STORE));
    if (Array.isArray(kept?.keys) && kept.keys.length > 0) return kept;
  } catch {
    // Nothing is kept, or nothing that can be read: begin anew.
  }
  return { keys: [], current: 0, connected: false };
}

const state = load();
const save = () => localStorage.setItem(STORE, JSON.stringify(state));
/** Accounts as Wallet Standard has them, in the order of the keys. */
const accounts = [];
const signers = new Map();

async function unlock(jwk) {
  const publicKey = fromBase64Url(jwk.x);
  const address = base58(publicKey);
  signers.set(address, await crypto.subtle.importKey("jwk", jwk, "Ed25519", false, ["sign"]));
  const features = ["solana:signIn", "solana:signMessage", "solana:signTransaction", "solana:signAndSendTransaction"];
  accounts.push(Object.freeze({ address, publicKey, chains: [CHAIN], features, label: `Dev ${accounts.length + 1}` }));
}

async function createKey() {
  const pair = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
  const { kty, crv, x, d } = await crypto.subtle.exportKey("jwk", pair.privateKey);
  state.keys.push({ kty, crv, x, d });
  state.current = state.keys.length - 1;
  await unlock(state.keys[state.current]);
  save();
}

const sign = async (address, bytes) =>
  new Uint8Array(await crypto.subtle.sign("Ed25519", signers.get(address), bytes));

// ---- The dialog --------------------------------------------------------------------------------------------------

const fault = (code, message) => Object.assign(new Error(message), { code });
const rejected = () => fault(4001, "User rejected the request.");

function element(name, members = {}, ...children) {
  const { testid, ...rest } = members;
  const made = Object.assign(document.createElement(name), rest);
  if (testid) made.dataset.testid = testid;
  made.append(...children);
  return made;
}

let root;
function host() {
  if (!root) {
    const outer = element("div", { testid: "dev-wallet-host" });
    root = outer.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    document.documentElement.append(outer);
  }
  return root;
}

let turn = Promise.resolve();
/** One dialog at a time, in the order of the requests. */
const inTurn = (act) => (turn = turn.then(act, act));

/** Shows a dialog; gives what the pressed button stands for, and "reject" for Esc. */
function show(title, content, address, buttons) {
  return inTurn(
    () =>
      new Promise((done) => {
        const dialog = element("dialog", { testid: "dev-wallet", ariaLabel: `${words().wallet}: ${title}` });
        let answer = "reject";
        const end = (value) => {
          answer = value;
          dialog.close();
        };
        const row = element("div", { className: "row" });
        for (const [value, label, className] of buttons) {
          row.append(
            element("button", { type: "button", className, testid: `dev-wallet-${value}`, onclick: () => end(value) }, label),
          );
        }
        dialog.append(
          element("div", { className: "from" }, element("img", { src: ICON, alt: "", width: 20, height: 20 }), words().wallet),
          element("h1", {}, title),
          ...content,
          ...(address ? purse(address, end) : []),
          row,
        );
        dialog.addEventListener("close", () => {
          dialog.remove();
          done(answer);
        });
        host().append(dialog);
        dialog.showModal();
        row.lastElementChild.focus();
      }),
  );
}

/** Account, balance, faucet. */
function purse(address, end) {
  const amount = element("dd", { testid: "dev-wallet-balance" }, "…");
  const dollars = element("dd", { testid: "dev-wallet-usdc" }, "…");
  const say = async (promise) => {
    try {
      amount.textContent = sol(await promise);
      dollars.textContent = tokens(await tokenBalance(address), 6, mint);
    } catch {
      amount.textContent = words().failed;
      dollars.textContent = "";
    }
  };
  say(balance(address));
  const faucet = element("button", { type: "button", testid: "dev-wallet-faucet" }, words().faucet);
  faucet.onclick = async () => {
    faucet.disabled = true;
    faucet.textContent = words().pouring;
    await say(airdrop(address));
    faucet.disabled = false;
    faucet.textContent = words().faucet;
  };
  const fresh = element("button", { type: "button", testid: "dev-wallet-new" }, words().fresh);
  fresh.onclick = async () => {
    await createKey();
    end("reject");
    changed();
  };
  return [
    element(
      "dl",
      {},
      element("dt", {}, words().account),
      element("dd", { title: address, testid: "dev-wallet-address" }, short(address)),
      element("dt", {}, words().balance),
      amount,
      element("dt", {}, ""),
      dollars,
    ),
    element("div", { className: "row" }, faucet, fresh),
    element("p", {}, words().play),
  ];
}

async function approve(title, content, address) {
  const buttons = [
    ["reject", words().reject, ""],
    ["approve", words().approve, "main"],
  ];
  if ((await show(title, content, address, buttons)) !== "approve") throw rejected();
}

const textOf = (text) => element("pre", { testid: "dev-wallet-text" }, text);

function instructionsOf(transaction) {
  const items = transaction.instructions.map((instruction) => {
    const { what, amount, title } = describe(instruction);
    return element("li", {}, element("span", { title: title ?? "" }, what), element("b", {}, amount ?? ""));
  });
  return element("ul", { testid: "dev-wallet-transfers" }, ...items);
}

// ---- Wallet Standard ---------------------------------------------------------------------------------------------

const listeners = new Set();
const connected = () => (state.connected && accounts[state.current] ? [accounts[state.current]] : []);

function changed() {
  for (const listener of listeners) listener({ accounts: connected() });
}

async function connect({ silent = false } = {}) {
  if (silent) return { accounts: connected() };
  if (accounts.length === 0) await createKey();
  if (accounts.length > 1 && !state.connected) {
    const choices = accounts.map(({ address }, at) => [String(at), short(address), at === state.current ? "main" : ""]);
    const choice = await show(words().choose, [], null, [...choices, ["reject", words().reject, ""]]);
    if (choice === "reject") throw rejected();
    state.current = Number(choice);
  }
  state.connected = true;
  save();
  changed();
  return { accounts: connected() };
}

async function disconnect() {
  state.connected = false;
  save();
  changed();
}

/** Our account for a request; another one is not ours to sign for. */
function own(account) {
  const found = connected().find(({ address }) => address === account?.address);
  if (!found) throw fault(4100, "This account is not connected.");
  return found;
}

/** Sign In With Solana, as the reference writes it. */
function signInText(input, address) {
  const fields = [
    ["URI", input.uri],
    ["Version", input.version],
    ["Chain ID", input.chainId],
    ["Nonce", input.nonce],
    ["Issued At", input.issuedAt],
    ["Expiration Time", input.expirationTime],
    ["Not Before", input.notBefore],
    ["Request ID", input.requestId],
  ]
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}: ${value}`);
  if (input.resources) fields.push(["Resources:", ...input.resources.map((uri) => `- ${uri}`)].join("\n"));
  let text = `${input.domain ?? location.host} wants you to sign in with your Solana account:\n${input.address ?? address}`;
  if (input.statement) text += `\n\n${input.statement}`;
  if (fields.length > 0) text += `\n\n${fields.join("\n")}`;
  return text;
}

async function signIn(...inputs) {
  if (connected().length === 0) await connect();
  const outputs = [];
  for (const input of inputs.length > 0 ? inputs : [{}]) {
    const account = input.address ? own(input) : connected()[0];
    const text = signInText(input, account.address);
    await approve(words().signIn, [textOf(text)], account.address);
    const signedMessage = new TextEncoder().encode(text);
    outputs.push({ account, signedMessage, signature: await sign(account.address, signedMessage), signatureType: "ed25519" });
  }
  return outputs;
}

async function signMessage(...inputs) {
  const outputs = [];
  for (const { account, message } of inputs) {
    const { address } = own(account);
    const signedMessage = Uint8Array.from(message);
    await approve(words().message, [textOf(new TextDecoder().decode(signedMessage))], address);
    outputs.push({ signedMessage, signature: await sign(address, signedMessage), signatureType: "ed25519" });
  }
  return outputs;
}

async function signOne({ account, transaction, chain }) {
  const { address } = own(account);
  if (chain && chain !== CHAIN) throw fault(-32602, `This wallet knows only ${CHAIN}.`);
  const read = readTransaction(Uint8Array.from(transaction));
  const at = read.keys.slice(0, read.required).indexOf(address);
  if (at < 0) throw fault(-32602, "This account is not asked to sign.");
  // So that its amounts have their name; without an answer the mint's address stands for it.
  await knowMint().catch(() => undefined);
  await approve(words().pay, [instructionsOf(read)], address);
  const signature = await sign(address, read.message);
  const signatures = Array.from({ length: read.required }, (_, index) =>
    index === at ? signature : (read.signatures[index] ?? new Uint8Array(64)),
  );
  const head = compact(read.required);
  const signed = new Uint8Array(head.length + 64 * signatures.length + read.message.length);
  signed.set(head);
  signatures.forEach((each, index) => signed.set(each, head.length + 64 * index));
  signed.set(read.message, head.length + 64 * signatures.length);
  return { signed, first: signatures[0] };
}

async function signTransaction(...inputs) {
  const outputs = [];
  for (const input of inputs) outputs.push({ signedTransaction: (await signOne(input)).signed });
  return outputs;
}

async function signAndSendTransaction(...inputs) {
  const outputs = [];
  for (const input of inputs) {
    const { signed, first } = await signOne(input);
    const preflightCommitment = input.options?.preflightCommitment ?? "confirmed";
    await rpc("sendTransaction", base64(signed), { encoding: "base64", preflightCommitment });
    outputs.push({ signature: first });
  }
  return outputs;
}

const supportedTransactionVersions = Object.freeze(["legacy", 0]);
const wallet = Object.freeze({
  version: "1.0.0",
  name: "Dev Wallet (local)",
  icon: ICON,
  chains: Object.freeze([CHAIN]),
  get accounts() {
    return connected();
  },
  features: Object.freeze({
    "standard:connect": { version: "1.0.0", connect },
    "standard:disconnect": { version: "1.0.0", disconnect },
    "standard:events": {
      version: "1.0.0",
      on(event, listener) {
        if (event !== "change") return () => {};
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    "solana:signIn": { version: "1.0.0", signIn },
    "solana:signMessage": { version: "1.1.0", signMessage },
    "solana:signTransaction": { version: "1.0.0", supportedTransactionVersions, signTransaction },
    "solana:signAndSendTransaction": { version: "1.0.0", supportedTransactionVersions, signAndSendTransaction },
  }),
});

/** The page may ask for the wallet by a press on whatever carries `data-dev-wallet`; its value is an address to fill. */
function openOnPress(event) {
  const asked = event.target instanceof Element && event.target.closest("[data-dev-wallet]");
  if (!asked) return;
  const address = asked.dataset.devWallet || accounts[state.current]?.address;
  (address ? Promise.resolve(address) : createKey().then(() => accounts[state.current].address)).then((filled) =>
    show(words().wallet, [], filled, [["close", words().close, "main"]]),
  );
}

async function start() {
  // Not the embedded network, or a browser without Ed25519: there is no Dev Wallet.
  await rpc("getGenesisHash");
  for (const jwk of state.keys) await unlock(jwk);
  if (accounts.length === 0) await createKey();
  const register = (api) => api.register(wallet);
  window.addEventListener("wallet-standard:app-ready", ({ detail }) => register(detail));
  window.dispatchEvent(new CustomEvent("wallet-standard:register-wallet", { detail: register }));
  document.addEventListener("click", openOnPress);
}

start().catch(() => {});
