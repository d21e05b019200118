import type { AesKey } from "./crypto/aes-key.ts";
import type { ReplayWindow } from "./private/replay-window.ts";

/** A run of counters under one key. */
interface Session {
  readonly key: AesKey;
  next: number;
}

/** Numbers that were used once. */
interface UsedNonces {
  readonly used: Set<number>;
  highest: number;
}

/**
 * What a receiver must remember to refuse replays: next frame counters, used nonces, windows of private frames. Asked with what was
 * authenticated only, so that forged frames neither fill it nor move it.
 */
export class ReplayGuard {
  readonly #sessions = new Map<string, Session>();
  readonly #nonces = new Map<string, UsedNonces>();
  readonly #windows = new Map<string, { readonly key: AesKey; readonly window: ReplayWindow }>();

  /**
   * The counter that the next frame of a session has at least; undefined before the first one.
   *
   * @param session direction, address and, in 1.1, which downlink counter
   * @param key the session's: another one begins another session
   */
  nextCounter(session: string, key: AesKey): number | undefined {
    const known = this.#sessions.get(session);
    return known?.key.equals(key) ? known.next : undefined;
  }

  /** Remembers an authentic frame's counter. */
  acceptCounter(session: string, key: AesKey, frameCounter: number): void {
    this.#sessions.set(session, { key, next: frameCounter + 1 });
  }

  /**
   * Judges a nonce, and remembers it.
   *
   * @param owner device and kind of nonce
   * @returns `used` when it was there before, `behind` when it is lower than one that was
   */
  acceptNonce(owner: string, nonce: number): "new" | "used" | "behind" {
    const known = this.#nonces.get(owner) ?? { used: new Set<number>(), highest: -1 };
    this.#nonces.set(owner, known);
    if (known.used.has(nonce)) return "used";
    known.used.add(nonce);
    if (nonce < known.highest) return "behind";
    known.highest = nonce;
    return "new";
  }

  /** The window of a private device and direction; undefined before its first frame, or under another key. */
  window(owner: string, key: AesKey): ReplayWindow | undefined {
    const known = this.#windows.get(owner);
    return known?.key.equals(key) ? known.window : undefined;
  }

  moveWindow(owner: string, key: AesKey, window: ReplayWindow): void {
    this.#windows.set(owner, { key, window });
  }
}
