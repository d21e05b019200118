/** The core of chirpscape: pure functions that need no files, clock or Node. */

export type { AuditedFile, FileAudit } from "./field/audit/audit-file.ts";
export { type AuditReport, NetworkAudit } from "./field/audit/network-audit.ts";
export {
  chirpstackDevices,
  chirpstackGateways,
  type ExportedRequests,
  type PlatformSettings,
  ttnDevices,
  ttnGateways,
} from "./field/export/platforms.ts";
export { type Network, networkOf, type Site } from "./field/export/sites.ts";
export { type ImportOptions, type ImportSummary, importLines, LogImporter } from "./field/import/log-importer.ts";
export {
  type BrokenLine,
  type Imported,
  type LogOptions,
  LogReader,
  type LogReport,
} from "./field/import/log-reader.ts";
export { UplinkMerger } from "./field/import/merge-uplinks.ts";
export { orderByTime } from "./field/import/order-by-time.ts";
export { type ImportedScenario, ScenarioCollector } from "./field/import/to-scenario.ts";
export type { Building } from "./geo/buildings/building.ts";
export { type ParsedBuildings, parseBuildings } from "./geo/buildings/parse.ts";
export type { CoverGrid } from "./geo/cover/cover-grid.ts";
export { coverGround, type GroundCover, type GroundRequest, type GroundSummary } from "./geo/cover/ground-cover.ts";
export type { ClutterArea, CoverSources } from "./geo/cover/sources.ts";
export type { Disc } from "./geo/discs.ts";
export type { Terrain } from "./geo/elevation.ts";
export { type EvenProfile, evenProfile, type MeasuredProfile, parseProfileText } from "./geo/formats/profile-text.ts";
export type { LonLat } from "./geo/geodesy.ts";
export type { ElevationGrid, Grid, Lattice } from "./geo/grid.ts";
export { type LandCoverClass, type LandCoverTable, WORLD_COVER } from "./geo/land-cover/classes.ts";
export { describePath, type Obstacle, type TerrainProfilePicture } from "./geo/line-of-sight.ts";
export { findPatternKind, PATTERN_KINDS, type PatternKind } from "./link/antennas/choice.ts";
export { type AntennaCuts, measuredPattern } from "./link/antennas/cuts.ts";
export { type AntennaFigures, antennaFigures } from "./link/antennas/figures.ts";
export { parseAntennaFile } from "./link/antennas/formats/read.ts";
export { type Mounting, mountPattern, type RadiationPattern } from "./link/antennas/pattern.ts";
export { type Polarization, polarizationLossDb } from "./link/antennas/polarization.ts";
export {
  type DirectionBudget,
  directionBudget,
  type LinkEnd,
  linkConstants,
  noiseFloorDbm,
  systemNoiseFloorDbm,
} from "./link/budget.ts";
export { type CableRun, cableLossDb } from "./link/cable.ts";
export { configureLink, type LinkConfiguration } from "./link/configuration/configure-link.ts";
export type { Choice, Objective, SearchAnswer } from "./link/configuration/search.ts";
export type { RadioSetting } from "./link/configuration/settings.ts";
export type { DeliveryCheck } from "./link/configuration/simulate.ts";
export { type Shadowing, shadowingAvailability, shadowingMarginDb } from "./link/fading.ts";
export { answerLink, type LinkAnswer, type LinkDirection, type LinkResult } from "./link/link.ts";
export { mismatchLossDb } from "./link/mismatch.ts";
export { type AmbientNoise, ambientNoise, type NoiseEnvironment } from "./link/noise/p372.ts";
export {
  computePath,
  discsAlongPath,
  groundBetween,
  type PathGround,
  type PathRequest,
  type PathResult,
} from "./link/path.ts";
export { type PowerChain, type PowerStep, powerChains } from "./link/power-chain.ts";
export { LORA_FITS, type LoraFit, type LoraFitName } from "./link/propagation/empirical/lora-fits.ts";
export type {
  InputSpec,
  LossResult,
  ModelInput,
  ModelSetting,
  ModelWarning,
  PropagationModel,
  TerrainPath,
} from "./link/propagation/model.ts";
export { diffractionParameter, type Edge, knifeEdgeLossDb } from "./link/propagation/p526/knife-edge.ts";
export {
  EXCESS_MODELS,
  findModel,
  findPathModel,
  loadModel,
  PATH_MODELS,
  PROPAGATION_MODELS,
} from "./link/propagation/registry.ts";
export { maxRangeM, modelRangeM, type RangeSearch } from "./link/range.ts";
export {
  type RankedCandidate,
  type Selection,
  type SelectionOptions,
  selectDevices,
} from "./link/selection/select-devices.ts";
export type { Verdict } from "./link/selection/verdicts.ts";
export { loraTimeOnAir } from "./lora/airtime.ts";
export { type AirtimeAnswer, computeAirtime } from "./lora/airtime-case.ts";
export type { AirtimeInput, Modulation } from "./lora/airtime-input.ts";
export type { Antenna, AntennaPattern } from "./lora/antennas.ts";
export type { Battery } from "./lora/batteries.ts";
export {
  BUILT_IN_CATALOG,
  type Catalog,
  extendCatalog,
  findAntenna,
  findBattery,
  findGateway,
  findRadio,
  type Named,
} from "./lora/catalog.ts";
export { LORA_CHIP_TRAITS, LORA_CHIPS, type LoraChip, type LoraChipTraits } from "./lora/chips.ts";
export { type BatteryLife, estimateBatteryLife, type Phase } from "./lora/energy/battery-life.ts";
export type { CodingRateTrade } from "./lora/energy/error-correction.ts";
export { ENERGY_INPUTS, type EnergyInput } from "./lora/energy/inputs.ts";
export { symbolErrorRate } from "./lora/error-rate.ts";
export { FSK_PACKET_DEFAULTS, type FskPacket, fskTimeOnAir } from "./lora/fsk-airtime.ts";
export { LORA_PACKET_DEFAULTS, type LoraPacket } from "./lora/lora-packet.ts";
export { LR_FHSS_PACKET_DEFAULTS, type LrFhssPacket, lrFhssTimeOnAir } from "./lora/lr-fhss-airtime.ts";
export { type PacketSettings, packetSuccess } from "./lora/packet-success.ts";
export {
  CODING_RATES,
  type CodingRate,
  type LoraRadio,
  SPREADING_FACTORS,
  type SpreadingFactor,
} from "./lora/parameters.ts";
export { receiveCurrentA, type TransmitCurrent, transmitCurrent, transmitPowerRange } from "./lora/radios/currents.ts";
export type { Amplifier, Gateway, Radio } from "./lora/radios/radio.ts";
export { impliedNoiseFigureDb, tabledSensitivityDbm } from "./lora/radios/sensitivity.ts";
export { type RegionLimits, type RegionUse, regionLimits } from "./lora/regions/limits.ts";
export type { Channel, ChannelRange, DwellTime, Region, RegionDataRate, SubBand } from "./lora/regions/region.ts";
export { findRegion, LORAWAN_REGION_NAMES, type LorawanRegionName, REGIONS } from "./lora/regions/regions.ts";
export type { TimeOnAir } from "./lora/time-on-air.ts";
export { InputError, InterruptedError, type Issue, WorkError } from "./math/errors.ts";
export { createGaussian, type Gaussian } from "./math/gaussian.ts";
export { formatHex, parseHex } from "./math/hex.ts";
export { type Dimension, parseQuantity } from "./math/quantity.ts";
export { applyChannel, type ChannelStage, createChannel } from "./modem/channel/channel.ts";
export {
  addMultipathWaveform,
  createPaths,
  type MultipathStage,
  type Path,
  type Tap,
} from "./modem/channel/multipath.ts";
export { MULTIPATH_PROFILES, type MultipathProfileName, profileTaps } from "./modem/channel/multipath-profiles.ts";
export { parseChannel } from "./modem/channel/parse-channel.ts";
export { parseTaps, parseTapTable } from "./modem/channel/parse-taps.ts";
export type { ChannelContext, SampleStage } from "./modem/channel/stage.ts";
export { type Transmission, transmit } from "./modem/channel/transmission.ts";
export { decodeHardBlock, decodeSoftBlock } from "./modem/coding/block-decoder.ts";
export { type DecodedSymbols, decodeFrame } from "./modem/coding/decode-frame.ts";
export { encodeFrame } from "./modem/coding/encode-frame.ts";
export { dissectFrame, type FrameAnatomy } from "./modem/coding/frame-anatomy.ts";
export { type BlockShape, firstBlock, frameSymbolCount, payloadBlock } from "./modem/coding/frame-layout.ts";
export { type FrameHeader, readHeader } from "./modem/coding/header.ts";
export { type ReadPayload, readPayload } from "./modem/coding/payload-nibbles.ts";
export { labelOfSymbol, symbolOfLabel } from "./modem/coding/symbol-label.ts";
export type { BatchRunner } from "./modem/error-rates/batch-schedule.ts";
export type { SimulatedErrorRates } from "./modem/error-rates/counts.ts";
export {
  type FrameBatch,
  type SimulatedChannel,
  STILL_CHANNEL,
  type TransmitterSpread,
} from "./modem/error-rates/frame-batch.ts";
export {
  type ErrorRateRequest,
  type ErrorRateRunner,
  runFrameBatch,
  simulateErrorRates,
} from "./modem/error-rates/simulate.ts";
export { type ExpectedErrorRates, expectedErrorRates } from "./modem/error-rates/theory.ts";
export { parseSigmf } from "./modem/files/parse-sigmf.ts";
export { createSampleCheck, type SampleReport } from "./modem/files/sample-check.ts";
export { formatFromName, SAMPLE_FORMATS, SAMPLE_LAYOUTS, type SampleFormat } from "./modem/files/sample-format.ts";
export { createSampleParser, type SampleParser } from "./modem/files/sample-parser.ts";
export { serialiseSamples } from "./modem/files/serialise-samples.ts";
export {
  formatSigmf,
  type SigmfAnnotation,
  type SigmfCapture,
  type SigmfContent,
  type SigmfRecording,
} from "./modem/files/sigmf.ts";
export { parseWavHeader, type WavLayout } from "./modem/files/wav.ts";
export {
  DEFAULT_ENVELOPE,
  type FrameEnvelope,
  type FrameSettings,
  type ModemChip,
  type ModemCodingRate,
} from "./modem/frame-settings.ts";
export { FRAME_DEFAULTS, frameEnvelope, frameSettings, type ModemInput } from "./modem/frame-settings-input.ts";
export type { DecodedFrame, ImplicitFrame, Receiver, ReceiverOptions } from "./modem/receiver/decoded-frame.ts";
export { RECEIVER_DEFAULTS } from "./modem/receiver/decoded-frame.ts";
export { createReceiver } from "./modem/receiver/receiver.ts";
export { addWaveform } from "./modem/waveform/add-waveform.ts";
export { type ChirpSequence, frameChirps } from "./modem/waveform/frame-chirps.ts";
export { type FrameTrain, frameTrain, type TrainOptions } from "./modem/waveform/frame-train.ts";
export { modulate } from "./modem/waveform/modulate.ts";
export { PERFECT_TRANSMITTER, type Waveform, waveformSamples } from "./modem/waveform/waveform.ts";
export {
  type CoverageComparison,
  type CoverageDecisions,
  type CoverageSide,
  type CoverageSides,
  compareCoverage,
  settleSides,
} from "./network/compare.ts";
export { configureDevices, type DeviceConfiguration, type DevicesRequest } from "./network/configure-devices.ts";
export type { LossStore, PlacementOptions, PlanEnvironment, Progress } from "./network/environment.ts";
export type { CoverInstance, CoverObjective, CoverSolution } from "./network/placement/instance.ts";
export { type CoverMatrix, type MatrixAnswer, matrixAnswer, parseCoverMatrix } from "./network/placement/matrix.ts";
export type { MipModel, MipOptions, MipResult, SolveMip } from "./network/placement/mip.ts";
export { type SolveOptions, solveCover } from "./network/placement/solve.ts";
export { type PlanRequest, planNetwork, terrainDiscs } from "./network/plan.ts";
export type { CoverageMaps, Link, OutputFile, Plan, WorstSpot } from "./network/result.ts";
export type { Finding } from "./protocol/audit/finding.ts";
export type { Severity } from "./protocol/audit/rule.ts";
export { AUDIT_RULES } from "./protocol/audit/rules.ts";
export { sarifLog } from "./protocol/audit/sarif.ts";
export type { CaseInput, FrameWarning } from "./protocol/case-values.ts";
export { AesKey, sameCode } from "./protocol/crypto/aes-key.ts";
export { keyWeakness } from "./protocol/crypto/weak-key.ts";
export { type AnyDecodedFrame, type AnyEncodedFrame, decodeAny, encodeAny } from "./protocol/frame-case.ts";
export { type KeySource, NO_KEYS } from "./protocol/key-source.ts";
export { decodeLorawanFrame } from "./protocol/lorawan/cases/decode-frame.ts";
export type { DecodedLorawanFrame } from "./protocol/lorawan/cases/decoded-frame.ts";
export { encodeLorawanFrame } from "./protocol/lorawan/cases/encode-frame.ts";
export type { EncodedLorawanFrame } from "./protocol/lorawan/cases/encoded-frame.ts";
export { recoverFrameCounter } from "./protocol/lorawan/frame-counter.ts";
export { decodeMacCommands, encodeMacCommands, type MacCommand } from "./protocol/lorawan/mac/codec.ts";
export { MAC_COMMANDS, type MacCommandSpec } from "./protocol/lorawan/mac/commands.ts";
export { parsePhyPayload } from "./protocol/lorawan/parse-phy-payload.ts";
export type { PhyPayload } from "./protocol/lorawan/phy-payload.ts";
export { deriveJoinServerKeys, deriveSessionKeys10, deriveSessionKeys11 } from "./protocol/lorawan/session-keys.ts";
export { uplinkLine } from "./protocol/platforms/own-log.ts";
export { PLATFORMS } from "./protocol/platforms/registry.ts";
export type {
  DeviceRecord,
  GatewayRecord,
  PlatformName,
  Reception,
  RecordPosition,
  UplinkKind,
  UplinkRecord,
} from "./protocol/platforms/uplink-record.ts";
export {
  type PrivateAddress,
  type PrivateFrame,
  parsePrivateFrame,
  sealPrivateFrame,
} from "./protocol/private/frame.ts";
export { type Admission, admitFrame, freshWindow, type ReplayWindow } from "./protocol/private/replay-window.ts";
export { ReplayGuard } from "./protocol/replay-guard.ts";
export { type Verification, verifyAny } from "./protocol/verify-frame.ts";
export { type AntennaPicture, antennaScene, antennaSvg } from "./report/antenna-svg.ts";
export { type BatteryPicture, batterySvg } from "./report/battery-svg.ts";
export { describeFrame } from "./report/decoded-frames.ts";
export { differenceOutputs } from "./report/difference/outputs.ts";
export { type DescribedComparison, describeComparison } from "./report/difference/statistics.ts";
export {
  type ErrorRatePicture,
  type ErrorRatePoint,
  errorRateScene,
  errorRateSvg,
  type TheoryCurve,
} from "./report/error-rate-svg.ts";
export { describeErrorRates, type ErrorRateAnswer, errorRatePicture, errorRateText } from "./report/error-rates.ts";
export { describeLink, linkText } from "./report/link-text.ts";
export { type SymbolPlace, type SymbolSpectrum, symbolSpectrum } from "./report/modem/dechirp.ts";
export { type DechirpedPicture, dechirpedScene } from "./report/modem/dechirped-scene.ts";
export type { ChannelPlace, MarkedFrame } from "./report/modem/frame-parts.ts";
export { type FrequencyPicture, frequencyScene, frequencyStretch } from "./report/modem/frequency-scene.ts";
export { createSpectrogram, type Spectrogram, type SpectrogramAccumulator } from "./report/modem/spectrogram.ts";
export type { SpectrogramOptions } from "./report/modem/spectrogram-plan.ts";
export { type SpectrogramPicture, spectrogramScene } from "./report/modem/spectrogram-scene.ts";
export { type PendingOutput, planOutputs } from "./report/outputs.ts";
export { type PathPicture, pathSvg } from "./report/path-svg.ts";
export type { Mark, Scene } from "./report/plot/scene.ts";
export { scenePng } from "./report/plot/scene-png.ts";
export { sceneSvg } from "./report/plot/scene-svg.ts";
export { planSummary } from "./report/summary.ts";
export { summaryText } from "./report/summary-text.ts";
export { type WaterfallPicture, waterfallSvg } from "./report/waterfall-svg.ts";
export { antennaFiles, withAntennaFiles } from "./scenario/antennas.ts";
export { catalogJsonSchema } from "./scenario/catalog/json-schema.ts";
export { parseCatalog } from "./scenario/catalog/parse.ts";
export { scenarioJsonSchema } from "./scenario/json-schema.ts";
export { parseJsonText } from "./scenario/json-text.ts";
export type { ScenarioOverrides } from "./scenario/overrides.ts";
export { type ParseOptions, parseScenario, type Validation, validateScenario } from "./scenario/parse.ts";
export type {
  Area,
  Device,
  Exclusion,
  Goal,
  Position,
  Scenario,
  Station,
  StationAntenna,
  Terminal,
} from "./scenario/scenario.ts";
export { VERSION } from "./version.ts";
