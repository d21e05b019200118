import type { ModelInput, PropagationModel } from "./model.ts";

/** What is known of a path, under the names that most models use. The transmitter is the gateway in plans. */
export interface KnownPath {
  readonly frequencyHz?: number;
  readonly distanceM?: number;
  /** Antennas above ground. */
  readonly txHeightM?: number;
  readonly rxHeightM?: number;
  /** Ground from the transmitter to the receiver, with its step. */
  readonly profileM?: ArrayLike<number>;
  readonly resolutionM?: number;
  /** Where the ends lie, degrees. */
  readonly txLatitude?: number;
  readonly txLongitude?: number;
  readonly rxLatitude?: number;
  readonly rxLongitude?: number;
}

/**
 * What a path gives to a model, under the model's own names: models of mobile radio call the transmitter the base station and the
 * receiver the mobile one. What the path does not know, or the model does not ask, is left out; a model over terrain takes the
 * distance from the profile.
 */
export function pathInputs(
  { pathInputs: keys, usesTerrain }: Pick<PropagationModel, "pathInputs" | "usesTerrain">,
  path: KnownPath,
): ModelInput {
  const distanceM = usesTerrain ? undefined : path.distanceM;
  const offered: ModelInput = { ...path, distanceM, baseHeightM: path.txHeightM, mobileHeightM: path.rxHeightM };
  return Object.fromEntries(keys.flatMap((key) => (offered[key] === undefined ? [] : [[key, offered[key]]])));
}
