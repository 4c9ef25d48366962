import { type KeyObject, generateKeyPairSync, sign } from "node:crypto";
import { toBase58 } from "./base58.ts";

/** An ed25519 key that exists for one test. */
export class Key {
  readonly #secret: KeyObject;
  readonly bytes: Uint8Array;
  readonly address: string;

  private constructor(secret: KeyObject, open: KeyObject) {
    this.#secret = secret;
    const { x } = open.export({ format: "jwk" });
    this.bytes = Uint8Array.from(Buffer.from(x ?? "", "base64url"));
    this.address = toBase58(this.bytes);
  }

  static fresh(): Key {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    return new Key(privateKey, publicKey);
  }

  sign(bytes: Uint8Array): Uint8Array {
    return Uint8Array.from(sign(null, bytes, this.#secret));
  }
}
