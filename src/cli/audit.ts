import { NetworkAudit } from "../field/audit/network-audit.ts";
import { LORAWAN_REGION_NAMES } from "../lora/regions/regions.ts";
import { InputError } from "../math/errors.ts";
import { isAtLeast } from "../protocol/audit/finding.ts";
import { SEVERITIES, type Severity } from "../protocol/audit/rule.ts";
import { sarifLog } from "../protocol/audit/sarif.ts";
import { readLines } from "../runtime/node/read-lines.ts";
import { writeWholeFile } from "../runtime/node/write-files.ts";
import { VERSION } from "../version.ts";
import { auditRemarks, auditText, nothingFound } from "./audit-text.ts";
import { defineCommand } from "./command.ts";
import { EXIT_CODES } from "./errors.ts";
import { toJson } from "./output.ts";

const OPTIONS = {
  region: {
    flag: "region",
    kind: "choice",
    values: LORAWAN_REGION_NAMES,
    title: "whose limits on time on air hold; without it they are not judged",
    setting: "environment-and-file",
  },
  failOn: {
    flag: "fail-on",
    kind: "choice",
    values: SEVERITIES,
    placeholder: "severity",
    title: "exit code 1 when a finding is as bad, or worse",
  },
  format: {
    flag: "format",
    kind: "choice",
    values: ["table", "json", "sarif"],
    title: "of the answer, default table, or json under --json",
    group: "Output:",
  },
  out: {
    flag: "out",
    kind: "text",
    placeholder: "file",
    title: "file to write the answer to, whole or not at all; default stdout",
    group: "Output:",
  },
} as const;

export const audit = defineCommand({
  description:
    "What is wrong with a network's security: each finding with its severity, the rule, what shows it and what mends it. Takes device\n" +
    "lists (ChirpStack, The Things Stack, CSV, files of keys), uplink logs (of any platform that import reads) and descriptions of\n" +
    "private protocols, in any mixture. Keys are compared and never shown.",
  arguments: [{ name: "FILE", title: "JSON, newline-delimited JSON, a log, or CSV; - for stdin", variadic: true }],
  options: OPTIONS,
  examples: [
    { title: "A device list", line: "audit scenarios/examples/audit-devices.json" },
    {
      title: "With the log of its uplinks, by the limits of Europe",
      line: "audit scenarios/examples/audit-devices.json scenarios/examples/audit-uplinks.ndjson --region EU868",
    },
    { title: "A protocol of your own", line: "audit scenarios/examples/audit-private.json" },
    {
      title: "For a code-scanning service, failing on what is high or worse",
      line: "audit scenarios/examples/audit-private-sound.json --format sarif --fail-on high",
    },
  ],
  async run(files, { region, failOn, format, out }, { output, signal }) {
    const sources = files.flatMap((file) => (file === undefined ? [] : [file]));
    requireDistinct(sources);
    if (output.json && format === "table") {
      throw new InputError({
        code: "conflicting-inputs",
        where: "--format",
        message: "a table, but --json asks for JSON",
      });
    }
    const kind = format ?? (output.json ? "json" : "table");
    const network = new NetworkAudit({ region: region ?? null });
    for (const source of sources) await readInto(network, source, signal);
    const report = network.report();
    const empty = nothingFound(report.files);
    if (empty.length > 0) throw new InputError(empty);
    for (const remark of auditRemarks(report, region ?? null)) output.remark(remark);
    const text =
      kind === "table"
        ? auditText(report)
        : `${kind === "json" ? toJson(report) : JSON.stringify(sarifLog(report.findings, VERSION), null, 2)}\n`;
    if (out === undefined) await output.print(text);
    else await writeWholeFile(out, text, signal);
    const fails = failOn !== undefined && report.findings.some((finding) => isAtLeast(finding, failOn as Severity));
    return fails ? EXIT_CODES.workFailed : EXIT_CODES.done;
  },
});

async function readInto(network: NetworkAudit, source: string, signal: AbortSignal): Promise<void> {
  const file = network.open(source === "-" ? null : source);
  for await (const lines of readLines(source, signal)) {
    for (const line of lines) {
      try {
        file.push(line);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        // Only a table's first line can make its file worthless
        const where = `${source === "-" ? "stdin" : source}:1`;
        throw new InputError(
          error.issues.map((issue) => ({ ...issue, where })),
          { cause: error },
        );
      }
    }
  }
}

/** A file that is read twice says everything twice. */
function requireDistinct(sources: readonly string[]): void {
  const twice = sources.find((source, i) => sources.indexOf(source) < i);
  if (twice === undefined) return;
  const message = twice === "-" ? "stdin can be read once" : `${JSON.stringify(twice)} is named twice`;
  throw new InputError({ code: "conflicting-inputs", where: "FILE", message });
}
