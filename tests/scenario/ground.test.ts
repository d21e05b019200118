import { describe, expect, it } from "vitest";
import { parseScenario, validateScenario } from "../../src/scenario/parse.ts";
import { feature, spoiled, square } from "./sample.ts";

const wood = { type: "Polygon", coordinates: square(5.7, 45.1, 0.1) };
const house = { type: "Polygon", coordinates: square(5.72, 45.18, 0.0002) };

describe("what stands on the ground of a scenario", () => {
  it("is nothing unless it says so", () => {
    const { buildings, clutter, terrain } = parseScenario(spoiled(() => {}));
    expect({ buildings, clutter }).toEqual({ buildings: [], clutter: [] });
    expect(terrain.landCoverClasses[10]).toEqual({ title: "tree cover", heightM: 15, lossDb: null });
  });

  it("takes a class's own numbers before those of WorldCover", () => {
    const { terrain } = parseScenario(
      spoiled(({ chirpscape }) => {
        chirpscape.terrain.landCoverClasses = {
          10: { lossDb: 6 },
          50: { heightM: 12, title: "town" },
          42: { heightM: 3 },
          vines: { heightM: 2 },
        };
      }),
    );
    expect(terrain.landCoverClasses).toMatchObject({
      10: { title: "tree cover", heightM: 15, lossDb: 6 },
      20: { title: "shrubland", heightM: 4, lossDb: null },
      42: { title: "class 42", heightM: 3 },
      50: { title: "town", heightM: 12 },
      vines: { title: "vines", heightM: 2 },
    });
  });

  it("finds the class of a clutter polygon by number, title or category, with numbers of its own before it", () => {
    const { clutter } = parseScenario(
      spoiled(({ chirpscape, features }) => {
        chirpscape.terrain.landCoverClasses = { vines: { heightM: 2 } };
        features.push(
          feature("clutter", wood, { id: "a", class: 10 }),
          feature("clutter", wood, { id: "b", class: "Tree cover", heightM: 22 }),
          feature("clutter", wood, { id: "c", class: "dense urban", lossDb: 9 }),
          feature("clutter", wood, { id: "d", class: "vines" }),
          feature("clutter", wood, { id: "e", heightM: 7, class: null }),
        );
      }),
    );
    expect(clutter.map((area) => area.class)).toEqual([
      { title: "tree cover", heightM: 15, lossDb: null },
      { title: "tree cover", heightM: 22, lossDb: null },
      { title: "dense urban", heightM: 20, lossDb: 9 },
      { title: "vines", heightM: 2, lossDb: null },
      { title: "clutter", heightM: 7, lossDb: null },
    ]);
  });

  it("reads buildings as OpenStreetMap tags them, without a word on such tags", () => {
    const { scenario, warnings } = validateScenario(
      spoiled(({ features }) => {
        features.push(
          feature("building", house, { id: "a", heightM: 9 }),
          feature("building", house, { id: "b", height: "40 ft" }),
          feature("building", house, { id: "c", "building:levels": "4", "roof:levels": "1" }),
          feature("building", house, { id: "d", tags: { "building:levels": "2" } }),
        );
      }),
    );
    expect(warnings).toEqual([]);
    expect(scenario?.buildings.map(({ heightM }) => Number(heightM.toFixed(2)))).toEqual([9, 12.19, 15, 7]);
  });
});
