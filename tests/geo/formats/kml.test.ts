import { expect, test } from "vitest";
import { writeKml } from "../../../src/geo/formats/kml.ts";
import { hasProgram, runOn } from "../../support/external.ts";

const NASTY = `<script>alert("1")</script> & ]]> \u0000\u001b\ud800 Ü`;
const kml = writeKml({
  name: NASTY,
  styles: [{ id: "spot", iconColour: [255, 128, 0, 200], iconScale: 0.5, labelScale: 0 }],
  overlays: [{ name: "Power", href: "overlay.png", west: 8, south: 44, east: 9, north: 45 }],
  folders: [
    {
      name: "All",
      placemarks: [
        {
          name: NASTY,
          description: NASTY,
          styleId: "spot",
          geometry: { kind: "point", longitudeDeg: 8.25, latitudeDeg: 44.5 },
        },
        {
          name: "Area",
          styleId: "spot",
          geometry: {
            kind: "polygons",
            polygons: [
              [
                [
                  [8, 44],
                  [9, 44],
                  [9, 45],
                  [8, 44],
                ],
                [
                  [8.5, 44.2],
                  [8.7, 44.4],
                  [8.7, 44.2],
                  [8.5, 44.2],
                ],
              ],
            ],
          },
        },
      ],
    },
  ],
});

test("names stand as text, without what XML forbids", () => {
  expect(kml).not.toContain("<script");
  expect(kml).toContain("<name>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; ]]&gt;  Ü</name>");
});

test("a description is HTML to viewers, so markup in it is escaped twice", () => {
  expect(kml).toContain("<description>&amp;lt;script&amp;gt;");
});

test("colours are written as opacity, blue, green, red (KML 2.3, kml:colorType)", () => {
  expect(kml).toContain("<color>c80080ff</color>");
});

test.skipIf(!hasProgram("ogrinfo"))("OGR reads points, polygons and holes where they are", () => {
  const { status, stdout } = runOn({ name: "doc.kml", content: kml }, "ogrinfo", ["-ro", "-al", "{}"]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/POINT (Z )?\(8\.25 44\.5/);
  expect(stdout).toMatch(/POLYGON.*\(8 44[ ,].*\),\s*\(8\.5 44\.2/);
  expect(stdout).toContain(`<script>alert("1")</script> & ]]>`);
});
