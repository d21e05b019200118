import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { chirpstackDevices, chirpstackGateways, ttnDevices, ttnGateways } from "../../../src/field/export/platforms.ts";
import { networkOf } from "../../../src/field/export/sites.ts";
import { importLines } from "../../../src/field/import/log-importer.ts";
import { networkCsv, networkKml } from "../../../src/report/network-files.ts";
import { parseScenario } from "../../../src/scenario/parse.ts";
import { platformDocument } from "../../support/platform-documents.ts";

const point = (coordinates: readonly number[], properties: object) => ({
  type: "Feature",
  geometry: { type: "Point", coordinates },
  properties,
});

const scenario = parseScenario(
  {
    type: "FeatureCollection",
    chirpscape: { version: 1, name: "Town", region: "EU868" },
    features: [
      point([5.7074, 45.18402], {
        role: "gateway",
        id: "roof",
        name: "Café Nørd",
        gatewayId: "0016C001F153A14C",
        altitudeAmslM: 310.4,
      }),
      point([5.71, 45.19], { role: "gateway", id: "a" }),
      point([5.72, 45.2], { role: "candidate", id: "a!", name: "a", chosen: true }),
      point([5.73, 45.2], { role: "candidate", id: "hill" }),
      point([5.74, 45.2], { role: "device", id: "0102030405060708", name: "=1+1 <b>", joinEui: "0000000000000001" }),
    ],
  },
  { purpose: "any" },
);
const network = networkOf(scenario);

/** What our own import makes of requests. */
function imported(requests: readonly unknown[]) {
  const lines = requests.map((one) => JSON.stringify(one));
  return importLines(lines, { platform: null }).entries;
}

describe("gateways and devices for platforms", () => {
  it("are those that stand or were chosen; all candidates on demand", () => {
    expect(network.gateways.map(({ id }) => id)).toEqual(["roof", "a", "a!"]);
    expect(networkOf(scenario, { candidates: true }).gateways).toHaveLength(4);
  });

  it("ChirpStack's requests have the members of its own", () => {
    const { requests, withoutEui } = chirpstackGateways(network, { tenantId: "52f14cd4-c6f1-4fbd-8f87-4025e1d49242" });
    const reference = platformDocument("ChirpStack v4", "gRPC").gateway as Record<string, unknown>;
    const [{ gateway }] = requests as readonly { gateway: Record<string, unknown> }[];
    expect(Object.keys(gateway).sort()).toEqual(Object.keys(reference).sort());
    expect(gateway).toMatchObject({
      gatewayId: reference.gatewayId,
      tenantId: reference.tenantId,
      location: { latitude: 45.18402, altitude: 310 },
    });
    expect(withoutEui).toEqual(["a", "a"]);
    expect(chirpstackDevices(network).requests).toMatchObject([
      { device: { devEui: "0102030405060708", joinEui: "0000000000000001" } },
    ]);
  });

  it("The Things Stack's identifiers are such, and each stands once", () => {
    const ids = (ttnGateways(network).requests as readonly { gateway: { ids: { gateway_id: string } } }[]).map(
      ({ gateway }) => gateway.ids.gateway_id,
    );
    expect(ids).toEqual(["roof", "gateway-a", "gateway-a-2"]);
    // lorawan-stack/api/identifiers.proto, GatewayIdentifiers
    for (const id of ids) expect(id).toMatch(/^[a-z0-9](?:[-]?[a-z0-9]){2,}$/);
    expect(ttnDevices(network).requests).toMatchObject([
      { ids: { dev_eui: "0102030405060708", join_eui: "0000000000000001" }, frequency_plan_id: "EU_863_870_TTN" },
    ]);
  });

  it.each([
    ["ChirpStack's gateways", chirpstackGateways(network).requests.slice(0, 1), "gateway"],
    ["ChirpStack's devices", chirpstackDevices(network).requests, "device"],
    ["The Things Stack's gateways", ttnGateways(network).requests, "gateway"],
    ["The Things Stack's devices", ttnDevices(network).requests, "device"],
  ])("%s are read back by the import", (_, requests, kind) => {
    const entries = imported(requests);
    expect(entries.map((entry) => entry.kind)).toEqual(requests.map(() => kind));
  });

  it("names are data in tables and on maps", () => {
    const sites = [...network.gateways, ...network.devices];
    expect(networkCsv(sites)).toContain(",'=1+1 <b>,");
    expect(networkKml("Town", sites)).toContain("<name>=1+1 &lt;b&gt;</name>");
  });

  it("a platform's list of gateways comes through a scenario as it was", () => {
    const file = path.join(import.meta.dirname, "../../../scenarios/examples/chirpstack-gateways.json");
    const list = JSON.parse(readFileSync(file, "utf8"));
    const features = (
      list.result as readonly { gatewayId: string; name: string; location: { longitude: number; latitude: number } }[]
    ).map(({ gatewayId, name, location }) =>
      point([location.longitude, location.latitude], { role: "gateway", id: gatewayId, name }),
    );
    const again = networkOf(
      parseScenario({ type: "FeatureCollection", chirpscape: { version: 1 }, features }, { purpose: "any" }),
    );
    expect(chirpstackGateways(again).requests).toMatchObject(
      list.result.map(({ gatewayId, name }: { gatewayId: string; name: string }) => ({ gateway: { gatewayId, name } })),
    );
  });
});
