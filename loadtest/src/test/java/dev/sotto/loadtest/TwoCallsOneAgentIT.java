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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** One person, several live calls. */
class TwoCallsOneAgentIT {
    private final House house = House.get();
    private final Map<String, VirtualCaller> callers = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Duration> cards = new ConcurrentLinkedQueue<>();

    @Test
    void oneAgentHelpsTwoCallersAtOnce() {
        // thinks long enough that both cards lie on the desk together
        var manner =
                new VirtualAgent.Manner(2, ThinkingTime.fixed(Duration.ofSeconds(7)), Judgement.approvals("decline"));
        VirtualAgent ada =
                await(VirtualAgent.start(house.vertx, house.nobody, "ada", House.PASSWORD, manner, new WhisperingTo()));
        List<VirtualCaller> both = List.of(dial("refund", "730264"), dial("damaged_item", "618340"));

        House.eventually(
                house::openGuidance, open -> open.size() == 2 && open.stream().allMatch(this::isAdas));
        List<CallResult> results =
                both.stream().map(caller -> await(caller.result())).toList();
        await(ada.leave());

        assertThat(results)
                .allSatisfy(result -> assertThat(result.outcome())
                        .as(result.script() + " " + result.detail())
                        .isEqualTo(CallResult.Outcome.COMPLETED))
                .allSatisfy(result -> assertThat(result.packets().packets()).isPositive());
        assertThat(ada.answered()).isEqualTo(2);
        assertThat(ada.refused()).isZero();
        assertThat(cards).hasSize(2);
    }

    private VirtualCaller dial(String task, String order) {
        Script script = Script.named(task)
                .listen()
                .keys(order)
                .listen()
                .untilAnswered()
                .listen()
                .hangUp();
        VirtualCaller caller = await(house.telephone.call(task, script));
        callers.put(caller.callId(), caller);
        return caller;
    }

    private boolean isAdas(JsonObject card) {
        return "ada".equals(card.getString("offeredTo"));
    }

    private final class WhisperingTo implements VirtualAgent.Listener {
        @Override
        public void card(Duration afterReached) {
            cards.add(afterReached);
        }

        @Override
        public void answering(String callId, long nanos) {
            callers.get(callId).answeredByAgent(nanos);
        }
    }
}
