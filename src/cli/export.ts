import {
  chirpstackDevices,
  chirpstackGateways,
  type ExportedRequests,
  type PlatformSettings,
  requireSites,
  ttnDevices,
  ttnGateways,
} from "../field/export/platforms.ts";
import { type Network, networkOf } from "../field/export/sites.ts";
import { InputError } from "../math/errors.ts";
import { networkCsv, networkGeoJson, networkKml, networkKmz } from "../report/network-files.ts";
import { readTextFile } from "../runtime/node/read-text.ts";
import { writeWholeFile } from "../runtime/node/write-files.ts";
import { parseJsonText } from "../scenario/json-text.ts";
import { validateScenario } from "../scenario/parse.ts";
import { isObject } from "../scenario/plain-json.ts";
import { defineCommand } from "./command.ts";
import { FileInputError } from "./errors.ts";
import { toJson } from "./output.ts";

const FORMATS = ["chirpstack", "ttn", "kml", "csv", "geojson"] as const;
type Format = (typeof FORMATS)[number];
type What = "gateways" | "devices" | "all";

const PLATFORM = "Platform:";
const OPTIONS = {
  what: {
    flag: "what",
    kind: "choice",
    values: ["gateways", "devices", "all"],
    title: "what to write, default gateways for a platform, else all",
  },
  candidates: { flag: "candidates", kind: "switch", title: "candidates too, also those that no plan has chosen" },
  tenant: {
    flag: "tenant",
    kind: "text",
    placeholder: "id",
    title: "chirpstack: tenant of the gateways",
    group: PLATFORM,
  },
  application: {
    flag: "application",
    kind: "text",
    placeholder: "id",
    title: "chirpstack: application of the devices",
    group: PLATFORM,
  },
  deviceProfile: {
    flag: "device-profile",
    kind: "text",
    placeholder: "id",
    title: "chirpstack: profile of the devices",
    group: PLATFORM,
  },
  frequencyPlan: {
    flag: "frequency-plan",
    kind: "text",
    placeholder: "id",
    title: "ttn: frequency plan, default by the region",
    group: PLATFORM,
  },
  out: {
    flag: "out",
    kind: "text",
    placeholder: "file",
    title: "file to write, whole or not at all; default stdout; kml: .kmz is packed",
    group: "Output:",
  },
} as const;

export const exportNetwork = defineCommand({
  description:
    "Writes a scenario's gateways and devices for a LoRaWAN platform (one request of its API a line), or as KML, CSV or GeoJSON. Of a\n" +
    "plan's plan.geojson the chosen candidates are gateways. Keys are not in a scenario, and are never written.",
  arguments: [
    { name: "FORMAT", title: "whose format", choices: FORMATS },
    { name: "SCENARIO", title: "GeoJSON file, a scenario or a plan's plan.geojson" },
  ],
  options: OPTIONS,
  examples: [
    {
      title: "Gateways for ChirpStack's API",
      line: "export chirpstack scenarios/monterey/scenario.geojson --tenant 52f14cd4-c6f1-4fbd-8f87-4025e1d49242",
    },
    {
      title: "Devices for The Things Stack's import",
      line: "export ttn scenarios/monterey/scenario.geojson --what devices",
    },
    {
      title: "For Google Earth, with all places that were considered",
      line: "export kml scenarios/monterey/scenario.geojson --candidates",
    },
    { title: "A table", line: "export csv scenarios/monterey/scenario.geojson --out out/network.csv" },
  ],
  async run([format, file = ""], options, { output, signal }) {
    const network = await readNetwork(file, options.candidates);
    const settings: PlatformSettings = {
      tenantId: options.tenant,
      applicationId: options.application,
      deviceProfileId: options.deviceProfile,
      frequencyPlan: options.frequencyPlan,
    };
    const { text, rows, withoutEui, packed } = exported(
      format as Format,
      network,
      options.what as What | undefined,
      settings,
    );
    if (withoutEui.length > 0) {
      output.remark(`warning: ${withoutEui.length} without an EUI: the platform wants it filled in`);
    }
    if (options.out === undefined) return output.print(output.json ? `${toJson({ format, rows, text })}\n` : text);
    await writeWholeFile(options.out, packed !== undefined && /\.kmz$/i.test(options.out) ? packed() : text, signal);
    await (output.json
      ? output.printJson({ format, rows, out: options.out })
      : output.print(`${rows} written: ${options.out}\n`));
  },
});

/** Reads what a plan has written, too: its summary is no setting. */
async function readNetwork(file: string, candidates: boolean): Promise<Network> {
  const json = parseJsonText(await readTextFile(file), file);
  const { issues, scenario } = validateScenario(withoutResult(json), { purpose: "any", allowOutside: true });
  if (scenario === null) throw new FileInputError(file, issues);
  return networkOf(scenario, { candidates });
}

function withoutResult(json: unknown): unknown {
  if (!isObject(json) || !isObject(json.chirpscape)) return json;
  const { result: _, ...chirpscape } = json.chirpscape;
  return { ...json, chirpscape };
}

interface Exported {
  readonly text: string;
  /** Instead of the text, where the file's name asks for it. */
  readonly packed?: () => Uint8Array;
  readonly rows: number;
  readonly withoutEui: readonly string[];
}

function exported(format: Format, network: Network, what: What | undefined, settings: PlatformSettings): Exported {
  if (format === "chirpstack" || format === "ttn") return platformText(format, network, what ?? "gateways", settings);
  const sites = [...(what === "devices" ? [] : network.gateways), ...(what === "gateways" ? [] : network.devices)];
  requireSites(sites, what === undefined || what === "all" ? "gateways or devices" : what);
  const rows = sites.length;
  if (format === "csv") return { text: networkCsv(sites), rows, withoutEui: [] };
  if (format === "geojson") return { text: networkGeoJson(sites), rows, withoutEui: [] };
  const packed = () => networkKmz(network.name, sites);
  return { text: networkKml(network.name, sites), packed, rows, withoutEui: [] };
}

function platformText(
  format: "chirpstack" | "ttn",
  network: Network,
  what: What,
  settings: PlatformSettings,
): Exported {
  if (what === "all") {
    const message = "gateways and devices go to different addresses of the platform";
    throw new InputError({
      code: "bad-value",
      where: "--what",
      message,
      hint: "write gateways and devices one by one",
    });
  }
  requireSites(network[what], what);
  const make = {
    chirpstack: { gateways: chirpstackGateways, devices: chirpstackDevices },
    ttn: { gateways: ttnGateways, devices: ttnDevices },
  }[format][what];
  const { requests, withoutEui }: ExportedRequests = make(network, settings);
  return {
    text: requests.map((request) => `${JSON.stringify(request)}\n`).join(""),
    rows: requests.length,
    withoutEui,
  };
}
