import type { CaseInput } from "./case-values.ts";
import type { PhyPayload } from "./lorawan/phy-payload.ts";

/** Keys at hand, by their names in a case. */
export interface KeySource {
  /** For every frame. */
  readonly shared: CaseInput;
  /** Of single devices: `devAddr` or `devEui` to know their frames by, perhaps `name`, `joinEui`, `version`, `epoch`, and their keys. */
  readonly devices: readonly CaseInput[];
}

export const NO_KEYS: KeySource = { shared: {}, devices: [] };

/** What a device in a file of keys may say besides its keys. */
export const DEVICE_INPUTS = ["name", "devAddr", "devEui", "joinEui", "version", "epoch"] as const;

/** The identifiers that a frame, or a case, knows its device by. */
export interface FrameOwner {
  readonly devAddr?: unknown;
  readonly devEui?: unknown;
}

/** Who a LoRaWAN frame is of, as far as it says so itself; a join-accept does not. */
export function ownerOf({ body }: PhyPayload, input: CaseInput): FrameOwner {
  if (body.kind === "data-up" || body.kind === "data-down") return { devAddr: body.devAddr };
  if (body.kind === "join-request" || body.kind === "rejoin-request") return { devEui: body.devEui };
  return { devEui: input.devEui };
}

/** The devices that a frame may be of. Addresses are given to several devices: the MIC tells which one it is. */
export function candidateDevices({ devices }: KeySource, { devAddr, devEui }: FrameOwner): readonly CaseInput[] {
  const index = INDEXES.get(devices) ?? indexDevices(devices);
  const found = [devAddr, devEui].flatMap((identifier) =>
    typeof identifier === "string" ? (index.get(plain(identifier)) ?? []) : [],
  );
  return [...new Set(found)];
}

/** Devices by their identifiers, for each list that was asked of: a log has many frames, and a file of keys many devices. */
const INDEXES = new WeakMap<readonly CaseInput[], ReadonlyMap<string, readonly CaseInput[]>>();

function indexDevices(devices: readonly CaseInput[]): ReadonlyMap<string, readonly CaseInput[]> {
  const index = new Map<string, CaseInput[]>();
  for (const device of devices) {
    for (const identifier of [device.devAddr, device.devEui]) {
      if (typeof identifier !== "string") continue;
      const bearers = index.get(plain(identifier)) ?? [];
      index.set(plain(identifier), bearers);
      bearers.push(device);
    }
  }
  INDEXES.set(devices, index);
  return index;
}

function plain(identifier: string): string {
  return identifier.replace(/[\s:-]/g, "").toLowerCase();
}

/** What people call the device. */
export function deviceName({ name, devEui, devAddr }: CaseInput): string {
  return String(name ?? devEui ?? devAddr);
}

/** The members that are among these keys. */
export function pickKeys(input: CaseInput, keys: readonly string[]): CaseInput {
  return Object.fromEntries(Object.entries(input).filter(([key]) => keys.includes(key)));
}
