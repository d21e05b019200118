import type { AuditRule } from "./rule.ts";

const COUNTERS = "LoRaWAN 1.0.4 §4.3.1.5; 1.1 §4.3.1.5";
const ROOT_KEYS = "LoRaWAN 1.1 §6.1.1.3; 1.0.4 §6.1.1";
const JOIN_REQUEST = "LoRaWAN 1.1 §6.2.2; 1.0.4 §6.2.4";

/** Rules for networks of LoRaWAN devices. */
export const LORAWAN_RULES = {
  "key-published": {
    severity: "critical",
    title: "a key is no secret: published, or one byte repeated",
    reference: ROOT_KEYS,
    mend: "give the device a random key of its own, and let it join anew",
  },
  "key-from-identifier": {
    severity: "critical",
    title: "a key is made from an identifier that is sent in the clear",
    reference: ROOT_KEYS,
    mend: "give the device a random key of its own, and let it join anew",
  },
  "key-shared": {
    severity: "critical",
    title: "several devices have the same key",
    reference: ROOT_KEYS,
    mend: "give each device a random key of its own: who opens one device then has one device",
  },
  "key-in-two-roles": {
    severity: "high",
    title: "one key in two roles of a device",
    reference: "LoRaWAN 1.1 §6.1.1.3, §6.1.2; 1.0.4 §6.1.2",
    mend: "make both keys anew, independently: the network's key must not open the application's payload",
  },
  "key-in-plain-text": {
    severity: "high",
    title: "keys in plain text in a file",
    reference: "LoRaWAN 1.1 §6.1.1.3 (storage of root keys)",
    mend: "remove the file and its copies, keep keys in a vault or key server, and replace those that others could read; audit from a vault by standard input",
  },
  abp: {
    severity: "low",
    title: "activated by personalization: session keys for life",
    reference: "LoRaWAN 1.1 §6.3; 1.0.4 §6.3",
    mend: "let the device join over the air, so that each session has keys of its own; else see that it keeps its counters",
  },
  "abp-counters-not-kept": {
    severity: "critical",
    title: "activated by personalization, and counters begin again after a reset",
    reference: COUNTERS,
    mend: "store the counters in the device's flash, or let it join over the air",
  },
  "counter-check-off": {
    severity: "high",
    title: "the network does not check the frame counter",
    reference: COUNTERS,
    mend: "switch the check on; a device that then goes silent loses its counter, which is what to mend",
  },
  "counter-16-bit": {
    severity: "medium",
    title: "frame counters of 16 bits",
    reference: COUNTERS,
    mend: "use counters of 32 bits: after 65,536 frames the key stream begins again",
  },
  "counter-reset": {
    severity: "high",
    title: "a device's counter began again in the same session",
    reference: COUNTERS,
    mend: "store the counters in the device's flash, or let it join after each reset; do not switch the counter check off",
  },
  "counter-backward": {
    severity: "medium",
    title: "single frames with old counters",
    reference: COUNTERS,
    mend: "see that the network refuses them; look for a gateway that delivers late, or for someone who replays",
  },
  replay: {
    severity: "high",
    title: "a frame was heard again after newer ones",
    reference: COUNTERS,
    mend: "see that the network checks counters and the application takes no uplink twice; look near the gateway that heard it",
  },
  "keystream-reused": {
    severity: "critical",
    title: "two payloads under the same counter, and so under the same key stream",
    reference: "LoRaWAN 1.1 §4.3.3; 1.0.4 §4.3.3",
    mend: "take both payloads as read by others; give the device new session keys, and let it keep its counters",
  },
  "dev-nonce-reused": {
    severity: "high",
    title: "a DevNonce was used twice",
    reference: JOIN_REQUEST,
    mend: "keep the DevNonce in the device's flash and count it up; see that the join server refuses used ones",
  },
  "dev-nonce-behind": {
    severity: "medium",
    title: "a DevNonce is lower than one before",
    reference: JOIN_REQUEST,
    mend: "keep the DevNonce in the device's flash and count it up: from 1.0.4 on it is a counter",
  },
  "join-nonce-reset": {
    severity: "high",
    title: "the join server lets a device's nonces begin again",
    reference: JOIN_REQUEST,
    mend: "switch it off: recorded join-requests become valid again",
  },
  "dev-eui-repeated": {
    severity: "high",
    title: "one DevEUI for different devices",
    reference: "LoRaWAN 1.1 §6.1.1.2; 1.0.4 §6.1.1",
    mend: "give each device the DevEUI of its own chip or from your own block",
  },
  "dev-eui-void": {
    severity: "medium",
    title: "a DevEUI that is none",
    reference: "LoRaWAN 1.1 §6.1.1.2; 1.0.4 §6.1.1",
    mend: "give the device the DevEUI of its own chip or from your own block",
  },
  "mac-version-old": {
    severity: "low",
    title: "a LoRaWAN version with known faults",
    reference: "LoRaWAN 1.0.4 §6.2.4 (DevNonce), §6.2.5 (JoinNonce)",
    mend: "update the device to 1.0.4 or 1.1, whose DevNonce and JoinNonce are counters",
  },
  "mac-version-errata": {
    severity: "info",
    title: "LoRaWAN 1.1 needs its errata",
    reference: "LoRaWAN 1.1 §4.3.1.6; Technical Committee, FOpts Encryption, Usage of FCntDwn Errata",
    mend: "ask the maker of the stack whether the erratum is in; else both downlink counters share a key stream for FOpts",
  },
  "payload-not-encrypted": {
    severity: "critical",
    title: "payloads on air that are not encrypted",
    reference: "LoRaWAN 1.1 §4.3.3; 1.0.4 §4.3.3",
    mend: "encrypt FRMPayload in the device with AppSKey; take what was sent so far as public",
  },
  "payload-on-port-0": {
    severity: "medium",
    title: "application data on port 0",
    reference: "LoRaWAN 1.1 §4.3.2; 1.0.4 §4.3.2",
    mend: "send it on ports 1 to 223: port 0 is encrypted with the network's key and read as MAC commands",
  },
  "port-0-with-fopts": {
    severity: "low",
    title: "port 0 together with FOpts",
    reference: "LoRaWAN 1.1 §4.3.1.6; 1.0.4 §4.3.1.6",
    mend: "send MAC commands in one place: receivers drop such a frame",
  },
  "port-reserved": {
    severity: "low",
    title: "a reserved or test port in use",
    reference: "LoRaWAN 1.1 §4.3.2; 1.0.4 §4.3.2",
    mend: "send on ports 1 to 223; leave the certification test's port 224 shut in the field",
  },
  "duty-cycle-exceeded": {
    severity: "medium",
    title: "more time on air than the band allows",
    reference: "RP002-1.0.4, the region's section; ETSI EN 300 220-2 annex B in Europe",
    mend: "send less often or shorter, or at a faster data rate; a jammed or hostile device shows itself so, too",
  },
  "dwell-time-exceeded": {
    severity: "medium",
    title: "a packet longer than the region's dwell time",
    reference: "RP002-1.0.4, the region's section",
    mend: "send shorter payloads or at a faster data rate",
  },
} as const satisfies Record<string, AuditRule>;
