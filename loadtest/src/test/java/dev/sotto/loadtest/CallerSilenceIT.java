package dev.sotto.loadtest;

import static dev.sotto.loadtest.House.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.loadtest.desk.Judgement;
import dev.sotto.loadtest.desk.ThinkingTime;
import dev.sotto.loadtest.desk.VirtualAgent;
import dev.sotto.loadtest.phone.CallResult;
import dev.sotto.loadtest.phone.Script;
import dev.sotto.loadtest.phone.VirtualCaller;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The server's figures of the silence it lets a caller hear are those that the caller has taken of the packets that came. */
class CallerSilenceIT {
    private static final Script SCRIPT = Script.named("refund")
            .listen()
            .keys("730264")
            .listen()
            .untilAnswered()
            .listen()
            .hangUp();

    private final House house = House.get();
    private final AtomicReference<VirtualCaller> calling = new AtomicReference<>();

    @Test
    void serverAndCallerAgreeOnTheLongestSilenceOfAConsultThatTakesLong() {
        var manner =
                new VirtualAgent.Manner(1, ThinkingTime.fixed(Duration.ofSeconds(12)), Judgement.approvals("decline"));
        VirtualAgent slow =
                await(VirtualAgent.start(house.vertx, house.nobody, "ada", House.PASSWORD, manner, new Whispering()));

        VirtualCaller caller = await(house.telephone.call("refund", SCRIPT));
        calling.set(caller);
        String conversation = house.conversationOf(caller.callId()).getString("id");
        CallResult result = await(caller.result());
        await(slow.leave());
        List<JsonObject> entries = ended(conversation);

        assertThat(result.outcome()).as(result.detail()).isEqualTo(CallResult.Outcome.COMPLETED);
        JsonObject measured = data(entries, "CallMeasured").get(0);
        long felt = result.felt().longestSilence() / 1_000_000;
        // two packets, and as much as packets came late
        long tolerance = 45 + result.packets().latestNanos() / 1_000_000;
        System.out.println("Longest silence: caller " + felt + " ms, server " + measured.getLong("longestSilenceMillis")
                + " ms, tolerance " + tolerance + " ms");
        assertThat(measured.getLong("longestSilenceMillis")).isBetween(felt - tolerance, felt + tolerance);
        assertThat(measured.getLong("longestSilenceMillis")).isGreaterThan(1_000);
        assertThat(measured.getLong("talkMillis")).isPositive();
        assertThat(data(entries, "SilenceHeard")).hasSize(measured.getInteger("silencesOverLimit"));
        JsonObject view = await(house.integrator.conversation(conversation));
        assertThat(view.getJsonObject("silence").getLong("longest_ms"))
                .isEqualTo(measured.getLong("longestSilenceMillis"));
        assertThat(spans(view)).as("where each line is in the call's sound").hasSizeGreaterThan(3);
        assertThat(spans(view)).isSorted();
    }

    /** Begins of the assistant's lines that were heard. */
    private static List<Long> spans(JsonObject view) {
        return House.list(view.getJsonArray("transcript")).stream()
                .filter(line -> line.getString("from").equals("assistant"))
                .map(line -> line.getJsonObject("audio"))
                .filter(audio -> audio != null)
                .map(audio -> audio.getLong("from_ms"))
                .toList();
    }

    private List<JsonObject> ended(String conversation) {
        return House.eventually(
                () -> house.journal(conversation),
                entries -> entries.stream()
                        .anyMatch(entry -> entry.getString("type").equals("CustomerLeft")));
    }

    private static List<JsonObject> data(List<JsonObject> entries, String type) {
        return entries.stream()
                .filter(entry -> entry.getString("type").equals(type))
                .map(entry -> entry.getJsonObject("data"))
                .toList();
    }

    private final class Whispering implements VirtualAgent.Listener {
        @Override
        public void card(Duration afterReached) {}

        @Override
        public void answering(String callId, long nanos) {
            calling.get().answeredByAgent(nanos);
        }
    }
}
