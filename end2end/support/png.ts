// Pictures for tests, made of their pixels: PNG with no compression to speak of, so that they are as large as they should be.

import { crc32, deflateSync } from "node:zlib";

function chunk(kind: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length, 0);
  head.write(kind, 4, "latin1");
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(Buffer.concat([head.subarray(4), data])), 0);
  return Buffer.concat([head, data, sum]);
}

/** A picture with a hue of its own, and with noise where `size` is to be large. */
export function png(width: number, height: number, seed: number, noise = false): Buffer {
  const rows = Buffer.alloc((width * 3 + 1) * height);
  let state = seed * 2_654_435_761 + 1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * (width * 3 + 1) + 1 + x * 3;
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      rows[at] = noise ? state >>> 24 : (x * 255) / width;
      rows[at + 1] = noise ? (state >>> 16) & 255 : (y * 255) / height;
      rows[at + 2] = (seed * 53) & 255;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const sign = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(rows, { level: noise ? 0 : 6 });
  return Buffer.concat([sign, chunk("IHDR", head), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]);
}

/** As Playwright's file fields take one. */
export const file = (name: string, buffer: Buffer) => ({ name, mimeType: "image/png", buffer });
