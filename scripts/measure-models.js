// Prints each model's error on measured links: mean, standard deviation and root mean square, in all and by distance, beside a
// straight line fitted to the same links. `npm run build`, then
//   node scripts/measure-models.js LINKS.csv [--dem FILE]... [--eirp dBm] [--gateway-gain dBi]
//     [--endpoint LAT,LON] [--endpoint-height m] [--gateway-height m]
// The measurements are not part of this repository. They are LoRaWAN frames of CampusIoT's Helium data set (D. Donsez, O. Alphand,
// HAL hal-04737506, ODbL 1.0): one device on the Tour Perret in Grenoble, heard by public hotspots, as CSV with a line for each
// hotspot and data rate:
//   gateway_hash, gw_lat_geohash6, gw_lon_geohash6, distance_m, datarate, frames, freq_mhz_median, esp_dbm_median
// Another campaign will do in the same columns, when its device is described by the options.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { destinationPoint, initialBearingDeg } from "../dist/lib/geo/geodesy.js";
import { discsAlongPath, findModel, groundBetween } from "../dist/lib/index.js";
import { pathInputs } from "../dist/lib/link/propagation/path-inputs.js";
import { errorStatistics } from "../dist/lib/math/error-statistics.js";
import { textTable } from "../dist/lib/report/text-table.js";
import { loadElevation } from "../dist/lib/runtime/node/index.js";

/** What the data set does not tell; each is an option, and each shifts the mean of every model alike or nearly so. */
const ASSUMED = {
  /** The device's default. */
  eirp: "14",
  /** Of consumer hotspots: 2 to 6 dBi are sold with them, less cable. */
  "gateway-gain": "3",
  "endpoint-height": "86",
  /** Windows and roofs. */
  "gateway-height": "10",
  endpoint: "45.18495,5.73543",
};

/** Step of the profiles over terrain. */
const PROFILE_STEP_M = 30;

/** Models with the inputs under which they could be meant here. */
const WITHOUT_TERRAIN = [
  ["free-space"],
  ["plane-earth"],
  ["okumura-hata", { environment: "urban" }],
  ["okumura-hata", { environment: "suburban" }],
  ["okumura-hata", { environment: "open" }],
  ["3gpp-38901", { scenario: "uma" }],
  ["3gpp-38901", { scenario: "umi" }],
  ["3gpp-38901", { scenario: "rma" }],
  ["itm-area", { terrainIrregularityM: 200 }],
  ["log-distance", { preset: "bonn" }],
  ["log-distance", { preset: "oulu-land" }],
  ["log-distance", { preset: "dortmund" }],
  ["log-distance", { preset: "lancaster" }],
];
/** Put together from parts: nothing between the ends, then the streets around the gateway, then the walls before it. */
const CLUTTER = ["p2108-terrestrial", { location: 50 }];
const WALLS = ["p2109", { building: "traditional", probability: 50 }];
const SUMS = [
  ["free-space", {}, [CLUTTER]],
  ["free-space", {}, [CLUTTER, WALLS]],
];
const OVER_TERRAIN = [["itm"], ["p1812"], ["delta-bullington"]];

const BANDS_KM = [0, 2, 4, 20];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dem: { type: "string", multiple: true, default: [] },
    ...Object.fromEntries(Object.entries(ASSUMED).map(([name, preset]) => [name, { type: "string", default: preset }])),
  },
});
if (positionals.length !== 1) fail("expected the file of the links: node scripts/measure-models.js LINKS.csv");

const setting = Object.fromEntries(
  ["eirp", "gateway-gain", "endpoint-height", "gateway-height"].map((name) => [name, readNumber(name, values[name])]),
);
const links = readLinks(readFileSync(positionals[0], "utf8"), positionals[0]);
const models = await settleModels();

console.log(`${describe()}\n`);
console.log(`${errorTable()}\n`);
console.log(`${bandTable()}\n`);
console.log(fitText());

function fail(message) {
  console.error(`error: ${message}`);
  process.exit(2);
}

function readNumber(name, text) {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) fail(`--${name}: expected a number, got "${text}"`);
  return value;
}

/** One link a gateway: at the data rate with most frames, which ADR settled on. */
function readLinks(text, file) {
  const [heading, ...rows] = text.trim().split(/\r?\n/);
  const columns = heading.split(",");
  const columnOf = (name) => {
    const column = columns.indexOf(name);
    return column < 0 ? fail(`${file}: no column ${name}`) : column;
  };
  const numberIn = (cells, name, line) => {
    const value = Number(cells[columnOf(name)] || Number.NaN);
    return Number.isFinite(value) ? value : fail(`${file}:${line}: expected a number in ${name}`);
  };
  const byGateway = new Map();
  for (const [i, row] of rows.entries()) {
    const cells = row.split(",");
    const number = (name) => numberIn(cells, name, i + 2);
    const link = {
      frames: number("frames"),
      distanceM: number("distance_m"),
      frequencyHz: number("freq_mhz_median") * 1e6,
      cell: { latitudeDeg: number("gw_lat_geohash6"), longitudeDeg: number("gw_lon_geohash6") },
      lossDb: setting.eirp + setting["gateway-gain"] - number("esp_dbm_median"),
    };
    if (!(link.distanceM > 0)) fail(`${file}:${i + 2}: expected a distance above 0`);
    const gateway = cells[columnOf("gateway_hash")];
    const known = byGateway.get(gateway);
    if (known === undefined || known.frames < link.frames) byGateway.set(gateway, link);
  }
  if (byGateway.size < 3) fail(`${file}: expected three gateways at least, got ${byGateway.size}`);
  return [...byGateway.values()].sort((a, b) => a.distanceM - b.distanceM);
}

