/** A sub-band for short-range devices between 863 and 870 MHz. */
export interface EtsiSubBand {
  readonly minHz: number;
  readonly maxHz: number;
  /** Effective radiated power, over a half-wave dipole. */
  readonly maxErpMw: number;
  /** The same as networks round it, dBm. */
  readonly maxErpDbm: number;
  /** Share of an hour without polite spectrum access; null: no limit. */
  readonly dutyCycle: number | null;
}

/**
 * Non-specific short-range devices in Europe, by the standard's letters. Letters differ between editions and documents: go by the
 * frequency. The gaps (868.6–868.7, 869.2–869.4, 869.65–869.7 MHz) belong to alarms.
 *
 * @see ETSI EN 300 220-2 V3.2.1, annex B, table B.1
 */
export const ETSI_SUB_BANDS = {
  K: { minHz: 863.0e6, maxHz: 865.0e6, maxErpMw: 25, maxErpDbm: 14, dutyCycle: 0.001 },
  L: { minHz: 865.0e6, maxHz: 868.0e6, maxErpMw: 25, maxErpDbm: 14, dutyCycle: 0.01 },
  M: { minHz: 868.0e6, maxHz: 868.6e6, maxErpMw: 25, maxErpDbm: 14, dutyCycle: 0.01 },
  N: { minHz: 868.7e6, maxHz: 869.2e6, maxErpMw: 25, maxErpDbm: 14, dutyCycle: 0.001 },
  O: { minHz: 869.4e6, maxHz: 869.65e6, maxErpMw: 25, maxErpDbm: 14, dutyCycle: 0.001 },
  P: { minHz: 869.4e6, maxHz: 869.65e6, maxErpMw: 500, maxErpDbm: 27, dutyCycle: 0.1 },
  Q: { minHz: 869.7e6, maxHz: 870.0e6, maxErpMw: 5, maxErpDbm: 7, dutyCycle: null },
  R: { minHz: 869.7e6, maxHz: 870.0e6, maxErpMw: 25, maxErpDbm: 14, dutyCycle: 0.01 },
} as const satisfies Record<string, EtsiSubBand>;
