import { concatBytes } from "../../bytes.ts";
import { missing, requiredWhole } from "../../case-values.ts";
import { buildMessage } from "../build-message.ts";
import { cryptOptions, cryptPayload } from "../encryption.ts";
import { MAX_FRAME_COUNTER } from "../frame-counter.ts";
import { dataMic, forwardingHalf, servingHalf } from "../mic.ts";
import type { Direction } from "../phy-payload.ts";
import { type DataRequest, readDataRequest, readUplinkChannel } from "./data-request.ts";
import { type EncodedLorawanFrame, encoded } from "./encoded-frame.ts";
import { type FrameCase, payloadKeyName, requireKey } from "./keys.ts";

/** Builds a data frame: encrypts its content, then signs it. */
export function encodeData(frameCase: FrameCase, direction: Direction): EncodedLorawanFrame {
  const request = readDataRequest(frameCase.input, direction, frameCase.version);
  const kind = direction === "up" ? "data-up" : "data-down";
  const message = buildMessage({
    kind,
    confirmed: request.confirmed,
    devAddr: request.devAddr,
    fctrl: request.fctrl,
    fcnt: request.frameCounter % 0x1_0000,
    fopts: sealedOptions(request, frameCase),
    fport: request.fport,
    frmPayload: sealedPayload(request, frameCase),
  });
  const sign = frameCase.version === "1.0" ? mic10 : mic11;
  return encoded(kind, message, sign(message, request, frameCase));
}

function sealedOptions(request: DataRequest, { version, keys }: FrameCase): Uint8Array {
  if (version === "1.0" || request.fopts.length === 0) return request.fopts;
  const hasApplicationPort = (request.fport ?? 0) > 0;
  return cryptOptions(requireKey(keys, "nwkSEncKey"), request.fopts, { ...request, hasApplicationPort });
}

function sealedPayload(request: DataRequest, { version, keys }: FrameCase): Uint8Array {
  if (request.payload.length === 0) return request.payload;
  return cryptPayload(requireKey(keys, payloadKeyName(request.fport, version)), request.payload, request);
}

function mic10(message: Uint8Array, request: DataRequest, { keys }: FrameCase): Uint8Array {
  return dataMic(requireKey(keys, "nwkSKey"), message, request);
}

function mic11(message: Uint8Array, request: DataRequest, { input, keys }: FrameCase): Uint8Array {
  const confirmedCounter = request.fctrl.ack ? requiredWhole(input, "confFcnt", 0, MAX_FRAME_COUNTER) : 0;
  const serving = requireKey(keys, "sNwkSIntKey");
  if (request.direction === "down") return dataMic(serving, message, { ...request, confirmedCounter });
  const channel = readUplinkChannel(input);
  if (channel === undefined)
    throw missing("txDr", "data rate and channel (txDr, txCh): a 1.1 uplink's MIC covers them");
  return concatBytes(
    servingHalf(serving, message, { ...request, ...channel, confirmedCounter }),
    forwardingHalf(requireKey(keys, "fNwkSIntKey"), message, request),
  );
}
