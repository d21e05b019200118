import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ETSI_SUB_BANDS } from "../../src/lora/regions/etsi-sub-bands.ts";
import { AIRTIME_REFERENCE, TOLERANCE_S } from "../lora/airtime-reference.ts";
import { PROJECT, runCli } from "../support/cli.ts";

/** The answer of one case on the command line. */
function airtime(line: string): Record<string, unknown> {
  const { status, stdout, stderr } = runCli(["airtime", ...line.split(" "), "--json"]);
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return JSON.parse(stdout);
}

function batch(cases: readonly unknown[], flags: readonly string[] = []) {
  const input = cases.map((item) => `${typeof item === "string" ? item : JSON.stringify(item)}\n`).join("");
  const { status, stdout } = runCli(["airtime", "--batch", "-", ...flags], { input });
  const lines = stdout.trimEnd().split("\n");
  expect(lines).toHaveLength(cases.length);
  return { status, answers: lines.map((line) => JSON.parse(line)) };
}

describe("airtime", () => {
  it("answers every reference case in one batch", () => {
    const { status, answers } = batch(AIRTIME_REFERENCE.map(({ input }) => input));
    expect(status).toBe(0);
    AIRTIME_REFERENCE.forEach(({ id, expected }, i) => {
      expect(Math.abs(answers[i].timeOnAirS - expected.timeOnAirS), id).toBeLessThan(TOLERANCE_S);
    });
  });

  it("has a flag for every key", () => {
    const same = [
      [
        "--sf 12 --bw 62.5kHz --cr 4/8 --preamble 12 --implicit-header --no-crc --ldro off --payload 33 --chip sx127x",
        {
          sf: 12,
          bandwidthHz: 62_500,
          codingRate: "4/8",
          preambleSymbols: 12,
          implicitHeader: true,
          crc: false,
          ldro: false,
          payloadBytes: 33,
          chip: "sx127x",
        },
      ],
      [
        "--sf 6 --chip sx127x --implicit-header --payload 9B --sf6-formula driver --ldro on",
        {
          sf: 6,
          chip: "sx127x",
          implicitHeader: true,
          payloadBytes: 9,
          sf6Formula: "driver",
          ldro: true,
        },
      ],
      [
        "--modulation fsk --bit-rate 38.4kbps --preamble-bits 64 --sync-word-bits 32 --fixed-length --address-filtering --crc-bytes 1 --payload 10",
        {
          modulation: "fsk",
          bitRateBps: 38_400,
          preambleBits: 64,
          syncWordBits: 32,
          variableLength: false,
          addressFiltering: true,
          crcBytes: 1,
          payloadBytes: 10,
        },
      ],
      [
        "--modulation lr-fhss --cr 2/3 --headers 2 --last-block whole --payload 10",
        {
          modulation: "lr-fhss",
          codingRate: "2/3",
          headerCount: 2,
          lastBlock: "whole",
          payloadBytes: 10,
        },
      ],
      [
        "--region AS923 --dr 2 --frequency 923.4MHz --dwell-time off --app-payload 40",
        {
          region: "AS923",
          dataRate: 2,
          frequencyHz: 923.4e6,
          dwellTime: false,
          appPayloadBytes: 40,
        },
      ],
    ] as const;
    const { answers } = batch(same.map(([, input]) => input));
    expect(same.map(([line]) => airtime(line))).toEqual(answers);
  });

  it("takes bandwidths as people write them", () => {
    for (const bandwidth of ["7.8kHz", "7.81kHz", "7812.5", "7812.5Hz", "0.0078125MHz"]) {
      expect(airtime(`--sf 7 --bw ${bandwidth} --payload 5`).symbolTimeS).toBe(128 / 7812.5);
    }
  });

  it("says that a lower spreading factor is faster", () => {
    const { stdout } = runCli(["airtime", "--sf", "10", "--payload", "20"]);
    expect(stdout).toContain("A lower spreading factor is the faster one");
    expect(stdout).toContain("> SF10");
  });

  it("remarks on what the chip does all the same", () => {
    const { stderr } = runCli(["airtime", "--sf", "6", "--ldro", "on", "--payload", "20"]);
    expect(stderr).toContain("warning: the SX126x has low-data-rate optimisation off at SF6 in any case");
    expect(runCli(["airtime", "--sf", "6", "--ldro", "on", "--payload", "20", "--quiet"]).stderr).toBe("");
  });
});

