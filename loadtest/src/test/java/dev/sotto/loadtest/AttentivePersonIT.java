package dev.sotto.loadtest;

import static dev.sotto.loadtest.House.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.loadtest.desk.AttentivePerson;
import dev.sotto.loadtest.desk.Consult;
import dev.sotto.loadtest.desk.HumanTimes;
import dev.sotto.loadtest.desk.Judgement;
import dev.sotto.loadtest.desk.Kind;
import dev.sotto.loadtest.phone.CallResult;
import dev.sotto.loadtest.phone.Script;
import dev.sotto.loadtest.phone.VirtualCaller;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** One attention, two live calls: the second card waits for the first one's answer. */
class AttentivePersonIT {
    private final House house = House.get();
    private final Map<String, VirtualCaller> callers = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Consult> consults = new ConcurrentLinkedQueue<>();

    @Test
    void cardsAreAnsweredOneAfterTheOther() {
        HumanTimes quick = HumanTimes.usual(1).with("sigma", 0).slower(0.4);
        var manner = new AttentivePerson.Manner(
                6,
                quick,
                Judgement.approvals("decline"),
                callId -> callers.containsKey(callId) ? 7 : -1,
                callers::size);
        AttentivePerson ada =
                await(AttentivePerson.start(house.vertx, house.nobody, "ada", House.PASSWORD, manner, new Noting()));
        List<VirtualCaller> both = List.of(dial("730264"), dial("618340"));
        List<CallResult> results =
                both.stream().map(caller -> await(caller.result())).toList();
        AttentivePerson.Duty duty = await(ada.leave());

        assertThat(results)
                .allSatisfy(result ->
                        assertThat(result.outcome()).as(result.detail()).isEqualTo(CallResult.Outcome.COMPLETED));
        assertThat(consults).hasSize(2);
        Consult first = consults.poll();
        Consult second = consults.poll();
        assertThat(List.of(first, second)).allSatisfy(consult -> {
            assertThat(consult.outcome()).isEqualTo(Consult.Outcome.ACCEPTED);
            assertThat(consult.kind()).isEqualTo(Kind.APPROVAL);
            assertThat(consult.caller()).isEqualTo(7);
            assertThat(consult.answer()).isEqualTo("decline");
            assertThat(consult.live()).isEqualTo(2);
            assertThat(consult.offeredAt()).isAfterOrEqualTo(consult.reachedAt());
        });
        assertThat(second.begunAt()).isAfterOrEqualTo(first.answeredAt());
        assertThat(duty.accepted()).isEqualTo(2);
        assertThat(duty.wasted()).isZero();
        assertThat(duty.busy()).isEqualTo(first.busy().plus(second.busy()));
        assertThat(duty.onDuty()).isGreaterThan(duty.busy());
    }

    private VirtualCaller dial(String order) {
        Script script = Script.named("refund")
                .listen()
                .keys(order)
                .listen()
                .untilAnswered()
                .listen()
                .hangUp();
        VirtualCaller caller = await(house.telephone.call("refund", script));
        callers.put(caller.callId(), caller);
        return caller;
    }

    private final class Noting implements AttentivePerson.Listener {
        @Override
        public void card(Duration afterReached) {
            assertThat(afterReached).isLessThan(House.PATIENCE);
        }

        @Override
        public void answering(String callId, long nanos) {
            callers.get(callId).answeredByAgent(nanos);
        }

        @Override
        public void consulted(Consult consult) {
            consults.add(consult);
        }
    }
}
