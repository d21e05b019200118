import { euiDigits } from "../../protocol/platforms/values.ts";
import type { Scenario } from "../../scenario/scenario.ts";

/** A gateway or device to be told to a platform. */
export interface Site {
  readonly role: "gateway" | "device";
  readonly id: string;
  readonly name: string;
  readonly longitudeDeg: number;
  readonly latitudeDeg: number;
  /** Antenna above ground. */
  readonly heightAglM: number;
  /** Antenna above sea level, where the scenario says it. */
  readonly altitudeAmslM: number | null;
  readonly antennaGainDbi: number;
  /** The EUI, where one is known: of hardware that exists. */
  readonly eui: string | null;
  readonly joinEui: string | null;
  readonly devAddr: string | null;
  /** False: it stands already. */
  readonly isPlanned: boolean;
}

/** What a scenario has to tell. */
export interface Network {
  readonly name: string;
  readonly region: string;
  readonly gateways: readonly Site[];
  readonly devices: readonly Site[];
}

/**
 * The gateways and devices of a scenario. Existing gateways are always among them; candidates when a plan has chosen them
 * (`plan.geojson`), or all of them on demand.
 */
export function networkOf(scenario: Scenario, { candidates = false }: { readonly candidates?: boolean } = {}): Network {
  const propertiesOf = (index: number) => scenario.source.features[index]?.properties ?? {};
  const gateways = scenario.stations.flatMap((station): Site[] => {
    const properties = propertiesOf(station.featureIndex);
    const isPlanned = station.kind === "candidate";
    if (isPlanned && !candidates && properties.chosen !== true) return [];
    const eui = firstEui(properties.gatewayId, properties.gatewayEui, properties.eui, station.id);
    return [{ role: "gateway", ...placeOf(station, properties), eui, joinEui: null, devAddr: null, isPlanned }];
  });
  const devices = scenario.devices.map((device): Site => {
    const properties = propertiesOf(device.featureIndex);
    const devAddr = typeof properties.devAddr === "string" ? properties.devAddr : null;
    const eui = firstEui(properties.devEui, device.id);
    const joinEui = firstEui(properties.joinEui);
    return { role: "device", ...placeOf(device, properties), eui, joinEui, devAddr, isPlanned: false };
  });
  return { name: scenario.name, region: scenario.region, gateways, devices };
}

function placeOf(
  place: Scenario["stations"][number] | Scenario["devices"][number],
  { altitudeAmslM }: Readonly<Record<string, unknown>>,
) {
  const { id, name, longitudeDeg, latitudeDeg, heightAglM, antennaGainDbi } = place;
  const altitude = typeof altitudeAmslM === "number" && Number.isFinite(altitudeAmslM) ? altitudeAmslM : null;
  return { id, name, longitudeDeg, latitudeDeg, heightAglM, antennaGainDbi, altitudeAmslM: altitude };
}

function firstEui(...values: readonly unknown[]): string | null {
  for (const value of values) {
    const eui = euiDigits(value);
    if (eui !== null) return eui;
  }
  return null;
}