describe("airtime in a region", () => {
  it("gives the limits", () => {
    // By hand: 20 bytes at SF7 take 56.576 ms (SX1276 datasheet rev. 7, 4.1.1.7); 1 % in 868–868.6 MHz (EN 300 220-2, sub-band M);
    // M = 250 at DR5 (RP002-1.0.4), which 5 bytes surround and 8 begin
    expect(ETSI_SUB_BANDS.M.dutyCycle).toBe(0.01);
    expect(airtime("--region EU868 --dr 5 --payload 20")).toEqual({
      timeOnAirS: 0.056576,
      symbolTimeS: 0.001024,
      preambleTimeS: 0.012544,
      payloadSymbols: 43,
      ldro: false,
      bitRateBps: 5468.75,
      maxPayloadBytes: 255,
      maxAppPayloadBytes: 242,
      dutyCycle: 0.01,
      minIntervalS: 5.6576,
      messagesPerDay: 15_271,
      dwellTimeOk: true,
      reason: "duty cycle of 1 % from 868 to 868.6 MHz (sub-band M)",
    });
  });

  it("counts the duty cycle of the sub-band in use", () => {
    const at = (frequency: string) => airtime(`--region EU868 --dr 0 --payload 20 --frequency ${frequency}`).dutyCycle;
    // EN 300 220-2 V3.2.1, annex B: K, L, M, N, P, R
    expect(["864MHz", "867.1MHz", "868.1MHz", "868.8MHz", "869.525MHz", "869.8MHz"].map(at)).toEqual([
      0.001, 0.01, 0.01, 0.001, 0.1, 0.01,
    ]);
  });

  it("holds packets against the dwell time", () => {
    // By hand, SF10, 24 bytes: (192 − 40 + 28 + 16) / 40 = 4.9, so 8 + 25 + 12.25 symbols of 8.192 ms = 370.7 ms; 25 bytes: 411.6 ms
    expect(airtime("--region US915 --dr 0 --payload 24")).toMatchObject({
      dwellTimeOk: true,
      maxPayloadBytes: 24,
      dutyCycle: 1,
    });
    expect(runCli(["airtime", "--region", "US915", "--dr", "0", "--payload", "25"]).status).toBe(2);
    const { stdout, stderr, status } = runCli("airtime --region AU915 --dr 2 --payload 25 --json".split(" "));
    expect(status).toBe(0);
    expect(stderr).toContain("warning: this packet may not be sent: longer than the dwell time of 0.4 s");
    expect(JSON.parse(stdout)).toMatchObject({
      dwellTimeOk: false,
      maxPayloadBytes: 24,
      minIntervalS: null,
      messagesPerDay: 0,
    });
    expect(airtime("--region AU915 --dr 2 --payload 25 --dwell-time off")).toMatchObject({
      dwellTimeOk: true,
      maxPayloadBytes: 64,
    });
    // At DR0 no packet is short enough
    expect(batch([{ region: "AS923", dataRate: 0, payloadBytes: 13 }]).answers[0]).toMatchObject({
      maxPayloadBytes: 0,
      dwellTimeOk: false,
    });
    // Downlinks and LR-FHSS are free of it
    expect(airtime("--region US915 --dr 8 --payload 66")).toMatchObject({ dwellTimeOk: true });
    expect(airtime("--region US915 --dr 5 --payload 50")).toMatchObject({ dwellTimeOk: true });
  });

  it("takes the modulation, and at 2.4 GHz the chip, from the data rate", () => {
    expect(airtime("--region EU868 --dr 7 --payload 20").timeOnAirS).toBe(
      airtime("--modulation fsk --payload 20").timeOnAirS,
    );
    expect(airtime("--region EU868 --dr 9 --payload 20").timeOnAirS).toBe(
      airtime("--modulation lr-fhss --cr 2/3 --headers 2 --payload 20").timeOnAirS,
    );
    expect(airtime("--region ISM2400 --dr 3 --payload 20").timeOnAirS).toBe(
      airtime("--chip sx128x --sf 9 --bw 812.5kHz --cr li4/8 --payload 20").timeOnAirS,
    );
  });
});

