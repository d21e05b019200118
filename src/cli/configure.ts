import { configureLink, type LinkConfiguration } from "../link/configuration/configure-link.ts";
import { DEFAULT_RADIO, GOAL_INPUTS } from "../link/configuration/inputs.ts";
import { linkModelName } from "../link/link-path.ts";
import { readInputs } from "../link/propagation/read-input.ts";
import { loadModel } from "../link/propagation/registry.ts";
import { type Catalog, findRadio } from "../lora/catalog.ts";
import type { CodingRate } from "../lora/parameters.ts";
import { InputError, WorkError } from "../math/errors.ts";
import { configureDevices, type DeviceConfiguration, widestScenario } from "../network/configure-devices.ts";
import { terrainDiscs } from "../network/plan.ts";
import { deviceConfigurationText, linkConfigurationText } from "../report/configuration-text.ts";
import { devicesCsv } from "../report/devices-csv.ts";
import { createProgressLine } from "../runtime/node/progress.ts";
import { writeWholeFile } from "../runtime/node/write-files.ts";
import { readCatalog } from "./catalog-input.ts";
import { type Context, defineCommand } from "./command.ts";
import { CONFIGURED_LINK_OPTIONS, GOAL_OPTIONS, MODEL_OPTIONS, OWN_OPTIONS } from "./configure-options.ts";
import { AnsweredError, renamePlaces, renamePlacesOf } from "./errors.ts";
import { loadScenarioTerrain } from "./loaded-terrain.ts";
import { flagOf, givenInputs } from "./model-options.ts";
import type { OptionSpecs, OptionValues } from "./options.ts";
import { withEnvironment } from "./planning.ts";
import { readProfileInputs } from "./profile-input.ts";
import { readScenario } from "./scenario-input.ts";
import { answerStrictly } from "./strict.ts";

const CASE_OPTIONS: OptionSpecs = { ...MODEL_OPTIONS, ...CONFIGURED_LINK_OPTIONS, ...GOAL_OPTIONS };
const FLAGS: OptionSpecs = { ...CASE_OPTIONS, profileM: OWN_OPTIONS.profile, resolutionM: OWN_OPTIONS.profile };
/** Of the flags that describe a link, those that a scenario leaves open. */
const SCENARIO_CASE = [
  ...Object.keys(GOAL_OPTIONS),
  ...["radio", "sf", "bandwidthHz", "codingRate", "dataRate", "txPowerDbm", "payloadBytes", "shadowingDb"],
];
/** For each device of a scenario: the share is then known to two percent, and hundreds of devices take seconds. */
const PACKETS_PER_DEVICE = 1000;
/** So many runners-up are told. */
const TOLD_RUNNERS_UP = 5;

export const configure = defineCommand({
  description:
    "The spreading factor, coding rate and power with the least energy or time on air for packets that must arrive, for one link\n" +
    "or for each device of a scenario, by search over all that radio and region allow; checked by simulated packets.\n" +
    "A lower spreading factor is faster and takes less energy, a higher one reaches farther.",
  arguments: [
    { name: "SCENARIO", title: "GeoJSON file with devices and gateways; without it, one link", optional: true },
  ],
  options: { ...CASE_OPTIONS, ...OWN_OPTIONS },
  settingsBeside: "first-argument",
  examples: [
    {
      title: "A link with 140 dB of path loss, by Europe's rules and as LoRaWAN sends",
      line: "configure --path-loss 140dB --region EU868 --cr 4/5 --reliability 99%",
    },
    {
      title: "Two kilometres by a measured formula, with shadowing, for the shortest packets",
      line: "configure --radio RFM95W --gateway SX1302 --rx-gain 5dBi --region EU868 --formula 128.95+23.2*log10(d/1km) --distance 2km --shadowing 4dB --minimize airtime --reliability 0.95",
    },
    {
      title: "Every device of a scenario, over its terrain",
      line: "configure scenarios/monterey/scenario.geojson --radio SX1262 --cr 4/5 --out out/devices.csv",
    },
  ],
  async run([file], options, context) {
    const catalog = await readCatalog(options.catalog);
    if (file !== undefined) return configureScenario(file, options, catalog, context);
    refuseScenarioFlags(options);
    const given = { ...givenInputs(CASE_OPTIONS, options), ...(await readProfileInputs(options.profile)) };
    await loadModel(linkModelName(given));
    const answer = renamePlaces(
      (key) => flagOf(FLAGS, key),
      () => answerStrictly(configureLink(given, catalog), options.strict),
    );
    await printLink(answer, context.output);
  },
});

type Options = OptionValues<typeof OWN_OPTIONS> & Readonly<Record<string, unknown>>;

async function printLink(answer: LinkConfiguration, output: Context["output"]): Promise<void> {
  for (const warning of answer.warnings) output.remark(`warning: ${warning.message}`);
  const { best, goal, channel, runnersUp, ...rest } = answer;
  const document = {
    ...(best ?? {}),
    minimize: goal.minimize,
    reliability: goal.reliability,
    ...channel,
    ...rest,
    runnersUp: runnersUp.slice(0, TOLD_RUNNERS_UP),
  };
  if (!output.json) await output.print(linkConfigurationText(answer));
  if (best === null) throw new AnsweredError(unreliable(answer), document);
  if (output.json) await output.printJson(document);
}

