package dev.sotto.loadtest.chaos;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A network between two programs that can be spoilt: everything that goes through its port goes to {@code target}, as long as it is
 * told to. What it does to connections it does to those that are open as well. All state on one context; methods on any thread.
 */
public final class FaultyLink {
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** What is wrong with the network. */
    public sealed interface Trouble {
        /** Nothing. */
        record None() implements Trouble {}

        /** Connections are reset, new ones too. */
        record Cut() implements Trouble {}

        /** Everything arrives that much later, both ways. */
        record Delay(long millis) implements Trouble {}

        /** So many bytes a second at most, both ways, each connection. */
        record Throttle(int bytesPerSecond) implements Trouble {}

        /** Connections stay open and nothing arrives, as when a cable is pulled; lost for good. */
        record Silent() implements Trouble {}

        /** Bytes from the target arrive with some of them changed. */
        record Garble() implements Trouble {}
    }

    // written once
    private final Context context;
    private final NetServer server;
    private final NetClient client;
    private final String host;
    private final int target;

    // context only
    private final Set<Pair> open = new HashSet<>();
    private Trouble trouble = new Trouble.None();

    private FaultyLink(Vertx vertx, String host, int target) {
        context = vertx.getOrCreateContext();
        server = vertx.createNetServer();
        client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(2_000));
        this.host = host;
        this.target = target;
    }

    /** Completes with a link that listens on a free port of 127.0.0.1. */
    public static Future<FaultyLink> to(Vertx vertx, String host, int port) {
        FaultyLink link = new FaultyLink(vertx, host, port);
        return link.server
                .connectHandler(incoming -> {
                    incoming.pause();
                    link.context.runOnContext(go -> link.connected(incoming));
                })
                .listen(0, "127.0.0.1")
                .map(link);
    }

    /** Where its near end is. */
    public int port() {
        return server.actualPort();
    }

    /** From now on the network is like that. */
    public void be(Trouble next) {
        context.runOnContext(go -> {
            boolean mended = trouble instanceof Trouble.Silent;
            trouble = next;
            if (next instanceof Trouble.Cut || mended) {
                // what was lost on a silent line is lost: going on in the middle would be another fault
                Set.copyOf(open).forEach(Pair::close);
            }
        });
    }

    public void mend() {
        be(new Trouble.None());
    }

    public Future<Void> close() {
        return server.close().eventually(client::close);
    }

    private void connected(NetSocket near) {
        if (trouble instanceof Trouble.Cut) {
            near.close();
            return;
        }
        client.connect(target, host)
                .onComplete(connected -> context.runOnContext(go -> {
                    if (connected.failed() || trouble instanceof Trouble.Cut) {
                        near.close();
                        if (connected.succeeded()) {
                            connected.result().close();
                        }
                    } else {
                        new Pair(near, connected.result()).join();
                    }
                }));
    }

    private final class Pair {
        private final NetSocket near;
        private final NetSocket far;
        private long nearDueNanos;
        private long farDueNanos;

        Pair(NetSocket near, NetSocket far) {
            this.near = near;
            this.far = far;
        }

        void join() {
            open.add(this);
            carry(near, far, false);
            carry(far, near, true);
            near.resume();
        }

        private void carry(NetSocket from, NetSocket to, boolean back) {
            from.handler(bytes -> context.runOnContext(go -> through(to, bytes, back)));
            from.closeHandler(gone -> context.runOnContext(go -> close()));
            from.exceptionHandler(broken -> context.runOnContext(go -> close()));
        }

        private void through(NetSocket to, Buffer bytes, boolean back) {
            if (trouble instanceof Trouble.Silent) {
                return;
            }
            Buffer passed = back && trouble instanceof Trouble.Garble ? GARBLED.apply(bytes) : bytes;
            long now = System.nanoTime();
            long due = Math.max(now + transitNanos(bytes.length()), back ? nearDueNanos : farDueNanos);
            if (back) {
                nearDueNanos = due;
            } else {
                farDueNanos = due;
            }
            long millis = (due - now) / NANOS_PER_MILLI;
            if (millis <= 0) {
                to.write(passed);
            } else {
                // in order: what is due later was written later
                context.owner().setTimer(millis, fired -> to.write(passed));
            }
        }

        /** Bytes of a throttled line queue behind each other. */
        private long transitNanos(int length) {
            if (trouble instanceof Trouble.Delay delay) {
                return delay.millis() * NANOS_PER_MILLI;
            }
            return trouble instanceof Trouble.Throttle throttle
                    ? length * 1_000_000_000L / throttle.bytesPerSecond()
                    : 0;
        }

        void close() {
            if (open.remove(this)) {
                near.close();
                far.close();
            }
        }
    }

    /** Every seventh byte is another one. */
    private static final UnaryOperator<Buffer> GARBLED = bytes -> {
        Buffer copy = bytes.copy();
        for (int i = 6; i < copy.length(); i += 7) {
            copy.setByte(i, (byte) (copy.getByte(i) ^ 0x15));
        }
        return copy;
    };
}
