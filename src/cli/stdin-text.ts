import { readLines } from "../runtime/node/read-lines.ts";

/** All of stdin as text. */
export async function readStdinText(signal: AbortSignal): Promise<string> {
  const lines: string[] = [];
  for await (const group of readLines("-", signal)) lines.push(...group);
  return lines.join("\n");
}
