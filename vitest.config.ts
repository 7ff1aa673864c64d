import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Where a test reads the clock itself, no other file may take the machine from it. */
const timed = [
  'test/connector/adaptation.test.ts',
  'test/connector/multiparty.test.ts',
  'test/connector/phoneMove.test.ts',
  'test/e2e/handover.test.ts',
  'test/e2e/tasks.test.ts',
  'test/sfu/keyFrames.test.ts',
  'test/sfu/media.test.ts',
  'test/sfu/multiparty.test.ts',
];

/** Three browsers and more in one call: two such files at once are more than two cores carry. */
const crowded = [
  'test/connector/phone.test.ts',
  // The others have one browser, or none.
  'test/e2e/!(attach|systems).test.ts',
  'test/mobile/consult.test.ts',
  'test/tv/phone.test.ts',
];

/** Each screen of an app is looked at, or a TV waited for until it is given up: minutes. */
const isLong = ({ moduleId }: TestSpecification) => /\/(looks|unplugged)\.test\.ts$/.test(moduleId);

/** What takes long begins first: where it comes last, one of the cores has nothing left to do. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const others = await super.sort(files);
    return [...others.filter(isLong), ...others.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: [...timed, ...crowded],
        },
      },
      {
        extends: true,
        test: {
          name: 'crowded',
          include: crowded,
          exclude: timed,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: { name: 'alone', include: timed, maxWorkers: 1, sequence: { groupOrder: 2 } },
      },
    ],
  },
});
