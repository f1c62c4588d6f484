package dev.sotto.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that break anywhere: in a greeting, between a message and its acknowledgement, in a burst of answers. */
class ResumeIT {
    private static EdgeUnderTest edge;

    @BeforeAll
    static void start() {
        edge = new EdgeUnderTest(settings -> settings.withInstances(2));
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    /** A visitor who talks on over broken connections and sends again what was not acknowledged. */
    private static final class Visitor {
        final Random random;
        final boolean saysAfter;
        final List<Long> received = new ArrayList<>();
        final List<String> unacknowledged = new ArrayList<>();
        TestSocket socket;
        String resume;
        String conversation;

        Visitor(long seed, boolean saysAfter) {
            random = new Random(seed);
            this.saysAfter = saysAfter;
            connect();
        }

        void connect() {
            socket = edge.open("/v1/chat");
            var hello = new JsonObject().put("type", "hello").put("resume", resume);
            if (saysAfter && resume != null && !received.isEmpty()) {
                hello.put("after", received.get(received.size() - 1));
            }
            socket.send(hello);
            JsonObject welcome = socket.next("welcome");
            resume = welcome.getString("resume");
            conversation = welcome.getString("conversation");
            unacknowledged.forEach(id -> socket.say(id, "say 3"));
        }

        void say(String id) {
            unacknowledged.add(id);
            socket.say(id, "say 3");
        }

        void take(JsonObject frame) {
            if (frame.getString("type").equals("message")) {
                received.add(frame.getLong("number"));
            } else if (frame.getString("type").equals("ack")) {
                unacknowledged.remove(frame.getString("id"));
            }
        }

        void breakConnection() {
            LockSupport.parkNanos(random.nextInt(1_500_000)); // somewhere, not at a chosen place
            socket.cut();
            socket.closeCode();
            socket.rest().forEach(this::take);
        }

        /** Everything said so far is acknowledged, and so was, before it, every pong. */
        void settle() {
            while (!unacknowledged.isEmpty()) {
                take(socket.next("message", "ack"));
            }
        }

        List<Long> expected() {
            return edge.conversations.conversations.get(conversation).lines.stream()
                    .filter(line -> line.from() != dev.sotto.orchestrator.conversation.Party.CUSTOMER)
                    .map(line -> line.number())
                    .toList();
        }

        void finish() {
            settle();
            List<Long> expected = expected();
            while (received.isEmpty() || received.get(received.size() - 1) < expected.get(expected.size() - 1)) {
                take(socket.next("message"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aClientThatSaysWhereItIsLosesAndDoublesNothing(long seed) {
        var visitor = new Visitor(seed, true);
        for (int turn = 0; turn < 15; turn++) {
            visitor.say("m" + turn);
            visitor.breakConnection();
            visitor.connect();
        }
        visitor.finish();
        assertThat(visitor.received).as("seed " + seed).isEqualTo(visitor.expected());
        assertThat(edge.conversations.conversations.get(visitor.conversation).lines)
                .hasSize(1 + 15 * 4);
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void aPlainClientLosesNothingAndCanTellWhatCameTwice(long seed) {
        var visitor = new Visitor(seed, false);
        for (int turn = 0; turn < 15; turn++) {
            visitor.say("m" + turn);
            visitor.breakConnection();
            visitor.connect();
        }
        visitor.finish();
        assertThat(new HashSet<>(visitor.received))
                .as("seed " + seed)
                .containsExactlyInAnyOrderElementsOf(visitor.expected());
    }

    @Test
    void aPlainClientGetsNothingTwiceThatItHadAnswered() {
        var visitor = new Visitor(7, false);
        for (int turn = 0; turn < 10; turn++) {
            visitor.say("m" + turn);
            visitor.settle();
            List<Long> expected = visitor.expected();
            while (visitor.received.size() < expected.size()) {
                visitor.take(visitor.socket.next("message"));
            }
            visitor.say("n" + turn); // its acknowledgement comes behind the pongs of all that was received
            visitor.settle();
            int sure = expected.size();
            visitor.socket.cut();
            visitor.socket.closeCode();
            visitor.socket.rest().forEach(visitor::take);
            visitor.connect();
            while (!visitor.received.containsAll(visitor.expected())) {
                visitor.take(visitor.socket.next("message"));
            }
            assertThat(visitor.received.subList(0, sure)).isEqualTo(expected);
            assertThat(visitor.received.subList(sure, visitor.received.size())).doesNotContainAnyElementsOf(expected);
            visitor.received.clear();
            visitor.received.addAll(visitor.expected());
        }
    }
}
