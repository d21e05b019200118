import type { BatteryLife, Phase } from "../lora/energy/battery-life.ts";
import type { PhaseName } from "../lora/energy/cycle.ts";
import type { CodingRateTrade } from "../lora/energy/error-correction.ts";
import { durationText, percentText, siText } from "./si-text.ts";
import { type Column, textTable } from "./text-table.ts";

/** What the phases are called for people. */
export const PHASE_TITLES: Readonly<Record<PhaseName, string>> = {
  wake: "awake",
  transmit: "transmitting",
  wait: "waiting",
  "receive-1": "receive window 1",
  "receive-2": "receive window 2",
  downlink: "downlinks",
  beacon: "beacons",
  "ping-slots": "ping slots",
  listen: "listening",
  sleep: "asleep",
  "self-discharge": "self-discharge",
};

/** A sentence on the device, for the head of a table or picture. */
export function describeDevice(life: BatteryLife, radio: string, periodS: number): string {
  const { sf, bandwidthHz, codingRate, txPowerDbm, timeOnAirS } = life;
  const bandwidth = `${Number((bandwidthHz / 1000).toPrecision(6))} kHz`;
  return (
    `${radio} at ${txPowerDbm} dBm, SF${sf}, ${bandwidth}, ${codingRate}: ` +
    `${siText(timeOnAirS, "s")} on air every ${durationText(periodS)}`
  );
}

/** How long it lives, in a sentence. */
export function describeLife(life: BatteryLife): string {
  const { lifeDays, lifeYears, supply, uplinksTotal } = life;
  const span = lifeYears >= 1 ? `${short(lifeYears)} years (${Math.round(lifeDays)} days)` : `${short(lifeDays)} days`;
  return `${span} on ${short(supply.capacityMah)} mAh at ${short(supply.voltageV)} V, ${uplinksTotal} uplinks`;
}

const PHASE_COLUMNS: readonly Column[] = [
  { title: "phase" },
  { title: "time", align: "right" },
  { title: "current", align: "right" },
  { title: "charge", align: "right" },
  { title: "energy", align: "right" },
  { title: "share", align: "right" },
  { title: "" },
];
const BAR_CHARACTERS = 24;

/** Where the energy of one period goes, and what error correction would change, as plain text. */
export function batteryText(life: BatteryLife, radio: string, periodS: number): string {
  const blocks = [
    [describeDevice(life, radio, periodS), describeLife(life)],
    textTable(PHASE_COLUMNS, [...life.phases.map(phaseRow), totalRow(life, periodS)]),
    uplinkLines(life),
    ...(life.errorCorrection === null ? [] : [tradeLines(life.errorCorrection, life)]),
  ];
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function phaseRow({ name, durationS, currentA, chargeC, energyJ, share }: Phase): string[] {
  return [
    PHASE_TITLES[name],
    durationText(durationS),
    siText(currentA, "A"),
    siText(chargeC, "C"),
    siText(energyJ, "J"),
    percentText(share),
    "█".repeat(Math.round(share * BAR_CHARACTERS)),
  ];
}

function totalRow({ averageCurrentA, phases }: BatteryLife, periodS: number): string[] {
  const energyJ = phases.reduce((sum, phase) => sum + phase.energyJ, 0);
  const chargeText = siText(averageCurrentA * periodS, "C");
  return [
    "one period",
    durationText(periodS),
    siText(averageCurrentA, "A"),
    chargeText,
    siText(energyJ, "J"),
    "100 %",
    "",
  ];
}

function uplinkLines(life: BatteryLife): string[] {
  const { energyPerUplinkJ, energyPerDeliveredUplinkJ, transmissionsPerUplink, deliveredShare, packetSuccess } = life;
  const sent = `An uplink takes ${siText(energyPerUplinkJ, "J")} without sleep`;
  if (packetSuccess === 1) return [`${sent}.`];
  return [
    `${sent}, in ${short(transmissionsPerUplink)} transmissions of which ${percentText(packetSuccess)} arrive;`,
    `${percentText(deliveredShare)} of the uplinks are delivered, for ${siText(energyPerDeliveredUplinkJ, "J")} each.`,
  ];
}

const TRADE_COLUMNS: readonly Column[] = [
  { title: "  coding rate" },
  { title: "on air", align: "right" },
  { title: "arrive", align: "right" },
  { title: "sent", align: "right" },
  { title: "delivered", align: "right" },
  { title: "energy per delivered uplink", align: "right" },
  { title: "life", align: "right" },
];

/** Fewer retransmissions against longer packets. */
function tradeLines(trades: readonly CodingRateTrade[], { snrDb, codingRate }: BatteryLife): string[] {
  const least = Math.min(...trades.map(({ energyPerDeliveredUplinkJ }) => energyPerDeliveredUplinkJ));
  const rows = trades.map((trade) => [
    `${trade.codingRate === codingRate ? ">" : " "} ${trade.codingRate}`,
    siText(trade.timeOnAirS, "s"),
    percentText(trade.packetSuccess),
    short(trade.transmissionsPerUplink),
    percentText(trade.deliveredShare),
    `${siText(trade.energyPerDeliveredUplinkJ, "J")}${trade.energyPerDeliveredUplinkJ === least ? " (least)" : "        "}`,
    durationText(trade.lifeDays * 86_400),
  ]);
  const level = snrDb === null ? "" : ` at a signal-to-noise ratio of ${snrDb.toFixed(1)} dB`;
  return [`What error correction buys${level} (soft decisions):`, ...textTable(TRADE_COLUMNS, rows)];
}

function short(value: number): string {
  return value >= 1000 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
