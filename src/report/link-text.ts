import type { LinkAnswer, LinkDirection } from "../link/link.ts";
import type { SettledEnd } from "../link/link-ends.ts";
import { textTable } from "./text-table.ts";

/** A link's budget for people: a line each step, a column each direction. */
export function linkText(answer: LinkAnswer): string {
  const { ends, result } = answer;
  const ways: Way[] = [{ from: ends.transmitter, to: ends.receiver, figures: result.uplink }];
  if (result.downlink !== null) ways.push({ from: ends.receiver, to: ends.transmitter, figures: result.downlink });
  const titles = ways.length === 1 ? ["link"] : ["uplink", "downlink"];
  const columns = [{ title: "" }, ...titles.map((title) => ({ title, align: "right" as const }))];
  const rows = lines(answer).map(({ label, cell }) => [label, ...ways.map(cell)]);
  const shown = rows.filter(([, ...cells]) => cells.some((cell) => cell !== ""));
  return `${describeLink(answer)}\n\n${textTable(columns, shown).join("\n")}\n`;
}

/** The settings in a line: "LoRa SF10, 125 kHz, 4/5, 20 bytes, 868.1 MHz; 12 km by itm". */
export function describeLink({ inputs, radio, ends, result }: LinkAnswer): string {
  const settings = [`LoRa SF${radio.sf}`, `${round(radio.bandwidthHz / 1e3, 3)} kHz`, radio.codingRate];
  settings.push(`${inputs.payloadBytes} bytes`);
  if (radio.frequencyHz !== null) settings.push(`${round(radio.frequencyHz / 1e6, 4)} MHz`);
  if (radio.region !== null) settings.push(radio.region.name);
  const { transmitter, receiver } = ends;
  const names = [transmitter.name, receiver.name].some((name) => name !== null)
    ? [`${transmitter.name ?? "transmitter"} to ${receiver.name ?? "receiver"}`]
    : [];
  const path = result.distanceM === null ? [] : [`${distance(result.distanceM)} by ${result.model}`];
  return [settings.join(", "), ...names, ...path].join("; ");
}

interface Way {
  readonly from: SettledEnd;
  readonly to: SettledEnd;
  readonly figures: LinkDirection;
}

interface Line {
  readonly label: string;
  /** Empty where the direction has no such figure; a line without any is left out. */
  readonly cell: (way: Way) => string;
}

function lines({ inputs, result }: LinkAnswer): Line[] {
  const { shadowingMarginDb, fadeMarginDb, model } = result;
  const reserveDb = shadowingMarginDb + fadeMarginDb;
  const places = `${round(inputs.availability * 100, 2)} % of the places`;
  return [
    { label: "transmitter", cell: ({ figures }) => dbm(figures.txPowerDbm) },
    { label: "losses", cell: ({ from }) => dbUnlessZero(-from.lossDb) },
    { label: "antenna", cell: ({ from }) => dbi(from.antennaGainDbi) },
    { label: "EIRP", cell: ({ figures }) => dbm(figures.eirpDbm) },
    { label: "path", cell: ({ figures }) => optional(figures.pathLossDb, (lossDb) => db(-lossDb)) },
    { label: "antenna", cell: ({ to }) => dbi(to.antennaGainDbi) },
    { label: "losses", cell: ({ to }) => dbUnlessZero(-to.lossDb) },
    { label: "received power", cell: ({ figures }) => optional(figures.receivedPowerDbm, dbm) },
    { label: "noise figure", cell: ({ figures }) => db(figures.noiseFigureDb) },
    { label: "ambient noise", cell: ({ to }) => optional(to.ambientNoiseDb ?? null, db) },
    { label: "noise floor", cell: ({ figures }) => dbm(figures.noiseFloorDbm) },
    { label: "SNR", cell: ({ figures }) => optional(figures.snrDb, db) },
    { label: "required SNR", cell: ({ figures }) => db(figures.snrRequiredDb) },
    { label: "sensitivity", cell: ({ figures }) => dbm(figures.sensitivityDbm) },
    { label: "  by", cell: ({ figures }) => figures.sensitivitySource.replace("-", " ") },
    { label: `shadowing, ${places}`, cell: () => dbUnlessZero(-shadowingMarginDb) },
    { label: "fading", cell: () => dbUnlessZero(-fadeMarginDb) },
    { label: "margin", cell: ({ figures }) => optional(figures.marginDb, db) },
    {
      label: `packets that arrive${reserveDb > 0 ? ", margins spent" : ""}`,
      cell: ({ figures }) => optional(figures.packetSuccess, percent),
    },
    { label: "places where it works", cell: ({ figures }) => optional(figures.availability, percent) },
    { label: "greatest path loss", cell: ({ figures }) => db(figures.maxPathLossDb) },
    { label: `greatest range by ${model}`, cell: ({ figures }) => (model === null ? "" : range(figures.maxRangeM)) },
  ];
}

function optional(value: number | null, show: (value: number) => string): string {
  return value === null ? "" : show(value);
}

function db(value: number): string {
  return `${value.toFixed(1)} dB`;
}

function dbm(value: number): string {
  return `${value.toFixed(1)} dBm`;
}

function dbi(value: number): string {
  return `${round(value, 2)} dBi`;
}

function dbUnlessZero(value: number): string {
  return value === 0 ? "" : db(value);
}

/** Only a certainty is 100 %, and only an impossibility 0 %. */
function percent(share: number): string {
  if (share > 0.9999 && share < 1) return "> 99.99 %";
  if (share < 0.0001 && share > 0) return "< 0.01 %";
  return `${round(share * 100, 2)} %`;
}

function range(rangeM: number | null): string {
  if (rangeM === null) return "no end";
  return rangeM === 0 ? "none" : distance(rangeM);
}

function distance(distanceM: number): string {
  return distanceM < 1000 ? `${round(distanceM, 0)} m` : `${Number((distanceM / 1000).toPrecision(4))} km`;
}

function round(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
