package dev.sotto.loadtest;

import static dev.sotto.loadtest.House.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.loadtest.phone.CallResult;
import dev.sotto.loadtest.phone.Script;
import dev.sotto.loadtest.phone.VirtualCaller;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A caller may leave at any moment; nothing may be left behind. */
class HangUpIT {
    private static final JsonObject DECLINE = new JsonObject().put("answer", "decline");

    private final House house = House.get();

    /** Whatever holds a call, a port, a question or a conversation has let go. Visitors of other tests' chats may still come back. */
    @AfterEach
    void nothingIsLeft() {
        House.eventually(this::left, left -> left.stream().allMatch(count -> count == 0));
    }

    private List<Double> left() {
        List<JsonObject> conversations = house.conversations();
        Set<String> chats = conversations.stream()
                .filter(view -> view.getString("channel").equals("chat"))
                .map(view -> view.getString("id"))
                .collect(Collectors.toSet());
        long questions = house.openGuidance().stream()
                .filter(card -> !chats.contains(card.getString("conversation")))
                .count();
        return List.of(
                house.metric("sotto_calls"),
                house.metric("sotto_media_sessions"),
                (double) conversations.size() - chats.size(),
                (double) questions);
    }

    @Test
    void beforeTheCallIsAcknowledged() {
        VirtualCaller caller = house.talk(Script.named("changes his mind").hangUp());
        caller.hangUp();

        assertThat(await(caller.result()).outcome()).isEqualTo(CallResult.Outcome.ABANDONED);
    }

    @Test
    void duringTheGreeting() {
        VirtualCaller caller = house.talk(Script.named("wrong number")
                .untilSound()
                .pause(Duration.ofSeconds(1))
                .hangUp());
        String conversation = conversationOf(caller);

        assertThat(await(caller.result()).completed()).isTrue();
        assertThat(terminationOf(conversation)).isEqualTo("caller_hung_up");
    }

    @Test
    void whileTheAnswerIsThoughtOut() {
        VirtualCaller caller = house.talk(
                Script.named("impatient").listen().say("where is my order").hangUp());
        String conversation = conversationOf(caller);

        assertThat(await(caller.result()).completed()).isTrue();
        assertThat(terminationOf(conversation)).isEqualTo("caller_hung_up");
    }

    @Test
    void duringAConsultSoThatTheAnswerFindsNobody() {
        VirtualCaller caller = atAConsult();
        String conversation = conversationOf(caller);
        String card = house.cardOf(conversation).getString("id");

        caller.hangUp();
        assertThat(terminationOf(conversation)).isEqualTo("caller_hung_up");
        var reply = await(house.agent("ada").answer(card, DECLINE));

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.body().getString("outcome")).isEqualTo("caller_gone");
    }

    @Test
    void rightAfterTheAnswer() {
        VirtualCaller caller = atAConsult();
        String conversation = conversationOf(caller);
        String card = house.cardOf(conversation).getString("id");

        var reply = await(house.agent("ada").answer(card, DECLINE));
        caller.hangUp();

        assertThat(reply.body().getString("outcome")).isEqualTo("accepted");
        assertThat(terminationOf(conversation)).isEqualTo("caller_hung_up");
    }

    private VirtualCaller atAConsult() {
        Script script = Script.named("refund")
                .listen()
                .keys("730264")
                .within(House.PATIENCE)
                .untilTheyHangUp()
                .build();
        return await(house.telephone.call("refund", script));
    }

    private String conversationOf(VirtualCaller caller) {
        return house.conversationOf(caller.callId()).getString("id");
    }

    private String terminationOf(String conversation) {
        return House.eventually(
                        () -> await(house.integrator.conversation(conversation)),
                        view -> "ended".equals(view.getString("state")))
                .getString("termination");
    }
}
