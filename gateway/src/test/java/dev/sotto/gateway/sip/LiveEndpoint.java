package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.transport.Protocol;
import dev.sotto.gateway.sip.transport.SipMeters;
import dev.sotto.gateway.sip.transport.TlsContexts;
import dev.sotto.gateway.sip.transport.TransportSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An endpoint on loopback with an event loop of its own. */
final class LiveEndpoint implements AutoCloseable {
    final Vertx vertx = Vertx.vertx();
    final ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
    final SharedMeters meters = new SharedMeters();
    final RecordingCalls calls;
    final SipEndpoint endpoint;
    final InetSocketAddress address;

    LiveEndpoint(Consumer<IncomingCall> onInvite) throws Exception {
        this(SipSettings.DEFAULT, onInvite, "127.0.0.1", null);
    }

    LiveEndpoint(
            SipSettings settings, Consumer<IncomingCall> onInvite, String host, TransportSettings.@Nullable Tls tls)
            throws Exception {
        calls = new RecordingCalls(onInvite);
        endpoint = new SipEndpoint(context.nettyEventLoop(), settings, calls, meters);
        address = await(endpoint.bind(host, 0, tls == null ? null : TlsContexts.load(tls)));
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** Runs that on the loop and waits for it. */
    void onLoop(Runnable action) throws Exception {
        await(Future.<Void>future(promise -> context.runOnContext(nothing -> {
            action.run();
            promise.complete();
        })));
    }

    /** Waits, with a deadline, for what the loop will do. */
    void eventually(String what, BooleanSupplier condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        boolean[] holds = new boolean[1];
        while (!holds[0]) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not in time: " + what);
            }
            onLoop(() -> holds[0] = condition.getAsBoolean());
            await(Future.<Void>future(promise -> vertx.setTimer(5, id -> promise.complete())));
        }
    }

    InetSocketAddress address(Protocol protocol) {
        return endpoint.address(protocol);
    }

    @Override
    public void close() throws Exception {
        await(endpoint.close());
        await(vertx.close());
    }

    /** What connections did; asked on the loop. */
    static final class SharedMeters implements SipMeters {
        final java.util.Map<String, Integer> counts = new java.util.concurrent.ConcurrentHashMap<>();

        int of(Object what) {
            return counts.getOrDefault(String.valueOf(what), 0);
        }

        @Override
        public void dropped(Drop why) {
            counts.merge(why.name(), 1, Integer::sum);
        }

        @Override
        public void cut(Protocol protocol, Cut why) {
            counts.merge(why.name(), 1, Integer::sum);
        }

        @Override
        public void connections(Protocol protocol, int open) {
            counts.put(protocol.name(), open);
        }

        @Override
        public void connected(Protocol protocol, boolean byPeer) {
            counts.merge(protocol + (byPeer ? " by peer" : " by us"), 1, Integer::sum);
        }

        @Override
        public void sent(String method) {
            counts.merge("sent " + method, 1, Integer::sum);
        }
    }
}
