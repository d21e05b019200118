import { once } from "node:events";
import { createReadStream, createWriteStream, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { PROJECT, runCli, temporaryFolder } from "../support/cli.ts";
import { HELIUM_LOG, platformDocument } from "../support/platform-documents.ts";

const folder = temporaryFolder();
const examples = path.join(PROJECT, "scenarios/examples");
const event = platformDocument("ChirpStack v4", "uplink");

function fileOf(name: string, ...lines: readonly unknown[]): string {
  const file = path.join(folder, name);
  writeFileSync(file, lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join(""));
  return file;
}

describe("import", () => {
  it("writes an uplink log, one record a line", () => {
    const { status, stdout } = runCli(["import", "chirpstack", path.join(examples, "chirpstack-events.ndjson")]);
    const records = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(status).toBe(0);
    expect(records.map(({ kind }) => kind)).toEqual(["data", "data", "data", "data", "data", "data", "status"]);
    expect(records[0]).toMatchObject({ time: "2026-03-02T06:00:00.000Z", devEui: "70b3d57ed0050001", sf: 7 });
  });

  it("with --json it is one document", () => {
    const { stdout } = runCli(["import", "auto", path.join(examples, "ttn-uplinks.ndjson"), "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      uplinks: [{ fCnt: 0 }, { fCnt: 1 }, { fCnt: 2 }],
      summary: { receptions: 6 },
    });
  });

  it("makes a scenario of a list, which coverage takes", () => {
    const out = path.join(folder, "made", "gateways.geojson");
    const { status, stdout } = runCli([
      "import",
      "chirpstack",
      path.join(examples, "chirpstack-gateways.json"),
      "--region",
      "US915",
      "--out",
      out,
    ]);
    expect(status).toBe(0);
    expect(stdout).toContain("2 gateways");
    expect(runCli(["validate", out]).status).toBe(0);
    expect(JSON.parse(readFileSync(out, "utf8"))).toMatchObject({ chirpscape: { region: "US915" } });
  });

  it("names broken lines and goes on", () => {
    const file = fileOf("broken.ndjson", event, '{"deviceInfo":{"de', { ...event, fCnt: 1 });
    const { status, stdout, stderr } = runCli(["import", "chirpstack", file]);
    expect(status).toBe(0);
    expect(stdout.trim().split("\n")).toHaveLength(2);
    expect(stderr).toContain(`warning: ${file}:2: column `);
  });

  it("under --strict a broken line is an error, and nothing is written", () => {
    const file = fileOf("strict.ndjson", event, "{");
    const out = path.join(folder, "strict", "log.ndjson");
    const { status, stderr } = runCli(["import", "chirpstack", file, "--strict", "--out", out]);
    expect(status).toBe(2);
    expect(stderr).toContain(`error: ${file}:2: `);
    expect(existsSync(path.dirname(out))).toBe(false);
  });

  it.each([
    ["another platform's log", "ttn", JSON.stringify(event), "import chirpstack"],
    ["no log", "auto", "hello\nworld", "no JSON in this line"],
    ["an empty file", "helium", "", "no uplinks, gateways or devices"],
    ["only downlinks", "semtech-udp", '{"txpk":{"imme":true}}', "1 × txpk"],
    ["a table of something else", "csv", "a;b\n1;2", "expected headings"],
  ])("%s: exit code 2, and what is wrong", (_, platform, text, message) => {
    const file = fileOf("bad.txt", text);
    const out = path.join(folder, "bad-out.ndjson");
    const { status, stdout, stderr } = runCli(["import", platform, file, "--out", out, "--json"]);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(JSON.parse(stdout)).toHaveProperty("error.code");
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("does not send control characters of names to the terminal", () => {
    const name = "\u001b[2Jgateway";
    const file = fileOf("hostile.ndjson", { ...event, rxInfo: [{ gatewayId: name }] });
    const { stdout, stderr } = runCli(["import", "chirpstack", file, "--to", "scenario"]);
    expect(stdout + stderr).not.toContain("\u001b");
    expect(stderr).toContain("\\u001b[2Jgateway");
  });

  it("streams: memory does not grow with the log", { timeout: 120_000 }, async () => {
    const file = path.join(folder, "long.ndjson");
    const stream = createWriteStream(file);
    const lines = HELIUM_LOG.trim();
    for (let i = 0; i < 350; i++) if (!stream.write(`${lines}\n`)) await once(stream, "drain");
    stream.end();
    await once(stream, "finish");
    const out = path.join(folder, "long-out.ndjson");
    // 50 MB of log through a heap of 48 MB
    const { status, stderr } = runCli(["import", "helium", file, "--out", out], {
      nodeArgs: ["--max-old-space-size=48"],
    });
    expect(stderr).toBe("");
    expect(status).toBe(0);
    let count = 0;
    for await (const chunk of createReadStream(out, "utf8")) count += String(chunk).split("\n").length - 1;
    expect(count).toBe(350 * 160);
  });

  it("puts the logs of several gateways in the order of time", () => {
    const packet = (minute: number, rssi: number) => ({
      rxpk: [
        {
          time: `2026-03-02T06:0${minute}:00.0000${-rssi}Z`,
          freq: 868.1,
          stat: 1,
          modu: "LORA",
          datr: "SF7BW125",
          codr: "4/5",
          rssi,
          lsnr: 5,
          size: 17,
          data: Buffer.from(`40f17dbe49000${minute}0001954378762b11ff0d`, "hex").toString("base64"),
        },
      ],
    });
    const log = (name: string, rssi: number, minutes: readonly number[]) =>
      fileOf(name, ...minutes.map((minute) => ({ ...packet(minute, rssi), eui: `0016c001ff10a0${-rssi}` })));
    const files = [log("a.log", -90, [1, 2, 4]), log("b.log", -99, [2, 3, 4])];
    const { stdout } = runCli(["import", "semtech-udp", files[0], "--with", files[1], "--json"]);
    const { uplinks, summary } = JSON.parse(stdout);
    expect(uplinks.map(({ receptions }: { receptions: readonly unknown[] }) => receptions.length)).toEqual([
      1, 2, 1, 2,
    ]);
    expect(summary).toMatchObject({ lines: 6, merged: 2, receptions: 6 });
  });

  it("reads stdin", () => {
    const { status, stdout } = runCli(["import", "chirpstack", "-"], { input: `${JSON.stringify(event)}\n` });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ platform: "chirpstack" });
  });
});
