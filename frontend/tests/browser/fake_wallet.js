// A wallet for tests, as awkward as the standard allows: it insists on `this`, on its own account objects, and
// wipes its buffers as soon as it may.

let waiting = [];
let leaving = [];

const bytes = (length, seed) => Uint8Array.from({ length }, (_, index) => (index + seed) % 256);

/** Fills the buffer with zeros once the caller has had its turn. */
function wipe(buffer) {
  setTimeout(() => buffer.fill(0), 0);
  return buffer;
}

function fault({ code, message }) {
  return Object.assign(new Error(message ?? ""), code === undefined ? {} : { code });
}

export function fakeWallet(json) {
  const wish = JSON.parse(json);
  const listeners = [];
  const accounts = (wish.addresses ?? []).map((address) => ({ address, chains: ["solana:localnet"], features: wish.accountFeatures ?? [] }));
  const wallet = { version: "1.0.0", name: wish.name, icon: wish.icon, chains: wish.chains ?? ["solana:localnet"], accounts: [], seen: [] };
  const feature = (methods) => {
    const self = { version: "1.0.0", supportedTransactionVersions: wish.versions ?? ["legacy", 0, 1, "later"] };
    for (const [name, act] of Object.entries(methods)) {
      self[name] = async function (...inputs) {
        if (this !== self) throw new Error("called without its own object");
        wallet.seen.push([name, JSON.stringify(inputs[0] ?? null)]);
        if (wish.never?.includes(name)) return new Promise(() => {});
        if (wish.fault?.[name]) throw wish.fault[name].text ?? fault(wish.fault[name]);
        for (const { account } of inputs.filter((input) => input?.account)) {
          if (!accounts.includes(account)) throw new Error("not the wallet's own account");
        }
        return act(...inputs);
      };
    }
    return self;
  };
  const all = {
    "standard:connect": feature({
      connect: (input) => {
        if (input?.silent && !wish.trusted) return { accounts: [] };
        wallet.accounts = accounts;
        return { accounts };
      },
    }),
    "standard:disconnect": feature({ disconnect: () => {} }),
    "standard:events": {
      version: "1.0.0",
      on(event, listener) {
        listeners.push(listener);
        return () => {};
      },
    },
    "solana:signIn": feature({
      signIn: (input) => [
        {
          account: wish.answersFor ? { address: wish.answersFor } : accounts[0],
          signedMessage: wipe(new TextEncoder().encode(`signed ${input.nonce} of ${input.chainId}`)),
          signature: wipe(bytes(64, 1)),
        },
      ],
    }),
    "solana:signMessage": feature({ signMessage: ({ message }) => [{ signedMessage: wipe(message.slice()), signature: wipe(bytes(64, 2)) }] }),
    "solana:signTransaction": feature({ signTransaction: ({ transaction }) => [{ signedTransaction: wipe(transaction.map((byte) => byte ^ 0xff)) }] }),
    "solana:signAndSendTransaction": feature({ signAndSendTransaction: () => [{ signature: wipe(bytes(wish.signatureLength ?? 64, 0)) }] }),
    "somebody:else": { version: "9.9.9" },
  };
  wallet.features = Object.fromEntries(Object.entries(all).filter(([name]) => !(wish.without ?? []).includes(name)));
  wallet.change = (addresses) => {
    for (const listener of listeners) listener({ accounts: addresses.map((address) => ({ address })) });
  };
  return wallet;
}

/** As a wallet that is injected does: registers with those who listen, and with those who come later. */
export function announce(...wallets) {
  const register = (api) => {
    const leave = api.register(...wallets);
    wallets[0].unregister = leave;
    leaving.push(leave);
  };
  const listener = ({ detail }) => register(detail);
  waiting.push(listener);
  window.addEventListener("wallet-standard:app-ready", listener);
  class RegisterWalletEvent extends Event {
    get detail() {
      return register;
    }
  }
  window.dispatchEvent(new RegisterWalletEvent("wallet-standard:register-wallet"));
}

export function announceTwo(first, second) {
  announce(first, second);
}

export function unregister(wallet) {
  wallet.unregister();
}

export function change(wallet, address) {
  wallet.change(address ? [address] : []);
}

/** What the wallet was called with: `[[method, json], …]`. */
export function seen(wallet) {
  return JSON.stringify(wallet.seen);
}

/** No wallet of an earlier test answers any more, nor is it known to whoever heard of it then. */
export function reset() {
  for (const listener of waiting) window.removeEventListener("wallet-standard:app-ready", listener);
  waiting = [];
  for (const leave of leaving) leave();
  leaving = [];
}
