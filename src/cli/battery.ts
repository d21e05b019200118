import { type BatteryLife, estimateBatteryLife } from "../lora/energy/battery-life.ts";
import { batterySvg } from "../report/battery-svg.ts";
import { batteryText, describeDevice, describeLife } from "../report/battery-text.ts";
import { writeWholeFile } from "../runtime/node/write-files.ts";
import { runBatch } from "./batch.ts";
import { CATALOG_OPTION, readCatalog } from "./catalog-input.ts";
import { type Context, defineCommand } from "./command.ts";
import { ENERGY_OPTIONS, givenEnergyInputs } from "./energy-options.ts";
import { renamePlaces } from "./errors.ts";
import { flagOf } from "./model-options.ts";
import type { OptionSpecs } from "./options.ts";

const OWN_OPTIONS = {
  catalog: CATALOG_OPTION,
  svg: { flag: "svg", kind: "text", placeholder: "file", title: "draw where the energy goes and one uplink's current" },
  batch: {
    flag: "batch",
    kind: "text",
    placeholder: "file",
    title: "newline-delimited JSON cases from a file, or from stdin with -; flags fill in what a case leaves out",
  },
} as const satisfies OptionSpecs;

export const battery = defineCommand({
  description:
    "How long a device of LoRaWAN class A, B or C lives on its cells, and where the energy goes.\n" +
    "Quantities take a unit (10min, 14dBm, 2.4Ah, 5uA); a bare number is in s, dBm, mAh, A, V, Hz or bytes.",
  arguments: [],
  options: { ...ENERGY_OPTIONS, ...OWN_OPTIONS },
  examples: [
    {
      title: "Twenty bytes every quarter of an hour from a lithium AA cell",
      line: "battery --radio SX1261 --battery LS14500 --period 15min --payload 20 --sf 9 --sleep-current 3uA",
    },
    {
      title: "Confirmed uplinks in Europe, a fifth of which are lost",
      line: "battery --radio RAK4260 --battery ER34615 --period 10min --region EU868 --dr 3 --app-payload 12 --confirmed --packet-success 80%",
    },
    {
      title: "The same as a picture",
      line: "battery --radio SX1261 --battery LS14500 --period 15min --payload 20 --sf 9 --sleep-current 3uA --svg out/battery.svg",
    },
    { title: "A stream of cases", line: "battery --batch scenarios/examples/battery.ndjson" },
  ],
  async run(_args, options, { output, signal }) {
    const catalog = await readCatalog(options.catalog);
    const given = givenEnergyInputs(options);
    if (options.batch !== undefined) {
      return runBatch(options.batch, output, signal, (input) => estimateBatteryLife({ ...given, ...input }, catalog));
    }
    const life = renamePlaces(
      (key) => flagOf(ENERGY_OPTIONS, key),
      () => estimateBatteryLife(given, catalog),
    );
    const device = { radio: String(given.radio), periodS: Number(given.periodS) };
    if (options.svg !== undefined) {
      await writeWholeFile(options.svg, drawLife(life, device), signal);
      output.remark(`picture: ${options.svg}`);
    }
    return printLife(life, device, output);
  },
});

interface DeviceWords {
  readonly radio: string;
  readonly periodS: number;
}

function drawLife(life: BatteryLife, { radio, periodS }: DeviceWords): string {
  return batterySvg({ life, title: describeLife(life), subtitle: describeDevice(life, radio, periodS) });
}

async function printLife(life: BatteryLife, device: DeviceWords, output: Context["output"]): Promise<void> {
  for (const warning of life.warnings) output.remark(`warning: ${warning.message}`);
  await (output.json ? output.printJson(life) : output.print(batteryText(life, device.radio, device.periodS)));
}
