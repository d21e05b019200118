/** Elements that have no end tag (HTML Living Standard, §13.1.2 "void elements"), as far as the report uses them. */
const VOID = new Set(["meta", "link", "br", "input"]);

interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

export interface HtmlDocument {
  readonly tags: readonly Tag[];
  /** Text between tags, entities undone, without the contents of scripts and styles. */
  readonly text: string;
  /** Contents of script and style elements, in order, with the element's attributes. */
  readonly raw: readonly (Tag & { readonly content: string })[];
}

/** A strict reader of well-formed HTML. @throws Error where an element is not closed or closed by another's tag */
export function readHtml(source: string): HtmlDocument {
  const tags: Tag[] = [];
  const raw: (Tag & { content: string })[] = [];
  const texts: string[] = [];
  const open: string[] = [];
  const pattern = /<!doctype html>|<(\/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z-]+(?:="[^"<>]*")?)*)\s*(\/?)>/gy;
  let at = 0;
  while (at < source.length) {
    if (source[at] !== "<") {
      const next = source.indexOf("<", at);
      const end = next < 0 ? source.length : next;
      texts.push(source.slice(at, end));
      at = end;
      continue;
    }
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (!match) throw new Error(`not a tag: ${source.slice(at, at + 60)}`);
    at = pattern.lastIndex;
    const [, closing, name, attributeText, selfClosing] = match;
    if (name === undefined) continue;
    if (closing) {
      const expected = open.pop();
      if (expected !== name) throw new Error(`</${name}> closes <${expected}>`);
      continue;
    }
    const tag = { name, attributes: readAttributes(attributeText) };
    tags.push(tag);
    if (name === "script" || name === "style") {
      const end = source.indexOf(`</${name}>`, at);
      raw.push({ ...tag, content: source.slice(at, end) });
      at = end + name.length + 3;
    } else if (!selfClosing && !VOID.has(name)) open.push(name);
  }
  if (open.length > 0) throw new Error(`never closed: ${open.join(" ")}`);
  return { tags, raw, text: undoEntities(texts.join("")) };
}

function readAttributes(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/([a-zA-Z-]+)(?:="([^"]*)")?/g)].map(([, name, value]) => [name, undoEntities(value ?? "")]),
  );
}

function undoEntities(text: string): string {
  const entities: Record<string, string> = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" };
  return text.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => entities[name]);
}
