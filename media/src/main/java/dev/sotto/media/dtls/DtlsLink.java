package dev.sotto.media.dtls;

import dev.sotto.media.sdp.Protection.Dtls;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.jspecify.annotations.Nullable;

/**
 * One call's handshake. Its methods are the event loop's, as are the listener's; the handshake itself is a worker's, and both
 * meet in {@link Datagrams} only.
 *
 * <pre>
 *   IDLE --first message, or ours--> SHAKING --keys--> DONE
 *     ^------- no worker free -------'  '--alert, time-out--> FAILED
 * </pre>
 */
public final class DtlsLink {
    private static final int DRAIN_MILLIS = 1;

    private final Handshakes handshakes;
    private final Dtls agreed;
    private final Executor loop;
    private final Listener listener;
    private final Datagrams datagrams;
    private State state = State.IDLE;
    private @Nullable DTLSTransport transport;
    private boolean draining;

    private enum State {
        IDLE,
        SHAKING,
        DONE,
        FAILED
    }

    /** Told what comes of it; on the loop. */
    public interface Listener {
        /** To be sent to the peer. */
        void onSend(byte[] datagram);

        /** The peer is who the description promised: these are the keys. Once. */
        void onKeys(MadeKeys keys);

        /** It is not, or the handshake came to no end: nothing will be heard. Once. */
        void onFailed(String reason);
    }

    /** @param loop runs tasks on the call's event loop */
    public DtlsLink(Handshakes handshakes, Dtls agreed, Executor loop, Listener listener) {
        this.handshakes = handshakes;
        this.agreed = agreed;
        this.loop = loop;
        this.listener = listener;
        this.datagrams = new Datagrams(datagram -> loop.execute(() -> {
            if (state != State.FAILED) {
                listener.onSend(datagram);
            }
        }));
    }

    /** What was agreed on when it was made. */
    public Dtls agreed() {
        return agreed;
    }

    /** The peer can be reached: where it waits for us, we begin. */
    public void reachable() {
        if (agreed.active() && state == State.IDLE) {
            begin();
        }
    }

    /** A datagram with a first byte from 20 to 63. */
    public void onPacket(ByteBuf packet) {
        boolean wanted = state == State.DONE || state == State.SHAKING || !agreed.active();
        if (state == State.FAILED || !wanted || !datagrams.arrived(packet)) {
            return;
        }
        if (state == State.IDLE) {
            begin();
        } else if (state == State.DONE) {
            drain();
        }
    }

    private void begin() {
        state = State.SHAKING;
        if (!handshakes.run(this::shake)) {
            state = State.IDLE;
            datagrams.clear();
        }
    }

    /** Worker. */
    private void shake() {
        int patience = handshakes.timeoutMillis();
        try {
            DTLSTransport made;
            MadeKeys keys;
            if (agreed.active()) {
                ActivePeer peer = new ActivePeer(handshakes.identity(), agreed.remote(), patience);
                made = new DTLSClientProtocol().connect(peer, datagrams);
                keys = peer.keys();
            } else {
                PassivePeer peer = new PassivePeer(handshakes.identity(), agreed.remote(), patience);
                made = new DTLSServerProtocol().accept(peer, datagrams);
                keys = peer.keys();
            }
            loop.execute(() -> ended(made, keys));
        } catch (IOException | RuntimeException e) {
            // whatever a hostile peer makes the library say, it is the end of this handshake and of nothing else
            loop.execute(() -> failed(String.valueOf(e.getMessage())));
        }
    }

    private void ended(DTLSTransport made, @Nullable MadeKeys keys) {
        if (state != State.SHAKING) {
            return;
        }
        if (keys == null) {
            failed("handshake without keys");
            return;
        }
        transport = made;
        state = State.DONE;
        listener.onKeys(keys);
    }

    private void failed(String reason) {
        if (state == State.SHAKING) {
            state = State.FAILED;
            datagrams.close();
            listener.onFailed(reason);
        }
    }

    /** The peer that has not got our last messages repeats its own: the library then repeats ours (RFC 6347 section 4.2.4). */
    private void drain() {
        DTLSTransport established = transport;
        if (established != null && !draining) {
            draining = handshakes.run(() -> repeat(established));
        }
    }

    /** Worker. */
    private void repeat(DTLSTransport established) {
        byte[] ignored = new byte[Datagrams.MAX_BYTES];
        try {
            while (!datagrams.isEmpty()) {
                established.receive(ignored, 0, ignored.length, DRAIN_MILLIS);
            }
        } catch (IOException | RuntimeException e) {
            // the peer has closed its side, or sent nonsense: the keys stay what they are
            datagrams.clear();
        }
        loop.execute(() -> draining = false);
    }

    /** Lets everything go; the listener is told nothing more. */
    public void close() {
        state = State.FAILED;
        datagrams.close();
    }
}
