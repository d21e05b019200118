import { type Finding, type FindingDetails, findingOf } from "../finding.ts";
import { listed } from "../label.ts";
import type { Severity } from "../rule.ts";
import type { AuditRuleId } from "../rules.ts";
import { type AuditedDevice, activationOf, labelOf, versionText } from "./device.ts";

/** How sessions begin and how counters are kept: of one device. */
export function auditSession(device: AuditedDevice): readonly Finding[] {
  const label = labelOf(device);
  const found: Finding[] = [];
  const add = (rule: AuditRuleId, details: Pick<FindingDetails, "what" | "evidence">) =>
    found.push(findingOf(rule, { ...details, place: device.place, device: label }));
  const isAbp = activationOf(device) === "abp";
  if (isAbp && device.countersKept === false) {
    const evidence = "activation by personalization, and counters that the list says are reset";
    add("abp-counters-not-kept", { what: `${label} begins its counters again with the same session keys`, evidence });
  } else if (isAbp) {
    const kept =
      device.countersKept === true ? "it keeps its counters" : "the list does not say that it keeps its counters";
    const how = device.activation === "abp" ? "as the list says" : "it has session keys and no root key";
    add("abp", { what: `${label} is activated by personalization`, evidence: `${how}; ${kept}` });
  }
  if (device.countersChecked === false) {
    add("counter-check-off", {
      what: `replayed frames of ${label} are accepted`,
      evidence: "the counter check is off",
    });
  }
  if (device.counterBits !== null && device.counterBits < 32) {
    const evidence = `${device.counterBits} bits`;
    add("counter-16-bit", { what: `the counters of ${label} begin again within their session`, evidence });
  }
  if (device.joinNoncesReset === true) {
    add("join-nonce-reset", { what: `old join-requests of ${label} are accepted`, evidence: "nonces are reset" });
  }
  if (new Set(device.usedDevNonces).size < device.usedDevNonces.length) {
    const evidence = `${device.usedDevNonces.length} nonces, ${new Set(device.usedDevNonces).size} different ones`;
    add("dev-nonce-reused", { what: `${label} used a DevNonce more than once`, evidence });
  }
  if (device.hasBadDevEui || /^(0+|f+)$/.test(device.devEui ?? "")) {
    const evidence = device.hasBadDevEui ? "it is not 16 hexadecimal digits" : "all digits are the same";
    add("dev-eui-void", { what: `the DevEUI of ${label} is none`, evidence });
  }
  return found;
}

/** The items by what `keyOf` says of them, in their order. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item)) ?? [];
    groups.set(keyOf(item), group);
    group.push(item);
  }
  return groups;
}

/** Versions with known faults, a finding for each version and not for each device. */
export function auditVersions(devices: readonly AuditedDevice[]): readonly Finding[] {
  const groups = groupBy(
    devices.filter(({ version }) => version !== null && version.patch !== null),
    ({ version }) => (version === null ? "" : versionText(version)),
  );
  return [...groups].flatMap(([version, group]): Finding[] => {
    const fault = versionFault(version, group);
    if (fault === null) return [];
    const labels = group.map(labelOf);
    const what = `${group.length} ${group.length === 1 ? "device speaks" : "devices speak"} LoRaWAN ${version}: ${fault.what}`;
    const { severity } = fault;
    return [
      findingOf(fault.rule, { what, evidence: listed(labels), place: group[0].place, device: labels[0], severity }),
    ];
  });
}

interface VersionFault {
  readonly rule: AuditRuleId;
  readonly what: string;
  readonly severity: Severity;
}

/** Before 1.0.4 DevNonce was random: nothing bade the device remember used ones, and 16 bits repeat by chance. */
function versionFault(version: string, group: readonly AuditedDevice[]): VersionFault | null {
  if (version === "1.1") {
    return {
      rule: "mac-version-errata",
      severity: "info",
      what: "without the erratum, FOpts of downlinks share a key stream",
    };
  }
  // Who never joins has no nonces
  if (!/^1\.0\.[0-3]$/.test(version) || group.every((device) => activationOf(device) === "abp")) return null;
  const isFirst = version === "1.0.0" || version === "1.0.1";
  const what = isFirst
    ? "DevNonce and JoinNonce are random, and used ones need not be refused, so that old joins can be replayed"
    : "DevNonce and JoinNonce are random numbers that repeat by chance, so that old joins can be replayed";
  return { rule: "mac-version-old", severity: isFirst ? "medium" : "low", what };
}

/** One DevEUI for devices whose names or keys differ. */
export function auditRepeatedEuis(devices: readonly AuditedDevice[]): readonly Finding[] {
  const groups = groupBy(
    devices.filter(({ devEui }) => devEui !== null),
    ({ devEui }) => devEui ?? "",
  );
  return [...groups].flatMap(([devEui, group]): Finding[] => {
    if (group.length < 2) return [];
    const what = `DevEUI ${devEui} stands for ${group.length} devices`;
    const evidence = `their names or keys differ: ${listed(group.map(labelOf))}`;
    return [findingOf("dev-eui-repeated", { what, evidence, place: group[1].place, device: labelOf(group[1]) })];
  });
}
