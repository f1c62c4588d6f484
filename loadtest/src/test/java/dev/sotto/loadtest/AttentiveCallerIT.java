package dev.sotto.loadtest;

import static dev.sotto.loadtest.House.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.loadtest.desk.TurnFeed;
import dev.sotto.loadtest.phone.CallResult;
import dev.sotto.loadtest.phone.VirtualCaller;
import dev.sotto.loadtest.script.Cast;
import dev.sotto.loadtest.script.ScriptException;
import dev.sotto.loadtest.script.ScriptLibrary;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Callers who react to what is said get what they want, in whatever order they are asked. */
class AttentiveCallerIT {
    private static final House HOUSE = House.get();
    private static final String WANTS = """
            name: attentive
            understands: text
            variables: {order: "618340"}
            steps:
              - react:
                  within: 80s
                  to:
                    - {heard: "order number", keys: "{{order}}"}
                    - {heard: "on the way|came on", note: resolved, done: true}
                    - {heard: "anything else", say: "THEN"}
                    - {heard: "what can i do", say: "FIRST"}
            """;

    private static TurnFeed feed;

    @BeforeAll
    static void listen() {
        feed = await(TurnFeed.start(HOUSE.vertx, HOUSE.nobody, "sue", House.PASSWORD, HOUSE.telephone::understood));
    }

    @AfterAll
    static void close() {
        await(feed.close());
    }

    private static VirtualCaller call(String first, String then) {
        try {
            String wants = WANTS.replace("FIRST", first).replace("THEN", then);
            return HOUSE.talk(ScriptLibrary.parse("caller.yaml", wants).draw(Cast.of(1)));
        } catch (ScriptException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theOrderIsFoundInWhateverOrderTheQuestionsCome() {
        List<VirtualCaller> callers =
                List.of(call("where is my order", "no thank you"), call("when are you open", "where is my order"));

        // while both are live: who has gone is not in that list
        List<String> conversations = callers.stream()
                .map(caller -> HOUSE.conversationOf(caller.callId()).getString("id"))
                .toList();

        for (int i = 0; i < callers.size(); i++) {
            CallResult result = await(callers.get(i).result());

            assertThat(result.outcome()).as(result.toString()).isEqualTo(CallResult.Outcome.COMPLETED);
            assertThat(result.notes()).containsOnlyKeys("resolved");
            assertThat(result.notes().get("resolved")).isPositive();
            assertThat(result.legs())
                    .singleElement()
                    .satisfies(leg -> assertThat(leg.firstSound()).isGreaterThanOrEqualTo(leg.answered()));
            assertThat(transcript(conversations.get(i))).anyMatch(text -> text.contains("hiking boots"));
        }
    }

    private static List<String> transcript(String conversation) {
        return House.list(await(HOUSE.integrator.conversation(conversation)).getJsonArray("transcript")).stream()
                .map((JsonObject line) -> line.getString("text"))
                .toList();
    }
}
