import type { AesKey } from "./crypto/aes-key.ts";
import type { ReplayWindow } from "./private/replay-window.ts";

/** Numbers that were used once. */
interface UsedNonces {
  readonly used: Set<number>;
  highest: number;
}

/**
 * What a receiver must remember to refuse replays: next frame counters, used nonces, windows of private frames. Told of authentic frames
 * only, so that forged ones neither fill it nor move it.
 */
export class ReplayGuard {
  readonly #counters = new KeyedStates<number>();
  readonly #nonces = new Map<string, UsedNonces>();
  readonly #windows = new KeyedStates<ReplayWindow>();

  /**
   * The counter that the next frame of a session has at least; undefined before the first one.
   *
   * @param session direction, address and, in 1.1, which downlink counter
   * @param key the session's: another one means another session
   */
  nextCounter(session: string, key: AesKey): number | undefined {
    return this.#counters.get(session, key);
  }

  /** Remembers an authentic frame's counter. */
  acceptCounter(session: string, key: AesKey, frameCounter: number): void {
    this.#counters.set(session, key, frameCounter + 1);
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

  /** The window of a private device and direction; undefined before its first frame under this key. */
  window(owner: string, key: AesKey): ReplayWindow | undefined {
    return this.#windows.get(owner, key);
  }

  /** Remembers the window after an authentic frame. */
  moveWindow(owner: string, key: AesKey, window: ReplayWindow): void {
    this.#windows.set(owner, key, window);
  }
}

/** States by owner and key. Those of earlier keys stay: an old frame must not become new because the key was changed since. */
class KeyedStates<T> {
  readonly #states = new Map<string, { readonly key: AesKey; state: T }[]>();

  get(owner: string, key: AesKey): T | undefined {
    return this.#states.get(owner)?.find((known) => known.key.equals(key))?.state;
  }

  set(owner: string, key: AesKey, state: T): void {
    const states = this.#states.get(owner) ?? [];
    this.#states.set(owner, states);
    const known = states.find((one) => one.key.equals(key));
    if (known === undefined) states.push({ key, state });
    else known.state = state;
  }
}
