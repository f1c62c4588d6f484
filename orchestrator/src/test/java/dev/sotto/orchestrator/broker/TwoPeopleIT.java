package dev.sotto.orchestrator.broker;

import static dev.sotto.orchestrator.broker.BrokerBench.bigRefund;
import static dev.sotto.orchestrator.journal.SharedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.AnswerOutcome;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.journal.SharedDatabase;
import dev.sotto.orchestrator.message.ToConversation;
import dev.sotto.orchestrator.message.ToDesk;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedDatabase.class)
class TwoPeopleIT {
    private BrokerBench bench;
    private final GuidanceRequest request = bigRefund();

    @BeforeEach
    void open(Vertx vertx, Pool pool) throws Exception {
        bench = new BrokerBench(vertx, pool);
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    private long tokens() throws Exception {
        return await(bench.pool
                        .preparedQuery("select count(*) from approval_token where guidance = $1")
                        .execute(Tuple.of(request.id())))
                .iterator()
                .next()
                .getLong(0);
    }

    @Test
    void twoAreAskedAtOnceAndOnlyTheSecondApprovalOpensTheTool() throws Exception {
        bench.available("ada", 2);
        bench.available("ben", 2);
        bench.asked(request);
        bench.waitForOffer(request, "ada");
        bench.waitForOffer(request, "ben");

        assertThat(bench.approve(request, "ada").outcome()).isEqualTo(AnswerOutcome.ACCEPTED);

        var view = bench.read(request);
        assertThat(view.state()).isEqualTo("offered");
        assertThat(view.standing().approvedBy()).containsExactly("ada");
        assertThat(view.standing().holders()).extracting(ToDesk.Holder::agent).containsExactly("ben");
        assertThat(tokens()).isZero();
        assertThat(bench.heard).noneMatch(ToConversation.GuidanceAnswered.class::isInstance);
        assertThat(bench.approve(request, "ben").outcome()).isEqualTo(AnswerOutcome.ACCEPTED);
        assertThat(bench.waitForWord(ToConversation.GuidanceAnswered.class, request)
                        .token())
                .isNotNull();
        assertThat(bench.deeds(request)).contains("answered ada accepted", "answered ben accepted");
    }

    @Test
    void theSamePersonTwiceIsNotTwoPeople() throws Exception {
        bench.asked(request);
        bench.approve(request, "ada");

        var again = bench.answer(request, "ada", AnswerKind.CHOOSE, 1, "");

        assertThat(again.outcome()).isEqualTo(AnswerOutcome.SUPERSEDED);
        assertThat(again.reason()).contains("second person");
        assertThat(tokens()).isZero();
        ToDesk.AnswerReply accept = bench.ask(new ToDesk.Accept(request.id(), "ada"));
        assertThat(accept.outcome()).isEqualTo(AnswerOutcome.SUPERSEDED);
    }

    @Test
    void whoWouldApproveSomethingElseIsToldWhatTheFirstApproved() throws Exception {
        bench.asked(request);
        bench.answer(request, "ada", AnswerKind.CHOOSE, 3, "");

        var other = bench.approve(request, "ben");

        assertThat(other.outcome()).isEqualTo(AnswerOutcome.INVALID);
        assertThat(other.reason()).contains("ada approved 'Half'");
        assertThat(bench.answer(request, "ben", AnswerKind.APPROVE, 3, "").outcome())
                .isEqualTo(AnswerOutcome.ACCEPTED);
        var arguments = await(bench.pool
                .query("select arguments ->> 'amount', granted_by from approval_token")
                .execute());
        assertThat(arguments.iterator().next().getString(0)).isEqualTo("64.50");
        assertThat(arguments.iterator().next().getArrayOfStrings(1)).containsExactly("ada", "ben");
    }

    @Test
    void oneWhoDeclinesIsEnoughBeforeAndAfterAnApproval() throws Exception {
        var declinedFirst = bigRefund();
        bench.asked(request);
        bench.asked(declinedFirst);
        bench.approve(request, "ada");

        assertThat(bench.answer(request, "ben", AnswerKind.DECLINE, 0, "no").outcome())
                .isEqualTo(AnswerOutcome.ACCEPTED);
        assertThat(bench.answer(declinedFirst, "ben", AnswerKind.DECLINE, 0, "no")
                        .outcome())
                .isEqualTo(AnswerOutcome.ACCEPTED);

        assertThat(bench.read(request).state()).isEqualTo("declined");
        assertThat(bench.approve(request, "sue").outcome()).isEqualTo(AnswerOutcome.SUPERSEDED);
        assertThat(bench.read(declinedFirst).state()).isEqualTo("declined");
        assertThat(tokens()).isZero();
    }

    @Test
    void theFirstApprovalOutlivesARestart() throws Exception {
        bench.available("ada", 1);
        bench.available("ben", 1);
        bench.asked(request);
        bench.approve(request, "ada");
        bench.stop();
        bench.shown.clear();

        bench.start();

        bench.waitForOffer(request, "ben");
        assertThat(bench.read(request).standing().approvedBy()).containsExactly("ada");
        assertThat(bench.approve(request, "ada").outcome()).isEqualTo(AnswerOutcome.SUPERSEDED);
        assertThat(bench.approve(request, "ben").outcome()).isEqualTo(AnswerOutcome.ACCEPTED);
        assertThat(tokens()).isEqualTo(1);
    }

    @Test
    void ofManyApprovalsAtOnceExactlyTwoOfDifferentPeopleCount() throws Exception {
        bench.asked(request);
        List<Future<ToDesk.AnswerReply>> replies = new ArrayList<>();

        for (int i = 0; i < 60; i++) {
            String agent = List.of("ada", "ben", "sue").get(i % 3);
            replies.add(bench.send(new ToDesk.Answer(request.id(), agent, AnswerKind.APPROVE, 0, "n" + i)));
        }
        await(Future.all(replies));

        List<Integer> counted = new ArrayList<>();
        for (int i = 0; i < replies.size(); i++) {
            if (replies.get(i).result().outcome() == AnswerOutcome.ACCEPTED) {
                counted.add(i);
            }
        }
        assertThat(counted).hasSize(2);
        assertThat(counted.get(0) % 3).isNotEqualTo(counted.get(1) % 3);
        assertThat(bench.read(request).state()).isEqualTo("answered");
        assertThat(tokens()).isEqualTo(1);
    }

    @Test
    void twoNodesCountOneFirstApproval(Vertx vertx, Pool pool) throws Exception {
        bench.asked(request);
        try (var other = new BrokerBench(vertx, pool)) {
            Future<ToDesk.AnswerReply> here =
                    bench.send(new ToDesk.Answer(request.id(), "ada", AnswerKind.APPROVE, 0, ""));
            Future<ToDesk.AnswerReply> there =
                    other.send(new ToDesk.Answer(request.id(), "ada", AnswerKind.APPROVE, 0, ""));

            await(Future.all(here, there));

            assertThat(List.of(here.result().outcome(), there.result().outcome()))
                    .containsExactlyInAnyOrder(AnswerOutcome.ACCEPTED, AnswerOutcome.SUPERSEDED);
            assertThat(tokens()).isZero();
            assertThat(other.approve(request, "ben").outcome()).isEqualTo(AnswerOutcome.ACCEPTED);
            assertThat(tokens()).isEqualTo(1);
        }
    }
}
