import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError, type Issue } from "../../src/math/errors.ts";
import type { FormulaVariable } from "../../src/math/formula/build.ts";
import { FREQUENCY, LENGTH } from "../../src/math/formula/dimension.ts";
import { compileFormula } from "../../src/math/formula.ts";

const VARIABLES: readonly FormulaVariable[] = [
  { name: "d", title: "distance", dimension: LENGTH },
  { name: "f", title: "frequency", dimension: FREQUENCY },
  { name: "ht", title: "height", dimension: LENGTH },
];
/** 5 km, 868 MHz, 30 m. */
const VALUES = [5000, 868e6, 30];

const compute = (text: string) => compileFormula(text, VARIABLES).evaluate(VALUES);

function faultOf(text: string): Issue {
  try {
    compileFormula(text, VARIABLES);
  } catch (error) {
    if (error instanceof InputError) return error.issues[0];
    throw error;
  }
  throw new Error(`accepted ${text}`);
}

describe("compileFormula", () => {
  // By hand, with d = 5 km, f = 868 MHz, ht = 30 m
  it.each([
    // 128.95 + 23.2 · log10 5 = 128.95 + 16.216; the fit of Oulu: J. Petäjäjärvi et al., ITST 2015
    ["128.95 + 23.2*log10(d/1 km)", 145.1661],
    ["128.95 + 23.2*log10(d / 1km)", 145.1661],
    ["128.95 + 23.2*log10(d/km)", 145.1661],
    // Free space: 20 log10(4π · 5000 · 868e6 / 299 792 458) = 105.198
    ["20*log10(4*pi*d*f/(299792458 m/s))", 105.1976],
    // Okumura–Hata, medium city, mobile at 1.5 m (correction 0.02 dB left out): COST 231 final report, §4.4.1
    ["69.55+26.16*log10(f/1MHz)-13.82*log10(ht/1m)+(44.9-6.55*log10(ht/1m))*log10(d/1km)", 150.629],
    ["d < 1 km ? 1 : 2", 2],
    ["(d >= 5 km) ? 1 : 2", 1],
    ["d == 5 km ? (d < 1 m ? 1 : 3) : 2", 3],
    ["f != 868 MHz ? 1 : 2", 2],
    ["-2^2", -4],
    ["2^3^2", 512],
    ["2^-1", 0.5],
    ["1/2 km / 1 m", 500],
    ["6/2/3", 1],
    ["10 - 4 - 3", 3],
    ["+d/1 mi", 3.106856],
    ["d/100 ft", 164.041995],
    ["sqrt(d*ht)/1 m", 387.298335],
    ["sqrt(d/1 km)", 2.236068],
    ["max(d, 6 km, 1 m)/1 km - min(d, ht)/1 m", -24],
    ["abs(-3 dB)", 3],
    ["pow(d/1 km, 2) + d^2/1 km^2", 50],
    ["ln(e^2) + log(e) + exp(0)", 4],
    ["sin(90 deg) + cos(pi) + tan(0 rad) + atan(1)/pi*180", 45],
    ["5 %", 0.05],
    ["2 (d/1 km)", 10],
  ])("%s is %d", (text, value) => {
    expect(compute(text)).toBeCloseTo(value, 3);
  });

  it("knows which variables are used", () => {
    expect([...compileFormula("d*f < 1 m/s ? 1 : 2", VARIABLES).uses]).toEqual(["d", "f"]);
    expect([...compileFormula("3", VARIABLES).uses]).toEqual([]);
  });

  it("is compiled once and evaluated for many values", () => {
    const { evaluate } = compileFormula("20*log10(d/1 m)", VARIABLES);
    expect([1, 10, 100].map((d) => evaluate([d, 0, 0]))).toEqual([0, 20, 40]);
  });

  it.each([
    ['import("fs")', "formula-refused", /"import"/],
    ['require("child_process")', "formula-refused", /"require"/],
    ['evaluate("1+1")', "formula-refused", /"evaluate"/],
    ['parse("1")', "formula-refused", /"parse"/],
    ['createUnit("x")', "formula-refused", /"createUnit"/],
    ["constructor", "formula-unknown-name", /"constructor"/],
    ["__proto__", "formula-unknown-name", /"__proto__"/],
    ["d.constructor", "formula-refused", /member/],
    ['d["constructor"]', "formula-refused", /member/],
    ["log10.constructor", "formula-refused", /member/],
    ['cos.constructor("return process")()', "formula-syntax", /char/],
    ["hasOwnProperty(1)", "formula-refused", /"hasOwnProperty"/],
    ["d = 3", "formula-refused", /assignment/],
    ["g(x) = x", "formula-refused", /definition of a function/],
    ["d; f", "formula-refused", /more than one/],
    ["1\n2", "formula-refused", /more than one/],
    ["[1, 2]", "formula-refused", /list/],
    ["{a: 1}", "formula-refused", /object/],
    ["1:3", "formula-refused", /range/],
    ['"text"', "formula-refused", /text/],
    ["true", "formula-refused", /true/],
    ["null", "formula-refused", /null/],
    ["NaN", "formula-refused", /number/],
    ["Infinity", "formula-refused", /number/],
    ["1e999", "formula-refused", /too large/],
    ["1i", "formula-unknown-name", /"i"/],
    ["d!", "formula-refused", /operator !/],
    ["1 km to m", "formula-refused", /operator to/],
    ["5 mod 3", "formula-refused", /operator mod/],
    ["1 and 2", "formula-refused", /operator and/],
    ["1 < 2", "formula-refused", /before a \?/],
    ["1 < d/1m < 3 ? 1 : 2", "formula-refused", /before the \?/],
    ["d ? 1 : 2", "formula-refused", /before the \?/],
    ["log10", "formula-unknown-name", /parentheses/],
    ["log10(1, 2)", "formula-refused", /takes 1 argument, got 2/],
    ["min()", "formula-refused", /takes 1 to 16/],
    ["dd/1 km", "formula-unknown-name", /"dd"/],
    ["", "formula-syntax", /empty/],
    ["   ", "formula-syntax", /empty/],
    ["1 +", "formula-syntax", /char/],
    ["(1", "formula-syntax", /char/],
    ["128,95", "formula-syntax", /char 4/],
    ["#comment", "formula-refused", /undefined/],
    ["20*log10(d)", "formula-dimension", /plain number in log10\(\), got a length in "log10\(d\)"/],
    ["log10(f)", "formula-dimension", /got a frequency/],
    ["d + f", "formula-dimension", /a length and a frequency do not go together in "d \+ f"/],
    ["d - 1", "formula-dimension", /a length and a plain number/],
    ["d < 1000 ? 1 : 2", "formula-dimension", /a length and a plain number/],
    ["d < 1 km ? d : 2", "formula-dimension", /a length and a plain number/],
    ["d", "formula-dimension", /result, got a length/],
    ["d*f", "formula-dimension", /result, got a speed/],
    ["2^d", "formula-dimension", /exponent/],
    ["d^(f/1Hz)", "formula-dimension", /fixed power/],
    ["max(d, f)", "formula-dimension", /go together/],
    [`${"(".repeat(40)}1${")".repeat(40)}`, "formula-too-large", /brackets/],
    [`${"-".repeat(400)}1`, "formula-too-large", /nesting/],
    [`${"2^".repeat(200)}1`, "formula-too-large", /nesting/],
    [`max(${Array.from({ length: 16 }, () => "1+1+1+1+1+1+1+1+1").join()})`, "formula-too-large", /256 parts/],
    ["1".repeat(501), "formula-too-large", /500 characters/],
  ])("refuses %s", (text, code, message) => {
    const fault = faultOf(text);
    expect(fault.code).toBe(code);
    expect(fault.message).toMatch(message);
    expect(fault.where).toBe("formula");
  });

  it("hints at the mend", () => {
    expect(faultOf("20*log10(d)").hint).toBe("divide a length by a unit: d/1 km");
    expect(faultOf("log10(f)").hint).toContain("f/1 MHz");
    expect(faultOf("d/1 kmm").hint).toContain("km");
    expect(faultOf("x").hint).toContain("d (distance)");
    expect(faultOf("foo(1)").hint).toContain("log10");
  });
});

