// A wallet on a phone, as Solana Pay has them: it scans a link, asks its server for a transaction, signs and sends it, and knows
// nothing of the page that showed the link.

import { sign } from "../wallets/transaction.ts";
import { Caller } from "./caller.ts";

/** Pays what a link asks for, out of a wallet of its own; what it was told that it is for. */
export async function scanAndPay(link: string): Promise<string> {
  const phone = await new Caller().fund();
  const { pathname } = new URL(link.replace(/^solana:/, ""));
  const { label } = await phone.get<{ label: string }>(pathname);
  if (label !== "Fonana") throw new Error(`the wallet is asked by ${label}`);
  const { transaction, message } = await phone.post<{ transaction: string; message: string }>(pathname, {
    account: phone.key.address,
  });
  const signed = sign(Buffer.from(transaction, "base64"), phone.key);
  await phone.rpc("sendTransaction", Buffer.from(signed).toString("base64"), { encoding: "base64" });
  return message;
}
