import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Plan } from "../../../src/network/result.ts";
import { PAYLOAD_ID, type Payload } from "../../../src/report/html/payload.ts";
import { reportHtml } from "../../../src/report/html/report-html.ts";
import { samplePlan } from "../../support/sample-plan.ts";
import { readHtml } from "./html-document.ts";

const KINDS = ["plan", "coverage"] as const;

for (const kind of KINDS) {
  describe(`the report of a ${kind}`, () => {
    const source = reportHtml(samplePlan({ kind }));
    const document = readHtml(source);
    const policy = document.tags.find(({ attributes }) => attributes.get("http-equiv") === "Content-Security-Policy");

    it("allows its own script and style by their hashes, and nothing else", () => {
      const code = document.raw.filter(({ attributes }) => attributes.get("type") !== "application/json");
      expect(code.map(({ name }) => name)).toEqual(["style", "script"]);
      const [style, script] = code.map(({ content }) => createHash("sha256").update(content).digest("base64"));
      expect(policy?.attributes.get("content")).toBe(
        `default-src 'none'; script-src 'sha256-${script}'; style-src 'sha256-${style}'; img-src data: blob:; base-uri 'none'; form-action 'none'`,
      );
    });

    it("puts the policy before all that it governs", () => {
      expect(document.tags.slice(0, 4).map(({ name }) => name)).toEqual(["html", "head", "meta", "meta"]);
      expect(document.tags[3]).toBe(policy);
    });

    it("has no inline handlers, no style attributes, and addresses nothing outside", () => {
      for (const { attributes } of document.tags) {
        for (const [name, value] of attributes) {
          expect(name).not.toMatch(/^on|^style$|^srcdoc$|^src$/);
          if (name === "href") expect(value).toMatch(/^#[a-z-]+$|^data:,$/);
        }
      }
      expect(source).not.toMatch(/https?:\/\/|url\(|@import/);
    });

    it("points only at ids that exist, each once", () => {
      const ids = document.tags.flatMap(({ attributes }) => attributes.get("id") ?? []);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { attributes } of document.tags) {
        for (const name of ["for", "aria-labelledby"]) {
          const target = attributes.get(name);
          if (target !== undefined) expect(ids).toContain(target);
        }
        const href = attributes.get("href");
        if (href?.startsWith("#")) expect(ids).toContain(href.slice(1));
      }
    });

    it("gives every head cell its scope and every table its caption", () => {
      const count = (name: string) => document.tags.filter((tag) => tag.name === name).length;
      expect(count("caption")).toBe(count("table"));
      for (const tag of document.tags)
        if (tag.name === "th") expect(tag.attributes.get("scope")).toMatch(/^(col|row)$/);
    });

    it("shows names with markup as text", () => {
      expect(document.text).toContain(`Sample <coast> & hills`);
      expect(document.text).toContain(`<script>alert(1)</script> & "Hill"`);
      if (kind === "plan") expect(document.text).toContain("<img src=x onerror=alert(2)>");
      expect(document.tags.map(({ name }) => name)).not.toContain("img");
    });

    it("embeds its data so that no text in it ends the element", () => {
      const data = document.raw.find(({ attributes }) => attributes.get("id") === PAYLOAD_ID);
      expect(data?.content).not.toContain("<");
      const payload = JSON.parse(data?.content ?? "") as Payload;
      expect(payload.stations[1].name).toBe(`<script>alert(1)</script> & "Hill"`);
    });

    it("gives the same bytes for the same plan", () => {
      expect(reportHtml(samplePlan({ kind }))).toBe(source);
    });
  });
}

describe("reportHtml", () => {
  it("says in a sentence what the plan reaches and how well that is proven", () => {
    const plan = samplePlan();
    const sentence = (change: Partial<Plan>) => reportHtml({ ...plan, ...change }).match(/"verdict">([^<]*)</)?.[1];
    // The sample's gap is 0.4 %; one existing gateway and three new ones are in use.
    expect(sentence({})).toMatch(
      /^4 gateways \(1 existing, 3 new\) cover [\d.]+\u202f% of the weight; proven within 0\.4\u202f% of the optimum\.$/,
    );
    const { placement } = plan;
    if (!placement) throw new Error("the sample is a plan");
    expect(sentence({ placement: { ...placement, gap: 0 } })).toMatch(/; proven optimal\.$/);
    expect(sentence({ placement: { ...placement, status: "feasible", gap: 0.008 } })).toMatch(
      /within 0\.8\u202f% of the optimum\.$/,
    );
    expect(sentence({ placement: { ...placement, status: "feasible", gap: null, bound: null } })).toMatch(
      /without a proof\.$/,
    );
    expect(
      sentence({
        placement: {
          status: "infeasible",
          mode: "min-cost",
          objective: null,
          bound: null,
          gap: null,
          reachableWeightFraction: 0.8,
          trail: [],
        },
      }),
    ).toMatch(/^No choice of gateways/);
    expect(sentence({ placement: null, kind: "coverage" })).toMatch(/of the weight\.$/);
  });

  it("keeps 25 stations of 700 by 700 posts below four megabytes", () => {
    const size = reportHtml(largePlan(25, 700)).length;
    expect(size).toBeLessThan(4e6);
  });

  it("inlines the script and style that the sources in page/ give", () => {
    const output = execFileSync(process.execPath, ["scripts/make-page-script.js", "--check"], { encoding: "utf8" });
    expect(output).toBe("");
  });
});

/** The sample with more and larger stations, whose losses are as rough as real ones: neighbours differ by some decibels. */
function largePlan(count: number, posts: number): Plan {
  const plan = samplePlan();
  const [site] = plan.siteLoss;
  if (!site) throw new Error("the sample's first station is computed");
  let state = 1;
  const noise = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  const stations = Array.from({ length: count }, (_, i) => ({ ...plan.scenario.stations[0], name: `Station ${i}` }));
  return {
    ...plan,
    scenario: { ...plan.scenario, stations },
    stations: stations.map((station) => ({ ...plan.stations[0], station })),
    siteLoss: stations.map((_, station) => {
      const lossDb = Float32Array.from({ length: posts * posts }, (_, i) => {
        const radius = Math.hypot((i % posts) - posts / 2, Math.floor(i / posts) - posts / 2);
        return radius > posts / 2 ? Number.NaN : 90 + 25 * Math.log10(1 + radius) + 12 * noise();
      });
      return { ...site, station, lossDb, window: { ...site.window, width: posts, height: posts } };
    }),
    worstSpots: [],
    links: [],
  };
}
