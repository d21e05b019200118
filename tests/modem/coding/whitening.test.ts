import { expect, it } from "vitest";
import { WHITENING } from "../../../src/modem/coding/whitening.ts";

it("steps through every state of the register but zero", () => {
  expect(WHITENING).toHaveLength(255);
  expect(new Set(WHITENING).size).toBe(255);
  expect(WHITENING).not.toContain(0);
  // By hand from 0xff: the bit shifted in is b7 ^ b5 ^ b4 ^ b3; four ones give 0 until b3 is the first zero
  expect(Array.from(WHITENING.subarray(0, 6))).toEqual([0xff, 0xfe, 0xfc, 0xf8, 0xf0, 0xe1]);
});
