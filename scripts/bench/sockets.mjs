// Listeners of the live connection (docs/live.md), thousands of them in one process, each with as little as it needs: it answers pings,
// asks for topics and gives every text that comes to whoever waits for it. It knows no frames in pieces, which the server does not send.
import { randomBytes } from "node:crypto";
import { connect } from "node:net";

const [TEXT, CLOSE, PING, PONG] = [1, 8, 9, 10];

/** A frame of a client. Its mask is zeros, so that the text stays as it is. */
function frame(opcode, text = "") {
  const payload = Buffer.from(text);
  if (payload.length > 125) throw new Error(`longer than a listener asks for: ${text}`);
  return Buffer.concat([Buffer.from([0x80 | opcode, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
}

export class Listener {
  /** Connections that ended, and not because we ended them. */
  static lost = 0;
  /** What comes goes here. */
  onText = () => {};
  #rest = null;

  constructor(socket) {
    this.socket = socket;
    socket.on("data", (bytes) => this.#read(bytes));
    socket.on("close", () => (Listener.lost += 1));
    socket.on("error", () => {});
  }

  /** Opens one for whoever has this session. */
  static open({ origin }, cookie) {
    const { host, hostname, port } = new URL(origin);
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    const head = [
      "GET /ws HTTP/1.1",
      `Host: ${host}`,
      `Origin: ${origin}`,
      `Cookie: ${cookie}`,
      "Upgrade: websocket",
      "Connection: Upgrade",
      `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
      "Sec-WebSocket-Version: 13",
    ];
    socket.write(`${head.join("\r\n")}\r\n\r\n`);
    return new Promise((resolve, reject) => {
      socket.once("error", reject);
      // Nothing follows the head before a topic is asked for.
      socket.once("data", (bytes) => {
        const [status] = bytes.toString("latin1").split("\r\n");
        if (status.includes(" 101 ")) resolve(new Listener(socket));
        else reject(new Error(`the server opens no live connection: ${status}`));
      });
    });
  }

  #read(bytes) {
    let all = this.#rest ? Buffer.concat([this.#rest, bytes]) : bytes;
    while (all.length > 1) {
      const long = all[1] === 126;
      const from = long ? 4 : 2;
      if (all.length < from) break;
      const end = from + (long ? all.readUInt16BE(2) : all[1]);
      if (all.length < end) break;
      this.#take(all[0] & 15, all.subarray(from, end));
      all = all.subarray(end);
    }
    this.#rest = all.length > 0 ? all : null;
  }

  #take(opcode, payload) {
    if (opcode === TEXT) this.onText(payload.toString());
    else if (opcode === PING) this.socket.write(frame(PONG));
    else if (opcode === CLOSE) this.socket.end();
  }

  /** Hears a topic from now on. */
  hear(topic) {
    return new Promise((resolve, reject) => {
      this.onText = (text) => {
        const answer = JSON.parse(text);
        if (answer.topic !== topic) return;
        if (answer.type === "subscribed") resolve();
        else if (answer.type === "refused") reject(new Error(`${topic} is not heard: ${text}`));
      };
      this.socket.write(frame(TEXT, JSON.stringify({ subscribe: { topic } })));
    });
  }

  close() {
    this.socket.removeAllListeners("close");
    this.socket.destroy();
  }
}

/** Does something with each of these, a hundred at a time; what that gave. */
export async function inParts(all, act) {
  const given = [];
  for (let at = 0; at < all.length; at += 100) {
    given.push(...(await Promise.all(all.slice(at, at + 100).map(act))));
  }
  return given;
}
