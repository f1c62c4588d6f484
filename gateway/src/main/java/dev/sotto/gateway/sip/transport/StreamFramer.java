package dev.sotto.gateway.sip.transport;

import dev.sotto.gateway.sip.message.SipLimits;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Cuts a stream into messages (RFC 3261, 7.5 and 18.3): line ends before a message are skipped, the head ends with an empty
 * line, the body is as long as Content-Length says, and without one there is no next message. Two line ends between messages are
 * a ping (RFC 5626, 4.4.1).
 *
 * <p>Every octet is looked at once, however the stream is split; never more is kept than one message may have. Loop thread only.
 */
public final class StreamFramer {
    private static final int FIRST_CAPACITY = 1024;
    private static final int END_OF_HEAD = 4;

    /** Who gets what was cut out. */
    public interface Sink {
        /** A whole message, head and body. */
        void message(byte[] octets);

        /** Two line ends where a message could have begun: asks for one in return. */
        void ping();

        /**
         * The stream can't be read any further; nothing comes after this.
         *
         * @param status what to answer
         * @param head of the message, or as much of it as there is
         */
        void broken(int status, String reason, byte[] head);
    }

    private enum State {
        BETWEEN,
        HEAD,
        BODY,
        BROKEN
    }

    private final SipLimits limits;
    private final Sink sink;
    private State state = State.BETWEEN;
    private byte[] buffer = new byte[0];
    private int length;
    private int bodyLeft;
    /** How many octets of CRLF CRLF were just seen: in a head its end, between messages a ping. */
    private int ends;

    public StreamFramer(SipLimits limits, Sink sink) {
        this.limits = limits;
        this.sink = sink;
    }

    /** Whether a message has begun and not ended. */
    public boolean isMidMessage() {
        return state == State.HEAD || state == State.BODY;
    }

    public boolean isBroken() {
        return state == State.BROKEN;
    }

    /** Takes no more: what is left of the stream is of no interest. */
    public void stop() {
        reset(State.BROKEN);
    }

    /** Takes all that is readable. */
    public void feed(ByteBuf in) {
        while (in.isReadable()) {
            switch (state) {
                case BETWEEN -> between(in);
                case HEAD -> head(in);
                case BODY -> body(in);
                case BROKEN -> in.skipBytes(in.readableBytes());
            }
        }
    }

    private void between(ByteBuf in) {
        byte octet = in.readByte();
        if (octet != '\r' && octet != '\n') {
            if (octet <= ' ' || octet == 0x7f) {
                fail(400, "Not SIP");
                return;
            }
            buffer = new byte[FIRST_CAPACITY];
            buffer[0] = octet;
            length = 1;
            ends = 0;
            state = State.HEAD;
            return;
        }
        count(octet);
        if (ends == END_OF_HEAD) {
            ends = 0;
            sink.ping();
        }
    }

    private void head(ByteBuf in) {
        int from = in.readerIndex();
        int room = limits.maxMessageBytes() - length;
        int most = from + Math.min(in.readableBytes(), room);
        int at = from;
        while (at < most && ends < END_OF_HEAD) {
            count(in.getByte(at++));
        }
        append(in, at - from);
        if (ends == END_OF_HEAD) {
            endOfHead();
        } else if (length == limits.maxMessageBytes()) {
            fail(513, "Message Too Large");
        }
    }

    private void endOfHead() {
        int said = ContentLength.of(buffer, length);
        if (said < 0) {
            fail(400, said == ContentLength.MISSING ? "Missing Content-Length" : "Bad Content-Length");
        } else if (said > limits.maxMessageBytes() - length) {
            fail(513, "Message Too Large");
        } else {
            bodyLeft = said;
            state = State.BODY;
            endOfMessage();
        }
    }

    private void body(ByteBuf in) {
        int part = Math.min(bodyLeft, in.readableBytes());
        append(in, part);
        bodyLeft -= part;
        endOfMessage();
    }

    private void endOfMessage() {
        if (bodyLeft == 0) {
            byte[] message = Arrays.copyOf(buffer, length);
            reset(State.BETWEEN);
            sink.message(message);
        }
    }

    private void fail(int status, String reason) {
        byte[] head = Arrays.copyOf(buffer, length);
        reset(State.BROKEN);
        sink.broken(status, reason, head);
    }

    private void reset(State next) {
        buffer = new byte[0];
        length = 0;
        ends = 0;
        state = next;
    }

    private void append(ByteBuf in, int octets) {
        if (length + octets > buffer.length) {
            int doubled = Math.max(2 * buffer.length, length + octets);
            buffer = Arrays.copyOf(buffer, Math.min(doubled, limits.maxMessageBytes()));
        }
        in.readBytes(buffer, length, octets);
        length += octets;
    }

    private void count(byte octet) {
        boolean wanted = octet == (ends % 2 == 0 ? '\r' : '\n');
        if (wanted) {
            ends++;
        } else {
            ends = octet == '\r' ? 1 : 0;
        }
    }
}
