import type { LinkConfiguration } from "../link/configuration/configure-link.ts";
import type { Choice, Objective } from "../link/configuration/search.ts";
import type { DeliveryCheck } from "../link/configuration/simulate.ts";
import type { DeviceConfiguration } from "../network/configure-devices.ts";
import { percentText, siText } from "./si-text.ts";
import { type Column, textTable } from "./text-table.ts";

const SETTING_COLUMNS: readonly Column[] = [
  { title: "" },
  { title: "SF", align: "right" },
  { title: "kHz", align: "right" },
  { title: "coding", align: "right" },
  { title: "power", align: "right" },
  { title: "on air", align: "right" },
  { title: "energy", align: "right" },
  { title: "SNR", align: "right" },
  { title: "needed", align: "right" },
  { title: "arrive", align: "right" },
];
const SHOWN_RUNNERS_UP = 5;
const OBJECTIVE_WORDS: Readonly<Record<Objective, string>> = { energy: "least energy", airtime: "least time on air" };

/** A link's best setting with the runners-up and the check, for people. */
export function linkConfigurationText(answer: LinkConfiguration): string {
  const { best, nearest, runnersUp, goal, considered } = answer;
  const head = `${OBJECTIVE_WORDS[goal.minimize]} with ${percentText(goal.reliability)} of the packets delivered`;
  const path = `${answer.radio}${answer.region === null ? "" : ` in ${answer.region}`}, ${answer.payloadBytes} bytes over ${answer.pathLossDb.toFixed(1)} dB${fadingText(answer)}`;
  const choices = best === null ? (nearest === null ? [] : [nearest]) : [best, ...runnersUp.slice(0, SHOWN_RUNNERS_UP)];
  const marks = choices.map((_, i) => (best === null ? "nearest" : i === 0 ? "best" : String(i + 1)));
  const table = textTable(
    SETTING_COLUMNS,
    choices.map((choice, i) => [marks[i], ...settingCells(choice)]),
  );
  const checks =
    best === null || answer.simulated === null ? [] : ["", checkText(best.deliveredShare, answer.simulated)];
  return `${[`${head}: ${path}`, `${considered} legal settings compared`, "", ...table, ...checks].join("\n")}\n`;
}

function fadingText({ channel }: LinkConfiguration): string {
  const parts = [
    ...(channel.shadowingDb === 0 ? [] : [`${channel.shadowingDb} dB of shadowing`]),
    ...(channel.fading === "none" ? [] : ["Rayleigh fading"]),
  ];
  return parts.length === 0 ? "" : ` with ${parts.join(" and ")}`;
}

function settingCells(choice: Choice): string[] {
  const { sf, bandwidthHz, codingRate, txPowerDbm, timeOnAirS, energyPerUplinkJ, snrDb, snrRequiredDb } = choice;
  return [
    String(sf),
    String(Number((bandwidthHz / 1000).toPrecision(6))),
    codingRate,
    `${Number(txPowerDbm.toFixed(1))} dBm`,
    siText(timeOnAirS, "s"),
    siText(energyPerUplinkJ, "J"),
    `${snrDb.toFixed(1)} dB`,
    `${snrRequiredDb.toFixed(1)} dB`,
    percentText(choice.deliveredShare),
  ];
}

function checkText(predicted: number, { packets, share, ci95: [lower, upper] }: DeliveryCheck): string {
  const inside = predicted >= lower && predicted <= upper;
  const interval = `${(lower * 100).toFixed(2)} to ${(upper * 100).toFixed(2)} %`;
  return (
    `Simulated: ${(share * 100).toFixed(2)} % of ${packets} drawn packets arrived (95 % interval ${interval}); ` +
    `predicted ${(predicted * 100).toFixed(2)} %, ${inside ? "inside" : "outside"} it.`
  );
}

const DEVICE_COLUMNS: readonly Column[] = [
  { title: "device" },
  { title: "gateway" },
  { title: "loss", align: "right" },
  ...SETTING_COLUMNS.slice(1, 7),
  { title: "arrive", align: "right" },
  { title: "simulated", align: "right" },
  { title: "" },
];

/** The best setting of every device, for people. */
export function deviceConfigurationText(devices: readonly DeviceConfiguration[]): string {
  const configured = devices.filter(({ best }) => best !== null).length;
  const rows = devices.map(deviceRow);
  return `${[`${configured} of ${devices.length} devices have a setting`, "", ...textTable(DEVICE_COLUMNS, rows)].join("\n")}\n`;
}

function deviceRow({ device, gateway, pathLossDb, best, simulated, reason }: DeviceConfiguration): string[] {
  const place = [device.name, gateway?.name ?? "–", pathLossDb === null ? "–" : `${pathLossDb.toFixed(1)} dB`];
  if (best === null || simulated === null) return [...place, ...Array<string>(8).fill("–"), reason ?? ""];
  const cells = settingCells(best);
  return [...place, ...cells.slice(0, 6), percentText(best.deliveredShare), percentText(simulated.share), ""];
}
