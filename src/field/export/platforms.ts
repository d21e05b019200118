import { InputError } from "../../math/errors.ts";
import type { Network, Site } from "./sites.ts";

/** What the platforms ask for and no scenario knows. */
export interface PlatformSettings {
  /** ChirpStack: of the gateways. */
  readonly tenantId?: string;
  /** ChirpStack: of the devices. */
  readonly applicationId?: string;
  readonly deviceProfileId?: string;
  /** The Things Stack; default: by the scenario's region. */
  readonly frequencyPlan?: string;
}

/** A request each, and what is missing in them. */
export interface ExportedRequests {
  readonly requests: readonly unknown[];
  /** Names of gateways or devices without the EUI that the platform needs. */
  readonly withoutEui: readonly string[];
}

/** ChirpStack's own unit for the gateway's reports; its default. */
const STATS_INTERVAL_S = 30;

/**
 * Bodies of ChirpStack's `POST /api/gateways`. A gateway whose hardware is not known yet has an empty `gatewayId`, to be filled in.
 *
 * @see chirpstack/api/proto/api/gateway.proto, CreateGatewayRequest
 */
export function chirpstackGateways({ gateways }: Network, settings: PlatformSettings = {}): ExportedRequests {
  const requests = gateways.map((site) => ({
    gateway: {
      gatewayId: site.eui ?? "",
      name: site.name,
      description: `antenna ${site.heightAglM} m above ground`,
      location: { ...coordinates(site), ...altitude(site), source: "CONFIG" },
      tenantId: settings.tenantId ?? "",
      tags: { chirpscapeId: site.id, planned: String(site.isPlanned) },
      statsInterval: STATS_INTERVAL_S,
    },
  }));
  return { requests, withoutEui: namesWithoutEui(gateways) };
}

/**
 * Bodies of ChirpStack's `POST /api/devices`. Keys are not in a scenario, and go to the platform by themselves.
 *
 * @see chirpstack/api/proto/api/device.proto, CreateDeviceRequest
 */
export function chirpstackDevices({ devices }: Network, settings: PlatformSettings = {}): ExportedRequests {
  const requests = devices.map((site) => ({
    device: {
      devEui: site.eui ?? "",
      name: site.name,
      description: "",
      applicationId: settings.applicationId ?? "",
      deviceProfileId: settings.deviceProfileId ?? "",
      skipFcntCheck: false,
      isDisabled: false,
      tags: { chirpscapeId: site.id, latitude: String(site.latitudeDeg), longitude: String(site.longitudeDeg) },
      variables: {},
      ...(site.joinEui === null ? {} : { joinEui: site.joinEui }),
    },
  }));
  return { requests, withoutEui: namesWithoutEui(devices) };
}

/**
 * Bodies of The Things Stack's `POST /api/v3/users/USER/gateways`; the EUI is left out where no hardware is known yet.
 *
 * @see lorawan-stack/api/gateway.proto, CreateGatewayRequest
 */
export function ttnGateways(network: Network, settings: PlatformSettings = {}): ExportedRequests {
  const plan = settings.frequencyPlan ?? FREQUENCY_PLANS[network.region];
  const identifiers = new Identifiers();
  const requests = network.gateways.map((site) => ({
    gateway: {
      ids: { gateway_id: identifiers.take(site), ...(site.eui === null ? {} : { eui: site.eui.toUpperCase() }) },
      name: site.name,
      ...(plan === undefined ? {} : { frequency_plan_ids: [plan] }),
      antennas: [{ gain: site.antennaGainDbi, location: location(site) }],
      attributes: { "chirpscape-planned": String(site.isPlanned) },
    },
  }));
  return { requests, withoutEui: [] };
}

/**
 * End devices for The Things Stack's import (a JSON stream, one object each). Keys are not in a scenario: they are added before the
 * import, or the devices are made by the join server's own list.
 *
 * @see thethingsindustries.com documentation, hardware/devices/adding-devices-in-bulk/device-json
 */
export function ttnDevices(network: Network, settings: PlatformSettings = {}): ExportedRequests {
  const plan = settings.frequencyPlan ?? FREQUENCY_PLANS[network.region];
  const identifiers = new Identifiers();
  const requests = network.devices.map((site) => ({
    ids: {
      device_id: identifiers.take(site),
      ...(site.eui === null ? {} : { dev_eui: site.eui.toUpperCase() }),
      ...(site.joinEui === null ? {} : { join_eui: site.joinEui.toUpperCase() }),
    },
    name: site.name,
    ...(plan === undefined ? {} : { frequency_plan_id: plan }),
    locations: { user: location(site) },
  }));
  return { requests, withoutEui: namesWithoutEui(network.devices) };
}

/** The plans that The Things Stack recommends for a region. Source: its documentation, concepts/features/lorawan/frequency-plans. */
const FREQUENCY_PLANS: Readonly<Record<string, string>> = {
  EU868: "EU_863_870_TTN",
  EU433: "EU_433",
  US915: "US_902_928_FSB_2",
  AU915: "AU_915_928_FSB_2",
  IN865: "IN_865_867",
};

/** Lower-case letters, digits and hyphens between them, 3 to 36 characters [lorawan-stack/api/identifiers.proto]. */
const MAX_IDENTIFIER_CHARACTERS = 36;

/** Identifiers as The Things Stack takes them, each once. */
class Identifiers {
  readonly #taken = new Set<string>();

  take({ role, id, name }: Site): string {
    const wanted = [id, name].map(slug).find((text) => text.length >= 3) ?? `${role}-${slug(id)}`.replace(/-$/, "");
    let free = wanted;
    for (let i = 2; this.#taken.has(free); i++) {
      const tail = `-${i}`;
      free = `${wanted.slice(0, MAX_IDENTIFIER_CHARACTERS - tail.length)}${tail}`;
    }
    this.#taken.add(free);
    return free;
  }
}

function slug(text: string): string {
  const plain = text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, MAX_IDENTIFIER_CHARACTERS);
  return plain.replace(/^-|-$/g, "");
}

function coordinates({ latitudeDeg, longitudeDeg }: Site) {
  return { latitude: latitudeDeg, longitude: longitudeDeg };
}

function location(site: Site) {
  return { ...coordinates(site), ...altitude(site), source: "SOURCE_REGISTRY" };
}

/** Whole metres, as The Things Stack takes them. */
function altitude({ altitudeAmslM }: Site) {
  return altitudeAmslM === null ? {} : { altitude: Math.round(altitudeAmslM) };
}

function namesWithoutEui(sites: readonly Site[]): readonly string[] {
  return sites.filter(({ eui }) => eui === null).map(({ name }) => name);
}

/** @throws {InputError} `nothing-to-export` */
export function requireSites(sites: readonly Site[], what: string): void {
  if (sites.length > 0) return;
  throw new InputError({
    code: "nothing-to-export",
    where: "SCENARIO",
    message: `no ${what} in it`,
    hint: "candidates count when a plan chose them (plan.geojson), or with --candidates",
  });
}
