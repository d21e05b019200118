import type { AuditedDevice, FoundKey } from "./device.ts";

/** Of the devices that claim one DevEUI, so many are compared with the next: the finding is made long before. */
const MAX_COMPARED = 32;

/**
 * Puts together what several documents say of one device (ChirpStack gives the device, its keys and its session apart). Entries that
 * contradict each other stay apart: then two devices bear one DevEUI.
 */
export function mergeDevices(devices: readonly AuditedDevice[]): readonly AuditedDevice[] {
  const merged: AuditedDevice[] = [];
  const places = new Map<string, number[]>();
  for (const device of devices) {
    const bearers = device.devEui === null ? [] : (places.get(device.devEui) ?? []);
    const at = bearers.slice(0, MAX_COMPARED).find((i) => !contradict(merged[i], device));
    if (at !== undefined) {
      merged[at] = join(merged[at], device);
      continue;
    }
    bearers.push(merged.length);
    if (device.devEui !== null) places.set(device.devEui, bearers);
    merged.push(device);
  }
  return merged;
}

function contradict(a: AuditedDevice, b: AuditedDevice): boolean {
  if (a.name !== null && b.name !== null && a.name !== b.name) return true;
  return a.keys.some(({ name, key }) => b.keys.some((other) => other.name === name && !other.key.equals(key)));
}

function join(a: AuditedDevice, b: AuditedDevice): AuditedDevice {
  const fresh = b.keys.filter((key) => !a.keys.some((known) => isSame(known, key)));
  return {
    ...a,
    name: a.name ?? b.name,
    joinEui: a.joinEui ?? b.joinEui,
    devAddr: a.devAddr ?? b.devAddr,
    activation: a.activation ?? b.activation,
    version: a.version ?? b.version,
    keys: [...a.keys, ...fresh],
    countersChecked: a.countersChecked ?? b.countersChecked,
    countersKept: a.countersKept ?? b.countersKept,
    counterBits: a.counterBits ?? b.counterBits,
    joinNoncesReset: a.joinNoncesReset ?? b.joinNoncesReset,
    usedDevNonces: a.usedDevNonces.length > 0 ? a.usedDevNonces : b.usedDevNonces,
    isChirpstack: a.isChirpstack || b.isChirpstack,
  };
}

function isSame(a: FoundKey, b: FoundKey): boolean {
  return a.name === b.name && a.key.equals(b.key);
}
