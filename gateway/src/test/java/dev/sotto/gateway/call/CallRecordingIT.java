package dev.sotto.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.SipPhone;
import dev.sotto.gateway.sip.SipSettings;
import dev.sotto.gateway.sip.transport.SipMeters;
import dev.sotto.media.record.RecordingMeters;
import dev.sotto.media.record.RecordingWriter;
import dev.sotto.media.session.MediaMeters;
import dev.sotto.media.session.MediaPorts;
import dev.sotto.media.session.MediaSettings;
import dev.sotto.orchestrator.conversation.Party;
import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.message.BusRecords;
import dev.sotto.orchestrator.message.Ok;
import dev.sotto.orchestrator.message.ToConversation;
import dev.sotto.orchestrator.message.ToEdge;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A telephone edge that records, and a conversation that the test plays. */
class CallRecordingIT {
    private static final Addresses ADDRESSES = new Addresses("recording", 1);
    private static final String ID = "conversation-1";
    /** The sender of no packets: what is heard is silence. */
    private static final String SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            + "m=audio 9 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n";

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<ToConversation> heard = new LinkedBlockingQueue<>();
    private final RecordingWriter writer = RecordingWriter.start(RecordingMeters.NONE);
    private SipPhone phone;

    private void call(Recordings recordings) throws Exception {
        BusRecords.register(vertx.eventBus());
        vertx.eventBus().<ToConversation>consumer(ADDRESSES.orchestratorOf(ID), message -> {
            heard.add(message.body());
            if (message.body() instanceof ToConversation.Begin) {
                message.reply(Ok.OK);
            }
        });
        CallVerticle.Parts parts = new CallVerticle.Parts(
                ADDRESSES,
                MediaPorts.of(27_200, 27_299),
                text -> new ShortSound(),
                null,
                SipMeters.NONE,
                MediaMeters.NONE,
                CallMeters.NONE,
                InstantSource.system(),
                () -> ID);
        MediaSettings media = MediaSettings.defaults(InetAddress.getLoopbackAddress());
        CallVerticle edge = new CallVerticle(
                        new CallSettings("127.0.0.1", 0, SipSettings.DEFAULT, media, false, 10), parts)
                .recordedIn(recordings);
        vertx.deployVerticle(edge).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        phone = new SipPhone(edge.address(), "recording");
        phone.call(SDP);
    }

    @AfterEach
    void close() throws Exception {
        phone.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        writer.close();
    }

    private void want(ToEdge message) {
        vertx.eventBus().send(ADDRESSES.edge("sip-0"), message);
    }

    private void say(long id, String text) {
        want(new ToEdge.Say(ID, id, Party.ASSISTANT, text, true, Instant.EPOCH));
    }

    private <T extends ToConversation> T await(Class<T> type) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            ToConversation next = heard.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            assertThat(next).as("a " + type.getSimpleName()).isNotNull();
            if (type.isInstance(next)) {
                return type.cast(next);
            }
        }
    }

    private long recording(String what) throws InterruptedException {
        ToConversation.RecordingChanged changed = await(ToConversation.RecordingChanged.class);
        assertThat(changed.what()).isEqualTo(what);
        return changed.millis();
    }

    private void untilSaid(long id) throws InterruptedException {
        while (await(ToConversation.SpeechFinished.class).speechId() != id) {
            // the next
        }
    }

    /** Whether anything of ours is in the file between two places. */
    private static boolean sounds(byte[] file, long fromMillis, long toMillis) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        for (long sample = fromMillis * 8; sample < toMillis * 8 && 44 + 4 * sample + 3 < file.length; sample++) {
            if (bytes.getShort((int) (44 + 4 * sample + 2)) != 0) {
                return true;
            }
        }
        return false;
    }

    @Test
    void theCallerIsToldFirstAndWhatIsSensitiveIsLeftOut() throws Exception {
        call(new Recordings(writer, folder, "This call is recorded."));
        long began = recording("began");
        say(1, "What is it about?");
        untilSaid(1);
        want(new ToEdge.Expect(ID, "digits", 16, true));
        long paused = recording("paused");
        say(2, "What is the number of your card?");
        untilSaid(2);
        want(new ToEdge.Expect(ID, "anything", 0, false));
        long resumed = recording("resumed");
        say(3, "Thank you.");
        untilSaid(3);
        phone.hangUp();
        long ended = recording("ended");
        assertThat(await(ToConversation.Gone.class).termination()).isEqualTo("caller_hung_up");
        writer.close();

        byte[] file = Files.readAllBytes(folder.resolve(ID + ".wav"));
        assertThat(began).isBetween(200L, 2_000L);
        assertThat(sounds(file, 0, began)).as("before the caller knew").isFalse();
        assertThat(sounds(file, began, paused)).as("between").isTrue();
        assertThat(sounds(file, paused, resumed)).as("what is sensitive").isFalse();
        assertThat(sounds(file, resumed, ended)).as("afterwards").isTrue();
        assertThat((file.length - 44) / 32).isEqualTo((int) ended);
        assertThat(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(40))
                .isEqualTo(file.length - 44);
    }

    @Test
    void withoutRecordingsThereIsNoFileAndNothingIsSaidOfIt() throws Exception {
        call(null);
        say(1, "Hello.");
        untilSaid(1);
        phone.hangUp();
        await(ToConversation.Gone.class);
        assertThat(heard).noneMatch(ToConversation.RecordingChanged.class::isInstance);
        assertThat(folder).isEmptyDirectory();
    }
}
