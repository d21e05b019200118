import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type ImportOptions, importLines } from "../../../src/field/import/log-importer.ts";
import { ScenarioCollector } from "../../../src/field/import/to-scenario.ts";
import { uplinkLine } from "../../../src/protocol/platforms/own-log.ts";
import type { UplinkRecord } from "../../../src/protocol/platforms/uplink-record.ts";
import { validateScenario } from "../../../src/scenario/parse.ts";
import { HELIUM_LOG, platformDocument } from "../../support/platform-documents.ts";

function importText(text: string, options: ImportOptions = { platform: null }) {
  const { entries, summary, report } = importLines(text.split("\n"), options);
  const uplinks = entries.flatMap((entry): UplinkRecord[] => (entry.kind === "uplink" ? [entry.uplink] : []));
  return { entries, uplinks, summary: { ...summary, ...report } };
}

const example = (name: string) =>
  readFileSync(path.join(import.meta.dirname, "../../../scenarios/examples", name), "utf8");
const ndjson = (...documents: readonly unknown[]) => documents.map((one) => JSON.stringify(one)).join("\n");
const event = platformDocument("ChirpStack v4", "uplink");

describe("a real log", () => {
  // Counted in Python, apart from this code: see SOURCE.md beside the file
  it("gives all its uplinks and receptions", () => {
    const { uplinks, summary } = importText(HELIUM_LOG);
    const receptions = uplinks.flatMap((one) => one.receptions);
    const rssi = receptions.map(({ rssiDbm }) => rssiDbm ?? Number.NaN);
    expect(summary).toMatchObject({ lines: 161, uplinks: 160, receptions: 161, merged: 0, brokenLines: 0 });
    expect(new Set(receptions.map(({ gatewayId }) => gatewayId)).size).toBe(40);
    expect([Math.min(...rssi), Math.max(...rssi)]).toEqual([-139, -54]);
    expect(uplinks.filter(({ position }) => position !== null)).toHaveLength(56);
    expect(uplinks.reduce((sum, { fCnt }) => sum + (fCnt ?? 0), 0)).toBe(30_531);
  });

  it("has a gateway whose place was never set: it has none", () => {
    const { uplinks } = importText(HELIUM_LOG);
    const unset = uplinks.flatMap(({ receptions }) => receptions).filter(({ position }) => position === null);
    expect(unset).toHaveLength(60);
    expect(new Set(unset.map(({ gatewayId }) => gatewayId)).size).toBe(1);
  });

  it("is read back from the uplink log as it was", () => {
    const { uplinks } = importText(HELIUM_LOG);
    const again = importText(uplinks.map(uplinkLine).join("\n"));
    expect(again.uplinks).toEqual(uplinks);
  });
});

