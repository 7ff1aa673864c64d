import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';

describe('the configuration', () => {
  it('needs nothing for the demo, and keeps it on loopback', () => {
    const config = readConfig({ PATH: '/bin' });
    expect(config.demo).not.toBeNull();
    expect(config.listen).toEqual({ host: '127.0.0.1', port: 8080 });
    expect(config.media.host).toBe('127.0.0.1');
  });

  it('reads what a clinic sets', () => {
    const config = readConfig({
      HOUSECALL_DEMO: 'off',
      HOUSECALL_HOST: '0.0.0.0',
      HOUSECALL_PORT: '443',
      HOUSECALL_PUBLIC_URL: 'https://tv.clinic.example/',
      HOUSECALL_ANNOUNCED_ADDRESS: '198.51.100.7',
      HOUSECALL_TURN_URLS: 'turn:a.example:3478, turns:a.example:443',
      HOUSECALL_TURN_SECRET: 'shared',
    });
    expect(config.demo).toBeNull();
    expect(config.publicUrl).toBe('https://tv.clinic.example');
    expect(config.ice.turnUrls).toEqual(['turn:a.example:3478', 'turns:a.example:443']);
    expect(config.media).toMatchObject({ host: '0.0.0.0', announcedAddress: '198.51.100.7' });
  });

  it.each([
    ['public', { HOUSECALL_DEMO: 'off', HOUSECALL_ANNOUNCED_ADDRESS: '198.51.100.7' }],
    ['public-and-loopback', {}],
    ['private-too', { HOUSECALL_WEBHOOK_PRIVATE: 'on' }],
  ])('lets webhooks reach as far as «%s» by %j', (reach, env) => {
    expect(readConfig(env).webhooks.reach).toBe(reach);
  });

  const sms = {
    HOUSECALL_SMS_URL: 'https://api.twilio.com',
    HOUSECALL_SMS_ACCOUNT: 'AC1',
    HOUSECALL_SMS_TOKEN: 'token',
    HOUSECALL_SMS_FROM: '+4930123456',
  };
  const mail = {
    HOUSECALL_SMTP_URL: 'smtps://user:password@mail.example:465',
    HOUSECALL_MAIL_FROM: 'consult@clinic.example',
  };
  const answers = {
    HOUSECALL_MAIL_REPLY_TO: 'answers@clinic.example',
    HOUSECALL_MAIL_INBOUND_SECRET: 'a secret of enough letters',
  };

  it('sends nothing unless it is told how', () => {
    expect(readConfig({}).messages).toEqual({ sms: null, mail: null });
  });

  it('reads how links go to phones, and how answers come back', () => {
    expect(readConfig({ ...sms, ...mail, ...answers }).messages).toEqual({
      sms: { url: 'https://api.twilio.com', account: 'AC1', token: 'token', from: '+4930123456' },
      mail: {
        smtpUrl: 'smtps://user:password@mail.example:465',
        from: 'consult@clinic.example',
        answers: { replyTo: 'answers@clinic.example', secret: 'a secret of enough letters' },
      },
    });
    expect(readConfig(mail).messages.mail?.answers).toBeNull();
  });

  it.each([
    ['a misspelt variable', { HOUSECALL_PROT: '80' }, /HOUSECALL_PROT/],
    ['a port out of range', { HOUSECALL_PORT: '70000' }, /HOUSECALL_PORT/],
    ['a port that is no number', { HOUSECALL_PORT: 'http' }, /HOUSECALL_PORT/],
    ['a short demo password', { HOUSECALL_DEMO_PASSWORD: 'short' }, /HOUSECALL_DEMO_PASSWORD/],
    ['a demo for the whole network', { HOUSECALL_HOST: '0.0.0.0' }, /loopback/],
    ['a demo relay for the whole network', { HOUSECALL_MEDIA_HOST: '0.0.0.0' }, /loopback/],
    ['half a TLS setting', { HOUSECALL_TLS_CERT: 'cert.pem' }, /go together/],
    ['TURN without its secret', { HOUSECALL_TURN_URLS: 'turn:a.example' }, /HOUSECALL_TURN_SECRET/],
    ['SMS without its account', { ...sms, HOUSECALL_SMS_ACCOUNT: '' }, /HOUSECALL_SMS_ACCOUNT/],
    ['SMS by another protocol', { ...sms, HOUSECALL_SMS_URL: 'ftp://a' }, /HOUSECALL_SMS_URL/],
    ['a mail server without a sender', { HOUSECALL_SMTP_URL: 'smtp://a' }, /HOUSECALL_MAIL_FROM/],
    ['a web address for a mail server', { ...mail, HOUSECALL_SMTP_URL: 'http://a' }, /SMTP_URL/],
    ['answers to nothing', answers, /HOUSECALL_SMTP_URL/],
    [
      'answers that anybody may bring',
      { ...mail, ...answers, HOUSECALL_MAIL_INBOUND_SECRET: '' },
      /HOUSECALL_MAIL_INBOUND_SECRET/,
    ],
    [
      'a short secret for them',
      { ...mail, ...answers, HOUSECALL_MAIL_INBOUND_SECRET: 'short' },
      /HOUSECALL_MAIL_INBOUND_SECRET/,
    ],
    [
      'an address for answers with a + of its own',
      { ...mail, ...answers, HOUSECALL_MAIL_REPLY_TO: 'a+b@clinic.example' },
      /HOUSECALL_MAIL_REPLY_TO/,
    ],
    ['a relay nobody can find', { HOUSECALL_DEMO: 'off' }, /HOUSECALL_ANNOUNCED_ADDRESS/],
  ])('refuses %s and says which setting is wrong', (_what, env, message) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(message);
  });
});
