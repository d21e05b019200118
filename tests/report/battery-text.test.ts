import { expect, test } from "vitest";
import { estimateBatteryLife } from "../../src/lora/energy/battery-life.ts";
import { batteryText } from "../../src/report/battery-text.ts";

const input = { radio: "SX1261", battery: "LS14500", periodS: 900, payloadBytes: 20, sf: 9, sleepCurrentA: 3e-6 };
const text = (change: object = {}) => batteryText(estimateBatteryLife({ ...input, ...change }), "SX1261", 900);

test("tells the life, where the energy goes, and the whole", () => {
  const lines = text().split("\n");
  expect(lines[0]).toBe("SX1261 at 14 dBm, SF9, 125 kHz, 4/5: 185 ms on air every 15 min");
  expect(lines[1]).toBe("24 years (8774 days) on 2600 mAh at 3.6 V, 842339 uplinks");
  expect(text()).toMatch(/^transmitting +185 ms +25\.5 mA .* 42\.5 % {2}█+$/m);
  expect(text()).toMatch(/^one period +15 min +12\.3 µA .* 100 %$/m);
  expect(text()).toContain("An uplink takes 20.7 mJ without sleep.");
  expect(text()).not.toContain("error correction");
});

test("shows what error correction buys where the link is known, and marks the rate in use and the best", () => {
  const shown = text({ packetSuccess: 0.3, confirmed: true, codingRate: "4/6" });
  expect(shown).toContain("in 3.14 transmissions of which 30 % arrive");
  expect(shown).toMatch(/^> 4\/6 /m);
  expect(shown).toMatch(/^ {2}4\/8 .*\(least\)/m);
  expect(shown.match(/\(least\)/g)).toHaveLength(1);
});

test("has nothing that is not a number", () => {
  expect(text({ class: "B" }) + text({ class: "C" }) + text({ snrDb: -60, confirmed: true })).not.toMatch(
    /NaN|Infinity|undefined/,
  );
});
