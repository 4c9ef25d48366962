// A mail server on loopback that lays letters into a folder, one file each, for tests to read.

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";

/** Opens it; gives its address and what closes it. */
export function openOffice(folder: string): Promise<{ url: string; close: () => void }> {
  let count = 0;
  const office = createServer((client) => {
    let [heard, inLetter] = ["", false];
    const say = (words: string) => client.write(`${words}\r\n`);
    client.on("error", () => client.destroy());
    say("220 office.test ESMTP");
    client.on("data", (bytes) => {
      heard += bytes.toString("latin1");
      for (;;) {
        const end = heard.indexOf(inLetter ? "\r\n.\r\n" : "\r\n");
        if (end < 0) return;
        const words = heard.slice(0, end);
        heard = heard.slice(end + (inLetter ? 5 : 2));
        if (inLetter) {
          writeFileSync(join(folder, `${count++}.eml`), words);
          inLetter = false;
          say("250 OK");
        } else if (/^DATA/i.test(words)) {
          inLetter = true;
          say("354 Go on");
        } else if (/^QUIT/i.test(words)) {
          say("221 Bye");
          client.end();
        } else say("250 OK");
      }
    });
  });
  return new Promise((done) =>
    office.listen(0, "127.0.0.1", () => {
      const { port } = office.address() as AddressInfo;
      done({ url: `smtp://127.0.0.1:${port}`, close: () => void office.close() });
    }),
  );
}

const decoded = (letter: string): string =>
  letter
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** The link of the newest letter to an address, as a path of the site; undefined while there is none. */
export function linkTo(address: string): string | undefined {
  const folder = process.env.FONANA_LETTERS;
  if (!folder) throw new Error("the tests' own server writes letters: run without FONANA_URL");
  const names = readdirSync(folder).sort((one, other) => Number.parseInt(other) - Number.parseInt(one));
  const letters = names.map((name) => readFileSync(join(folder, name), "latin1"));
  const letter = letters.find((words) => words.includes(`To: ${address}`));
  return letter && decoded(letter).match(/http:\/\/[^/\s]+(\/mail\/[\w-]+)/)?.[1];
}
