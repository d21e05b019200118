import path from "node:path";
import { LogImporter } from "../field/import/log-importer.ts";
import { type Imported, LogReader } from "../field/import/log-reader.ts";
import { DEFAULT_MERGE_WINDOW_S } from "../field/import/merge-uplinks.ts";
import { orderByTime } from "../field/import/order-by-time.ts";
import { ScenarioCollector } from "../field/import/to-scenario.ts";
import { LORAWAN_REGION_NAMES } from "../lora/regions/regions.ts";
import { InputError } from "../math/errors.ts";
import { CSV_COLUMNS } from "../protocol/platforms/csv-table.ts";
import { uplinkLine } from "../protocol/platforms/own-log.ts";
import { PLATFORM_NAMES, type PlatformName } from "../protocol/platforms/uplink-record.ts";
import { readLines } from "../runtime/node/read-lines.ts";
import { writeWholeFile } from "../runtime/node/write-files.ts";
import { defineCommand } from "./command.ts";
import { brokenIssues, type ImportAnswer, importAnswer, importRemarks, importText, othersText } from "./import-text.ts";
import { type Output, toJson } from "./output.ts";

/** By name; chirpscape's own log is found by `auto`. */
const PLATFORM_CHOICES = [...PLATFORM_NAMES.filter((name) => name !== "chirpscape"), "auto"];

const OPTIONS = {
  to: {
    flag: "to",
    kind: "choice",
    values: ["uplinks", "scenario"],
    placeholder: "what",
    title: "what to make, default uplinks where the file has any, else scenario",
  },
  region: {
    flag: "region",
    kind: "choice",
    values: LORAWAN_REGION_NAMES,
    title: "what numbered data rates mean, and the scenario's region",
  },
  gateway: {
    flag: "gateway",
    kind: "text",
    placeholder: "id",
    title: "the gateway whose log this is, where its lines do not say",
  },
  with: {
    flag: "with",
    kind: "texts",
    placeholder: "file",
    title: "logs of other gateways, put in the order of time with the first",
  },
  columns: {
    flag: "columns",
    kind: "text",
    placeholder: "name=heading,…",
    title: `csv: which column holds what; names: ${Object.keys(CSV_COLUMNS).join(", ")}`,
  },
  mergeWindowS: {
    flag: "merge-window",
    kind: "quantity",
    dimension: "time",
    min: 0,
    max: 60,
    title: `how far apart gateways may say they heard one uplink, default ${DEFAULT_MERGE_WINDOW_S}s`,
  },
  strict: { flag: "strict", kind: "switch", title: "make an error of a line that cannot be read" },
  out: {
    flag: "out",
    kind: "text",
    placeholder: "file",
    title: "file to write, whole or not at all; default stdout",
    group: "Output:",
  },
} as const;

export const importLog = defineCommand({
  description:
    "Turns what a LoRaWAN platform logs or lists into an uplink log (one JSON record a line, of one type for all platforms) or into a\n" +
    "scenario with its gateways and devices. What several gateways heard of one uplink becomes one record. Lines that cannot be read\n" +
    "are counted and named, and the rest goes on.",
  arguments: [
    { name: "PLATFORM", title: "whose format", choices: PLATFORM_CHOICES },
    { name: "FILE", title: "JSON, newline-delimited JSON, a log with JSON in its lines, or CSV; - for stdin" },
  ],
  options: OPTIONS,
  examples: [
    {
      title: "ChirpStack's uplink events as an uplink log",
      line: "import chirpstack scenarios/examples/chirpstack-events.ndjson",
    },
    {
      title: "Its list of gateways as a scenario",
      line: "import chirpstack scenarios/examples/chirpstack-gateways.json",
    },
    {
      title: "The gateways and devices that an uplink log tells of",
      line: "import ttn scenarios/examples/ttn-uplinks.ndjson --to scenario",
    },
    { title: "A packet forwarder's log", line: "import semtech-udp scenarios/examples/semtech-udp.log" },
    {
      title: "A gateway's log of numbered data rates",
      line: "import basics-station scenarios/examples/basics-station.ndjson --region EU868 --gateway 0016c001f153a14c",
    },
    { title: "Whatever it is, as one document", line: "import auto scenarios/examples/aws-uplinks.ndjson --json" },
    {
      title: "Where hotspots and devices are",
      line: "import helium scenarios/examples/helium-uplinks.ndjson --to scenario",
    },
    {
      title: "A table with headings of its own",
      line: "import csv scenarios/examples/uplinks.csv --columns devEui=node,rssiDbm=signal",
    },
  ],
  async run([platform, file = "-"], options, { output, signal }) {
    const importer = new LogImporter({ mergeWindowS: options.mergeWindowS });
    const logs = [file, ...options.with].map((source) => ({
      source,
      name: source === "-" ? "stdin" : source,
      reader: new LogReader({
        platform: platform === "auto" ? null : (platform as PlatformName),
        region: options.region,
        gatewayId: options.gateway,
        columns: parseColumns(options.columns),
      }),
    }));
    const entries = readEntries(logs, importer, { strict: options.strict, signal });
    const summary = (): ImportAnswer => importAnswer(importer.summary(), logs);
    // Gateways and devices that come before the first uplink
    const collector = new ScenarioCollector();
    const first = options.to === "uplinks" ? null : await firstUplink(entries, collector);
    const asScenario = options.to === "scenario" || (options.to === undefined && first === null);
    const all = startingWith(first, entries);
    const text = asScenario
      ? scenarioText(all, collector, { file, region: options.region })
      : logText(all, output.json && options.out === undefined ? summary : null);
    if (options.out === undefined) await printAll(text, output);
    else await writeWholeFile(options.out, text, signal);
    for (const remark of importRemarks(summary(), asScenario ? collector : null)) output.remark(remark);
    if (options.out === undefined) return;
    await (output.json
      ? output.printJson({ out: options.out, ...summary() })
      : output.print(importText(summary(), options.out, asScenario)));
  },
});

