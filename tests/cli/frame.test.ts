import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { PROJECT, runCli, temporaryFolder } from "../support/cli.ts";
import { caseOf, VECTORS } from "../support/lorawan-vectors.ts";

const folder = temporaryFolder();
const EXAMPLES = path.join(PROJECT, "scenarios/examples");
const KEYS = path.join(EXAMPLES, "frame-keys.json");
const NWK = "7a0e4d91c63b58f2e1947cd0ab63f518";
const APP = "19f4c27be5d03a86b8613ef70c5d92a4";
const OTHER = "5e8c47299b04e6c1a87f3d52d3b1f60a";
const FRAME = "404c1f0b260171110202d987111831a9ed61";

const frame = (args: readonly string[], options: Parameters<typeof runCli>[1] = {}) =>
  runCli(["frame", ...args], options);
const words = (line: string) => line.split(" ");

function writeKeys(content: unknown): string {
  const file = path.join(folder, `keys-${Math.abs(hash(JSON.stringify(content)))}.json`);
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

function hash(text: string): number {
  return Array.from(text).reduce((sum, letter) => (31 * sum + letter.charCodeAt(0)) | 0, 7);
}

function batch(args: readonly string[], cases: readonly unknown[]) {
  const input = cases.map((item) => `${typeof item === "string" ? item : JSON.stringify(item)}\n`).join("");
  const { status, stdout, stderr } = frame([...args, "--batch", "-"], { input });
  const answers = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(answers).toHaveLength(cases.length);
  return { status, stderr, stdout, answers };
}

describe("frame encode", () => {
  const vectors = VECTORS.filter(({ expected }) => expected.phy !== undefined);

  it("answers every reference vector in one batch, join-accepts with their session's keys", () => {
    const { status, answers } = batch(["encode"], vectors.map(caseOf));
    expect(status).toBe(0);
    vectors.forEach(({ id, kind, expected }, i) => {
      const { appSKey, nwkSKey, fNwkSIntKey } = expected;
      const session = kind.startsWith("join_accept") ? { appSKey, nwkSKey, fNwkSIntKey } : {};
      expect(answers[i], id).toMatchObject({
        phyPayloadHex: expected.phy,
        micHex: expected.mic,
        ...JSON.parse(JSON.stringify(session)),
      });
    });
  });

  it("has a flag for every field", () => {
    const flags =
      "encode --kind data-up --lorawan 1.1 --dev-addr 260b1f4c --frame-counter 9 --port 3 --payload-hex c0ffee --confirmed --ack --adr --adr-ack-req --class-b --conf-fcnt 4 --tx-dr 5 --tx-ch 2 --mac DevStatusAns:battery=200:snrDb=-7,LinkCheckReq --json";
    const keys = { appSKey: APP, fNwkSIntKey: NWK, sNwkSIntKey: OTHER, nwkSEncKey: APP };
    const given = {
      kind: "data-up",
      version: "1.1",
      devAddr: "260b1f4c",
      frameCounter: 9,
      fport: 3,
      payloadHex: "c0ffee",
      confirmed: true,
      fctrl: { ack: true, adr: true, adrAckReq: true, classB: true },
      confFcnt: 4,
      txDr: 5,
      txCh: 2,
      macCommands: [{ name: "DevStatusAns", fields: { battery: 200, snrDb: -7 } }, { name: "LinkCheckReq" }],
    };
    const { answers } = batch(["encode"], [{ ...given, ...keys }]);
    expect(JSON.parse(frame([...words(flags), "--keys", writeKeys(keys)]).stdout)).toEqual(answers[0]);

    const down =
      "encode --kind data-down --dev-addr 260b1f4c --frame-counter 9 --port 0 --f-pending --mac LinkADRReq:dataRate=5:chMask=0+1+2:nbTrans=1 --hex";
    const { stdout } = frame([...words(down), "--nwk-s-key", NWK]);
    const read = frame(["decode", stdout.trim(), "--nwk-s-key", NWK, "--json"]);
    expect(JSON.parse(read.stdout)).toMatchObject({
      micValid: true,
      fctrl: { fPending: true },
      macCommands: [{ name: "LinkADRReq", in: "port 0", fields: { dataRate: 5, chMask: [0, 1, 2], nbTrans: 1 } }],
    });

    const accept =
      "encode --kind join-accept --lorawan 1.1 --join-nonce 5 --net-id 000013 --dev-addr 260b1f4c --rx-delay 2 --rx1-dr-offset 1 --rx2-dr 3 --opt-neg false --join-req-type 255 --dev-nonce 3 --cflist 867.1MHz,867300000";
    const made = frame([...words(accept), "--nwk-key", NWK, "--json"]);
    expect(Object.keys(JSON.parse(made.stdout))).toEqual(["kind", "phyPayloadHex", "micHex", "nwkSKey", "appSKey"]);
    const { phyPayloadHex } = JSON.parse(made.stdout);
    const opened = frame(["decode", phyPayloadHex, "--lorawan", "1.1", "--nwk-key", NWK, "--json"]);
    expect(JSON.parse(opened.stdout).cflistFrequencies).toEqual([867_100_000, 867_300_000, 0, 0, 0]);
    expect(frame([...words(accept.replace("867.1MHz", "867.1mhz")), "--nwk-key", NWK]).stderr).toMatch(
      /^error: --cflist/,
    );
    const shown = frame([...words(accept), "--nwk-key", NWK]);
    expect(shown.stdout).not.toContain(JSON.parse(made.stdout).appSKey);
    expect(shown.stderr).toContain("--json shows them");

    const rejoin =
      "encode --kind rejoin-request --rejoin-type 1 --rj-count 4 --join-eui 0000000000000001 --dev-eui 70b3d57ed0050001";
    expect(frame([...words(rejoin), "--js-int-key", NWK]).status).toBe(0);
  });

  it("names the flag of what is wrong", () => {
    const line = "encode --kind data-up --dev-addr 260b1f4c --frame-counter 1 --port 1 --payload-text x";
    expect(frame(words(line)).stderr).toMatch(/^error: --app-s-key: missing/);
    expect(frame([...words(line), "--f-pending"]).stderr).toMatch(/^error: --f-pending: has no meaning/);
    expect(frame([...words(line), "--mac", "LinkChekReq"]).stderr).toMatch(/^error: --mac\[0\]\.name: no command/);
    expect(frame([...words(line), "--mac", "DevStatusAns:7"]).stderr).toMatch(/^error: --mac: expected key=value/);
    expect(frame([...words(line), "--kind", "data"]).stderr).toMatch(/^error: --kind: expected one of/);
    expect(frame(words(line.replace("260b1f4c", "26"))).stderr).toMatch(/^error: --dev-addr: expected 8/);
  });
});

describe("frame decode", () => {
  it("answers in a batch, and goes on after lines that are no frames", () => {
    const { status, answers } = batch(
      ["decode", "--keys", KEYS],
      [
        { phyPayloadHex: FRAME, nextFrameCounter: 70_001 },
        { phyPayloadHex: "40" },
        "no JSON",
        { phyPayloadHex: FRAME, frameCounter: 70_001 },
      ],
    );
    expect(status).toBe(2);
    const read = { kind: "data-up", micValid: true, payloadHex: "32312e35", device: "greenhouse", warnings: [] };
    expect(answers[0]).toMatchObject(read);
    expect(answers[1].error).toMatchObject({ code: "bad-frame", where: "phyPayloadHex" });
    expect(answers[2].error).toMatchObject({ code: "not-json", where: "stdin:3" });
    expect(answers[3]).toMatchObject(read);
  });

  it("shows a frame in lines, and warns on stderr", () => {
    const { stdout, stderr, status } = frame(["decode", FRAME, "--frame-counter", "70001", "--keys", KEYS]);
    expect(stdout).toMatch(/micValid +yes\n/);
    expect(stdout).toMatch(/as text +"21\.5"\n/);
    expect(stdout).toMatch(/FOpts: LinkCheckReq\n$/);
    expect([stderr, status]).toEqual(["", 0]);
    const wrong = frame(["decode", FRAME, "--keys", KEYS]);
    expect(wrong.stdout).toMatch(/micValid +NO\n/);
    expect(wrong.stdout).toMatch(/payloadHex +not readable\n/);
    expect(wrong.stderr).toMatch(/^warning: the MIC is wrong/);
  });

  it("reads what the modem demodulated", () => {
    const found = path.join(EXAMPLES, "demodulated.json");
    const { frames } = JSON.parse(frame(["decode", "--demodulated", found, "--json"]).stdout);
    expect(frames.map((one: { frame: object }) => one.frame)).toMatchObject([
      { kind: "data-up", devAddr: "26010bf3", fcnt: 28 },
      { error: { code: "bad-frame" } },
      { kind: "data-up", devAddr: "26010bf3", fcnt: 29 },
    ]);
    expect(frame(["decode", "--demodulated", KEYS]).stderr).toMatch(/frame-keys\.json: expected \{"frames"/);
    expect(frame(["decode", "--demodulated", "-"], { input: '{"frames":[]}' }).stdout).toBe("no frames\n");
  });

  it("carries a private frame through the modem and noise", () => {
    const made = frame([
      ...words(
        "encode --protocol private --dev-addr 00000007 --frame-counter 66000 --epoch 3 --payload-text 21.5 --hex",
      ),
      "--keys",
      KEYS,
    ]);
    const recording = path.join(folder, "private.cf32");
    const air = words(
      "modem modulate --sf 9 --sync-word 0x12 --sample-rate 250kHz --snr -5dB --cfo 1.5kHz --clock-ppm 5",
    );
    expect(runCli([...air, "--payload-hex", made.stdout.trim(), "--out", recording]).status).toBe(0);
    const heard = runCli(words(`modem demodulate ${recording} --sample-rate 250kHz --bw 125kHz --json`));
    const known = "--protocol private --epoch 3 --next-frame-counter 65990 --json";
    const { stdout } = frame(["decode", "--demodulated", "-", ...words(known), "--keys", KEYS], {
      input: heard.stdout,
    });
    expect(JSON.parse(stdout).frames).toMatchObject([
      {
        crcOk: true,
        frame: { kind: "private-up", frameCounter: 66_000, micValid: true, payloadHex: "32312e35", device: "well" },
      },
    ]);
  });
});

describe("frame verify", () => {
  it("judges a log frame by frame, and ends with 1 when it refuses one", () => {
    const log = [
      { phyPayloadHex: FRAME, nextFrameCounter: 70_001 },
      { phyPayloadHex: FRAME },
      { phyPayloadHex: FRAME.replace(/1$/, "0") },
    ];
    const { status, stderr, answers } = batch(["verify", "--keys", KEYS], log);
    expect(answers.map(({ accept, verdict }) => [accept, verdict])).toEqual([
      [true, "fresh"],
      [false, "duplicate"],
      [false, "mic-invalid"],
    ]);
    expect(status).toBe(1);
    expect(stderr).toContain("2 frames refused");
  });

  it("says it of one frame", () => {
    const fresh = frame(["verify", FRAME, "--next-frame-counter", "70001", "--keys", KEYS]);
    expect([fresh.status, fresh.stdout]).toEqual([
      0,
      "accept: fresh: data-up, of greenhouse, 260b1f4c, counter 70001\n",
    ]);
    const old = frame(["verify", FRAME, "--next-frame-counter", "70005", "--keys", KEYS]);
    expect(old.status).toBe(1);
    expect(old.stdout).toMatch(/^refuse: replay: .*\n {2}counter 70001, but 70004 was there before/);
  });
});

describe("keys", () => {
  const decoded = (args: readonly string[], options: Parameters<typeof runCli>[1] = {}) =>
    JSON.parse(frame(["decode", FRAME, "--frame-counter", "70001", "--json", ...args], options).stdout);
  const file = writeKeys({ nwkSKey: NWK, appSKey: APP });
  const wrong = { CHIRPSCAPE_NWK_S_KEY: OTHER };

  it("come from a file, stdin, the environment and flags", () => {
    const read = { micValid: true, payloadHex: "32312e35" };
    expect(decoded(["--keys", file])).toMatchObject(read);
    expect(decoded(["--keys", "-"], { input: readFileSync(file, "utf8") })).toMatchObject(read);
    expect(decoded([], { env: { CHIRPSCAPE_KEYS: file } })).toMatchObject(read);
    expect(decoded([], { env: { CHIRPSCAPE_NWK_S_KEY: NWK, CHIRPSCAPE_APP_S_KEY: APP } })).toMatchObject(read);
    expect(decoded(["--nwk-s-key", NWK, "--app-s-key", APP])).toMatchObject(read);
  });

  it("of a flag win over the environment's, those over the file's", () => {
    expect(decoded(["--keys", file], { env: wrong })).toMatchObject({ micValid: false });
    expect(decoded(["--keys", file, "--nwk-s-key", NWK], { env: wrong })).toMatchObject({ micValid: true });
  });

  it("of a flag win over a device's in the file", () => {
    expect(decoded(["--keys", KEYS])).toMatchObject({ micValid: true });
    expect(decoded(["--keys", KEYS, "--nwk-s-key", OTHER])).toMatchObject({ micValid: false });
  });

  it("cannot be read from the same stdin as a batch", () => {
    expect(frame(words("decode --keys - --batch -")).stderr).toMatch(
      /^error: --batch: reads stdin, and so does --keys/,
    );
  });

  const SECRET = "a1b2c3d4e5f60718293a4b5c6d7e8f90";
  const nearly = SECRET.slice(0, -1);
  const one = ["decode", FRAME, "--frame-counter", "70001"];
  const env = { CHIRPSCAPE_DEBUG: "1" };
  it.each<[string, readonly string[], Parameters<typeof runCli>[1]?]>([
    ["a wrong key", [...one, "--nwk-s-key", SECRET, "--app-s-key", SECRET]],
    ["a key that is too short", [...one, "--nwk-s-key", nearly]],
    ["a key that is too long", [...one, "--nwk-s-key", `${SECRET}0`]],
    ["a key with a wrong digit", [...one, "--nwk-s-key", `${nearly}x`]],
    ["a bad key in the environment", one, { env: { ...env, CHIRPSCAPE_APP_S_KEY: nearly } }],
    ["a mistyped flag", [...one, `--nwk-s-kye=${SECRET}`]],
    ["a mistyped flag and a word", [...one, "--nwk-s-kye", SECRET]],
    ["a key as an argument", [...one, SECRET]],
    ["a key as the frame", ["decode", SECRET]],
    ["a key as a number", [...one, "--keys", writeKeys(`{"nwkSKey": ${SECRET}}`)]],
    ["a key without quotes", [...one, "--keys", writeKeys(`{"nwkSKey": x${SECRET}}`)]],
    ["a file with nothing but a key", [...one, "--keys", writeKeys(SECRET)]],
    ["a mistyped name", [...one, "--keys", writeKeys({ nwkSKye: SECRET })]],
    ["a key in a list", [...one, "--keys", writeKeys({ nwkSKey: [SECRET] })]],
    [
      "a key too short in a file",
      [...one, "--keys", writeKeys({ devices: [{ devAddr: "260b1f4c", nwkSKey: nearly }] })],
    ],
    ["a key where the device's should be", [...one, "--keys", writeKeys({ devices: [SECRET] })]],
    ["a line that is no JSON", ["decode", "--batch", "-"], { input: `{"nwkSKey": ${SECRET}}\n` }],
    [
      "a bad key in a line",
      ["decode", "--batch", "-"],
      { input: `{"phyPayloadHex":"${FRAME}","nwkSKey":"${nearly}"}\n` },
    ],
    [
      "a key as the counter",
      ["decode", "--batch", "-"],
      { input: `{"phyPayloadHex":"${FRAME}","frameCounter":"${SECRET}"}\n` },
    ],
    ["a key as the version", ["encode", "--batch", "-"], { input: `{"kind":"data-up","version":"${SECRET}"}\n` }],
    ["a key as the kind", ["encode", "--batch", "-"], { input: `{"kind":"${SECRET}"}\n` }],
    ["a right use", ["verify", "--batch", "-"], { input: `{"phyPayloadHex":"${FRAME}","nwkSKey":"${SECRET}"}\n` }],
  ])("are not repeated, on no stream: %s", (_, args, options = {}) => {
    for (const json of [[], ["--json"]]) {
      const { stdout, stderr } = frame([...args, ...json], { env, ...options });
      const said = (stdout + stderr).toLowerCase();
      // A key as the frame itself is a frame: its MIC and its header are shown, as they would be on air
      const part = args[1] === SECRET ? SECRET : SECRET.slice(0, 8);
      expect(said).not.toContain(part);
      expect(said.length).toBeGreaterThan(0);
    }
  });
});
