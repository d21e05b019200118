import { InputError } from "../../math/errors.ts";
import { nearestNames } from "../../math/nearest-name.ts";
import { AS923_1, AS923_2, AS923_3, AS923_4 } from "./as923.ts";
import { AU915 } from "./au915.ts";
import { CN470 } from "./cn470.ts";
import { CN470_20A, CN470_20B, CN470_26A, CN470_26B } from "./cn470-antennas.ts";
import { CN779 } from "./cn779.ts";
import { EU433 } from "./eu433.ts";
import { EU868 } from "./eu868.ts";
import { IN865 } from "./in865.ts";
import { ISM2400 } from "./ism2400.ts";
import { KR920 } from "./kr920.ts";
import type { Region } from "./region.ts";
import { RU864 } from "./ru864.ts";
import { US915 } from "./us915.ts";

/** LoRaWAN's regional plans by name. `AS923` alone means its first group. */
export const REGIONS = {
  EU868,
  US915,
  AU915,
  AS923: AS923_1,
  "AS923-1": AS923_1,
  "AS923-2": AS923_2,
  "AS923-3": AS923_3,
  "AS923-4": AS923_4,
  IN865,
  KR920,
  CN470,
  "CN470-20A": CN470_20A,
  "CN470-20B": CN470_20B,
  "CN470-26A": CN470_26A,
  "CN470-26B": CN470_26B,
  CN779,
  EU433,
  RU864,
  ISM2400,
} as const satisfies Record<string, Region>;

export type LorawanRegionName = keyof typeof REGIONS;
export const LORAWAN_REGION_NAMES = Object.keys(REGIONS) as LorawanRegionName[];

/**
 * A regional plan by its name.
 *
 * @param where the flag or key that the name came from
 * @throws {InputError} `unknown-region` with the nearest names
 */
export function findRegion(name: string, where = "region"): Region {
  if (Object.hasOwn(REGIONS, name)) return REGIONS[name as LorawanRegionName];
  const near = nearestNames(String(name), LORAWAN_REGION_NAMES);
  throw new InputError({
    code: "unknown-region",
    where,
    message: `unknown region ${JSON.stringify(name)}`,
    hint: near.length > 0 ? `did you mean ${near.join(" or ")}?` : `regions: ${LORAWAN_REGION_NAMES.join(", ")}`,
  });
}
