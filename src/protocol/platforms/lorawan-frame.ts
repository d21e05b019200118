import { findRegion } from "../../lora/regions/regions.ts";
import { InputError } from "../../math/errors.ts";
import { formatHex } from "../../math/hex.ts";
import { bytesOfHex } from "../bytes.ts";
import { parsePhyPayload } from "../lorawan/parse-phy-payload.ts";
import type { PhyPayload } from "../lorawan/phy-payload.ts";
import type { UplinkRecord } from "./uplink-record.ts";

/**
 * What a frame says of itself without keys, for logs that hold frames as on air. Bytes that are no LoRaWAN frame, and downlinks that a
 * gateway overheard, are of kind `other`: something was sent there.
 */
export function frameFields(phyPayloadHex: string): Partial<UplinkRecord> {
  const frame = parseOrNull(phyPayloadHex);
  if (frame === null) return { kind: "other", phyPayloadHex };
  const { body } = frame;
  const common = { phyPayloadHex, ...(frame.mic.length > 0 ? { micHex: formatHex(frame.mic) } : {}) };
  switch (body.kind) {
    case "data-up":
      return {
        ...common,
        kind: "data",
        devAddr: body.devAddr,
        fCnt: body.fcnt,
        fCntBits: 16,
        fPort: body.fport,
        confirmed: body.confirmed,
        adr: body.fctrl.adr,
        payloadBytes: body.frmPayload.length,
      };
    case "join-request":
      return { ...common, kind: "join-request", devEui: body.devEui, joinEui: body.joinEui, devNonce: body.devNonce };
    case "rejoin-request":
      return { ...common, kind: "rejoin-request", devEui: body.devEui };
    default:
      return { ...common, kind: "other" };
  }
}

function parseOrNull(phyPayloadHex: string): PhyPayload | null {
  try {
    return parsePhyPayload(bytesOfHex(phyPayloadHex));
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** What a region's data rate stands for; nothing when the region is not told, does not know it, or means something else than LoRa. */
export function numberedDataRate(
  region: string | null,
  dataRate: number | null,
): Pick<UplinkRecord, "dataRate"> & Partial<UplinkRecord> {
  if (region === null || dataRate === null) return { dataRate };
  const rate = findRegion(region, "--region").dataRates[dataRate];
  if (rate?.kind !== "lora") return { dataRate };
  return { dataRate, sf: rate.sf, bandwidthHz: rate.bandwidthHz, codingRate: rate.codingRate };
}
