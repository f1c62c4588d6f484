package dev.sotto.loadtest.phone;

import io.netty.channel.socket.DatagramPacket;
import java.util.PriorityQueue;

/** Packets that have to leave late, in the order of their time. Loop only. */
final class Delays {
    private final PriorityQueue<Delayed> waiting = new PriorityQueue<>();
    private long count;

    private record Delayed(long dueNanos, long number, SoundPort port, DatagramPacket packet)
            implements Comparable<Delayed> {
        /** Of one moment, the first that came. */
        @Override
        public int compareTo(Delayed other) {
            int sooner = Long.signum(dueNanos - other.dueNanos);
            return sooner != 0 ? sooner : Long.compare(number, other.number);
        }
    }

    void add(long dueNanos, SoundPort port, DatagramPacket packet) {
        waiting.add(new Delayed(dueNanos, count++, port, packet));
    }

    /** Sends what is due. */
    void release(long nowNanos) {
        Delayed next = waiting.peek();
        while (next != null && nowNanos - next.dueNanos() >= 0) {
            waiting.poll();
            next.port().send(next.packet());
            next = waiting.peek();
        }
    }

    void clear() {
        waiting.forEach(delayed -> delayed.packet().release());
        waiting.clear();
    }
}
