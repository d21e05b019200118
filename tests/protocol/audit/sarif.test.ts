import { describe, expect, it } from "vitest";
import { findingOf, NOWHERE } from "../../../src/protocol/audit/finding.ts";
import { AUDIT_RULE_IDS } from "../../../src/protocol/audit/rules.ts";
import { sarifLog } from "../../../src/protocol/audit/sarif.ts";

interface SarifRun {
  readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly { readonly id: string }[] } };
  readonly results: readonly SarifResult[];
}
interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations?: readonly {
    readonly physicalLocation?: {
      readonly artifactLocation: { readonly uri: string };
      readonly region?: { readonly startLine: number };
    };
    readonly logicalLocations?: readonly { readonly name?: string; readonly fullyQualifiedName?: string }[];
  }[];
}

const details = { what: "what", evidence: "evidence", place: NOWHERE };
const runOf = (findings: Parameters<typeof sarifLog>[0]) =>
  (sarifLog(findings, "0.1.0").runs as readonly SarifRun[])[0];

/** The schema's required members and closed sets: OASIS, sarif-schema-2.1.0.json. */
describe("SARIF 2.1.0", () => {
  it("has what the schema requires", () => {
    const log = sarifLog(
      AUDIT_RULE_IDS.map((rule) => findingOf(rule, details)),
      "0.1.0",
    );
    expect(log).toMatchObject({
      version: "2.1.0",
      $schema: expect.stringMatching(/^https:.*sarif-schema-2\.1\.0\.json$/),
    });
    const { tool, results } = (log.runs as readonly SarifRun[])[0];
    expect(tool.driver.name).toBe("chirpscape");
    expect(tool.driver.rules.map(({ id }) => id)).toEqual(AUDIT_RULE_IDS);
    expect(new Set(tool.driver.rules.map(({ id }) => id)).size).toBe(AUDIT_RULE_IDS.length);
    for (const { ruleId, ruleIndex, level, message } of results) {
      expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(["none", "note", "warning", "error"]).toContain(level);
      expect(message.text).not.toBe("");
    }
  });

  it("is whole without findings", () => {
    expect(runOf([])).toMatchObject({ results: [], tool: { driver: { rules: [] } } });
  });

  it("says where, with addresses escaped", () => {
    const place = { file: "my lists/dévices #1.json", line: 3, pointer: "/devices/0" };
    const [{ locations }] = runOf([findingOf("abp", { ...details, place, device: "barn" })]).results;
    expect(locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: "my%20lists/d%C3%A9vices%20%231.json" },
          region: { startLine: 3 },
        },
        logicalLocations: [
          { fullyQualifiedName: "/devices/0", kind: "member" },
          { name: "barn", kind: "resource" },
        ],
      },
    ]);
    expect(runOf([findingOf("abp", details)]).results[0].locations).toBeUndefined();
    const half = findingOf("abp", { ...details, place: { ...place, file: "\ud800" } });
    expect(runOf([half]).results[0].locations?.[0].physicalLocation?.artifactLocation.uri).toBe("%EF%BF%BD");
  });
});
