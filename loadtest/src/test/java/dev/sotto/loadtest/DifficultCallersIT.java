package dev.sotto.loadtest;

import static dev.sotto.loadtest.House.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.loadtest.phone.CallResult;
import dev.sotto.loadtest.phone.Script;
import dev.sotto.loadtest.phone.VirtualCaller;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People who don't keep to the rules of talk. */
class DifficultCallersIT {
    private static final House HOUSE = House.get();
    private static VirtualCaller silent;

    /** Takes longest, so it goes on beside the others. */
    @BeforeAll
    static void someoneCallsAndSaysNothing() {
        silent = HOUSE.talk(Script.named("silent")
                .within(Duration.ofMinutes(2))
                .untilTheyHangUp()
                .build());
    }

    @Test
    void everyCallerIsGreeted() {
        VirtualCaller caller = HOUSE.talk(Script.named("listener").listen().hangUp());

        await(caller.heard());
        CallResult result = await(caller.result());

        assertThat(result.outcome()).as(result.detail()).isEqualTo(CallResult.Outcome.COMPLETED);
        assertThat(result.felt().greeting()).isPositive();
        assertThat(result.packets().lost()).isZero();
    }

    @Test
    void whoTalksOverEverythingIsStillHeard() {
        Script script = Script.named("interrupter")
                .talkOver(Duration.ofMillis(900), "where is my order")
                .talkOver(Duration.ofMillis(500), "where is my order")
                .listen()
                .keys("618340")
                .listen()
                .hangUp();
        VirtualCaller caller = HOUSE.talk(script);
        String conversation = HOUSE.conversationOf(caller.callId()).getString("id");

        CallResult result = await(caller.result());

        assertThat(result.outcome()).as(result.detail()).isEqualTo(CallResult.Outcome.COMPLETED);
        assertThat(result.felt().bargeIns()).as("it fell silent for the caller").isNotEmpty();
        List<JsonObject> lines = transcript(conversation);
        assertThat(lines).as("the first words were cut").anyMatch(line -> line.getBoolean("cut"));
        assertThat(lines)
                .filteredOn(line -> line.getString("from").equals("assistant"))
                .extracting(line -> line.getString("text"))
                .as("the order was found")
                .anyMatch(text -> text.contains("hiking boots"));
    }

    @Test
    void whoSaysNothingIsRemindedAndLetGo() {
        String conversation = HOUSE.conversationOf(silent.callId()).getString("id");

        CallResult result = House.awaitLong(silent.result());

        assertThat(result.outcome()).as(result.detail()).isEqualTo(CallResult.Outcome.COMPLETED);
        JsonObject view = House.eventually(
                () -> await(HOUSE.integrator.conversation(conversation)),
                seen -> "ended".equals(seen.getString("state")));
        assertThat(view.getString("termination")).isEqualTo("caller_silent");
        assertThat(transcript(conversation))
                .hasSizeGreaterThan(2)
                .allMatch(line -> line.getString("from").equals("assistant"));
    }

    private static List<JsonObject> transcript(String conversation) {
        return House.list(await(HOUSE.integrator.conversation(conversation)).getJsonArray("transcript"));
    }
}
