import { auditDevices } from "../../protocol/audit/devices/audit-devices.ts";
import { type AuditedDevice, activationOf } from "../../protocol/audit/devices/device.ts";
import { mergeDevices } from "../../protocol/audit/devices/merge-devices.ts";
import { countSeverities, type Finding, sortFindings } from "../../protocol/audit/finding.ts";
import type { Severity } from "../../protocol/audit/rule.ts";
import { type DeviceKnowledge, UplinkAudit } from "../../protocol/audit/uplinks/uplink-audit.ts";
import { type AuditedFile, FileAudit } from "./audit-file.ts";

/** The answer of an audit. */
export interface AuditReport {
  /** The worst first. */
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Record<Severity, number>>;
  readonly files: readonly AuditedFile[];
}

/**
 * Audits a network from its files: device lists say how logs are to be judged, whatever comes first.
 *
 * @example
 * const audit = new NetworkAudit({ region: "EU868" });
 * const file = audit.open("devices.json");
 * for (const line of text.split("\n")) file.push(line);
 * const { findings } = audit.report();
 */
export class NetworkAudit {
  readonly #region: string | null;
  readonly #uplinks: UplinkAudit;
  readonly #devices: AuditedDevice[] = [];
  readonly #files: FileAudit[] = [];

  /** @param region whose limits on time on air hold; null: they are not judged. @throws {InputError} `unknown-region` */
  constructor({ region = null }: { readonly region?: string | null } = {}) {
    this.#region = region;
    this.#uplinks = new UplinkAudit(region);
  }

  /** Begins a file; its lines are pushed to what is returned. @param file null: not from a file */
  open(file: string | null): FileAudit {
    const audit = new FileAudit(file, { region: this.#region, uplinks: this.#uplinks, devices: this.#devices });
    this.#files.push(audit);
    return audit;
  }

  /** Ends all files. */
  report(): AuditReport {
    const files = this.#files.map((file) => file.end());
    const findings = sortFindings([
      ...this.#files.flatMap((file) => file.findings()),
      ...auditDevices(this.#devices),
      ...this.#uplinks.findings(knowledgeOf(this.#devices)),
    ]);
    return { findings, counts: countSeverities(findings), files };
  }
}

function knowledgeOf(devices: readonly AuditedDevice[]): DeviceKnowledge {
  const merged = mergeDevices(devices);
  const byEui = new Map(merged.flatMap((device) => (device.devEui === null ? [] : [[device.devEui, device]])));
  const byAddr = new Map(merged.flatMap((device) => (device.devAddr === null ? [] : [[device.devAddr, device]])));
  return {
    activation: ({ devEui, devAddr }) => {
      const device =
        (devEui === null ? undefined : byEui.get(devEui)) ?? (devAddr === null ? undefined : byAddr.get(devAddr));
      return device === undefined ? null : activationOf(device);
    },
    noncesCountUp: (devEui) => {
      const version = devEui === null ? null : (byEui.get(devEui)?.version ?? null);
      if (version === null || version.patch === null) return null;
      return version.minor > 0 || version.patch >= 4;
    },
  };
}
