import { exactBandwidthHz, LORA_BANDWIDTHS_HZ } from "../../lora/chips.ts";
import { InputError, type Issue } from "../../math/errors.ts";
import { radioOf } from "../build.ts";
import { regionBand } from "../regions.ts";
import { type Settings, settingsSchema } from "../schema/settings.ts";
import { issuesOfSchema, jsonPointer } from "./issues.ts";
import { hintSettingKey, isNearMiss } from "./property-keys.ts";

/** The settings with their defaults, or null with issues. */
export interface SettingsCheck {
  readonly settings: Settings | null;
  readonly issues: readonly Issue[];
  readonly warnings: readonly Issue[];
}

/** Checks the member `chirpscape` of a document, but not the model's inputs nor the terrain's paths. */
export function checkSettings(document: Readonly<Record<string, unknown>>): SettingsCheck {
  if (document.chirpscape === undefined) {
    const slip = Object.keys(document).find((key) => isNearMiss(key, "chirpscape"));
    if (slip !== undefined) {
      const issue = {
        code: "unknown-key",
        where: jsonPointer([slip]),
        message: "unknown key",
        hint: "did you mean chirpscape?",
      };
      return { settings: null, issues: [issue], warnings: [] };
    }
  }
  const result = settingsSchema.safeParse(document.chirpscape ?? {});
  if (!result.success) {
    return {
      settings: null,
      issues: issuesOfSchema(result.error, document, ["chirpscape"], hintSettingKey),
      warnings: [],
    };
  }
  const settings = result.data;
  return { settings, issues: checkRadio(settings), warnings: remarks(settings) };
}

function checkRadio(settings: Settings): Issue[] {
  try {
    const { bandwidthHz } = radioOf(settings);
    if (exactBandwidthHz(bandwidthHz, LORA_BANDWIDTHS_HZ) !== null) return [];
    const message = `expected a bandwidth of a LoRa chip, got ${bandwidthHz}`;
    const hint = `bandwidths in Hz: ${LORA_BANDWIDTHS_HZ.map((hz) => Number(hz.toFixed(1))).join(", ")}`;
    return [{ code: "unknown-value", where: "/chirpscape/radio/bandwidthHz", message, hint }];
  } catch (error) {
    if (error instanceof InputError) return [...error.issues];
    throw error;
  }
}

function remarks(settings: Settings): Issue[] {
  const warnings: Issue[] = [];
  const band = regionBand(settings.region);
  const { frequencyHz } = settings.radio;
  if (band !== null && frequencyHz !== undefined && (frequencyHz < band.minHz || frequencyHz > band.maxHz)) {
    const range = `${band.minHz / 1e6} to ${band.maxHz / 1e6} MHz`;
    const message = `${frequencyHz / 1e6} MHz lies outside the band of ${settings.region}, ${range}`;
    warnings.push({ code: "outside-region", where: "/chirpscape/radio/frequencyHz", message });
  }
  const { redundancy, maxGateways } = settings.goal;
  if (maxGateways !== null && redundancy > maxGateways) {
    const message = `${redundancy} gateways must reach a point, but only ${maxGateways} may be added`;
    warnings.push({ code: "redundancy", where: "/chirpscape/goal/redundancy", message });
  }
  return warnings;
}
