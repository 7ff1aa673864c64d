import { once } from 'node:events';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail server on a port of its own. */
export class MailServer {
  readonly received: ParsedMail[] = [];
  /** Recipients as the envelope names them. */
  readonly recipients: string[] = [];
  /** What the next e-mails are refused with. */
  refusal: string | undefined;
  readonly #server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    logger: false,
    onAuth: (auth, _session, done) => {
      const isRight = auth.username === 'clinic' && auth.password === 'secret';
      if (isRight) done(null, { user: 'clinic' });
      else done(new Error('Wrong password'));
    },
    onRcptTo: (address, _session, done) => {
      if (this.refusal !== undefined) return done(new Error(this.refusal));
      this.recipients.push(address.address);
      done();
    },
    onData: (stream, _session, done) => {
      simpleParser(stream).then((mail) => {
        this.received.push(mail);
        done();
      }, done);
    },
  });

  static async start(): Promise<MailServer> {
    const server = new MailServer();
    // What a client breaks off is the client's to tell.
    server.#server.on('error', () => {});
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server.server, 'listening');
    return server;
  }

  url(password = 'secret'): string {
    const address = this.#server.server.address();
    if (address === null || typeof address === 'string') throw new Error('There is no TCP port.');
    return `smtp://clinic:${password}@127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}
