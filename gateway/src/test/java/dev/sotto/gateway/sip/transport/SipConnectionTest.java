package dev.sotto.gateway.sip.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.SipLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One connection on time that the test moves. */
class SipConnectionTest {
    private static final String BYE = "BYE sip:a@b SIP/2.0\r\nContent-Length: 0\r\n\r\n";

    private final List<String> told = new ArrayList<>();
    private final Table table = new Table();
    private EmbeddedChannel channel = new EmbeddedChannel();
    private SipConnection connection;

    private void open(boolean byUs) {
        Hop peer = Hop.of(Protocol.TCP, new InetSocketAddress("192.0.2.1", 5060));
        connection = new SipConnection(channel, peer, byUs, SipLimits.DEFAULT, table);
        channel.pipeline().addLast(connection);
    }

    private void hear(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, UTF_8));
    }

    private void send(String text) {
        connection.send(Unpooled.copiedBuffer(text, UTF_8), SendWatcher.NOBODY);
    }

    private String sent() {
        StringBuilder text = new StringBuilder();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            text.append(part.toString(UTF_8));
            part.release();
        }
        return text.toString();
    }

    private void pass(long millis) {
        table.now += millis;
        connection.check(table.now);
        channel.runPendingTasks();
    }

    @AfterEach
    void nothingIsLeft() {
        channel.finishAndReleaseAll();
    }

    @Test
    void whatIsSentBeforeItIsReadyWaits() {
        open(true);
        send("one ");
        send("two");
        assertThat(sent()).isEmpty();
        connection.ready();
        assertThat(sent()).isEqualTo("one two");
    }

    @Test
    void waitingIsBounded() {
        open(true);
        for (int i = 0; i < 100; i++) {
            send("x");
        }
        assertThat(told).contains("cut OVERFLOW");
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void messagesComeUpWithTheWayBack() {
        open(false);
        connection.ready();
        hear(BYE.substring(0, 10));
        hear(BYE.substring(10) + "\r\n\r\n");
        assertThat(told).containsExactly("connected", "message", "bytes");
        assertThat(sent()).isEqualTo("\r\n");
    }

    @Test
    void slowMessageIsCutHoweverOftenAnOctetComes() {
        open(false);
        connection.ready();
        hear(BYE);
        for (int second = 0; second <= 11 && connection.isOpen(); second++) {
            hear(BYE.substring(second, second + 1));
            pass(1_000);
        }
        assertThat(told).contains("cut SLOW", "closed");
    }

    @Test
    void manyMessagesAreNotSlow() {
        open(false);
        connection.ready();
        hear(BYE.substring(0, 5));
        for (int second = 0; second < 60; second++) {
            hear(BYE.substring(5) + BYE.substring(0, 5));
            pass(1_000);
        }
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void whoNeverSaysAMessageIsCut() {
        open(false);
        connection.ready();
        for (int second = 0; second <= 31 && connection.isOpen(); second++) {
            hear("\r\n\r\n");
            pass(1_000);
        }
        assertThat(told).contains("cut IDLE");
    }

    @Test
    void idleConnectionIsCutAndKeepAlivesKeepIt() {
        open(false);
        connection.ready();
        hear(BYE);
        for (int minute = 0; minute < 60; minute++) {
            hear("\r\n\r\n");
            pass(60_000);
        }
        assertThat(connection.isOpen()).isTrue();
        for (int minute = 0; minute <= 30; minute++) {
            pass(60_000);
        }
        assertThat(told).contains("cut IDLE");
    }

    @Test
    void ourOwnConnectionsAreKeptAliveByUs() {
        open(true);
        connection.ready();
        pass(95_001);
        assertThat(sent()).isEqualTo("\r\n\r\n");
    }

    @Test
    void setUpThatTakesTooLongIsCutAndTold() {
        open(true);
        connection.send(Unpooled.copiedBuffer("x", UTF_8), new Waiting("first"));
        pass(5_001);
        assertThat(told).containsSubsequence("cut SET_UP", "closed", "first REFUSED");
    }

    @Test
    void lostConnectionIsToldToThoseWhoStillWait() {
        open(true);
        connection.ready();
        Waiting answered = new Waiting("answered");
        connection.send(Unpooled.copiedBuffer("x", UTF_8), answered);
        connection.send(Unpooled.copiedBuffer("x", UTF_8), new Waiting("unanswered"));
        answered.waits = false;
        channel.close();
        channel.runPendingTasks();
        assertThat(told).contains("unanswered LOST").doesNotContain("answered LOST");
        connection.send(Unpooled.copiedBuffer("x", UTF_8), new Waiting("late"));
        channel.runPendingTasks();
        assertThat(told).contains("late LOST");
    }

    @Test
    void halfAMessageAtTheEndIsCounted() {
        open(false);
        connection.ready();
        hear(BYE.substring(0, 30));
        channel.close();
        assertThat(told).contains("dropped TRUNCATED", "closed");
    }

    @Test
    void brokenStreamIsAnsweredThenClosed() {
        open(false);
        connection.ready();
        hear("BYE sip:a@b SIP/2.0\r\n\r\n");
        assertThat(told).containsSubsequence("broken 400", "cut BROKEN", "closed");
        assertThat(sent()).isEqualTo("sorry");
    }

    @Test
    void receiverThatThrowsBreaksNothing() {
        open(false);
        connection.ready();
        table.throwing = true;
        hear(BYE + BYE);
        table.throwing = false;
        hear(BYE);
        assertThat(told).containsExactly("connected", "dropped FAILURE", "dropped FAILURE", "message");
        assertThat(connection.isOpen()).isTrue();
    }

    /** Somebody who waits for an answer. */
    private final class Waiting implements SendWatcher {
        private final String name;
        private boolean waits = true;

        Waiting(String name) {
            this.name = name;
        }

        @Override
        public boolean isWaiting() {
            return waits;
        }

        @Override
        public void onTransportFailure(TransportFailure failure) {
            told.add(name + " " + failure.kind());
        }
    }

    /** Everyone around a connection. */
    private final class Table implements SipConnection.Owner, SipReceiver, SipMeters {
        private long now = 1_000_000;
        private boolean throwing;

        @Override
        public SipReceiver receiver() {
            return this;
        }

        @Override
        public SipMeters meters() {
            return this;
        }

        @Override
        public ConnectionLimits limits() {
            return ConnectionLimits.DEFAULT;
        }

        @Override
        public long nowMillis() {
            return now;
        }

        @Override
        public void onClosed(SipConnection closed) {
            told.add("closed");
        }

        @Override
        public void receive(byte[] message, Hop source) {
            if (throwing) {
                throw new IllegalStateException("as the test wants");
            }
            assertThat(source.isLive()).isTrue();
            told.add("message");
        }

        @Override
        public void receiveBroken(byte[] head, int status, String reason, Hop source) {
            told.add("broken " + status);
            send("sorry");
        }

        @Override
        public void dropped(Drop why) {
            told.add("dropped " + why);
        }

        @Override
        public void cut(Protocol protocol, Cut why) {
            told.add("cut " + why);
        }

        @Override
        public void connected(Protocol protocol, boolean byPeer) {
            told.add("connected");
        }

        @Override
        public void bytes(Protocol protocol, boolean received, int octets) {
            if (!received) {
                told.add("bytes");
            }
        }
    }
}
