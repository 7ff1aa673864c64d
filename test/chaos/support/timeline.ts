import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { type TimelineEvent, timelineEvent } from '../../../src/protocol/index.ts';

const row = z.object({ document: z.string() });

/** The timeline of the newest consult as it is on the clinic's disk. */
export function readTimeline(dataDir: string): readonly TimelineEvent[] {
  const database = new DatabaseSync(path.join(dataDir, 'housecall.sqlite'), { readOnly: true });
  try {
    const rows = database
      .prepare(
        `SELECT document FROM timeline
         WHERE consult_id = (SELECT max(id) FROM consults) ORDER BY seq`,
      )
      .all();
    return rows.map((each) => timelineEvent.parse(JSON.parse(row.parse(each).document)));
  } finally {
    database.close();
  }
}

/** What endpoints reported, by the ids that they gave it. */
export function reportedIn(timeline: readonly TimelineEvent[]): readonly string[] {
  return timeline.flatMap((entry) => (entry.type === 'device-event' ? [entry.event.id] : []));
}