/** Texts that look like formulas, some of them hostile. */
const PIECES = [
  ..."0123456789+-*/^()[]{}<>=!?:;,. \n\"'#%&|~@\\$",
  "d",
  "f",
  "ht",
  "km",
  "MHz",
  "log10(",
  "sqrt(",
  "min(",
  "constructor",
  "import",
  "e9",
  "1e308",
  " to ",
  " mod ",
  "=>",
  "__proto__",
  "π",
];

describe("any text", () => {
  it("is a number or an InputError, in bounded time", () => {
    const text = fc.oneof(
      fc.string({ maxLength: 600 }),
      fc.array(fc.constantFrom(...PIECES), { maxLength: 200 }).map((pieces) => pieces.join("")),
    );
    fc.assert(
      fc.property(text, (formula) => {
        const fault = outcome(formula);
        expect(fault === null || fault instanceof InputError).toBe(true);
      }),
      { seed: 1, numRuns: 3000, interruptAfterTimeLimit: 30_000, markInterruptAsFailure: true },
    );
  });

  it.each(["9^9^9^9^9", "exp(exp(exp(1000)))", "1/0", "sqrt(-1)", "log10(0)"])("%s ends at once", (formula) => {
    expect(Number.isFinite(compute(formula))).toBe(false);
  });

  it.each(["(", "-", "2^", "1?", "sin(", "!", "[", "{a:", "d.", '"', "1<"])("%s repeated is refused", (piece) => {
    for (const length of [100, 499]) {
      expect(outcome(piece.repeat(Math.floor(length / piece.length)))).toBeInstanceOf(InputError);
    }
  });
});

/** Null when it compiled and gave a number. */
function outcome(text: string): unknown {
  try {
    const value = compute(text);
    return typeof value === "number" ? null : value;
  } catch (error) {
    return error;
  }
}
