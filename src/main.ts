import { ConfigError, readConfig } from './config.ts';
import { startHousecall } from './housecall.ts';
import { createLogger } from './log.ts';

/** Exit status for a setting that is wrong, as in sysexits.h. */
const badConfiguration = 78;

// Whatever is written is for this account alone, and for groups that somebody gives rights to.
process.umask(0o077);

try {
  const config = readConfig(process.env);
  const log = createLogger(config.logLevel);
  const housecall = await startHousecall(config, log);

  // The first signal lets calls come to their end, a second one does not wait for them.
  const hurry = new AbortController();
  let isStopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    log.info({ signal }, isStopping ? 'stopping at once' : 'stopping');
    if (isStopping) return hurry.abort();
    isStopping = true;
    try {
      await housecall.drain(hurry.signal);
      await housecall.close();
      process.exit(0);
    } catch (error) {
      log.fatal({ err: error }, 'did not stop cleanly');
      process.exit(1);
    }
  };
  process.on('SIGTERM', (signal) => void stop(signal));
  process.on('SIGINT', (signal) => void stop(signal));

  console.log(
    `Housecall listens.\n  TV     ${housecall.url}/tv/\n  Agent  ${housecall.url}/agent/`,
  );
  if (housecall.demo !== null) {
    const { emails, password } = housecall.demo;
    console.log(`Demo sign-in: ${emails.join(', ')}\n  Password  ${password}`);
  }
} catch (error) {
  if (error instanceof ConfigError) {
    console.error(error.message);
    process.exit(badConfiguration);
  }
  const message = error instanceof Error ? error.message : String(error);
  console.error(`Housecall could not start: ${message}`);
  if (error instanceof Error && error.cause !== undefined) console.error(error.cause);
  process.exit(1);
}
