import { createWorker } from 'mediasoup';
import { expect, test } from 'vitest';

test('mediasoup starts the worker in its place, with a WebRTC server and a router', async () => {
  const worker = await createWorker({ logLevel: 'warn' });
  try {
    const server = await worker.createWebRtcServer({
      listenInfos: [
        { protocol: 'udp', ip: '127.0.0.1', port: 0 },
        { protocol: 'tcp', ip: '127.0.0.1', port: 0 },
      ],
    });
    const router = await worker.createRouter({
      mediaCodecs: [
        { kind: 'audio', mimeType: 'audio/opus', clockRate: 48000, channels: 2 },
        { kind: 'video', mimeType: 'video/VP8', clockRate: 90000 },
      ],
    });
    const transport = await router.createWebRtcTransport({
      webRtcServer: server,
      enableSctp: true,
    });

    expect(await worker.dump()).toMatchObject({
      pid: worker.pid,
      webRtcServerIds: [server.id],
      routerIds: [router.id],
    });
    expect((await server.dump()).webRtcTransportIds).toEqual([transport.id]);
    expect((await router.dump()).transportIds).toEqual([transport.id]);
    expect(transport.iceCandidates.map(({ protocol }) => protocol).sort()).toEqual(['tcp', 'udp']);
  } finally {
    worker.close();
  }
});
