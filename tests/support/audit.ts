import { NetworkAudit } from "../../src/field/audit/network-audit.ts";
import type { Finding } from "../../src/protocol/audit/finding.ts";
import { EMPTY_UPLINK, type UplinkRecord } from "../../src/protocol/platforms/uplink-record.ts";
import { seededRandom } from "./random.ts";

/** Digits that look random, the same in every run. */
export function madeHex(seed: number): (bytes: number) => string {
  const random = seededRandom(seed);
  const byte = () =>
    Math.floor(256 * random())
      .toString(16)
      .padStart(2, "0");
  return (bytes) => Array.from({ length: bytes }, byte).join("");
}

/** A key that is no secret here, and looks random. */
export const madeKey = (seed: number) => madeHex(seed)(16);

/** Audits texts as files of these names; `-` is standard input. */
export function auditTexts(texts: Readonly<Record<string, string>>, region: string | null = null) {
  const audit = new NetworkAudit({ region });
  for (const [name, text] of Object.entries(texts)) {
    const file = audit.open(name === "-" ? null : name);
    for (const line of text.split("\n")) file.push(line);
  }
  return audit.report();
}

/** Audits devices as they come from a vault: not from a file. */
export const auditDeviceList = (...devices: readonly object[]) =>
  auditTexts({ "-": JSON.stringify({ devices }) }).findings;

/** Audits uplinks; what is not given is null, as a platform leaves it out. */
export function auditUplinks(
  uplinks: readonly Partial<UplinkRecord>[],
  { devices = [], region = null }: { readonly devices?: readonly object[]; readonly region?: string | null } = {},
): readonly Finding[] {
  const log = uplinks
    .map((uplink) => JSON.stringify({ ...EMPTY_UPLINK, platform: "chirpscape", ...uplink }))
    .join("\n");
  return auditTexts({ log, "-": JSON.stringify({ devices }) }, region).findings;
}

export const rulesOf = (findings: readonly Finding[]) => findings.map(({ rule }) => rule);
