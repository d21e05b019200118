import type { Antenna } from "../lora/antennas.ts";
import type { Battery } from "../lora/batteries.ts";
import { BUILT_IN_CATALOG, type Catalog } from "../lora/catalog.ts";
import type { Gateway, Radio, Range } from "../lora/radios/radio.ts";
import { siText } from "../report/si-text.ts";
import { type Column, textTable } from "../report/text-table.ts";
import { CATALOG_OPTION, readCatalog } from "./catalog-input.ts";
import { defineCommand } from "./command.ts";
import type { OptionSpecs } from "./options.ts";

const SECTIONS = ["radios", "gateways", "antennas", "batteries"] as const;
type Section = (typeof SECTIONS)[number];

const OPTIONS = {
  catalog: CATALOG_OPTION,
  schema: { flag: "schema", kind: "switch", title: "print the JSON Schema of a catalog file" },
} as const satisfies OptionSpecs;

export const catalog = defineCommand({
  description:
    "The radios, gateways, antennas and batteries that the other commands know by name. With --catalog also those of a file,\n" +
    "which is checked: every fault is named with its place. Figures marked * were not checked against their source.",
  arguments: [{ name: "SECTION", title: "only these", optional: true, choices: SECTIONS }],
  options: OPTIONS,
  examples: [
    { title: "All cells", line: "catalog batteries" },
    {
      title: "Check a file of your own and see it among the others",
      line: "catalog radios --catalog scenarios/examples/catalog.json",
    },
    { title: "Everything with its sources", line: "catalog --json" },
    { title: "For an editor", line: "catalog --schema" },
  ],
  async run([section], options, { output }) {
    if (options.schema) {
      const { catalogJsonSchema } = await import("../scenario/catalog/json-schema.ts");
      return output.print(`${JSON.stringify(catalogJsonSchema(), null, 2)}\n`);
    }
    const all = await readCatalog(options.catalog);
    const wanted = SECTIONS.filter((one) => section === undefined || section === one);
    if (output.json) return output.printJson(Object.fromEntries(wanted.map((one) => [one, all[one]])));
    await output.print(wanted.map((one) => sectionText(one, all, output.bold)).join("\n"));
  },
});

function sectionText(section: Section, all: Catalog, bold: (text: string) => string): string {
  const { columns, rows } = TABLES[section](all);
  const own = new Set(
    Object.keys(all[section]).filter((name) => all[section][name] !== BUILT_IN_CATALOG[section][name]),
  );
  const marked = rows.map(([name, ...rest]) => [own.has(name) ? `${name} (yours)` : name, ...rest]);
  return `${bold(section)}\n${textTable(columns, marked).join("\n")}\n`;
}

interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

const TABLES: Readonly<Record<Section, (all: Catalog) => Table>> = {
  radios: ({ radios }) => table(["name", "what it is", "dBm", "transmitting", "receiving", "asleep"], radios, radioRow),
  gateways: ({ gateways }) =>
    table(["name", "what it is", "dBm", "noise figure", "packets at once"], gateways, gatewayRow),
  antennas: ({ antennas }) => table(["name", "what it is", "gain", "pattern"], antennas, antennaRow),
  batteries: ({ batteries }) =>
    table(["name", "what it is", "capacity", "voltage", "pulse", "lost a year"], batteries, batteryRow),
};

/** The first two columns are words, the others figures. */
function table<T>(titles: readonly string[], rows: Readonly<Record<string, T>>, cells: (row: T) => string[]): Table {
  return {
    columns: titles.map((title, i) => ({ title, align: i < 2 ? "left" : "right" })),
    rows: Object.entries(rows).map(([name, row]) => [name, ...cells(row)]),
  };
}

function radioRow(radio: Radio): string[] {
  const mark = marker(radio.unverified);
  const powers = radio.amplifiers.map(({ txPowerDbm }) => txPowerDbm);
  const currents = radio.amplifiers.flatMap((amplifier) => amplifier.currents.map(({ currentA }) => currentA));
  const receiving = radio.receiveCurrents.map(({ currentA }) => currentA);
  return [
    radio.title,
    rangeText({ min: Math.min(...powers.map(({ min }) => min)), max: Math.max(...powers.map(({ max }) => max)) }),
    mark("amplifiers", `to ${siText(Math.max(...currents), "A")}`),
    mark("receiveCurrents", `from ${siText(Math.min(...receiving), "A")}`),
    mark("sleepCurrentA", siText(radio.sleepCurrentA, "A")),
  ];
}

function gatewayRow(gateway: Gateway): string[] {
  const mark = marker(gateway.unverified);
  return [
    gateway.title,
    mark("txPowerDbm", rangeText(gateway.txPowerDbm)),
    mark("noiseFigureDb", `${gateway.noiseFigureDb} dB`),
    String(gateway.demodulators),
  ];
}

function antennaRow(antenna: Antenna): string[] {
  return [antenna.title, marker(antenna.unverified)("gainDbi", `${antenna.gainDbi} dBi`), antenna.pattern];
}

function batteryRow(battery: Battery): string[] {
  const mark = marker(battery.unverified);
  return [
    battery.title,
    mark("capacityMah", `${battery.capacityMah} mAh`),
    `${battery.nominalV} V`,
    mark("maxPulseA", siText(battery.maxPulseA, "A")),
    mark("selfDischargePerYear", `${Number((battery.selfDischargePerYear * 100).toPrecision(2))} %`),
  ];
}

function marker(unverified: readonly string[]): (field: string, text: string) => string {
  return (field, text) => `${text}${unverified.includes(field) ? "*" : " "}`;
}

function rangeText({ min, max }: Range): string {
  return `${min} to ${max}`;
}
