import type { Fault } from './fault.ts';

/** What the engine says of the service's storage, in bytes. */
export interface StorageReading {
  readonly usage: number | undefined;
  readonly quota: number | undefined;
  /** Something could not be kept for want of room. */
  readonly isOverQuota: boolean;
}

/** With less than this left, the next thing that a service keeps may not fit. */
const leastFreeBytes = 2_000_000;

/** Whether the TV has room for what the service keeps. */
export function judgeStorage({ usage, quota, isOverQuota }: StorageReading): Fault[] {
  const isFull = usage !== undefined && quota !== undefined && quota - usage < leastFreeBytes;
  if (!isFull && !isOverQuota) return [];
  return [
    {
      code: 'storage-full',
      evidence: {
        ...(usage === undefined ? {} : { usage: { value: usage, unit: 'By' } }),
        ...(quota === undefined ? {} : { quota: { value: quota, unit: 'By' } }),
      },
    },
  ];
}
