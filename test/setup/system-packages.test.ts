import { expect, test } from 'vitest';
import type { Run } from '../../scripts/setup/commands.mjs';
import { SetupFailure } from '../../scripts/setup/failure.mjs';
import {
  BUILD_REQUIREMENTS,
  ensureSystemPackages,
  type System,
} from '../../scripts/setup/system-packages.mjs';
import { createKeepingReporter } from './reporter.ts';

/** A Debian machine with some packages, whose apt-get works or does not. */
class DebianMachine implements System {
  readonly calls: string[][] = [];
  readonly hasPackageLists: () => boolean;
  isRoot = true;
  hasApt = true;
  /** How many of the next installations fail. */
  failures = 0;
  readonly #installed: Set<string>;

  constructor(installed: string[], hasLists = true) {
    this.#installed = new Set(installed);
    this.hasPackageLists = () => hasLists;
  }

  hasCommand = (name: string): boolean =>
    name === 'apt-get' ? this.hasApt : this.#has(({ command }) => command === name);

  hasLibrary = async (name: string): Promise<boolean> =>
    this.#has(({ library }) => library === name);

  run: Run = async (command, args) => {
    this.calls.push([command, ...args.slice(2)]);
    if (args.includes('install')) {
      if (this.failures > 0) {
        this.failures -= 1;
        return { code: 100, output: 'E: Unable to fetch some archives' };
      }
      for (const name of args.filter((arg) => !arg.startsWith('-'))) this.#installed.add(name);
    }
    return { code: 0, output: '' };
  };

  #has(isIt: (requirement: (typeof BUILD_REQUIREMENTS)[number]) => boolean): boolean {
    return BUILD_REQUIREMENTS.some(
      (requirement) => isIt(requirement) && this.#installed.has(requirement.debianPackage),
    );
  }
}

const everything = BUILD_REQUIREMENTS.map(({ debianPackage }) => debianPackage);
const without = (...names: string[]) => everything.filter((name) => !names.includes(name));
const ensure = (machine: DebianMachine, reporter = createKeepingReporter()) =>
  ensureSystemPackages(BUILD_REQUIREMENTS, 'build the worker', machine, reporter);

test('nothing is run or said where nothing is missing', async () => {
  const machine = new DebianMachine(everything);
  const reporter = createKeepingReporter();

  await ensure(machine, reporter);

  expect(machine.calls).toEqual([]);
  expect(reporter.said).toEqual([]);
});

test('root has what is missing installed, and is told what and why', async () => {
  const machine = new DebianMachine(without('meson', 'libsrtp2-dev'));
  const reporter = createKeepingReporter();

  await ensure(machine, reporter);

  expect(reporter.said).toEqual([
    'Installing Debian packages, needed to build the worker: meson libsrtp2-dev',
  ]);
  expect(machine.calls).toEqual([
    ['apt-get', 'install', '--yes', '--no-install-recommends', 'meson', 'libsrtp2-dev'],
  ]);
});

test('the libraries are taken for missing while there is nothing to ask for them', async () => {
  const machine = new DebianMachine(without('pkg-config'));

  await ensure(machine);

  expect(machine.calls[0]).toEqual(expect.arrayContaining(['pkg-config', 'libuv1-dev']));
});

test('package lists are fetched first where there are none', async () => {
  const machine = new DebianMachine(without('meson'), false);

  await ensure(machine);

  expect(machine.calls.map(([, action]) => action)).toEqual(['update', 'install']);
});

test('package lists that are out of date are fetched, and the installation tried again', async () => {
  const machine = new DebianMachine(without('meson'));
  machine.failures = 1;

  await ensure(machine);

  expect(machine.calls.map(([, action]) => action)).toEqual(['install', 'update', 'install']);
});

test('an installation that fails tells what apt-get said and what to run', async () => {
  const machine = new DebianMachine(without('meson'));
  machine.failures = 2;

  const failure = await ensure(machine).catch((error) => error);

  expect(failure).toBeInstanceOf(SetupFailure);
  expect(failure.message).toContain('E: Unable to fetch some archives');
  expect(failure.advice).toContain('apt-get install --yes --no-install-recommends meson');
});

test('a user who is not root gets the one line to run, and nothing is run', async () => {
  const machine = new DebianMachine(without('meson', 'ninja-build'));
  machine.isRoot = false;

  const failure = await ensure(machine).catch((error) => error);

  expect(failure).toBeInstanceOf(SetupFailure);
  expect(failure.message).toContain('needed to build the worker: meson ninja-build');
  expect(failure.advice).toContain(
    "sudo sh -c 'apt-get update && apt-get install --yes --no-install-recommends meson ninja-build'",
  );
  expect(machine.calls).toEqual([]);
});

test('a system without apt-get is told the names of the packages', async () => {
  const machine = new DebianMachine(without('meson'));
  machine.hasApt = false;

  const failure = await ensure(machine).catch((error) => error);

  expect(failure.message).toBe(
    'Missing, and needed to build the worker: meson (as Debian calls them).',
  );
});
