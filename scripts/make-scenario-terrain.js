// Cuts the terrain of the bundled scenarios out of SRTM tiles: `npm run build`, then
//   node scripts/make-scenario-terrain.js FOLDER
// with the folder of the tiles that scenarios/*/terrain/SOURCE.md names. The posts stay on the tiles' own lattice.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { writeGeoTiff } from "../dist/lib/geo/formats/geotiff-write.js";
import { decodeHgt } from "../dist/lib/geo/formats/hgt.js";
import { layTile, mosaicLattice } from "../dist/lib/geo/mosaic.js";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const VOID = -32_768;

const CUTS = [
  {
    file: "scenarios/monterey/terrain/monterey.tif",
    tiles: ["N36W122.hgt.zip", "N36W123.hgt.zip"],
    window: { west: -122.32, east: -121.45, south: 36.2, north: 36.98 },
  },
  {
    file: "scenarios/cape-town/terrain/cape-town.tif",
    tiles: ["S34E018.hgt.zip", "S35E018.hgt.zip"],
    window: { west: 18.13, east: 18.8, south: -34.3, north: -33.68 },
  },
];

const DESCRIPTION =
  "Ground elevation, m above mean sea level, posts every 3 arc-seconds. AWS Terrain Tiles (Mapzen); " +
  "SRTM and NED courtesy of the U.S. Geological Survey.";

function cut(folder, { file, tiles, window }) {
  const parts = tiles.map((name) => {
    const part = decodeHgt({ name, bytes: readFileSync(path.join(folder, name)), window });
    if (part === null) throw new Error(`${name} lies outside the window of ${file}`);
    return part;
  });
  const lattice = mosaicLattice(parts, window);
  const posts = new Float32Array(lattice.width * lattice.height).fill(Number.NaN);
  const isCovered = new Uint8Array(posts.length);
  for (const part of parts) layTile(part, { ...lattice, data: posts }, isCovered);
  if (isCovered.includes(0)) throw new Error(`the tiles do not cover the window of ${file}`);
  const elevations = Int16Array.from(posts, (elevation) => (Number.isNaN(elevation) ? VOID : elevation));
  const tiff = writeGeoTiff(lattice, elevations, { noData: VOID, description: DESCRIPTION });
  const target = path.join(root, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, tiff);
  console.log(`${file}: ${lattice.width} × ${lattice.height} posts, ${tiff.length} bytes`);
}

const folder = process.argv[2];
if (folder === undefined) throw new Error("expected the folder of the SRTM tiles as the only argument");
for (const request of CUTS) cut(folder, request);
