import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ENERGY_INPUTS } from "../../src/lora/energy/inputs.ts";
import { PROJECT, runCli, temporaryFolder } from "../support/cli.ts";

const folder = temporaryFolder();
const EXAMPLE_CATALOG = path.join(PROJECT, "scenarios/examples/catalog.json");
const BASE = "battery --radio SX1261 --battery LS14500 --period 15min --payload 20 --sf 9";

function run(line: string, options: { input?: string } = {}) {
  return runCli(line.split(" "), { cwd: folder, ...options });
}

describe("battery", () => {
  it("tells life and phases as text and as JSON", () => {
    const text = run(BASE);
    expect(text.status).toBe(0);
    expect(text.stdout).toMatch(/^SX1261 at 14 dBm, SF9/);
    expect(text.stderr).toContain("warning: ");
    const { status, stdout } = run(`${BASE} --json --quiet`);
    expect(status).toBe(0);
    const life = JSON.parse(stdout);
    expect(life).toMatchObject({
      lifeDays: expect.any(Number),
      lifeYears: expect.closeTo(life.lifeDays / 365.25, 9),
      averageCurrentA: expect.any(Number),
      energyPerUplinkJ: expect.any(Number),
      uplinksTotal: expect.any(Number),
    });
    expect(life.phases[0]).toEqual({
      name: "transmit",
      durationS: expect.any(Number),
      currentA: 0.0255,
      chargeC: expect.any(Number),
      energyJ: expect.any(Number),
      share: expect.any(Number),
    });
  });

  it("reads every input from a flag with its unit", () => {
    const flags =
      "--radio RAK4260 --period 10min --class B --tx-power 25mW --frequency 868.3MHz --regulator ldo --rx-boosted " +
      "--app-payload 12B --sf 10 --bw 125kHz --cr 4/6 --preamble 10 --implicit-header --no-crc " +
      "--confirmed --packet-success 80% --ack-success 0.9 --max-transmissions 4 --repeats 2 --downlink-share 10% " +
      "--downlink-payload 20 --rx-symbols 7 --rx-error 2ms --rx1-delay 5s --downlink-window 2 --rx2-sf 9 --rx2-bw 250kHz " +
      "--ping-slots 8 --ping-sf 10 --tx-current 40mA --rx-current 14mA --sleep-current 2uA --wake 200ms --wake-current 8mA " +
      "--idle-current 1mA --battery ER34615 --capacity 17Ah --voltage 3500mV --self-discharge 2% --usable 90% --series 1 " +
      "--parallel 2 --capacitor --temperature 30";
    const keys = {
      radio: "RAK4260",
      periodS: 600,
      class: "B",
      txPowerDbm: 10 * Math.log10(25),
      frequencyHz: 868.3e6,
      regulator: "ldo",
      rxBoosted: true,
      appPayloadBytes: 12,
      sf: 10,
      bandwidthHz: 125_000,
      codingRate: "4/6",
      preambleSymbols: 10,
      implicitHeader: true,
      crc: false,
      confirmed: true,
      packetSuccess: 0.8,
      ackSuccess: 0.9,
      maxTransmissions: 4,
      repeats: 2,
      downlinkShare: 0.1,
      downlinkBytes: 20,
      rxSymbols: 7,
      rxErrorS: 0.002,
      rx1DelayS: 5,
      downlinkWindow: "2",
      rx2Sf: 9,
      rx2BandwidthHz: 250_000,
      pingSlots: 8,
      pingSf: 10,
      txCurrentA: 0.04,
      rxCurrentA: 0.014,
      sleepCurrentA: 2e-6,
      wakeS: 0.2,
      wakeCurrentA: 0.008,
      idleCurrentA: 0.001,
      battery: "ER34615",
      capacityMah: 17_000,
      voltageV: 3.5,
      selfDischargePerYear: 0.02,
      usable: 0.9,
      seriesCells: 1,
      parallelCells: 2,
      capacitor: true,
      temperatureC: 30,
    };
    const elsewhere = ["payloadBytes", "region", "dataRate", "snrDb", "marginDb"];
    expect(Object.keys(ENERGY_INPUTS).filter((key) => !(key in keys) && !elsewhere.includes(key))).toEqual([]);
    const byFlags = run(`battery ${flags} --json`);
    const byKeys = run("battery --batch -", { input: `${JSON.stringify(keys)}\n` });
    expect(byFlags.stderr).not.toContain("error:");
    expect(byFlags.status).toBe(0);
    expect(JSON.parse(byKeys.stdout)).toEqual(JSON.parse(byFlags.stdout));
  });

  it("answers a batch line by line, flags filling in", () => {
    const cases = ['{"sf":7}', '{"sf":12}', '{"sf":13}', '{"sf":7,"crc":false}', "oops"];
    const { status, stdout } = run("battery --radio SX1261 --capacity 2Ah --period 900 --payload 20 --batch -", {
      input: `${cases.join("\n")}\n`,
    });
    expect(status).toBe(2);
    const [fast, slow, bad, bare, broken] = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(fast.lifeDays).toBeGreaterThan(slow.lifeDays);
    expect(bad.error).toMatchObject({ code: "out-of-range", where: "sf" });
    expect(bare.timeOnAirS).toBeLessThanOrEqual(fast.timeOnAirS);
    expect(broken.error.code).toBe("not-json");
  });

  it("draws where the energy goes", () => {
    const { status, stderr } = run(`${BASE} --svg pictures/life.svg`);
    expect(status).toBe(0);
    expect(stderr).toContain("picture: pictures/life.svg");
    expect(readFileSync(path.join(folder, "pictures/life.svg"), "utf8")).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
  });

  it.each([
    ["battery --radio SX1267 --capacity 1Ah --period 60 --payload 1", "--radio", "SX1261 or SX1262 or SX1268"],
    [`${BASE} --tx-power 22dBm`, "--tx-power", "-17 to 15 dBm"],
    [`${BASE} --tx-power 14dBi`, "--tx-power", "an antenna gain"],
    [`${BASE} --period -5`, "--period", "above 0"],
    [`${BASE} --period 1s`, "--period", "receive windows"],
    [`${BASE} --payload 256`, "--payload", "from 0 to 255"],
    [`${BASE} --sf 13`, "--sf", "5 to 12"],
    [`${BASE} --sf 9 --bw 126kHz`, "--bw", "125, 250"],
    [`${BASE} --packet-success 120%`, "--packet-success", "at most 1"],
    [`${BASE} --sleep-current 3V`, "--sleep-current", "a voltage"],
    [`${BASE} --class D`, "--class", "A, B, C"],
    [`${BASE} --region EU869 --dr 0`, "--region", "EU868"],
    [`${BASE} --catalog nowhere.json`, "nowhere.json", "no such file"],
    ["battery --period 60", "--radio", "missing"],
  ])("%s ends with 2 and names the place", (line, where, words) => {
    const { status, stdout, stderr } = run(line);
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(where);
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it("takes a catalog of one's own, and names each fault in it", () => {
    const own = runCli([
      "battery",
      "--radio",
      "Field node",
      "--battery",
      "Pack 2xD",
      "--period",
      "10min",
      "--payload",
      "20",
      "--catalog",
      EXAMPLE_CATALOG,
      "--json",
    ]);
    expect(own.status).toBe(0);
    expect(JSON.parse(own.stdout).supply.capacityMah).toBe(38_000);
    writeFileSync(path.join(folder, "bad.json"), '{"batteries":{"x":{"capacityMah":-1}},"radio":{}}');
    const { status, stderr } = run(`${BASE} --catalog bad.json --svg never.svg`);
    expect(status).toBe(2);
    expect(stderr).toContain("error: bad.json: /batteries/x/capacityMah: expected above 0, got -1");
    expect(stderr).toContain("/radio: unknown key");
    expect(existsSync(path.join(folder, "never.svg"))).toBe(false);
    writeFileSync(path.join(folder, "broken.json"), "{oops");
    expect(run(`${BASE} --catalog broken.json`).stderr).toContain("broken.json:1:2");
  });
});

describe("catalog", () => {
  it("lists the sections, and marks what was not checked", () => {
    const { status, stdout } = run("catalog batteries");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^CR2032 +CR2032 coin cell +225 mAh /m);
    expect(stdout).toMatch(/^LS14500 .* 2600 mAh\* /m);
    expect(stdout).not.toContain("SX1262");
    expect(run("catalog").stdout).toMatch(/radios[\s\S]*gateways[\s\S]*antennas[\s\S]*batteries/);
  });

  it("shows one's own rows among them", () => {
    const { stdout } = runCli(["catalog", "radios", "--catalog", EXAMPLE_CATALOG]);
    expect(stdout).toContain("Field node (yours)");
    expect(stdout).not.toContain("SX1262 (yours)");
  });

  it("gives all of it, and the schema, as JSON", () => {
    const all = JSON.parse(run("catalog --json").stdout);
    expect(all.radios.SX1262.source).toContain("datasheet");
    expect(Object.keys(JSON.parse(run("catalog antennas --json").stdout))).toEqual(["antennas"]);
    expect(JSON.parse(run("catalog --schema").stdout).title).toBe("chirpscape catalog");
  });
});
