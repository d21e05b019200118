export interface RetransmissionRequest {
  readonly confirmed: boolean;
  /** Share of the transmissions that arrive at the network, above 0 to 1. */
  readonly packetSuccess: number;
  /** Share of the acknowledgements that arrive at the device, above 0 to 1. */
  readonly ackSuccess: number;
  /** Of a confirmed uplink. */
  readonly maxTransmissions: number;
  /** Of an unconfirmed one. */
  readonly repeats: number;
}

export interface Retransmissions {
  /** Expected transmissions of one uplink. */
  readonly transmissions: number;
  /** Expected number of acknowledgements that the device receives: 0 to 1. */
  readonly acknowledgements: number;
  /** Chance that an uplink arrives at least once. */
  readonly deliveredShare: number;
}

/**
 * How often an uplink is sent until it is acknowledged, each try being independent of the others.
 *
 * With q the chance that both ways succeed, the number of tries is geometric and cut off at N: its mean is (1 − (1 − q)^N) / q.
 */
export function expectRetransmissions(request: RetransmissionRequest): Retransmissions {
  const { confirmed, packetSuccess, ackSuccess, maxTransmissions, repeats } = request;
  const tries = confirmed ? maxTransmissions : repeats;
  const deliveredShare = 1 - (1 - packetSuccess) ** tries;
  if (!confirmed) return { transmissions: repeats, acknowledgements: 0, deliveredShare };
  const roundTrip = packetSuccess * ackSuccess;
  const acknowledgements = 1 - (1 - roundTrip) ** maxTransmissions;
  return { transmissions: acknowledgements / roundTrip, acknowledgements, deliveredShare };
}
