import { expect, test } from "vitest";
import { planGeoJson } from "../../src/report/plan-geojson.ts";
import { hasProgram, runOn } from "../support/external.ts";
import { samplePlan } from "../support/sample-plan.ts";

const plan = samplePlan();
const text = planGeoJson(plan);
const written = JSON.parse(text);
const propertiesOf = (name: string) =>
  written.features.find((feature: { properties: { name: string } }) => feature.properties.name === name).properties;

test("keeps the scenario's features, in order, with their own properties", () => {
  expect(written.type).toBe("FeatureCollection");
  expect(written.features).toHaveLength(plan.scenario.source.features.length);
  plan.scenario.source.features.forEach((feature, i) => {
    expect(written.features[i].geometry).toEqual(feature.geometry);
    expect(written.features[i].properties).toMatchObject(feature.properties);
  });
});

test("tells of each station whether it was chosen or excluded", () => {
  expect(propertiesOf("Monte Alto")).toMatchObject({ chosen: true, excluded: false });
  expect(propertiesOf("Park summit")).toMatchObject({ chosen: false, excluded: true });
});

test("gives each device its best link, or nulls", () => {
  const best = plan.links.find((link) => link.device === 0 && link.best);
  expect(propertiesOf("Water meter 1")).toMatchObject({
    covered: true,
    gatewayId: "gateway-1",
    marginDb: best?.marginDb,
    receivedPowerDbm: best?.downlink.receivedPowerDbm,
    distanceM: best?.distanceM,
  });
  expect(propertiesOf("Far station")).toMatchObject({ covered: false, heardCount: 0, gatewayId: null, marginDb: null });
});

test("carries the summary", () => {
  expect(written.chirpscape.name).toBe("Sample <coast> & hills");
  expect(written.chirpscape.result.status).toBe("optimal");
});

test.skipIf(!hasProgram("ogrinfo"))("OGR reads it with the results as fields", () => {
  const { stdout } = runOn({ name: "plan.geojson", content: text }, "ogrinfo", ["-ro", "-al", "-so", "{}"]);
  expect(stdout).toContain(`Feature Count: ${plan.scenario.source.features.length}`);
  for (const field of ["chosen", "covered", "marginDb"]) expect(stdout).toContain(`${field}:`);
});