describe("bad input of airtime", () => {
  it.each([
    ["--sf 13 --payload 10", "--sf: expected a whole number from 5 to 12"],
    ["--sf 7 --bw 100kHz --payload 10", "--bw: expected a bandwidth of the SX126x, got 100000"],
    ["--sf 7 --bw 100kHz --payload 10", "in kHz: 7.8125, 10.4167,"],
    ["--sf 7 --bw 125m --payload 10", '--bw: expected a frequency such as 868.1MHz, got "125m", a length'],
    ["--sf 7 --payload 256", "--payload: expected a whole number from 0 to 255, got 256"],
    ["--sf 7 --payload -1", "--payload: expected a whole number from 0 to 255, got -1"],
    ["--sf 7 --app-payload 243", "--app-payload: expected a whole number from 0 to 242"],
    ["--sf 7 --app-payload 2 --payload 3", "--app-payload: cannot be given together with payloadBytes"],
    ["--sf 7", "--payload: missing"],
    ["--payload 3", "--sf: missing"],
    ["--region EU869 --dr 5 --payload 10", "did you mean EU868?"],
    ["--region EU868 --dr 12 --payload 10", "--dr: EU868 has no data rate 12"],
    ["--region EU868 --payload 10", "--dr: missing"],
    ["--dr 5 --payload 10", "--region: missing"],
    ["--region EU868 --dr 0 --payload 65", "--payload: expected at most 64 bytes on air at DR0 of EU868, got 65"],
    ["--region EU868 --dr 0 --sf 7 --payload 9", "--sf: cannot be given together with region"],
    ["--region EU868 --dr 0 --payload 9 --frequency 868.65MHz", "--frequency: no sub-band of EU868"],
    ["--region EU868 --dr 0 --payload 9 --dwell-time on", "--dwell-time: EU868 has no dwell time"],
    ["--region US915 --dr 0 --payload 9 --dwell-time off", "--dwell-time: the dwell time of US915 is a regulation"],
    ["--sf 7 --payload 9 --frequency 868MHz", "--frequency: only counts together with region"],
    ["--modulation fsk --payload 9 --sf 7", "--sf: not a setting of fsk"],
    ["--sf 7 --payload 9 --chip sx1262", "--chip: expected one of sx127x, sx126x, sx128x, lr11xx"],
  ])("%s", (line, message) => {
    const { status, stdout, stderr } = runCli(["airtime", ...line.split(" ")]);
    expect(stderr).toContain(message);
    expect(stdout).toBe("");
    expect(status).toBe(2);
  });

  it("stays on its line of a batch, in its place", () => {
    const { status, answers } = batch([
      { sf: 7, payloadBytes: 20 },
      { sf: "7", payloadBytes: 20 },
      { sf: 7, payloadByte: 20 },
      { sf: 7, payloadBytes: 20, ldro: "yes" },
      { region: "EU868", dataRate: "5", payloadBytes: 20 },
      "{",
      { sf: 8, payloadBytes: 20, codingRate: null },
    ]);
    expect(status).toBe(2);
    expect(answers.map(({ error }) => [error?.code, error?.where])).toEqual([
      [undefined, undefined],
      ["out-of-range", "sf"],
      ["unknown-input", "payloadByte"],
      ["unknown-value", "ldro"],
      ["unknown-data-rate", "dataRate"],
      ["not-json", "stdin:6"],
      [undefined, undefined],
    ]);
    expect(answers[2].error.hint).toContain("did you mean payloadBytes");
  });

  it("may be filled in by flags", () => {
    const { answers } = batch([{ payloadBytes: 20 }, { payloadBytes: 20, sf: 8 }], ["--sf", "7"]);
    expect(answers[1].symbolTimeS).toBe(2 * answers[0].symbolTimeS);
  });
});

describe("docs/guide/airtime.md", () => {
  const guide = readFileSync(path.join(PROJECT, "docs/guide/airtime.md"), "utf8");
  const shown = Array.from(guide.matchAll(/^```sh\n\$ (.*)\n([\s\S]*?)^```/gm), ([, line, output]) => ({
    line,
    output,
  }));

  it.each(shown)("shows what $line prints", ({ line, output }) => {
    const [, input, args] = /^(?:echo '(.*)' \| )?chirpscape (.*)$/.exec(line) ?? [];
    expect(runCli(args.split(" "), { input: input === undefined ? undefined : `${input}\n` }).stdout).toBe(output);
  });

  it("has been read", () => expect(shown.length).toBe(3));
});