interface Log {
  readonly source: string;
  readonly name: string;
  readonly reader: LogReader;
}

/** The entries of the logs; ends in an error when nothing was found, or under `--strict` when a line was broken. */
async function* readEntries(
  logs: readonly Log[],
  importer: LogImporter,
  { strict, signal }: { readonly strict: boolean; readonly signal: AbortSignal },
): AsyncGenerator<Imported, void> {
  for await (const entry of orderByTime(logs.map((log) => readLog(log, signal)))) yield* importer.take(entry);
  yield* importer.end();
  const answer = importAnswer(importer.summary(), logs);
  const isEmpty = answer.uplinks + answer.gateways + answer.devices === 0;
  if (answer.brokenLines > 0 && (strict || isEmpty)) throw new InputError(brokenIssues(answer));
  if (isEmpty) {
    const message = "no uplinks, gateways or devices in it";
    throw new InputError({ code: "nothing-found", where: logs[0].name, message, hint: othersText(answer) });
  }
}

async function* readLog({ source, name, reader }: Log, signal: AbortSignal): AsyncGenerator<Imported, void> {
  try {
    for await (const lines of readLines(source, signal)) {
      for (const line of lines) yield* reader.push(line);
    }
  } catch (error) {
    // Headings are of the first line
    if (!(error instanceof InputError) || error.code !== "no-columns") throw error;
    throw new InputError({ ...error.issues[0], where: `${name}:1` }, { cause: error });
  }
  yield* reader.end();
}

/** Reads on to the first uplink; null: there is none. */
async function firstUplink(
  entries: AsyncGenerator<Imported, void>,
  collector: ScenarioCollector,
): Promise<Imported | null> {
  for (let next = await entries.next(); next.done !== true; next = await entries.next()) {
    if (next.value.kind === "uplink") return next.value;
    collector.add(next.value);
  }
  return null;
}

async function* startingWith(
  first: Imported | null,
  others: AsyncGenerator<Imported, void>,
): AsyncGenerator<Imported, void> {
  if (first !== null) yield first;
  yield* others;
}

/** Lines are handed on together up to this length. */
const CHUNK_CHARACTERS = 64 * 1024;

async function* logText(
  entries: AsyncIterable<Imported>,
  summary: (() => ImportAnswer) | null,
): AsyncGenerator<string> {
  const between = summary === null ? "" : ",";
  const end = summary === null ? "\n" : "";
  let pending = summary === null ? "" : '{"uplinks":[';
  let isFirst = true;
  for await (const entry of entries) {
    if (entry.kind !== "uplink") continue;
    pending += `${isFirst ? "" : between}${uplinkLine(entry.uplink)}${end}`;
    isFirst = false;
    if (pending.length < CHUNK_CHARACTERS) continue;
    yield pending;
    pending = "";
  }
  yield pending + (summary === null ? "" : `],"summary":${toJson(summary())}}\n`);
}

async function* scenarioText(
  entries: AsyncIterable<Imported>,
  collector: ScenarioCollector,
  { file, region }: { readonly file: string; readonly region: string | undefined },
): AsyncGenerator<string> {
  for await (const entry of entries) collector.add(entry);
  const name = file === "-" ? "imported" : path.basename(file).replace(/\.[^.]*$/, "");
  const settings = region === undefined ? { name } : { name, region };
  yield `${JSON.stringify(collector.scenario(settings), null, 2)}\n`;
}

async function printAll(text: AsyncIterable<string>, output: Output): Promise<void> {
  for await (const part of text) await output.print(part);
}

/** `devEui=node,rssiDbm=signal` */
function parseColumns(text: string | undefined): Readonly<Record<string, string>> {
  if (text === undefined) return {};
  const pairs = text.split(",").map((pair): [string, string] => {
    const at = pair.indexOf("=");
    if (at > 0 && at < pair.length - 1) return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    const message = `expected name=heading pairs with commas between them, got "${pair}"`;
    throw new InputError({ code: "bad-value", where: "--columns", message });
  });
  return Object.fromEntries(pairs);
}
