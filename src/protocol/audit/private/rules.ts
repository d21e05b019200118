import type { AuditRule } from "../rule.ts";

const GUIDE = "chirpscape private frame (docs/guide/private-frame.md)";

/** Rules for protocols of people's own: what a LoRa protocol must do, with the private frame as the sound example. */
export const PRIVATE_RULES = {
  "private-no-authentication": {
    severity: "critical",
    title: "frames are not authenticated",
    reference: `${GUIDE}, Layout; RFC 5116 §1`,
    mend: "use authenticated encryption, such as AES-CCM with an 8-byte tag: a CRC finds noise, not forgers",
  },
  "private-no-encryption": {
    severity: "medium",
    title: "payloads are sent in plain text",
    reference: `${GUIDE}, Layout`,
    mend: "encrypt them, unless everybody may read them",
  },
  "private-weak-cipher": {
    severity: "critical",
    title: "a cipher that does not hold",
    reference: "NIST SP 800-131A Rev. 2 §2",
    mend: "use AES-128 or ChaCha20",
  },
  "private-short-key": {
    severity: "critical",
    title: "a key that can be tried out",
    reference: "NIST SP 800-131A Rev. 2 §2",
    mend: "use random keys of 128 bits",
  },
  "private-ecb": {
    severity: "high",
    title: "blocks are encrypted each by itself",
    reference: "NIST SP 800-38A §6.1",
    mend: "use AES-CCM, or another mode with a nonce: equal blocks give equal bytes on air",
  },
  "private-composition": {
    severity: "medium",
    title: "the code does not cover what is on air",
    reference: `${GUIDE}, Why so; RFC 7366 §1`,
    mend: "sign the encrypted bytes (encrypt, then sign), with another key than the cipher's; or use AES-CCM, which does both",
  },
  "private-header-not-covered": {
    severity: "high",
    title: "address or counter can be altered unseen",
    reference: `${GUIDE}, Layout (signed and not encrypted)`,
    mend: "give the header to the authenticated encryption as associated data",
  },
  "private-short-tag": {
    severity: "high",
    title: "an authentication tag that can be guessed",
    reference: `${GUIDE}, Why 8 bytes of tag; NIST SP 800-38B App. A.2`,
    mend: "send at least 8 bytes of tag",
  },
  "private-cut-gcm-tag": {
    severity: "high",
    title: "a shortened tag of GCM",
    reference: "NIST SP 800-38D App. C",
    mend: "send GCM's tag whole (16 bytes), or use AES-CCM, whose tags may be short",
  },
  "private-fixed-nonce": {
    severity: "critical",
    title: "the same nonce for every frame",
    reference: `${GUIDE}, What sender and receiver must do; RFC 5116 §3.1`,
    mend: "make the nonce of device address, direction and a counter that never comes twice",
  },
  "private-random-nonce": {
    severity: "high",
    title: "random nonces that will repeat",
    reference: "NIST SP 800-38D §8.3; RFC 5116 §3.2",
    mend: "count instead: address, epoch and counter never repeat, and need not all be sent",
  },
  "private-nonce-after-reset": {
    severity: "critical",
    title: "nonces come again after a reset",
    reference: `${GUIDE}, What sender and receiver must do, 1`,
    mend: "keep an epoch in flash, add one before the first frame after each start, and put it into the nonce",
  },
  "private-nonce-shared": {
    severity: "critical",
    title: "different senders can use the same nonce with the same key",
    reference: `${GUIDE}, Layout (nonce)`,
    mend: "put device address and direction into the nonce, or give each device and direction a key",
  },
  "private-counter-overflow": {
    severity: "high",
    title: "the counter runs over",
    reference: `${GUIDE}, What sender and receiver must do, 3`,
    mend: "begin a new epoch with a new key before it does, or widen it; not all of it need be sent",
  },
  "private-no-replay-check": {
    severity: "high",
    title: "recorded frames are accepted again",
    reference: `${GUIDE}, The receiver, 4`,
    mend: "keep the highest counter of each device and direction, and a window of those accepted below it",
  },
  "private-replay-forgotten": {
    severity: "medium",
    title: "the receiver forgets what it has accepted",
    reference: `${GUIDE}, The receiver, 5`,
    mend: "store counter and window before acting on the frame: who restarts the receiver can else replay",
  },
  "private-one-key": {
    severity: "critical",
    title: "one key for all devices",
    reference: `${GUIDE}, Layout (deviceKey)`,
    mend: "give each device a random key of its own: who opens one device then has one device",
  },
  "private-key-derivable": {
    severity: "critical",
    title: "keys can be computed from what is known",
    reference: `${GUIDE}, Layout (deviceKey); NIST SP 800-108`,
    mend: "use random keys; derive those of sessions from them with a key derivation function",
  },
  "private-key-sent-in-clear": {
    severity: "critical",
    title: "keys are sent over the air in plain text",
    reference: `${GUIDE}, What it does not do (join)`,
    mend: "put keys in at the workshop, or agree on them with a protocol made for it (EDHOC, RFC 9528)",
  },
  "private-no-rotation": {
    severity: "medium",
    title: "keys cannot be replaced",
    reference: `${GUIDE}, The receiver (replace a device's key); NIST SP 800-57 Part 1 Rev. 5 §5.3`,
    mend: "let the receiver know two keys of a device while one replaces the other",
  },
  "private-not-stated": {
    severity: "info",
    title: "the description leaves questions open",
    reference: "chirpscape audit (docs/guide/audit.md, A private protocol)",
    mend: "state them: what is not written down is mostly not done",
  },
} as const satisfies Record<string, AuditRule>;
