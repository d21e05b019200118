import { InputError } from "../../math/errors.ts";
import type { Lattice } from "../grid.ts";
import { snapLattice } from "../lattice.ts";

/** The tags of a GeoTIFF that place it on the earth, as they were read. */
export interface GeoTiffReference {
  /** For errors. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly pixelScale: ArrayLike<number> | undefined;
  readonly tiePoint: ArrayLike<number> | undefined;
  readonly transformation: ArrayLike<number> | undefined;
  /** GeoKeys by name; null when the file has none. */
  readonly geoKeys: Readonly<Record<string, unknown>> | null;
}

/**
 * Geographic systems whose coordinates may be taken for WGS 84: their datums differ from it by less than two metres, far below
 * the step of any terrain model read here.
 *
 * @see EPSG Geodetic Parameter Dataset, epsg.org
 */
const LIKE_WGS84: Readonly<Record<number, string>> = {
  4326: "WGS 84",
  4979: "WGS 84, three-dimensional",
  4258: "ETRS89",
  4269: "NAD83",
  4283: "GDA94",
  7844: "GDA2020",
  4167: "NZGD2000",
  4674: "SIRGAS 2000",
  4612: "JGD2000",
  6668: "JGD2011",
};

const MODEL_PROJECTED = 1;
const MODEL_GEOGRAPHIC = 2;
const RASTER_PIXEL_IS_POINT = 2;

/**
 * The lattice on which a GeoTIFF's values sit: pixel centres where a pixel is an area, the places themselves where it is a
 * point.
 *
 * @throws {InputError} `wrong-projection` when the coordinates are not longitude and latitude on WGS 84 (or a datum that is as
 *   good as it); `no-georeference` when the file does not say where it lies, or on a lattice that is turned or upside down
 * @see OGC 19-008r4, "GeoTIFF Standard" 1.1, sections 7.1 and C
 */
export function geoTiffLattice(reference: GeoTiffReference): Lattice {
  requireGeographic(reference);
  const { width, height, geoKeys } = reference;
  const { lonStepDeg, latStepDeg, cornerLonDeg, cornerLatDeg } = readTransform(reference);
  // The transform leads to a pixel's outer corner, except where pixels are points.
  const halfPixel = geoKeys?.GTRasterTypeGeoKey === RASTER_PIXEL_IS_POINT ? 0 : 0.5;
  const lattice = snapLattice({
    width,
    height,
    westDeg: cornerLonDeg + halfPixel * lonStepDeg,
    northDeg: cornerLatDeg - halfPixel * latStepDeg,
    lonStepDeg,
    latStepDeg,
  });
  const south = lattice.northDeg - (height - 1) * latStepDeg;
  const isOnEarth = Math.abs(lattice.westDeg) <= 540 && lattice.northDeg <= 90.5 && south >= -90.5;
  if (!(isOnEarth && width * lonStepDeg <= 361)) {
    throw noGeoreference(reference, `a corner at longitude ${cornerLonDeg}, latitude ${cornerLatDeg}`);
  }
  return lattice;
}

function readTransform(reference: GeoTiffReference) {
  const { pixelScale: scale, tiePoint: tie, transformation: m } = reference;
  if (scale !== undefined && tie !== undefined && tie.length === 6) {
    const transform = {
      lonStepDeg: scale[0],
      latStepDeg: scale[1],
      cornerLonDeg: tie[3] - tie[0] * scale[0],
      cornerLatDeg: tie[4] + tie[1] * scale[1],
    };
    if (transform.lonStepDeg > 0 && transform.latStepDeg > 0) return transform;
    throw noGeoreference(reference, `pixels of ${scale[0]} by ${scale[1]} degrees`);
  }
  if (m !== undefined && m.length === 16) {
    if (m[1] === 0 && m[4] === 0 && m[0] > 0 && m[5] < 0) {
      return { lonStepDeg: m[0], latStepDeg: -m[5], cornerLonDeg: m[3], cornerLatDeg: m[7] };
    }
    throw noGeoreference(reference, "a raster that is turned or upside down");
  }
  throw noGeoreference(reference, "a TIFF file without the tags that place it");
}

function requireGeographic({ name, geoKeys }: GeoTiffReference): void {
  const model = geoKeys?.GTModelTypeGeoKey;
  const epsg = Number(geoKeys?.GeographicTypeGeoKey);
  if (model === MODEL_GEOGRAPHIC && epsg in LIKE_WGS84) return;
  throw new InputError({
    code: "wrong-projection",
    where: name,
    message: `expected longitude and latitude on WGS 84 (EPSG:4326), got ${describeSystem(geoKeys)}`,
    hint:
      geoKeys === null
        ? `if it is in longitude and latitude, say so with: gdal_edit.py -a_srs EPSG:4326 ${name}`
        : `convert it with: gdalwarp -t_srs EPSG:4326 -r bilinear ${name} wgs84.tif`,
  });
}

function describeSystem(geoKeys: GeoTiffReference["geoKeys"]): string {
  if (geoKeys === null) return "a file that names no coordinate system";
  const isProjected = geoKeys.GTModelTypeGeoKey === MODEL_PROJECTED;
  const epsg = Number(isProjected ? geoKeys.ProjectedCSTypeGeoKey : geoKeys.GeographicTypeGeoKey);
  const citations = [geoKeys.PCSCitationGeoKey, geoKeys.GTCitationGeoKey, geoKeys.GeogCitationGeoKey];
  const title = citations.find((citation) => typeof citation === "string" && citation !== "");
  // 32767 stands for a system that the file defines itself.
  const code = epsg > 0 && epsg !== 32767 ? `EPSG:${epsg}` : "a system of its own";
  return title === undefined ? code : `${code} (${title})`;
}

function noGeoreference({ name }: GeoTiffReference, got: string): InputError {
  return new InputError({
    code: "no-georeference",
    where: name,
    message: `expected a raster with north up and steps in degrees, got ${got}`,
    hint: `convert it with: gdalwarp -t_srs EPSG:4326 -r bilinear ${name} wgs84.tif`,
  });
}
