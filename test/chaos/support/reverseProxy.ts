import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { createServer } from 'node:tls';

/*
 * A reverse proxy with TLS, a program of its own that can be killed:
 *
 *   node reverseProxy.ts ADDRESS CERTIFICATE KEY TARGET-PORT
 */

const [address = '', certFile = '', keyFile = '', targetPort = ''] = process.argv.slice(2);
const [cert, key] = await Promise.all([readFile(certFile), readFile(keyFile)]);

const server = createServer({ cert, key, ALPNProtocols: ['http/1.1'] }, (outside) => {
  const inside = connect(Number(targetPort), '127.0.0.1');
  outside.pipe(inside).pipe(outside);
  // Whatever ends one side, also an error, ends the other.
  outside.on('error', () => inside.destroy()).on('close', () => inside.destroy());
  inside.on('error', () => outside.destroy()).on('close', () => outside.destroy());
});
server.on('tlsClientError', () => undefined);
server.listen(443, address, () => process.stdout.write('ready\n'));
