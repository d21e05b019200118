import type { CommandEntry } from "./command.ts";

/** Every command, in the order of the help; two words where it belongs to a group. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: "plan",
    summary: "choose gateways on real terrain and map what they cover",
    load: async () => (await import("./plan.ts")).plan,
  },
  {
    name: "coverage",
    summary: "map what the existing gateways cover",
    load: async () => (await import("./coverage.ts")).coverage,
  },
  {
    name: "validate",
    summary: "check a scenario and name every fault",
    load: async () => (await import("./validate.ts")).validate,
  },
  {
    name: "path",
    summary: "terrain, line of sight and loss between two places",
    load: async () => (await import("./path.ts")).path,
  },
  {
    name: "path-loss",
    summary: "loss by a propagation model, for one case or a stream of cases",
    load: async () => (await import("./path-loss.ts")).pathLoss,
  },
  {
    name: "link",
    summary: "link budget both ways: margin, packet success, range",
    load: async () => (await import("./link.ts")).link,
  },
  {
    name: "antenna",
    summary: "gain, beamwidths and polar diagrams of an antenna, by formula or from a file",
    load: async () => (await import("./antenna.ts")).antenna,
  },
  {
    name: "airtime",
    summary: "how long a packet is on air, and how often a region lets it be sent",
    load: async () => (await import("./airtime.ts")).airtime,
  },
  {
    name: "battery",
    summary: "how long a device lives on its cells, and where the energy goes",
    load: async () => (await import("./battery.ts")).battery,
  },
  {
    name: "catalog",
    summary: "list radios, gateways, antennas and batteries, or check a catalog of your own",
    load: async () => (await import("./catalog.ts")).catalog,
  },
  {
    name: "select",
    summary: "rank radio, antenna, cells and setting against what a device must do",
    load: async () => (await import("./select.ts")).select,
  },
  {
    name: "configure",
    summary: "spreading factor, coding rate and power with the least energy for a link or a scenario's devices",
    load: async () => (await import("./configure.ts")).configure,
  },
  {
    name: "modem encode",
    summary: "the symbols of a frame",
    load: async () => (await import("./modem/encode.ts")).encode,
  },
  {
    name: "modem decode-symbols",
    summary: "the payload in a frame's symbols",
    load: async () => (await import("./modem/decode-symbols.ts")).decodeSymbols,
  },
  {
    name: "modem demodulate",
    summary: "find and decode the frames in a recording or a stream of samples",
    load: async () => (await import("./modem/demodulate.ts")).demodulate,
  },
  {
    name: "modem modulate",
    summary: "frames as samples, clean or through a channel, in a file",
    load: async () => (await import("./modem/modulate.ts")).modulate,
  },
  {
    name: "modem simulate",
    summary: "error rates of symbols, bits and packets by SNR",
    load: async () => (await import("./modem/simulate.ts")).simulate,
  },
  {
    name: "modem show",
    summary: "pictures: spectrogram, frequency of chirps, a dechirped symbol",
    load: async () => (await import("./modem/show.ts")).show,
  },
  {
    name: "frame encode",
    summary: "a LoRaWAN or private frame, encrypted and signed",
    load: async () => (await import("./frame/encode.ts")).encode,
  },
  {
    name: "frame decode",
    summary: "what is in a frame: fields, MIC, payload, MAC commands",
    load: async () => (await import("./frame/decode.ts")).decode,
  },
  {
    name: "frame verify",
    summary: "whether frames are authentic and new",
    load: async () => (await import("./frame/verify.ts")).verify,
  },
  {
    name: "audit",
    summary: "security of a network or a private protocol: findings with severity, rule, evidence and mend",
    load: async () => (await import("./audit.ts")).audit,
  },
  {
    name: "import",
    summary: "uplink logs, gateways and devices of LoRaWAN platforms as an uplink log or a scenario",
    load: async () => (await import("./import.ts")).importLog,
  },
  {
    name: "export",
    summary: "a scenario's or plan's gateways and devices for a platform, or as KML, CSV, GeoJSON",
    load: async () => (await import("./export.ts")).exportNetwork,
  },
  {
    name: "completion",
    summary: "print a completion script for bash, zsh or fish",
    load: async () => (await import("./completion.ts")).completion,
  },
];
