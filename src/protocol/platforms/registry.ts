import { AWS } from "./aws.ts";
import { BASICS_STATION } from "./basics-station.ts";
import { CHIRPSTACK } from "./chirpstack.ts";
import { HELIUM } from "./helium.ts";
import { OWN_LOG } from "./own-log.ts";
import type { Platform } from "./platform.ts";
import { SEMTECH_UDP } from "./semtech-udp.ts";
import { TTN } from "./ttn.ts";

/** Every platform that writes JSON; a document is the first one's that knows it. */
export const PLATFORMS: readonly Platform[] = [OWN_LOG, CHIRPSTACK, TTN, HELIUM, AWS, SEMTECH_UDP, BASICS_STATION];

/** Whose document this is; null: nobody's. */
export function detectPlatform(document: unknown): Platform | null {
  return PLATFORMS.find((platform) => platform.recognises(document)) ?? null;
}
