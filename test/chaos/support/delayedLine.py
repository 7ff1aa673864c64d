"""Two TAP interfaces with a program between them that holds each packet back for a time.

What `tc netem delay` does, for kernels that are built without it. Packets that go in one after the
other may come out in another order, as with netem.

  delayedLine.py TAP TAP    makes both interfaces, prints «ready», then goes by its standard input:
  delay MILLISECONDS        hold each packet back for so many milliseconds
  jitter MILLISECONDS       and for between none and so many more
"""

import fcntl
import heapq
import os
import random
import select
import struct
import sys
import time

TUNSETIFF = 0x400454CA
IFF_TAP = 0x0002
IFF_NO_PI = 0x1000


def open_tap(name):
    tap = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(tap, TUNSETIFF, struct.pack("16sH", name.encode(), IFF_TAP | IFF_NO_PI))
    return tap


def forward(packet, tap):
    try:
        os.write(tap, packet)
    except OSError:
        pass  # The interface is down, or its queue is full: the packet is lost, as on any line.


def main():
    taps = [open_tap(name) for name in sys.argv[1:3]]
    other = {taps[0]: taps[1], taps[1]: taps[0]}
    print("ready", flush=True)
    seconds = {"delay": 0.0, "jitter": 0.0}
    waiting = []
    count = 0
    commands = b""
    while True:
        timeout = max(0.0, waiting[0][0] - time.monotonic()) if waiting else None
        readable, _, _ = select.select([0, *taps], [], [], timeout)
        now = time.monotonic()
        while waiting and waiting[0][0] <= now:
            _, _, packet, tap = heapq.heappop(waiting)
            forward(packet, tap)
        for source in readable:
            try:
                data = os.read(source, 65536)
            except OSError:
                continue
            if source != 0:
                count += 1
                due = now + seconds["delay"] + random.random() * seconds["jitter"]
                heapq.heappush(waiting, (due, count, data, other[source]))
            elif data == b"":
                return
            else:
                *lines, commands = (commands + data).split(b"\n")
                for line in lines:
                    what, milliseconds = line.decode().split()
                    seconds[what] = float(milliseconds) / 1000


main()
