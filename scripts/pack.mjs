// Makes target/site from the compiled modules: `node pack.mjs release|debug FOLDER bind`. Styles, fonts and
// assets are style/build.mjs's; here the modules are bound and squeezed, and a .br and .gz are laid beside every
// file that gets smaller. What was made stays when nothing that it is made of has changed.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import * as zlib from "node:zlib";

const root = fileURLToPath(new URL("..", import.meta.url));
const style = path.join(root, "style");
const site = path.join(root, "target/site");
const stamp = path.join(root, "target/site.stamp");
const tools = createRequire(path.join(style, "package.json"));
const [mode, modules, tool] = process.argv.slice(2);
const main = path.join(modules, "frontend.wasm");
// Modules of their own, which pages load that need them, and which begin by themselves.
const own = ["check", "compose", "looking", "talk"].map((name) => [name, path.join(modules, `${name}.wasm`)]);

/** All files below a folder, sorted, as paths relative to it. */
function filesOf(folder) {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
}

function hashOf(folder, names, ...more) {
  const hash = createHash("sha256");
  for (const name of names) hash.update(name).update("\0").update(fs.readFileSync(path.join(folder, name)));
  for (const one of more) hash.update(one);
  return hash.digest("hex");
}

async function script(text, name) {
  const options = { loader: "js", format: "esm", minify: mode === "release", target: "es2022", sourcefile: name, legalComments: "none" };
  return (await tools("esbuild").transform(text, options)).code;
}

/** Binds a module into `folder`, as `name`.js and `name`.wasm; `end` is added to its script. */
async function bind(wasm, folder, name, end = "") {
  const bound = path.join(folder, "bound");
  execFileSync(tool, [mode, wasm, bound, name], { stdio: "inherit" });
  const made = path.join(bound, `${name}_bg.wasm`);
  const to = path.join(folder, `${name}.wasm`);
  if (mode === "release") {
    const features = ["--enable-bulk-memory", "--enable-nontrapping-float-to-int"];
    // A function that is not copied into its callers, and an expression that is not taken apart, make more bytes, and
    // fewer of them once packed: brotli finds what is the same. A tenth less on the wire.
    const plain = ["--one-caller-inline-max-function-size=0", "--always-inline-max-function-size=0", "--flexible-inline-max-function-size=0", "--skip-pass=local-cse"];
    execFileSync("wasm-opt", ["-Oz", ...plain, ...features, made, "-o", to], { stdio: "inherit" });
  } else {
    fs.copyFileSync(made, to);
  }
  // The name that Leptos asks for; the one in the script stands only where a caller gives none.
  const text = fs.readFileSync(path.join(bound, `${name}.js`), "utf8").replaceAll(`${name}_bg.wasm`, `${name}.wasm`);
  fs.writeFileSync(path.join(folder, `${name}.js`), await script(text + end, `${name}.js`));
  const snippets = path.join(bound, "snippets");
  if (fs.existsSync(snippets)) fs.cpSync(snippets, path.join(folder, "snippets"), { recursive: true });
  fs.rmSync(bound, { recursive: true });
}

/** A .br and a .gz beside each file that gets smaller by it; the server sends them as they are. */
async function compress(folder) {
  const { constants } = zlib;
  const brotli = promisify(zlib.brotliCompress);
  const gzip = promisify(zlib.gzip);
  const names = filesOf(folder).filter((name) => /\.(js|css|wasm|svg|json|txt|webmanifest)$/.test(name));
  const rows = await Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name);
      const bytes = fs.readFileSync(file);
      const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
      const [br, gz] = await Promise.all([brotli(bytes, { params }), gzip(bytes, { level: 9 })]);
      if (br.length < bytes.length) fs.writeFileSync(`${file}.br`, br);
      if (gz.length < bytes.length) fs.writeFileSync(`${file}.gz`, gz);
      return { name, bytes: bytes.length, br: Math.min(br.length, bytes.length) };
    }),
  );
  for (const { name, bytes, br } of rows.filter(({ bytes }) => bytes > 2_000)) {
    console.log(`    ${name.padEnd(28)} ${String(bytes).padStart(9)} bytes, ${String(br).padStart(7)} as brotli`);
  }
}

const wallet = "frontend/dev_wallet.js";
const adaptive = "frontend/adaptive.js";

/** What plays films in browsers without playlists of their own, with hls.js in it, and the licence that wants to travel with that. */
async function films(assets) {
  const options = { bundle: true, format: "esm", minify: mode === "release", target: "es2022", legalComments: "none", nodePaths: [path.join(style, "node_modules")] };
  await tools("esbuild").build({ ...options, entryPoints: [path.join(root, adaptive)], outfile: path.join(assets, "adaptive.js") });
  fs.copyFileSync(path.join(style, "node_modules/hls.js/LICENSE"), path.join(assets, "adaptive.LICENSE.txt"));
}

const sources = [
  ...filesOf(style).filter((name) => !name.startsWith("node_modules")).map((name) => path.join("style", name)),
  ...(fs.existsSync(path.join(root, wallet)) ? [wallet] : []),
  adaptive,
  "scripts/pack.mjs",
];
const of = hashOf(root, sources, mode, fs.readFileSync(tool), fs.readFileSync(main), ...own.map(([, wasm]) => fs.readFileSync(wasm)));
const known = fs.existsSync(stamp) ? fs.readFileSync(stamp, "utf8") : "";
if (known === `${of} ${hashOf(site, filesOf(site))}`) {
  console.log("    the site is up to date");
} else {
  const fresh = `${site}.fresh`;
  fs.rmSync(fresh, { recursive: true, force: true });
  execFileSync(process.execPath, [path.join(style, "build.mjs"), fresh], { stdio: "inherit" });
  if (sources.includes(wallet)) {
    fs.mkdirSync(path.join(fresh, "assets"), { recursive: true });
    const text = fs.readFileSync(path.join(root, wallet), "utf8");
    fs.writeFileSync(path.join(fresh, "assets/dev_wallet.js"), await script(text, "dev_wallet.js"));
  }
  await films(path.join(fresh, "assets"));
  await bind(main, path.join(fresh, "pkg"), "fonana");
  for (const [name, wasm] of own) {
    // It begins by itself.
    await bind(wasm, path.join(fresh, "assets"), name, `\n__wbg_init({ module_or_path: new URL("${name}.wasm", import.meta.url) });\n`);
  }
  if (mode === "release") await compress(fresh);
  fs.rmSync(site, { recursive: true, force: true });
  fs.renameSync(fresh, site);
  fs.writeFileSync(stamp, `${of} ${hashOf(site, filesOf(site))}`);
}
