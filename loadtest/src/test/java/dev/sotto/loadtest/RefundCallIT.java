package dev.sotto.loadtest;

import static dev.sotto.loadtest.House.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.loadtest.phone.CallResult;
import dev.sotto.loadtest.phone.Script;
import dev.sotto.loadtest.phone.VirtualCaller;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** The whole arc: a caller speaks, a person whispers, the caller hears it. */
class RefundCallIT {
    private final House house = House.get();

    private static Script refund() {
        return Script.named("refund")
                .listen()
                .say("I want a refund")
                .listen()
                .keys("482913")
                .listen()
                .untilAnswered()
                .listen()
                .hangUp();
    }

    @Test
    void callerHearsWhatAnAgentApproved() {
        VirtualCaller caller = house.talk(refund());
        String conversation = house.conversationOf(caller.callId()).getString("id");
        JsonObject card = house.cardOf(conversation);
        var ada = await(house.nobody.signIn("ada", House.PASSWORD));

        caller.answeredByAgent(System.nanoTime());
        var reply = await(ada.answer(card.getString("id"), new JsonObject().put("answer", "approve")));

        CallResult result = await(caller.result());
        assertThat(reply.body().getString("outcome")).isEqualTo("accepted");
        assertThat(result.outcome()).as(result.detail()).isEqualTo(CallResult.Outcome.COMPLETED);
        System.out.println(result);
        house.journal(conversation).forEach(System.out::println);
    }
}
