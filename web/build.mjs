// Bundles src/ into static/build/: one style sheet, three scripts. The result is committed, so that nobody needs Node
// to run Yusuan. `npm ci && npm run build` makes it again, byte for byte.
import { build } from "esbuild";

await build({
  entryPoints: ["src/site.css", "src/site.js", "src/charts.js", "src/editor.js"],
  outdir: "static/build",
  bundle: true,
  minify: true,
  target: ["es2020", "chrome100", "firefox100", "safari15"],
  format: "iife",
  charset: "utf8",
  legalComments: "eof",
  logLevel: "info",
});
