/** A source file of the project: its path from `src/`, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export interface Import {
  /** The importing file, from `src/`. */
  readonly from: string;
  /** As it is written. */
  readonly specifier: string;
  /** From `src/`, for a relative import; null for a package. */
  readonly target: string | null;
}

/** Static and dynamic imports and re-exports, of types too. */
const IMPORT = /(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)"([\w@./:-]+)"/g;

/** Every import of a file, comments left out. */
export function importsOf(file: SourceFile): Import[] {
  return Array.from(withoutComments(file.text).matchAll(IMPORT), ([, specifier]) => ({
    from: file.path,
    specifier,
    target: specifier.startsWith(".") ? resolvePath(file.path, specifier) : null,
  }));
}

/** Code without comments; strings and templates keep what looks like one (`"https://…"`). */
export function withoutComments(text: string): string {
  return text.replace(/("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, "$1");
}

/** Code without comments and without the content of strings. */
export function withoutStrings(text: string): string {
  return withoutComments(text).replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, '""');
}

function resolvePath(from: string, specifier: string): string {
  const steps = from.split("/").slice(0, -1);
  for (const step of specifier.split("/")) {
    if (step === "..") {
      if (steps.length === 0) return `../${specifier}`;
      steps.pop();
    } else if (step !== ".") steps.push(step);
  }
  return steps.join("/");
}

/** One circle of files that import each other, as a list that ends where it began; null when there is none. */
export function findCycle(imports: readonly Import[]): string[] | null {
  const targets = new Map<string, string[]>();
  for (const { from, target } of imports) {
    if (target !== null) targets.set(from, [...(targets.get(from) ?? []), target]);
  }
  const done = new Set<string>();
  const visit = (file: string, trail: string[]): string[] | null => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const target of targets.get(file) ?? []) {
      const cycle = visit(target, [...trail, file]);
      if (cycle !== null) return cycle;
    }
    done.add(file);
    return null;
  };
  for (const file of targets.keys()) {
    const cycle = visit(file, []);
    if (cycle !== null) return cycle;
  }
  return null;
}
