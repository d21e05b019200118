import type { Finding } from "../finding.ts";
import type { AuditedDevice } from "./device.ts";
import { auditKeys, auditSharedKeys } from "./key-rules.ts";
import { mergeDevices } from "./merge-devices.ts";
import { auditRepeatedEuis, auditSession, auditVersions } from "./session-rules.ts";

/**
 * Everything that a device list tells of a network's security.
 *
 * @param devices as they were read; entries of one device are put together
 */
export function auditDevices(devices: readonly AuditedDevice[]): readonly Finding[] {
  const merged = mergeDevices(devices);
  return [
    ...merged.flatMap(auditKeys),
    ...auditSharedKeys(merged),
    ...merged.flatMap(auditSession),
    ...auditRepeatedEuis(merged),
    ...auditVersions(merged),
  ];
}
