import { InputError } from "../../math/errors.ts";
import { nearestNames } from "../../math/nearest-name.ts";

/** What a column may hold, and the headings that say so without being told; case, blanks and punctuation do not count. */
export const CSV_COLUMNS = {
  time: ["timestamp", "datetime", "receivedat", "reportedat", "times"],
  devEui: ["deviceeui", "deveui"],
  devAddr: ["deviceaddress"],
  joinEui: ["appeui"],
  deviceName: ["device", "devicename", "deviceid"],
  fCnt: ["framecounter", "counter", "fcntup"],
  fPort: ["port"],
  sf: ["spreadingfactor"],
  bandwidthHz: ["bandwidth", "bw"],
  dataRate: ["dr"],
  dataRateText: ["datr", "spreading"],
  codingRate: ["cr", "codr"],
  frequencyHz: ["frequency"],
  frequencyMhz: ["freq", "mhz"],
  payloadHex: ["payload", "data"],
  payloadBase64: ["frmpayload"],
  batteryPercent: ["battery"],
  latitude: ["lat", "devicelatitude", "latitudedeg"],
  longitude: ["lon", "lng", "long", "devicelongitude", "longitudedeg"],
  altitudeM: ["altitude", "alt"],
  gatewayId: ["gateway", "gatewayeui", "gweui", "gtwid", "eui"],
  gatewayName: ["gwname"],
  gatewayLatitude: ["gwlat", "gatewaylat"],
  gatewayLongitude: ["gwlon", "gatewaylon", "gatewaylng"],
  rssiDbm: ["rssi"],
  snrDb: ["snr", "lsnr"],
} as const;
export type CsvColumn = keyof typeof CSV_COLUMNS;
const COLUMN_NAMES = Object.keys(CSV_COLUMNS) as CsvColumn[];

/** What a table is of: each row a hearing of an uplink, a gateway, or a device. */
export type CsvKind = "uplinks" | "gateways" | "devices";

/** A table's headings, understood. */
export interface CsvTable {
  readonly kind: CsvKind;
  readonly delimiter: string;
  readonly headings: readonly string[];
  /** The column's index by what it holds. */
  readonly columns: ReadonlyMap<CsvColumn, number>;
}

/**
 * Reads a table's first line.
 *
 * @param given columns by name: `{ rssiDbm: "signal" }`; the other columns are known by their headings
 * @throws {InputError} `unknown-column` for a name that no column has, `no-columns` when the table says nothing of uplinks, gateways or
 * devices
 */
export function readCsvHeader(line: string, given: Readonly<Record<string, string>> = {}): CsvTable {
  const delimiter = [";", "\t", ","].reduce((best, one) => (count(line, one) > count(line, best) ? one : best), ",");
  const headings = splitCsvLine(line, delimiter) ?? [];
  const columns = new Map<CsvColumn, number>();
  for (const [name, heading] of Object.entries(given)) columns.set(...givenColumn(name, heading, headings));
  const taken = new Set(columns.values());
  headings.forEach((heading, i) => {
    const name = taken.has(i) ? undefined : columnOf(heading);
    if (name !== undefined && !columns.has(name)) columns.set(name, i);
  });
  return { kind: kindOf(columns), delimiter, headings, columns };
}

function givenColumn(name: string, heading: string, headings: readonly string[]): [CsvColumn, number] {
  const column = COLUMN_NAMES.find((known) => known === name);
  if (column === undefined) throw unknownColumn(`${name}=${heading}`, name, COLUMN_NAMES);
  const index = headings.indexOf(heading);
  if (index < 0) throw unknownColumn(`${name}=${heading}`, heading, headings);
  return [column, index];
}

function unknownColumn(given: string, name: string, known: readonly string[]): InputError {
  const near = nearestNames(name.slice(0, 64), known.slice(0, 200));
  return new InputError({
    code: "unknown-column",
    where: "--columns",
    message: `unknown column in "${given}"`,
    hint: near.length > 0 ? `did you mean ${near.join(" or ")}?` : `known: ${known.slice(0, 30).join(", ")}`,
  });
}

function columnOf(heading: string): CsvColumn | undefined {
  const plain = heading.toLowerCase().replace(/[^a-z0-9]/g, "");
  return COLUMN_NAMES.find(
    (name) => name.toLowerCase() === plain || (CSV_COLUMNS[name] as readonly string[]).includes(plain),
  );
}

function kindOf(columns: ReadonlyMap<CsvColumn, number>): CsvKind {
  const has = (...names: readonly CsvColumn[]) => names.some((name) => columns.has(name));
  if (has("devEui", "devAddr", "deviceName") && has("time", "fCnt", "rssiDbm", "snrDb")) return "uplinks";
  if (has("devEui")) return "devices";
  if (has("gatewayId", "gatewayName") && has("latitude", "gatewayLatitude")) return "gateways";
  throw new InputError({
    code: "no-columns",
    where: "the first line",
    message: "expected headings of uplinks (devEui or devAddr, time, rssiDbm, …), gateways or devices",
    hint: "name them with --columns, as in --columns time=ts,devEui=device,rssiDbm=signal",
  });
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

/**
 * The cells of a line; null when a quote is still open at its end, so that the cell goes on in the next line.
 *
 * @see RFC 4180
 */
export function splitCsvLine(line: string, delimiter: string): string[] | null {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (line[at] === '"') {
      let text = "";
      for (at++; ; ) {
        const quote = line.indexOf('"', at);
        if (quote < 0) return null;
        text += line.slice(at, quote);
        at = quote + 1;
        if (line[at] !== '"') break;
        text += '"';
        at++;
      }
      const end = line.indexOf(delimiter, at);
      cells.push(text + (end < 0 ? line.slice(at) : line.slice(at, end)));
      if (end < 0) return cells;
      at = end + 1;
    } else {
      const end = line.indexOf(delimiter, at);
      cells.push(end < 0 ? line.slice(at) : line.slice(at, end));
      if (end < 0) return cells;
      at = end + 1;
    }
  }
}
