import { InputError } from "../../../math/errors.ts";
import { bytesOfHex } from "../../bytes.ts";
import { parsePhyPayload } from "../../lorawan/parse-phy-payload.ts";
import type { DataFrame } from "../../lorawan/phy-payload.ts";
import { isoTime } from "../../platforms/own-log.ts";
import type { UplinkRecord } from "../../platforms/uplink-record.ts";
import type { Place } from "../finding.ts";
import { deviceLabel } from "../label.ts";

/** An uplink, and where in its log it stands. */
export interface HeardUplink {
  readonly record: UplinkRecord;
  readonly place: Place;
}

/** The session that an uplink belongs to, as far as the log tells; null when it does not. */
export function sessionOf({ devEui, devAddr }: UplinkRecord): string | null {
  return devAddr === null ? null : `${devEui ?? ""} ${devAddr}`;
}

export function uplinkLabel({ deviceName, devEui, devAddr }: UplinkRecord): string {
  return deviceLabel({ name: deviceName, devEui, devAddr });
}

/** A data frame as on air, where the log has it. */
export function dataFrameOf({ kind, phyPayloadHex }: UplinkRecord): DataFrame | null {
  if (kind !== "data" || phyPayloadHex === null) return null;
  try {
    const { body } = parsePhyPayload(bytesOfHex(phyPayloadHex));
    return body.kind === "data-up" ? body : null;
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** When an uplink was heard, in words. */
export function timeText(timeS: number | null): string {
  return isoTime(timeS) ?? "at an unknown time";
}
