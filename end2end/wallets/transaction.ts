// As much of Solana's version 0 transactions as a wallet needs that adds instructions and signs.

import { fromBase58, toBase58 } from "./base58.ts";
import type { Key } from "./key.ts";

export const COMPUTE_BUDGET = "ComputeBudget111111111111111111111111111111";
export const MEMO = "MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr";

interface Compiled {
  program: number;
  accounts: number[];
  data: Uint8Array;
}

/** An instruction that names no accounts. */
export interface Instruction {
  program: string;
  data: Uint8Array;
}

interface Message {
  signers: number;
  readonlySigners: number;
  readonlyOthers: number;
  keys: string[];
  blockhash: Uint8Array;
  instructions: Compiled[];
}

/** Solana's compact-u16. */
function count(value: number): number[] {
  const bytes: number[] = [];
  for (; value > 0x7f; value >>= 7) bytes.push((value & 0x7f) | 0x80);
  return [...bytes, value];
}

class Reader {
  at = 0;
  constructor(private readonly bytes: Uint8Array) {}

  take(length: number): Uint8Array {
    if (this.at + length > this.bytes.length) throw new Error("the transaction is cut short");
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  byte(): number {
    return this.take(1)[0] ?? 0;
  }

  count(): number {
    let value = 0;
    for (let shift = 0; shift < 21; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw new Error("a count is too long");
  }

  list<T>(read: () => T): T[] {
    return Array.from({ length: this.count() }, read);
  }
}

function read(transaction: Uint8Array): Message {
  const reader = new Reader(transaction);
  reader.list(() => reader.take(64));
  if (reader.byte() !== 0x80) throw new Error("not a transaction of version 0");
  const [signers, readonlySigners, readonlyOthers] = [reader.byte(), reader.byte(), reader.byte()];
  const keys = reader.list(() => toBase58(reader.take(32)));
  const blockhash = reader.take(32);
  const instructions = reader.list(() => ({
    program: reader.byte(),
    accounts: reader.list(() => reader.byte()),
    data: reader.take(reader.count()),
  }));
  if (reader.count() !== 0) throw new Error("lookup tables are not expected here");
  if (reader.at !== transaction.length) throw new Error("bytes are left over");
  return { signers, readonlySigners, readonlyOthers, keys, blockhash, instructions };
}

function write(message: Message): Uint8Array {
  return Uint8Array.from([
    0x80,
    message.signers,
    message.readonlySigners,
    message.readonlyOthers,
    ...count(message.keys.length),
    ...message.keys.flatMap((key) => [...fromBase58(key)]),
    ...message.blockhash,
    ...count(message.instructions.length),
    ...message.instructions.flatMap(({ program, accounts, data }) => [
      program,
      ...count(accounts.length),
      ...accounts,
      ...count(data.length),
      ...data,
    ]),
    0,
  ]);
}

function signed(message: Message, key: Key): Uint8Array {
  if (message.signers !== 1 || message.keys[0] !== key.address) throw new Error("another account has to sign this");
  const bytes = write(message);
  return Uint8Array.from([1, ...key.sign(bytes), ...bytes]);
}

/** The same transaction with our signature. */
export function sign(transaction: Uint8Array, key: Key): Uint8Array {
  return signed(read(transaction), key);
}

/** Signs after putting instructions before and after those that are there, as wallets do. */
export function signWithMore(
  transaction: Uint8Array,
  key: Key,
  before: Instruction[],
  after: Instruction[],
): Uint8Array {
  const message = read(transaction);
  const compile = ({ program, data }: Instruction): Compiled => {
    // Programs are read-only and do not sign, and such keys stand last: a new one moves no other.
    if (!message.keys.includes(program)) {
      message.keys.push(program);
      message.readonlyOthers += 1;
    }
    return { program: message.keys.indexOf(program), accounts: [], data };
  };
  message.instructions = [...before.map(compile), ...message.instructions, ...after.map(compile)];
  return signed(message, key);
}

/** The programs that a transaction calls, in order. */
export function programs(transaction: Uint8Array): string[] {
  const { keys, instructions } = read(transaction);
  return instructions.map(({ program }) => keys[program] ?? "?");
}

/** What Phantom adds to a transaction that sets no priority fee. */
export function priorityFee(units: number, microLamports: bigint): Instruction[] {
  const limit = new Uint8Array(5);
  limit[0] = 2;
  new DataView(limit.buffer).setUint32(1, units, true);
  const price = new Uint8Array(9);
  price[0] = 3;
  new DataView(price.buffer).setBigUint64(1, microLamports, true);
  return [
    { program: COMPUTE_BUDGET, data: limit },
    { program: COMPUTE_BUDGET, data: price },
  ];
}

export function memo(text: string): Instruction {
  return { program: MEMO, data: new TextEncoder().encode(text) };
}
