import type { LinkAnswer, LinkDirection } from "./link.ts";
import type { SettledEnd } from "./link-ends.ts";

/** One station on the way of the signal: what it adds or takes, and the level after it. */
export interface PowerStep {
  readonly label: string;
  /** 0 where a level is only named. */
  readonly changeDb: number;
  readonly levelDbm: number;
}

/** A direction's signal from the transmitter's output to the receiver's input, and what is set aside of it. */
export interface PowerChain {
  readonly title: string;
  /** Named levels have a change of 0; losses of 0 dB are left out. */
  readonly steps: readonly PowerStep[];
  readonly noiseFloorDbm: number;
  readonly sensitivityDbm: number;
  /** What is left of the last level over the sensitivity, dB. */
  readonly marginDb: number;
}

/**
 * The signal's level along each direction of a link.
 *
 * @returns uplink first; empty when no path loss is known
 */
export function powerChains({ ends, result }: LinkAnswer): readonly PowerChain[] {
  const { uplink, downlink } = result;
  const reserves = [
    ["shadowing", result.shadowingMarginDb],
    ["fading", result.fadeMarginDb],
  ] as const;
  const chain = (title: string, from: SettledEnd, to: SettledEnd, direction: LinkDirection | null) =>
    direction === null || direction.pathLossDb === null || direction.marginDb === null
      ? []
      : [
          {
            title,
            steps: chainSteps(from, to, direction.pathLossDb, reserves),
            noiseFloorDbm: direction.noiseFloorDbm,
            sensitivityDbm: direction.sensitivityDbm,
            marginDb: direction.marginDb,
          },
        ];
  return [
    ...chain(downlink === null ? "From transmitter to receiver" : "Uplink", ends.transmitter, ends.receiver, uplink),
    ...chain("Downlink", ends.receiver, ends.transmitter, downlink),
  ];
}

function chainSteps(
  from: SettledEnd,
  to: SettledEnd,
  pathLossDb: number,
  reserves: readonly (readonly [string, number])[],
): PowerStep[] {
  let levelDbm = from.txPowerDbm;
  const steps: PowerStep[] = [{ label: "output", changeDb: 0, levelDbm }];
  const change = (label: string, changeDb: number) => {
    if (changeDb === 0) return;
    levelDbm += changeDb;
    steps.push({ label, changeDb, levelDbm });
  };
  const losses = ({ losses: { ownDb, cableDb, mismatchDb } }: SettledEnd) => {
    change("losses", -ownDb);
    change("cable", -cableDb);
    change("mismatch", -mismatchDb);
  };
  losses(from);
  change("antenna", from.antennaGainDbi);
  steps.push({ label: "EIRP", changeDb: 0, levelDbm });
  change("path", -pathLossDb);
  change("antenna", to.antennaGainDbi);
  losses(to);
  steps.push({ label: "received", changeDb: 0, levelDbm });
  for (const [label, marginDb] of reserves) change(label, -marginDb);
  return steps;
}
