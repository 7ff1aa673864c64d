/** How much of everything is open. */
export interface Counts {
  readonly rooms: number;
  readonly peers: number;
  readonly transports: number;
  readonly producers: number;
  readonly consumers: number;
  readonly dataProducers: number;
  readonly dataConsumers: number;
}

export const noCounts: Counts = {
  rooms: 0,
  peers: 0,
  transports: 0,
  producers: 0,
  consumers: 0,
  dataProducers: 0,
  dataConsumers: 0,
};

export function addCounts(a: Counts, b: Counts): Counts {
  return {
    rooms: a.rooms + b.rooms,
    peers: a.peers + b.peers,
    transports: a.transports + b.transports,
    producers: a.producers + b.producers,
    consumers: a.consumers + b.consumers,
    dataProducers: a.dataProducers + b.dataProducers,
    dataConsumers: a.dataConsumers + b.dataConsumers,
  };
}
