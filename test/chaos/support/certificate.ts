import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

/** Paths of PEM files. */
export interface Certificate {
  readonly certFile: string;
  readonly keyFile: string;
}

/** Makes a certificate for these addresses that nobody has signed; browsers are told to take it. */
export async function makeCertificate(
  folder: string,
  addresses: readonly string[],
): Promise<Certificate> {
  const certFile = path.join(folder, 'certificate.pem');
  const keyFile = path.join(folder, 'key.pem');
  const names = addresses.map((address) => `IP:${address}`).join();
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const about = ['-subj', '/CN=clinic.test', '-addext', `subjectAltName=${names}`, '-days', '2'];
  const into = ['-keyout', keyFile, '-out', certFile];
  await promisify(execFile)('openssl', ['req', ...kind, ...about, ...into]);
  return { certFile, keyFile };
}
