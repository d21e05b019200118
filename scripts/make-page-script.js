// Bundles the report page's script and style into the module that the report inlines.
// `--check` writes nothing and fails when the committed module is not what the sources give.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const page = new URL("../src/report/html/page/", import.meta.url);
/** In the order of the cascade: what comes later may change what came before. */
const STYLES = ["colours", "page", "map", "panel", "cards", "tables", "small", "print"];
const target = new URL("../src/report/html/page-script.generated.ts", import.meta.url);

/** The module's text: what the committed file must hold. */
export async function makePageModule() {
  const bundle = await rolldown({ input: fileURLToPath(new URL("main.ts", page)), platform: "browser" });
  const { output } = await bundle.generate({ format: "iife", minify: true });
  await bundle.close();
  const script = output[0].code.trim();
  const sheets = await Promise.all(STYLES.map((name) => readFile(new URL(`style/${name}.css`, page), "utf8")));
  const style = minifyStyle(sheets.join(""));
  if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style))
    throw new Error("the page's code would end its own element");
  return `// biome-ignore-all format: made by scripts/make-page-script.js from src/report/html/page, not to be edited
// biome-ignore-all lint: minified
export const PAGE_SCRIPT = ${JSON.stringify(script)};
export const PAGE_STYLE = ${JSON.stringify(style)};
`;
}

/** Without comments, line ends and doubled spaces: safe for a style sheet that has none of these in its strings. */
function minifyStyle(css) {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,]) ?/g, "$1")
    .trim();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = await makePageModule();
  if (!process.argv.includes("--check")) await writeFile(target, text);
  else if ((await readFile(target, "utf8")) !== text) {
    process.stderr.write(
      "src/report/html/page-script.generated.ts is out of date: run node scripts/make-page-script.js\n",
    );
    process.exitCode = 1;
  }
}
