package dev.sotto.media.testbed;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/** A network in virtual time: loses, doubles and delays what is sent, the same way for the same seed. */
public final class LossyLink<T> {
    private final Random random;
    private final double loss;
    private final double doubling;
    private final int jitterMillis;
    private final PriorityQueue<InFlight<T>> inFlight = new PriorityQueue<>();
    private int order;
    private int lost;
    private int doubled;

    private record InFlight<T>(long atMillis, int order, T packet) implements Comparable<InFlight<T>> {
        @Override
        public int compareTo(InFlight<T> other) {
            int byTime = Long.compare(atMillis, other.atMillis);
            return byTime != 0 ? byTime : Integer.compare(order, other.order);
        }
    }

    /** {@code loss} and {@code doubling} are shares of 0 to 1; packets are delayed by up to {@code jitterMillis}. */
    public LossyLink(long seed, double loss, double doubling, int jitterMillis) {
        this.random = new Random(seed);
        this.loss = loss;
        this.doubling = doubling;
        this.jitterMillis = jitterMillis;
    }

    public void send(T packet, long nowMillis) {
        if (random.nextDouble() < loss) {
            lost++;
            return;
        }
        fly(packet, nowMillis);
        if (random.nextDouble() < doubling) {
            doubled++;
            fly(packet, nowMillis);
        }
    }

    private void fly(T packet, long nowMillis) {
        long delay = jitterMillis == 0 ? 0 : random.nextInt(jitterMillis + 1);
        inFlight.add(new InFlight<>(nowMillis + delay, order++, packet));
    }

    /** What has arrived by now. */
    public List<T> arrived(long nowMillis) {
        List<T> arrived = new ArrayList<>();
        while (!inFlight.isEmpty() && inFlight.peek().atMillis() <= nowMillis) {
            arrived.add(inFlight.remove().packet());
        }
        return arrived;
    }

    public int lost() {
        return lost;
    }

    public int doubled() {
        return doubled;
    }
}