/** Each model with its predictions for the links, less what was measured. */
async function settleModels() {
  const grounds = values.dem.length === 0 ? null : await Promise.all(links.map(groundOf));
  const listed = [...WITHOUT_TERRAIN, ...SUMS, ...(grounds === null ? [] : OVER_TERRAIN)];
  return listed.map(([name, inputs = {}, added = []]) => {
    const parts = [[name, inputs], ...added];
    const answers = links.map((link, i) =>
      parts.map(([part, own]) => predict(findModel(part), own, link, grounds?.[i])),
    );
    const isOutside = ({ warnings }) => warnings.some(({ input }) => input !== undefined);
    return {
      name: [name, ...Object.values(inputs), ...added.map(([part]) => `+ ${part}`)].join(" "),
      errorsDb: answers.map((losses, i) => losses.reduce((sum, { lossDb }) => sum + lossDb, -links[i].lossDb)),
      outside: answers.filter((losses) => losses.some(isOutside)).length,
    };
  });
}

/** The device stands high above the town, and so takes the place of the base station. */
function predict(model, inputs, { frequencyHz, distanceM }, ground) {
  const known = {
    frequencyHz,
    distanceM,
    txHeightM: setting["endpoint-height"],
    rxHeightM: setting["gateway-height"],
    profileM: ground?.elevationM,
    resolutionM: ground && distanceM / (ground.elevationM.length - 1),
  };
  // A loss to add takes of the path what it has an input for
  const asked = model.kind === "excess" ? { pathInputs: Object.keys(model.inputs), usesTerrain: false } : model;
  return model.loss({ ...inputs, ...pathInputs(asked, known) });
}

/** Towards the middle of the gateway's cell, as far as it truly is: the cell is 0.6 km to each side. */
async function groundOf({ cell, distanceM }) {
  const [latitudeDeg, longitudeDeg] = values.endpoint.split(",").map((part) => readNumber("endpoint", part));
  const from = { latitudeDeg, longitudeDeg };
  const to = destinationPoint(from, initialBearingDeg(from, cell), distanceM);
  const files = values.dem.map((file) => ({ path: file, name: file }));
  const { grid } = await loadElevation(files, discsAlongPath(from, to));
  return groundBetween(grid, from, to, PROFILE_STEP_M);
}

function describe() {
  const { eirp, "gateway-gain": gain, "endpoint-height": high, "gateway-height": low } = setting;
  const [nearest, farthest] = [links[0], links[links.length - 1]].map(({ distanceM }) => (distanceM / 1000).toFixed(1));
  const losses = links.map(({ lossDb }) => lossDb);
  return [
    `${links.length} links of ${nearest}–${farthest} km, losses of ${Math.min(...losses).toFixed(0)}–${Math.max(...losses).toFixed(0)} dB`,
    `supposed: ${eirp} dBm EIRP, gateways ${gain} dBi at ${low} m, the device at ${high} m above ground`,
    "error: predicted less measured loss; above 0 the model is too pessimistic",
  ].join("\n");
}

function errorTable() {
  const right = (title) => ({ title, align: "right" });
  const rows = models.map(({ name, errorsDb, outside }) => {
    const { count, mean, standardDeviation, rmse } = errorStatistics(errorsDb);
    return [name, String(count), signed(mean), standardDeviation.toFixed(1), rmse.toFixed(1), String(outside)];
  });
  const columns = [right("n"), right("mean, dB"), right("std. dev., dB"), right("RMSE, dB"), right("outside range")];
  return textTable([{ title: "model" }, ...columns], rows).join("\n");
}

function bandTable() {
  const bands = BANDS_KM.slice(1).map((toKm, i) => {
    const within = links.map(({ distanceM }) => distanceM >= 1000 * BANDS_KM[i] && distanceM < 1000 * toKm);
    return { title: `${BANDS_KM[i]}–${toKm} km (${within.filter(Boolean).length})`, within };
  });
  const rows = models.map(({ name, errorsDb }) => [
    name,
    ...bands.map(({ within }) => {
      const { count, mean, standardDeviation } = errorStatistics(errorsDb.filter((_, i) => within[i]));
      return count === 0 ? "–" : `${signed(mean)} ± ${standardDeviation.toFixed(1)}`;
    }),
  ]);
  const columns = bands.map(({ title }) => ({ title, align: "right" }));
  return textTable([{ title: "mean ± std. dev., dB" }, ...columns], rows).join("\n");
}

/** Least squares of the loss over the logarithm of the distance; two coefficients are taken from the degrees of freedom. */
function fitText() {
  const x = links.map(({ distanceM }) => 10 * Math.log10(distanceM / 1000));
  const y = links.map(({ lossDb }) => lossDb);
  const mean = (list) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  const exponent =
    x.reduce((sum, value, i) => sum + (value - meanX) * (y[i] - meanY), 0) /
    x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
  const atOneKm = meanY - exponent * meanX;
  const squares = x.reduce((sum, value, i) => sum + (y[i] - atOneKm - exponent * value) ** 2, 0);
  const sigmaDb = Math.sqrt(squares / (x.length - 2));
  return [
    `fitted line: ${atOneKm.toFixed(1)} dB + 10 · ${exponent.toFixed(2)} · log10(d / 1 km), σ ${sigmaDb.toFixed(1)} dB`,
    `without the distance, the losses spread by ${errorStatistics(y).standardDeviation.toFixed(1)} dB around their mean`,
  ].join("\n");
}

function signed(value) {
  const text = value.toFixed(1);
  return value > 0 ? `+${text}` : text;
}
