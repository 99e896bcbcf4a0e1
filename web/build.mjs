// Bundles src/ into static/bundled/: one style sheet, three scripts, and the licences of what is in them. The result is
// committed, so that nobody needs Node to run Yusuan. `npm ci && npm run build` makes it again, byte for byte.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const { metafile } = await build({
  entryPoints: ["src/site.css", "src/site.js", "src/charts.js", "src/editor.js"],
  outdir: "static/bundled",
  bundle: true,
  minify: true,
  metafile: true,
  target: ["es2020", "chrome100", "firefox100", "safari15"],
  format: "iife",
  charset: "utf8",
  legalComments: "none",
  logLevel: "info",
});

const inside = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//;
const names = new Set(Object.keys(metafile.inputs).map((path) => inside.exec(path)?.[1]).filter(Boolean));
const licences = [...names].sort().map((name) => {
  const folder = `node_modules/${name}`;
  const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  const text = file ? readFileSync(`${folder}/${file}`, "utf8").trim() : `Licence: ${license}`;
  return `${name} ${version}\n\n${text}\n`;
});
writeFileSync("static/bundled/LICENSES.txt", licences.join(`\n${"-".repeat(78)}\n\n`));