function unreliable({ goal, nearest, region }: LinkConfiguration): WorkError {
  const missing =
    nearest === null
      ? ""
      : `: SF${nearest.sf}, ${nearest.codingRate} at ${nearest.txPowerDbm} dBm misses ${(-nearest.marginDb).toFixed(1)} dB`;
  const asked = `no setting${region === null ? "" : ` of ${region}`} delivers ${goal.reliability * 100} % of the packets`;
  return new WorkError("infeasible", `${asked}${missing}`, {
    hint: "a better antenna or place, a shorter way, or a lower --reliability",
  });
}

function refuseScenarioFlags(options: Options): void {
  const stray = (["out", "radiusM", "flatTerrain", "threads"] as const).find(
    (key) => options[key] !== undefined && options[key] !== false,
  );
  if (stray === undefined) return;
  const where = `--${OWN_OPTIONS[stray].flag}`;
  throw new InputError({ code: "not-used", where, message: "only counts together with a scenario" });
}

async function configureScenario(file: string, options: Options, catalog: Catalog, context: Context): Promise<void> {
  const { output, signal } = context;
  const { goal, held, radio, shadowingDb, payloadBytes } = readScenarioCase(options, catalog);
  const { scenario, groundFiles, warnings } = await readScenario({
    file,
    purpose: "coverage",
    allowOutside: options.allowOutside,
    strict: options.strict,
    overrides: { radiusM: options.radiusM },
    overrideOptions: OWN_OPTIONS,
  });
  const progress = createProgressLine(output.progressStream, () => performance.now());
  try {
    const devices = await withEnvironment({ threads: options.threads, progress, signal }, async (environment) => {
      const discs = terrainDiscs(widestScenario(scenario), "coverage");
      const terrain = await loadScenarioTerrain({
        scenario,
        groundFiles,
        discs,
        flatTerrain: options.flatTerrain,
        signal,
      });
      for (const warning of [...warnings, ...terrain.warnings]) output.remark(`warning: ${warning.message}`);
      const request = {
        scenario,
        elevation: terrain.elevation,
        ground: terrain.ground,
        radio,
        held,
        channel: { shadowingDb, fading: goal.fading },
        goal: { ...goal, packets: options.packets === undefined ? PACKETS_PER_DEVICE : goal.packets },
        payloadBytes,
        periodS: options.periodS === undefined ? undefined : goal.periodS,
      };
      return renamePlacesOf(
        (key) => flagOf(CASE_OPTIONS, key),
        () => configureDevices(request, environment),
      );
    });
    progress.clear();
    if (options.out !== undefined) {
      await writeWholeFile(options.out, devicesCsv(devices), signal);
      output.remark(`settings: ${options.out}`);
    }
    await printDevices(devices, output);
  } finally {
    progress.clear();
  }
}

/** @throws {InputError} for flags that the scenario answers itself */
function readScenarioCase(options: Options, catalog: Catalog) {
  const given = givenInputs(CASE_OPTIONS, options);
  const stray = Object.keys(given).find((key) => !SCENARIO_CASE.includes(key));
  if (stray !== undefined || options.profile !== undefined) {
    const where = stray === undefined ? "--profile" : flagOf(CASE_OPTIONS, stray);
    throw new InputError({
      code: "not-used",
      where,
      message: "cannot be given together with a scenario, which says it",
    });
  }
  return renamePlaces(
    (key) => flagOf(CASE_OPTIONS, key),
    () => {
      const asked = Object.fromEntries(Object.entries(given).filter(([key]) => key in GOAL_INPUTS));
      return {
        goal: readInputs(GOAL_INPUTS, asked),
        radio: findRadio((given.radio as string | undefined) ?? DEFAULT_RADIO, catalog),
        shadowingDb: (given.shadowingDb as number | undefined) ?? 0,
        payloadBytes: given.payloadBytes as number | undefined,
        held: {
          sf: given.sf as number | undefined,
          bandwidthHz: given.bandwidthHz as number | undefined,
          codingRate: given.codingRate as CodingRate | undefined,
          dataRate: given.dataRate as number | undefined,
          txPowerDbm: given.txPowerDbm as number | undefined,
        },
      };
    },
  );
}

async function printDevices(devices: readonly DeviceConfiguration[], output: Context["output"]): Promise<void> {
  const configured = devices.filter(({ best }) => best !== null).length;
  const document = { configured, devices: devices.map(deviceDocument) };
  if (!output.json) await output.print(deviceConfigurationText(devices));
  if (configured === 0) {
    const error = new WorkError("infeasible", "no device has a setting that is reliable enough", {
      hint: "a gateway nearer by (see plan), or a lower --reliability",
    });
    throw new AnsweredError(error, document);
  }
  if (output.json) await output.printJson(document);
}

function deviceDocument({ device, gateway, best, runnersUp, ...rest }: DeviceConfiguration): object {
  return {
    deviceId: device.id,
    deviceName: device.name,
    gatewayId: gateway?.id ?? null,
    ...(best ?? { sf: null, codingRate: null, txPowerDbm: null }),
    ...rest,
    runnersUp: runnersUp.slice(0, TOLD_RUNNERS_UP),
  };
}
