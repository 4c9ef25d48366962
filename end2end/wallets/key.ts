import { type KeyObject, createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import { toBase58 } from "./base58.ts";

/** What stands before the 32 bytes of an ed25519 key in PKCS #8 (RFC 8410). */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

/** An ed25519 key that exists for one test, or of somebody in the demo. */
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

  /** The key of a person of the demo, which anyone can compute (`server/src/seed/mod.rs`). */
  static ofDemo(handle: string): Key {
    const seed = createHash("sha256").update("fonana demo wallet").update(handle).digest();
    const secret = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: "der", type: "pkcs8" });
    return new Key(secret, createPublicKey(secret));
  }

  sign(bytes: Uint8Array): Uint8Array {
    return Uint8Array.from(sign(null, bytes, this.#secret));
  }
}
