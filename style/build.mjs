// Puts the style sheets into one file and lays it, the fonts and the assets into a site folder:
//   node style/build.mjs [--watch] [folder]      (folder: target/site)
import { bundle } from "lightningcss";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const words = process.argv.slice(2);
const site = resolve(words.find((word) => !word.startsWith("--")) ?? join(here, "../target/site"));

// Browsers with light-dark(), nesting, OKLCH and popovers: nothing has to be rewritten for them.
const version = (major, minor = 0) => (major << 16) | (minor << 8);
const targets = { chrome: version(123), safari: version(17, 5), ios_saf: version(17, 5), firefox: version(128) };

const FONTS = { latin: "inter-latin", "latin-ext": "inter-latin-ext", cyrillic: "inter-cyrillic" };

/** Writes only what changed, so that nobody reloads for nothing; what was squeezed of the old is gone then. */
function put(path, bytes) {
  mkdirSync(dirname(path), { recursive: true });
  if (existsSync(path) && readFileSync(path).equals(bytes)) return;
  writeFileSync(path, bytes);
  for (const suffix of [".br", ".gz"]) rmSync(path + suffix, { force: true });
}

function build() {
  const { code, warnings } = bundle({ filename: join(here, "main.css"), minify: true, targets });
  for (const warning of warnings) console.warn(warning.message, warning.loc);
  put(join(site, "pkg/fonana.css"), Buffer.from(code));
  const inter = join(here, "node_modules/@fontsource-variable/inter/files");
  for (const [subset, name] of Object.entries(FONTS)) {
    put(join(site, `assets/fonts/${name}.woff2`), readFileSync(join(inter, `inter-${subset}-wght-normal.woff2`)));
  }
  // The font's licence wants to travel with it.
  put(join(site, "assets/fonts/LICENSE.txt"), readFileSync(join(inter, "../LICENSE")));
  cpSync(join(here, "assets"), join(site, "assets"), { recursive: true });
  console.log(`style: ${code.length} bytes of CSS in ${join(site, "pkg")}`);
}

build();

if (words.includes("--watch")) {
  let due;
  watch(here, { recursive: true }, (_, file) => {
    if (!file || file.startsWith("node_modules") || !/\.(css|svg|png)$/.test(file)) return;
    clearTimeout(due);
    due = setTimeout(() => {
      try {
        build();
      } catch (error) {
        console.error(`style: ${error.fileName ?? ""}:${error.loc?.line ?? ""} ${error.message}`);
      }
    }, 40);
  });
}
