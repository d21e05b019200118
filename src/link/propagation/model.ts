/** One input of a propagation model, enough to check a value, to write a flag, and to make a row of the documentation. */
export interface InputSpec {
  readonly kind: "number" | "boolean" | "choice" | "text" | "profile" | "numbers" | "points";
  /** What it is, in a few words. */
  readonly title: string;
  /** The unit its name ends in: "Hz", "m", "dB", "%", … */
  readonly unit?: string;
  /** For a number: legal range, ends included. */
  readonly min?: number;
  readonly max?: number;
  /** For a number: bounds that it must stay clear of, ends excluded. */
  readonly above?: number;
  readonly below?: number;
  readonly integer?: boolean;
  /** For a number or a choice: an array of them, one for each point of the terrain profile, will do as well. */
  readonly perPoint?: true;
  /** For a number: the range that the source vouches for, ends included; outside there is an answer and a warning. */
  readonly valid?: ValidRange;
  /** For a text: throws an `InputError` for what is more than a wrong type. */
  readonly check?: (text: string) => void;
  /** For a choice: the legal values. */
  readonly values?: readonly string[];
  /** Used when the input is absent; an input without a default must be given (unless `optional`). */
  readonly default?: ModelSetting;
  readonly optional?: boolean;
  /** Inputs that say the same in another way: giving both is a fault, and giving one of them puts the default out of use. */
  readonly excludes?: readonly string[];
}

/** One end may be open. */
export interface ValidRange {
  readonly min?: number;
  readonly max?: number;
}

/** A remark on an answer that was computed all the same: outside the validated range, for example. */
export interface ModelWarning {
  readonly code: string;
  readonly message: string;
  /** The input that lies outside the range its source vouches for, by its key; absent where the remark is about something else. */
  readonly input?: string;
}

export interface LossResult {
  /** Basic transmission loss between isotropic antennas, dB; of an excess model, the loss to add to it. */
  readonly lossDb: number;
  readonly warnings: readonly ModelWarning[];
  /** Intermediate values under their names (`terrainIrregularityM`, `propagationMode`, …). */
  readonly [intermediate: string]: unknown;
}

export type ModelInput = Readonly<Record<string, unknown>>;

/** The value of an input that a user chooses once for all paths. */
export type ModelSetting = number | string | boolean;

/** A path over terrain, as a coverage map asks for it: a record that is filled again for each place. */
export interface TerrainPath {
  /** Ground at equal steps from the transmitter, above sea level; entries 0 … `steps` are read. */
  readonly elevationM: Float64Array;
  /** For a model that {@link PropagationModel.usesCover}: height of what stands at each step, m above ground; absent for bare earth. */
  readonly coverM?: Float64Array;
  steps: number;
  resolutionM: number;
  /** Antennas above ground. */
  txHeightM: number;
  rxHeightM: number;
  /** Of the path's middle, north positive. */
  latitudeDeg: number;
}

/** How losses at single places lie about a model's answer: normally, in dB, in so far as its source says. */
export interface LocationSpread {
  readonly source: string;
  /**
   * Standard deviation, dB; null where the inputs ask for another share of the places than half: the loss then has it in it.
   *
   * @param input the model's inputs but the distance or the profile
   * @param edgeM gives the distance at which a spread that changes with it is wanted, m
   */
  sigmaDb(input: ModelInput, edgeM: () => number): number | null;
}

/** A propagation model as a value: the command line, the documentation and the tests are made from these. */
export interface PropagationModel {
  /** Name on the command line and in scenarios: kebab-case. */
  readonly name: string;
  readonly title: string;
  /** Where its equations come from. */
  readonly source: string;
  /** Its range of validity, in words. */
  readonly validity: string;
  /** Every input by its key. */
  readonly inputs: Readonly<Record<string, InputSpec>>;
  /** Inputs that the path itself gives (frequency, heights, distance, profile): a scenario must not set them. */
  readonly pathInputs: readonly string[];
  /** True when the model reads a terrain profile (`profileM`, `resolutionM`). */
  readonly usesTerrain: boolean;
  /**
   * True when the model tells ground from what stands on it (`clutterHeightM`, one height a point). Other models over terrain get
   * buildings and trees as part of the ground between the ends.
   */
  readonly usesCover?: true;
  /**
   * For a model without terrain: true when its losses are those among houses or trees, as its inputs have them. To others the
   * clutter at the device's end is added.
   */
  readonly includesClutter?: (input: ModelInput) => boolean;
  /**
   * `path`, where absent: the whole loss between two antennas. `excess`: a loss to add to one (clutter, walls, vegetation, a single
   * diffraction), which is no path's loss by itself.
   */
  readonly kind?: "path" | "excess";
  /**
   * @param input the model's inputs by key; defaults are filled in
   * @throws {InputError} naming each input that is missing, unknown, or out of range
   */
  loss(input: ModelInput): LossResult;
  /**
   * The loss in dB as a function of the distance alone, for many distances: everything else is checked once. Absent where it would
   * be no faster than {@link loss}.
   *
   * @param input the model's inputs but `distanceM`
   * @throws {InputError} as {@link loss}
   */
  readonly lossByDistance?: (input: ModelInput) => (distanceM: number) => number;
  /**
   * For a model over terrain: the loss in dB as a function of the path, for many paths; everything else is checked once.
   *
   * @param input the model's inputs but those of the path
   * @throws {InputError} as {@link loss}
   */
  readonly lossOverTerrain?: (input: ModelInput) => (path: TerrainPath) => number;
  /** Absent where the model says nothing of it. */
  readonly locationSpread?: LocationSpread;
  /** True when the loss never falls with the distance: its range is then found without looking for dips. */
  readonly growsWithDistance?: true;
  /** To be awaited once before {@link loss}, where a model needs something large that is loaded only when it is used. */
  readonly load?: () => Promise<void>;
}
