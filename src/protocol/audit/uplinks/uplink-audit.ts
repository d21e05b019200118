import type { Finding } from "../finding.ts";
import { AirtimeAudit } from "./airtime-audit.ts";
import { type ActivationLookup, CounterAudit } from "./counter-audit.ts";
import type { HeardUplink } from "./heard-uplink.ts";
import { JoinAudit } from "./join-audit.ts";
import { PayloadAudit } from "./payload-audit.ts";

/** What a device list tells beside a log. */
export interface DeviceKnowledge {
  readonly activation: ActivationLookup;
  /** Whether a device's DevNonces count up (1.0.4 on); null: not known. */
  readonly noncesCountUp: (devEui: string | null) => boolean | null;
}

/**
 * Goes through the uplinks of a log one by one and says at its end what is wrong. Gateways' words on one uplink have been put together
 * before. Memory does not grow with the log.
 */
export class UplinkAudit {
  readonly #counters = new CounterAudit();
  readonly #joins = new JoinAudit();
  readonly #payloads = new PayloadAudit();
  readonly #airtime: AirtimeAudit;

  /** @param region whose limits hold; null: time on air is not judged. @throws {InputError} `unknown-region` */
  constructor(region: string | null) {
    this.#airtime = new AirtimeAudit(region);
  }

  push(heard: HeardUplink): void {
    const { record } = heard;
    this.#airtime.push(heard);
    if (record.kind === "join-request") {
      this.#joins.push(heard);
      if (record.devEui !== null) this.#counters.join(record.devEui);
    }
    if (record.kind !== "data") return;
    const step = this.#counters.push(heard);
    if (step === "backward") this.#payloads.restart(heard);
    this.#payloads.push(heard, step === "forward");
  }

  /** The platform says that a device joined. */
  join(devEui: string): void {
    this.#counters.join(devEui);
  }

  findings({ activation, noncesCountUp }: DeviceKnowledge): readonly Finding[] {
    return [
      ...this.#counters.findings(activation),
      ...this.#joins.findings(noncesCountUp),
      ...this.#payloads.findings(),
      ...this.#airtime.findings(),
    ];
  }
}
