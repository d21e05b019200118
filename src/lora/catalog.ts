import { InputError } from "../math/errors.ts";
import { nearestNames } from "../math/nearest-name.ts";
import { ANTENNAS, type Antenna } from "./antennas.ts";
import { BATTERIES, type Battery } from "./batteries.ts";
import { GATEWAYS } from "./radios/gateways.ts";
import { LR11XX_CHIPS } from "./radios/lr11xx.ts";
import { MODULES } from "./radios/modules.ts";
import type { Gateway, Radio } from "./radios/radio.ts";
import { SX126X_CHIPS } from "./radios/sx126x.ts";
import { SX127X_CHIPS } from "./radios/sx127x.ts";
import { SX128X_CHIPS } from "./radios/sx128x.ts";

/** What there is to choose from, by name. */
export interface Catalog {
  readonly radios: Readonly<Record<string, Radio>>;
  readonly gateways: Readonly<Record<string, Gateway>>;
  readonly antennas: Readonly<Record<string, Antenna>>;
  readonly batteries: Readonly<Record<string, Battery>>;
}

/** A row with the name under which it stands. */
export type Named<T> = T & { readonly name: string };

/** The rows that come with the program. */
export const BUILT_IN_CATALOG: Catalog = {
  radios: { ...SX126X_CHIPS, ...SX127X_CHIPS, ...SX128X_CHIPS, ...LR11XX_CHIPS, ...MODULES },
  gateways: GATEWAYS,
  antennas: ANTENNAS,
  batteries: BATTERIES,
};

/**
 * Adds rows to a catalog; a row whose name is there already, in whatever letter case, takes its place.
 *
 * @param added the sections that are absent add nothing
 */
export function extendCatalog(catalog: Catalog, added: Partial<Catalog>): Catalog {
  return {
    radios: mergeRows(catalog.radios, added.radios),
    gateways: mergeRows(catalog.gateways, added.gateways),
    antennas: mergeRows(catalog.antennas, added.antennas),
    batteries: mergeRows(catalog.batteries, added.batteries),
  };
}

/** @throws {InputError} `unknown-radio` at `radio`, with the nearest names */
export function findRadio(name: string, catalog: Catalog = BUILT_IN_CATALOG): Named<Radio> {
  return findRow(catalog.radios, name, "radio");
}

/** @throws {InputError} `unknown-gateway` at `gateway`, with the nearest names */
export function findGateway(name: string, catalog: Catalog = BUILT_IN_CATALOG): Named<Gateway> {
  return findRow(catalog.gateways, name, "gateway");
}

/** @throws {InputError} `unknown-antenna` at `antenna`, with the nearest names */
export function findAntenna(name: string, catalog: Catalog = BUILT_IN_CATALOG): Named<Antenna> {
  return findRow(catalog.antennas, name, "antenna");
}

/** @throws {InputError} `unknown-battery` at `battery`, with the nearest names */
export function findBattery(name: string, catalog: Catalog = BUILT_IN_CATALOG): Named<Battery> {
  return findRow(catalog.batteries, name, "battery");
}

/** The sentence that a row's unchecked figures deserve; null when all were checked. */
export function unverifiedRemark(row: {
  readonly name: string;
  readonly unverified: readonly string[];
}): string | null {
  if (row.unverified.length === 0) return null;
  return `${row.name}: ${row.unverified.join(", ")} from general knowledge, not checked against the source`;
}

function mergeRows<T>(
  rows: Readonly<Record<string, T>>,
  added: Readonly<Record<string, T>> = {},
): Readonly<Record<string, T>> {
  const replaced = new Set(Object.keys(added).map(plainName));
  const kept = Object.entries(rows).filter(([name]) => !replaced.has(plainName(name)));
  return { ...Object.fromEntries(kept), ...added };
}

function findRow<T>(rows: Readonly<Record<string, T>>, wanted: string, kind: string): Named<T> {
  const names = Object.keys(rows);
  const name = names.find((known) => plainName(known) === plainName(wanted));
  if (name !== undefined) return { ...rows[name], name };
  const near = nearestNames(wanted, names);
  throw new InputError({
    code: `unknown-${kind}`,
    where: kind,
    message: `no ${kind} named "${wanted}" in the catalog`,
    hint: near.length > 0 ? `did you mean ${near.join(" or ")}?` : `known: ${names.join(", ")}`,
  });
}

/** Letter case, blanks and dashes do not tell names apart. */
function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, "");
}
