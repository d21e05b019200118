import type {
  DeviceRecord,
  GatewayRecord,
  RecordPosition,
  UplinkRecord,
} from "../../protocol/platforms/uplink-record.ts";
import type { Imported } from "./log-reader.ts";

/** Names are shown; longer ones are cut, as a scenario takes them. */
const MAX_NAME_CHARACTERS = 200;

/** A scenario as GeoJSON, made of what platforms know. */
export interface ImportedScenario {
  readonly type: "FeatureCollection";
  readonly chirpscape: Readonly<Record<string, unknown>>;
  readonly features: readonly ImportedFeature[];
}

interface ImportedFeature {
  readonly type: "Feature";
  readonly geometry: { readonly type: "Point"; readonly coordinates: readonly [number, number] };
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What a platform knows of one gateway or device. */
type Found = Omit<GatewayRecord, "position" | "antennaGainDbi"> & {
  readonly position: RecordPosition | null;
  readonly properties: Readonly<Record<string, unknown>>;
};

/**
 * Collects gateways and devices with their places, from lists and from uplinks. A list's place goes before one that a message tells;
 * of a device that moves, the last place counts.
 */
export class ScenarioCollector {
  readonly #gateways = new Map<string, Found>();
  readonly #devices = new Map<string, Found>();

  add(imported: Imported): void {
    if (imported.kind === "gateway") this.#addGateway(imported.gateway);
    else if (imported.kind === "device") this.#addDevice(imported.device);
    else this.#addUplink(imported.uplink);
  }

  /** Gateways and devices of which no place is known: they are not in the scenario. */
  get placeless(): { readonly gateways: readonly string[]; readonly devices: readonly string[] } {
    return { gateways: withoutPlace(this.#gateways), devices: withoutPlace(this.#devices) };
  }

  /** @param settings members of `chirpscape`, such as the region */
  scenario(settings: Readonly<Record<string, unknown>>): ImportedScenario {
    const names = new Set<string>();
    const features = (role: string, found: ReadonlyMap<string, Found>) =>
      [...found.values()].flatMap((one) => (one.position === null ? [] : [featureOf(role, one, one.position, names)]));
    return {
      type: "FeatureCollection",
      chirpscape: { version: 1, ...settings },
      features: [...features("gateway", this.#gateways), ...features("device", this.#devices)],
    };
  }

  #addGateway({ antennaGainDbi, ...gateway }: GatewayRecord): void {
    const properties = antennaGainDbi === null ? {} : { antennaGainDbi };
    put(this.#gateways, { ...gateway, properties });
  }

  #addDevice({ devEui, joinEui, devAddr, batteryPercent: _, ...device }: DeviceRecord): void {
    put(this.#devices, { ...device, properties: given({ devEui, joinEui, devAddr }) });
  }

  #addUplink({ platform, receptions, position, deviceName, devEui, devAddr }: UplinkRecord): void {
    for (const { gatewayId, gatewayName, position: place } of receptions) {
      const known = gatewayId === null ? undefined : this.#gateways.get(gatewayId);
      if (gatewayId === null || known?.position) continue;
      put(this.#gateways, { platform, id: gatewayId, name: gatewayName, position: place, extra: {}, properties: {} });
    }
    const id = devEui ?? devAddr ?? deviceName;
    if (id === null) return;
    put(this.#devices, { platform, id, name: deviceName, position, extra: {}, properties: given({ devEui, devAddr }) });
  }
}

/** What is said later goes before what was said, and nothing is forgotten. */
function put(found: Map<string, Found>, next: Found): void {
  const known = found.get(next.id);
  const isLoose = known === undefined || next.position !== null;
  found.set(next.id, {
    platform: next.platform,
    id: next.id,
    name: next.name ?? known?.name ?? null,
    position: isLoose ? next.position : known.position,
    extra: { ...known?.extra, ...next.extra },
    properties: { ...known?.properties, ...next.properties },
  });
}

function withoutPlace(found: ReadonlyMap<string, Found>): readonly string[] {
  return [...found.values()].filter(({ position }) => position === null).map(({ id }) => id);
}

function featureOf(role: string, found: Found, position: RecordPosition, names: Set<string>): ImportedFeature {
  const { longitudeDeg, latitudeDeg, altitudeM } = position;
  const { platform, extra } = found;
  return {
    type: "Feature",
    geometry: { type: "Point", coordinates: [longitudeDeg, latitudeDeg] },
    properties: {
      role,
      id: freeName(found.id.slice(0, MAX_NAME_CHARACTERS), names),
      ...given({ name: found.name?.slice(0, MAX_NAME_CHARACTERS) ?? null }),
      ...(role === "gateway" ? { gatewayId: found.id } : {}),
      ...found.properties,
      // Of the antenna above sea level; a scenario counts from the ground, which is not known here
      ...given({ altitudeAmslM: altitudeM, platform }),
      ...(Object.keys(extra).length > 0 ? { extra } : {}),
    },
  };
}

/** A gateway and a device may go by one name; in a scenario each identifier stands once. */
function freeName(wanted: string, names: Set<string>): string {
  let name = wanted;
  for (let i = 2; names.has(name); i++) name = `${wanted}-${i}`;
  names.add(name);
  return name;
}

function given(properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));
}
