import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { MULTIPATH_PROFILE_NAMES } from "../../src/modem/channel/multipath-profiles.ts";
import { parseChannel, STAGE_KINDS } from "../../src/modem/channel/parse-channel.ts";

const guide = readFileSync("docs/guide/modem-modulate.md", "utf8");

describe("docs/guide/modem-modulate.md", () => {
  it("names every profile, every kind of stage and its keys", () => {
    expect(MULTIPATH_PROFILE_NAMES.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
    const whole = { sirDb: 0, snrDb: 0, sf: 7, model: "rician", bits: 8, samples: 1, ppm: 1, profile: "3gpp-epa" };
    for (const kind of STAGE_KINDS) {
      const row = guide.split("\n").find((line) => line.startsWith(`| \`${kind}\``)) ?? "";
      const keys = Object.keys(whole).filter((key) => row.includes(`\`${key}\``));
      const stage = Object.fromEntries(keys.map((key) => [key, whole[key as keyof typeof whole]]));
      const [read] = parseChannel([{ kind, ...stage }]);
      const unnamed = Object.keys(read).filter((key) => key !== "kind" && !row.includes(`\`${key}\``));
      expect(unnamed, kind).toEqual([]);
    }
  });

  it("says what the command prints", () => {
    expect(guide).toContain("20488 samples at 500 kHz (cf32), 41 ms");
  });
});
