import { expect, test } from "vitest";
import { linksCsv } from "../../src/report/links-csv.ts";
import { expectGolden } from "../support/golden.ts";
import { samplePlan } from "../support/sample-plan.ts";

/** A reader for RFC 4180, character by character. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[""]];
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const row = rows[rows.length - 1];
    const character = text[i];
    if (quoted && character === '"' && text[i + 1] === '"') row[row.length - 1] += text[i++];
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === ",") row.push("");
    else if (!quoted && character === "\r" && text[i + 1] === "\n") {
      rows.push([""]);
      i++;
    } else row[row.length - 1] += character;
  }
  return rows.slice(0, -1);
}

const plan = samplePlan();
const [header, ...rows] = parseCsv(linksCsv(plan));

test("has a row for each link, and as many cells in each", () => {
  expect(rows).toHaveLength(plan.links.length);
  for (const row of rows) expect(row).toHaveLength(header.length);
});

test("numbers come back to the hundredth", () => {
  const column = header.indexOf("downlinkReceivedPowerDbm");
  rows.forEach((row, i) => {
    expect(Number(row[column])).toBeCloseTo(plan.links[i].downlink.receivedPowerDbm, 1.9);
  });
});

test("names keep their commas, quotes and markup", () => {
  expect(rows.map((row) => row[1])).toContain('Pump, "north"');
  expect(rows.map((row) => row[3])).toContain('<script>alert(1)</script> & "Hill"');
});

test("a name that a spreadsheet would take for a formula is made text; a negative number is not touched", () => {
  expect(rows.map((row) => row[1])).toContain("'=1+1");
  expect(rows.some((row) => /^-\d/.test(row[header.indexOf("uplinkSnrDb")]))).toBe(true);
});

test("is as it was", () => {
  expectGolden("links.csv", linksCsv(plan));
});
