import { expect, test } from "vitest";
import { durationText, percentText, siText } from "../../src/report/si-text.ts";

test.each([
  [0.0255, "A", "25.5 mA"],
  [6e-7, "A", "600 nA"],
  [0.9999, "A", "1 A"],
  [0.00099999, "J", "1 mJ"],
  [12_345, "J", "12.3 kJ"],
  [0, "A", "0 A"],
  [1e-12, "A", "0.001 nA"],
  [Number.NaN, "A", "–"],
])("%f %s is %s", (value, unit, text) => {
  expect(siText(value, unit)).toBe(text);
});

test.each([
  [0.0566, "56.6 ms"],
  [59, "59 s"],
  [600, "10 min"],
  [5400, "1.5 h"],
  [86_400 * 3, "3 days"],
  [365.25 * 86_400 * 2, "2 years"],
])("%f s is %s", (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});

test.each([
  [0.5, "50 %"],
  [0.12345, "12.3 %"],
  [0.00001, "< 0.01 %"],
  [0.99997, "> 99.99 %"],
  [0.9987, "99.87 %"],
  [1, "100 %"],
  [0, "0 %"],
])("%f is %s", (share, text) => {
  expect(percentText(share)).toBe(text);
});