describe("broken lines", () => {
  it("are counted and named, and the rest goes on", () => {
    const cut = JSON.stringify(event).slice(0, 200);
    const { uplinks, summary } = importText(
      [JSON.stringify(event), cut, "", '{"foo":1}', "not json", JSON.stringify({ ...event, fCnt: 1 })].join("\n"),
    );
    expect(uplinks.map(({ fCnt }) => fCnt)).toEqual([0, 1]);
    expect(summary.brokenLines).toBe(3);
    expect(summary.broken.map(({ line }) => line)).toEqual([2, 4, 5]);
    expect(summary.broken[0].where).toMatch(/^column \d+$/);
    expect(summary.broken[1].message).toContain("no message of any platform");
  });

  it("one packet of several does not break the others", () => {
    const { rxpk } = platformDocument("Semtech UDP", "rxpk") as { rxpk: readonly object[] };
    const { uplinks, summary } = importText(
      ndjson({ rxpk: [rxpk[0], { ...rxpk[1], data: "!!" }, 7, { ...rxpk[2], size: 31 }] }),
    );
    expect(uplinks).toHaveLength(1);
    expect(summary.broken.map(({ where }) => where)).toEqual(["rxpk[1].data", "rxpk[2]", "rxpk[3].data"]);
  });

  it("the first line may be one of them", () => {
    const { uplinks, summary } = importText(`{"deviceInfo":{\n${ndjson(event, event)}`);
    expect(uplinks).toHaveLength(1);
    expect(summary).toMatchObject({ brokenLines: 1, repeated: 1 });
  });

  it("and so may the first lines", () => {
    const { uplinks, summary } = importText(`{"deviceInfo":{\n{"deviceInfo":\n${ndjson(event, { ...event, fCnt: 1 })}`);
    expect(uplinks).toHaveLength(2);
    expect(summary.broken.map(({ line }) => line)).toEqual([1]);
  });

  it("another platform's document is named", () => {
    const { summary } = importText(ndjson(event), { platform: "ttn" });
    expect(summary.broken[0].message).toContain("import chirpstack");
  });

  it("nothing nests too deep", () => {
    const deep = `{"deviceInfo":{},"rxInfo":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    expect(importText(deep).summary.broken[0].message).toContain("64 levels");
  });
});

describe("the shape of files", () => {
  it.each([
    ["indented", JSON.stringify(event, null, 2)],
    [
      "indented, one after the other",
      [event, { ...event, fCnt: 1 }].map((one) => JSON.stringify(one, null, 2)).join("\n"),
    ],
    ["a list", JSON.stringify([event, { ...event, fCnt: 1 }])],
    ["an indented list", JSON.stringify([event, { ...event, fCnt: 1 }], null, 2)],
    ["a list, one a line", `[\n${JSON.stringify(event)},\n${JSON.stringify({ ...event, fCnt: 1 })}\n]`],
    ["after a topic", `application/a/device/b/event/up ${JSON.stringify(event)}`],
    ["with carriage returns", `${JSON.stringify(event)}\r\n${JSON.stringify({ ...event, fCnt: 1 })}\r\n`],
  ])("%s", (_, text) => {
    const { uplinks, summary } = importText(text);
    expect(summary.brokenLines).toBe(0);
    expect(uplinks.map(({ fCnt }) => fCnt)).toEqual(text.includes("fCnt") ? [0, 1] : [0]);
  });

  it("keeps integers beyond 2⁵³ digit by digit", () => {
    const text = JSON.stringify(platformDocument("LoRa Basics Station", "updf")).replace(
      /("xtime":)\d+/,
      "$112666373963464221",
    );
    const [uplink] = importText(text).uplinks;
    expect(uplink.extra.upinfo).toMatchObject({ xtime: "12666373963464221" });
  });

  it("takes time and gateway from before a packet", () => {
    const { uplinks, summary } = importText(example("semtech-udp.log"), { platform: "semtech-udp" });
    expect(uplinks).toHaveLength(1);
    expect(uplinks[0].receptions.map(({ gatewayId }) => gatewayId)).toEqual(["0016c001ff10a001", "0016c001ff10a002"]);
    expect(summary).toMatchObject({ merged: 1, brokenLines: 1, gateways: 1 });
    expect(summary.others).toEqual({ "line without a message": 1, "packet with a failed checksum": 1 });
  });
});

describe("tables", () => {
  it("are read by their headings, and by names given", () => {
    const { uplinks } = importText(example("uplinks.csv"), {
      platform: "csv",
      columns: { devEui: "node", rssiDbm: "signal" },
    });
    expect(uplinks).toHaveLength(2);
    expect(uplinks[0]).toMatchObject({ frequencyHz: 868_100_000, sf: 7, extra: { remark: "on the pole; north side" } });
    expect(uplinks[0].receptions.map(({ rssiDbm }) => rssiDbm)).toEqual([-97, -109]);
  });

  it("name what they do not have", () => {
    expect(() => importText("a,b\n1,2", { platform: "csv" })).toThrow(/expected headings/);
    expect(() => importText("devEui,rssi\n", { platform: "csv", columns: { rssiDb: "rssi" } })).toThrow(
      /unknown column/,
    );
    expect(() => importText("devEui,rssi\n", { platform: "csv", columns: { rssiDbm: "rsi" } })).toThrow(
      /unknown column/,
    );
  });

  it("a cell may go on in the next line, and one that is never closed breaks only itself", () => {
    const head = "devEui,time,rssi,remark\n";
    const row = "0102030405060708,2026-03-02T06:00:00Z,-90,";
    expect(importText(`${head}${row}"two\nlines"\n`).uplinks[0].extra).toEqual({ remark: "two\nlines" });
    const { uplinks, summary } = importText(`${head}${row}ok\n${row}"open\n`);
    expect(uplinks).toHaveLength(1);
    expect(summary.broken).toEqual([{ line: 3, where: "", message: "a quoted cell is never closed" }]);
  });

  it("The Things Stack's list of devices for import", () => {
    const { entries } = importText(
      "id;dev_eui;join_eui;name;app_key\nmy-dev;0102030405060708;0000000000000001;Pump;2b7e151628aed2a6abf7158809cf4f3c\n",
    );
    expect(entries).toMatchObject([
      { kind: "device", device: { devEui: "0102030405060708", joinEui: "0000000000000001" } },
    ]);
    expect(JSON.stringify(entries)).not.toContain("2b7e15");
  });
});

describe("scenarios", () => {
  const scenarioOf = (text: string) => {
    const collector = new ScenarioCollector();
    for (const entry of importText(text).entries) collector.add(entry);
    return { scenario: collector.scenario({ name: "imported" }), placeless: collector.placeless };
  };

  it("hold what has a place, and pass the scenario's own check", () => {
    const { scenario, placeless } = scenarioOf(HELIUM_LOG);
    const { issues } = validateScenario(scenario, { purpose: "any" });
    expect(issues).toEqual([]);
    expect(scenario.features.filter(({ properties }) => properties.role === "gateway")).toHaveLength(39);
    expect(placeless.gateways).toEqual(["14SNVmQEZHLi2nf7c9rnq8U8SrBGNcJkyLP4Rem4kKRcnEXTNUT"]);
  });

  it("names of gateways and devices may be the same, or hostile", () => {
    const gateway = (gatewayId: string, name: string) => ({ gatewayId, name, location: { latitude: 1, longitude: 2 } });
    const device = { devEui: "0102030405060708", name: "</script>", location: { latitude: 1, longitude: 3 } };
    const { scenario } = scenarioOf(
      JSON.stringify({ totalCount: 2, result: [gateway("0102030405060708", "x".repeat(5000)), device] }),
    );
    expect(validateScenario(scenario, { purpose: "any" }).issues).toEqual([]);
    expect(scenario.features.map(({ properties }) => properties.id)).toEqual([
      "0102030405060708",
      "0102030405060708-2",
    ]);
  });
});
